package dev.slipway.demo;

import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.nio.file.Path;

/** Repositories served to machines that have no folder in common with this one. */
final class GitDaemon implements AutoCloseable {
  private static final int PORT = 9418;

  private final Endpoint listen;
  private final Process process;

  /**
   * @param folder of bare repositories; anybody may push to them
   */
  GitDaemon(String address, Path folder) throws IOException {
    listen = new Endpoint(address, PORT);
    process =
        new ProcessBuilder(
                "git",
                "daemon",
                "--reuseaddr",
                "--listen=" + address,
                "--port=" + PORT,
                "--base-path=" + folder,
                "--export-all",
                "--enable=receive-pack")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("git-daemon.log").toFile())
            .start();
  }

  String url(String repository) {
    return "git://%s/%s".formatted(listen, repository);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
