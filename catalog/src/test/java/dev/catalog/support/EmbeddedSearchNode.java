package dev.catalog.support;

import static org.awaitility.Awaitility.await;

import dev.catalog.search.SearchClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real search node that a test starts on free ports of the loopback address, as a child JVM that
 * ends with the test, in a folder of its own that {@link #close} deletes.
 */
public final class EmbeddedSearchNode implements AutoCloseable {
  private final Path folder;
  private final int httpPort;
  private final int transportPort;
  private final Membership membership;
  private Process process;

  private EmbeddedSearchNode(Path folder, int transportPort, Membership membership) {
    this.folder = folder;
    this.httpPort = FreePort.any();
    this.transportPort = transportPort;
    this.membership = membership;
  }

  /** An empty node that answers. */
  public static EmbeddedSearchNode start() {
    int transportPort = FreePort.any();
    var node = of(transportPort, Membership.alone(transportPort));
    node.up();
    return node;
  }

  /** A node of a cluster, not started. */
  static EmbeddedSearchNode of(int transportPort, Membership membership) {
    try {
      var folder = Files.createTempDirectory(Path.of("/var/tmp"), "catalog-search-");
      return new EmbeddedSearchNode(folder, transportPort, membership);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** A client of this node; the caller closes it. */
  public SearchClient client() {
    return new SearchClient(address(), Duration.ofSeconds(30));
  }

  /** Starts the node with what it has stored, and waits until it serves. */
  public void up() {
    launch();
    awaitService();
  }

  /** Starts the node without waiting for it. */
  void launch() {
    try {
      process =
          new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log()).start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Waits until the node answers for a cluster that serves. */
  void awaitService() {
    try (var client = client()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(client::health, status -> status.matches("green|yellow"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The node is gone at once, as after a crash; its data stays. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Forgets everything that a killed node has stored. */
  public void wipe() {
    delete(folder.resolve("data"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
    delete(folder);
  }

  private List<String> command() {
    return Stream.concat(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms192m",
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SearchNodeProcess.class.getName(),
                folder.toString(),
                String.valueOf(httpPort),
                String.valueOf(transportPort)),
            membership.arguments())
        .toList();
  }

  private java.io.File log() {
    return folder.resolve("node.log").toFile();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the search node does not end");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
