package dev.slipway.testing;

import dev.slipway.config.Secret;
import dev.slipway.service.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A Redmine from Debian's package with a database of its own, and one project of a user who may
 * move its tickets. A program in Ruby, {@code redmine.rb}, is its administrator; it ends with this
 * process, too.
 */
public final class RealRedmine implements AutoCloseable {
  private static final String APPLICATION = "/usr/share/redmine";
  private static final int LONGEST_END = 20;

  private final TestState state = new TestState();
  private final Endpoint endpoint = Loopback.endpoint(Loopback.address());
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;
  private final Secret key;

  /** Starts it, which takes its time: its tables are made and its classes loaded. */
  public RealRedmine() throws IOException {
    if (!Files.isDirectory(Path.of(APPLICATION))) {
      throw new IllegalStateException("no Redmine in " + APPLICATION + ": run ./verify once");
    }
    Path errors = state.folder().resolve("errors");
    process = program().redirectError(errors.toFile()).start();
    orders = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    String[] ready = answer().split("\t", -1);
    if (!ready[0].equals("ready")) {
      throw new IllegalStateException("Redmine did not start: " + Files.readString(errors));
    }
    key = new Secret(ready[1]);
  }

  public URI url() {
    return URI.create("http://" + endpoint);
  }

  /** The identifier of its project. */
  public String project() {
    return "portal";
  }

  /** Of the user who may move tickets. */
  public Secret key() {
    return key;
  }

  /**
   * Files a ticket.
   *
   * @return its number
   */
  public String file(String status, String subject) {
    return order("file", status, subject);
  }

  /** From now on the workflow allows no transition of the ticket. */
  public void freeze(String number) {
    order("freeze", number);
  }

  /** Forgets every ticket. */
  public void clear() {
    order("clear");
  }

  /** From now on it refuses connections, or works again. */
  public void down(boolean now) {
    order(now ? "down" : "up");
  }

  @Override
  public void close() throws IOException {
    orders.close();
    try {
      if (!process.waitFor(LONGEST_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    state.close();
  }

  private ProcessBuilder program() {
    return new ProcessBuilder(
            "ruby",
            "-EUTF-8",
            script().toString(),
            state.folder().toString(),
            endpoint.host(),
            String.valueOf(endpoint.port()))
        .directory(state.folder().toFile());
  }

  private static Path script() {
    return Path.of(URI.create(RealRedmine.class.getResource("redmine.rb").toString()));
  }

  private String order(String... words) {
    try {
      orders.write(String.join("\t", words) + "\n");
      orders.flush();
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    return line == null ? "" : line;
  }
}
