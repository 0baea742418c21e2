package dev.catalog;

import dev.catalog.http.Server;
import java.util.List;
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
    var configuration = Configuration.of(System.getenv());
    var server = new Server(configuration, List.of());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    server.start();
    new CountDownLatch(1).await();
    return 0;
  }
}
