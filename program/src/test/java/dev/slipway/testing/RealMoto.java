package dev.slipway.testing;

import dev.slipway.aws.AwsAccess;
import dev.slipway.aws.AwsIdentity;
import dev.slipway.config.Secret;
import dev.slipway.service.Endpoint;
import dev.slipway.service.NewKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An AWS account of moto's, an independent emulator, as a process. */
public final class RealMoto implements AutoCloseable {
  private static final String REGION = "us-west-2";
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final TestState state = new TestState();
  private final Endpoint endpoint = Loopback.endpoint(Loopback.address());
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;

  /** Starts it and waits until it answers. */
  public RealMoto() {
    Path output = state.folder().resolve("output");
    process = start(output);
    Awaitility.await()
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> answers(output));
  }

  private Process start(Path output) {
    ProcessBuilder server =
        new ProcessBuilder(
                "moto_server", "-H", endpoint.host(), "-p", String.valueOf(endpoint.port()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    server.environment().put("PYTHONPATH", strictness());
    server.environment().put("SECRETS_KEPT_IN", secrets().toString());
    try {
      return server.start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "there is no moto_server on the path: pip install 'moto[server]==5.2.1'", e);
    }
  }

  /** The folder of what makes it as strict as AWS. */
  private static String strictness() {
    URI file = URI.create(RealMoto.class.getResource("moto/sitecustomize.py").toString());
    return Path.of(file).getParent().toString();
  }

  private boolean answers(Path output) throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("moto_server ended: " + Files.readString(output));
    }
    try {
      HttpRequest ask = HttpRequest.newBuilder(url().resolve("/moto-api/")).build();
      return http.send(ask, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public URI url() {
    return URI.create("http://" + endpoint);
  }

  /** With a key that may do everything, as long as {@link #checkRights} was not called. */
  public AwsAccess access() {
    return access(url(), new NewKey("AKIAADMINISTRATOR000", new Secret("administrator")));
  }

  /** With that key, at moto's address or that of something before it. */
  public static AwsAccess access(URI at, NewKey key) {
    return new AwsAccess(
        REGION, Optional.of(at), Optional.empty(), new AwsIdentity.Key(key), AwsAccess.PATIENT);
  }

  /** A new account: nothing is there, and nobody is asked for rights. */
  public void reset() {
    post("/moto-api/reset", "");
    post("/moto-api/reset-auth", "inf");
  }

  /** From now on signatures and policies are checked. */
  public void checkRights() {
    post("/moto-api/reset-auth", "0");
  }

  /** Those of every access key that it ever made, of the deleted ones too. */
  public Set<String> secretKeys() {
    try {
      return Set.copyOf(Files.readAllLines(secrets()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path secrets() {
    return state.folder().resolve("secrets");
  }

  private void post(String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url().resolve(path))
              .header("Content-Type", "text/plain")
              .POST(BodyPublishers.ofString(body))
              .build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException(path + " answers " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    state.close();
  }
}
