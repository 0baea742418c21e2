package dev.catalog;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves documents over HTTP and keeps the search index up to date.")
final class ServeCommand implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    var application = new Application(Configuration.of(System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(application::close, "stop"));
    application.start();
    new CountDownLatch(1).await();
    return 0;
  }
}
