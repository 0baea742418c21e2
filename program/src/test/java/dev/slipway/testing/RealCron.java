package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Debian's cron in mount and process namespaces of its own: it reads only the folder that it is
 * given, and neither the machine's jobs nor its cron know of it. Needs root, and ends with this
 * process.
 */
public final class RealCron implements AutoCloseable {
  private static final int LONGEST_END = 10;

  private final Process process;

  /**
   * @param state for what cron writes by itself
   * @param jobs the folder that it takes for {@code /etc/cron.d}
   */
  public RealCron(Path state, Path jobs) {
    try {
      Path run = Files.createDirectory(state.resolve("run"));
      Path tables = Files.createDirectory(state.resolve("crontabs"));
      Path crontab = Files.createFile(state.resolve("crontab"));
      process =
          new ProcessBuilder(
                  "unshare",
                  "--mount",
                  "--pid",
                  "--fork",
                  "--kill-child",
                  "sh",
                  script(),
                  jobs.toString(),
                  crontab.toString(),
                  run.toString(),
                  tables.toString())
              .redirectErrorStream(true)
              .redirectOutput(state.resolve("cron.out").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean running() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static String script() {
    return Path.of(URI.create(RealCron.class.getResource("cron.sh").toString())).toString();
  }
}
