package dev.slipway.provider.local;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.Level;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;

/**
 * A server in a process of its own: starts, prints the one line {@code ready} when it serves, stays
 * until SIGTERM and stops cleanly then. An error ends it with the exit code of the catalogue and
 * the error's lines on standard error.
 */
abstract class ServerMain implements Callable<Integer> {

  /** What runs until it is closed. */
  interface Running {
    void close() throws Exception;
  }

  @Option(names = "--address", required = true, description = "the address it listens on")
  String address = "";

  @Option(names = "--data", required = true, description = "its data folder")
  Path data = Path.of("");

  @Option(names = "--logs", required = true, description = "its log folder")
  Path logs = Path.of("");

  /** Starts the server and returns when it serves. */
  abstract Running start() throws Exception;

  /** The name of its log file, without the suffix. */
  abstract String logName();

  /** How much it logs. */
  abstract Level logLevel();

  @Override
  public final Integer call() throws Exception {
    Files.createDirectories(data);
    Files.createDirectories(logs);
    FileLog.open(logs.resolve(logName() + ".log"), logLevel());
    Running running = start();
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running), "stop"));
    System.out.println("ready");
    System.out.flush();
    never.await();
    return 0;
  }

  static int run(ServerMain main, String... args) {
    IExecutionExceptionHandler report =
        (e, commandLine, parsed) -> {
          SlipwayException error = asSlipway(e, main);
          System.err.println(error.render());
          return error.code().exitCode();
        };
    return new CommandLine(main).setExecutionExceptionHandler(report).execute(args);
  }

  private static SlipwayException asSlipway(Exception thrown, ServerMain main) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SlipwayException slipway) {
        return slipway;
      }
      if (cause instanceof BindException) {
        return new SlipwayException(
            ErrorCode.PORT_IN_USE,
            "a port on " + main.address + " is in use: " + thrown.getMessage(),
            "stop what listens there, or give the server other ports",
            thrown);
      }
    }
    return new SlipwayException(
        ErrorCode.INTERNAL,
        main.logName() + " did not start: " + thrown,
        "see the log in " + main.logs,
        thrown);
  }

  private static void close(Running running) {
    try {
      running.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("the server did not stop cleanly: " + e.getMessage());
    } catch (Exception e) {
      System.err.println("the server did not stop cleanly: " + e);
    }
  }
}
