package dev.slipway.testing;

import dev.slipway.driver.ssh.SshSettings;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Ownership;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An OpenSSH server on a loopback address of its own: own host keys, own home (so that nobody's
 * .bashrc is read), a key that may log in as whoever runs the tests, or as any other user.
 */
public abstract sealed class Sshd implements AutoCloseable permits LoopbackServer, RealSshd {
  private static final Path PRIVILEGES = Path.of("/run/sshd");
  private static final String ADMITTED = "authorized_keys";

  private final TestState state = new TestState();
  private final String name;
  private final Endpoint listen;

  /**
   * @param name that messages call it
   * @param lines of configuration beside the usual ones
   */
  Sshd(String name, Endpoint listen, String... lines) {
    this.name = name;
    this.listen = listen;
    generate("host");
    generate("client");
    generate("stranger");
    createFolder(file("home"));
    admit(file("client.pub"));
    // The first value of a keyword is the one that counts.
    write("sshd_config", String.join("\n", lines) + "\n" + text());
  }

  public String name() {
    return name;
  }

  public String user() {
    return System.getProperty("user.name");
  }

  public Endpoint endpoint() {
    return listen;
  }

  /** A file beside its configuration: {@code client}, {@code stranger}, {@code host.pub}. */
  public Path file(String of) {
    return folder().resolve(of);
  }

  /** How it is reached rightly: its host key pinned. */
  public SshSettings settings() {
    return settings(user(), "client", new SshSettings.Trust(Optional.of(fingerprint()), List.of()));
  }

  public SshSettings settings(String user, String key, SshSettings.Trust trust) {
    return new SshSettings(
        name,
        listen.host(),
        listen.port(),
        new SshSettings.Login(user, Optional.of(file(key)), Optional.empty()),
        trust,
        Optional.empty(),
        new SshSettings.Patience(Duration.ofSeconds(10), Duration.ofSeconds(1)));
  }

  /** Of its host key, as {@code ssh-keygen} prints it. */
  public String fingerprint() {
    return run("ssh-keygen", "-l", "-f", file("host.pub").toString()).split(" ", -1)[1];
  }

  /** Makes a key of that name, in place of a former one. */
  public void generate(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", file(key).toString());
  }

  /** Lets the holder of one more key log in. */
  public void admit(Path publicKey) {
    try {
      Files.write(
          file(ADMITTED),
          Files.readAllBytes(publicKey),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when it answers. */
  public abstract void start();

  /** Harmless when it does not run. */
  public abstract void stop();

  @Override
  public void close() throws IOException {
    stop();
    state.close();
  }

  final Path folder() {
    return state.folder();
  }

  /** What runs in the foreground until it is ended. */
  final Command command() {
    if (Ownership.root()) {
      createFolder(PRIVILEGES);
    }
    return Command.of(
        "/usr/sbin/sshd", "-D", "-f", file("sshd_config").toString(), "-E", file("log").toString());
  }

  final void awaitAnswer() {
    Await.of("sshd", Duration.ofSeconds(20)).untilTrue(this::answers);
  }

  private boolean answers() {
    try (Socket client = new Socket(listen.host(), listen.port())) {
      return client.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String text() {
    return """
    ListenAddress %s
    HostKey %s/host
    AuthorizedKeysFile %s/authorized_keys
    PidFile none
    StrictModes no
    UsePAM no
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    PermitRootLogin yes
    MaxStartups 200
    SetEnv HOME=%s/home
    """
        .formatted(listen, folder(), folder(), folder());
  }

  static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String to, String text) {
    AtomicFile.write(file(to), text.getBytes(StandardCharsets.UTF_8), user());
  }

  private static String run(String... words) {
    return new LocalRunner().check(Command.of(words)).output();
  }
}
