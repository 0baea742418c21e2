package dev.slipway.testing;

import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A second machine, as far as files and processes go: OpenSSH on a loopback address of its own, in
 * mount and process namespaces of its own. Programs are this machine's, and so are the files that
 * it finds when it first starts; what it writes nobody else sees, and nothing of {@code /tmp} and
 * {@code /var/tmp}, where tests keep their files, is there. The network is this machine's: a server
 * listens on its own address only.
 *
 * <p>Needs root. Started when constructed; all its processes end with this one, however it ends.
 */
public final class LoopbackServer extends Sshd {
  private static final int LONGEST_END = 20;

  private final TestState disk = new TestState();
  private Process process;

  /** On an address that no other test has. */
  public LoopbackServer(String name) {
    this(name, Loopback.address());
  }

  public LoopbackServer(String name, String address) {
    this(name, Loopback.endpoint(address));
  }

  /** With its SSH server there. */
  public LoopbackServer(String name, Endpoint listen) {
    super(name, listen);
    start();
  }

  public String address() {
    return endpoint().host();
  }

  /**
   * Where this machine finds a file that the server wrote. What the server has of this machine's is
   * not there.
   */
  public Path written(Path file) {
    return disk.folder().resolve("files" + file);
  }

  /** Switches it on: of what ran before, nothing does. */
  @Override
  public void start() {
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--mount-proc"));
    words.addAll(List.of("--uts", "--ipc", "--fork", "--kill-child", "bash", script()));
    words.addAll(List.of(disk.folder().toString(), folder().toString(), name()));
    words.addAll(command().arguments());
    try {
      process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(file("console").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
  }

  /** Cuts its power: its files stay. */
  @Override
  public void stop() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      super.close();
      disk.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String script() {
    URI resource = URI.create(LoopbackServer.class.getResource("loopback-server.sh").toString());
    return Path.of(resource).toString();
  }
}
