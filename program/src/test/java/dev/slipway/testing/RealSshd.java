package dev.slipway.testing;

import dev.slipway.driver.ssh.SshSettings;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An OpenSSH server on a loopback address of its own: own host keys, own home (so that nobody's
 * .bashrc is read), a key that may log in as whoever runs the tests.
 */
public final class RealSshd implements AutoCloseable {
  private static final Path PRIVILEGES = Path.of("/run/sshd");

  private final Daemons daemons = new Daemons();
  private final TestState state = new TestState();
  private final Endpoint listen = Loopback.endpoint(Loopback.address());

  /** Starts it with these lines of configuration beside the usual ones. */
  public RealSshd(String... lines) {
    generate("host");
    generate("client");
    generate("stranger");
    createFolder(state.folder().resolve("home"));
    copy("client.pub", "authorized_keys");
    // The first value of a keyword is the one that counts.
    write("sshd_config", String.join("\n", lines) + "\n" + text());
    start();
  }

  public String user() {
    return System.getProperty("user.name");
  }

  public Endpoint endpoint() {
    return listen;
  }

  /** A file beside its configuration: {@code client}, {@code stranger}, {@code host.pub}. */
  public Path file(String name) {
    return state.folder().resolve(name);
  }

  /** How it is reached rightly: its host key pinned. */
  public SshSettings settings() {
    return settings(user(), "client", new SshSettings.Trust(Optional.of(fingerprint()), List.of()));
  }

  public SshSettings settings(String user, String key, SshSettings.Trust trust) {
    return new SshSettings(
        "web1",
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

  /** Ends the processes of its connections at once, as a crash of the machine would. */
  public void dropConnections() {
    ProcessIdentity listener = daemons.running(file("daemon.pid")).orElseThrow();
    ProcessHandle.of(listener.pid())
        .orElseThrow()
        .children()
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends it with its connections, so that nobody comes back, until it is started again. */
  public void cutOff() {
    ProcessIdentity listener = daemons.running(file("daemon.pid")).orElseThrow();
    List<ProcessHandle> open = ProcessHandle.of(listener.pid()).orElseThrow().children().toList();
    stop();
    open.forEach(ProcessHandle::destroyForcibly);
  }

  public long connections() {
    ProcessIdentity listener = daemons.running(file("daemon.pid")).orElseThrow();
    return ProcessHandle.of(listener.pid()).orElseThrow().children().count();
  }

  public void stop() {
    daemons.stop(file("daemon.pid"), Duration.ofSeconds(5));
  }

  @Override
  public void close() throws IOException {
    dropConnections();
    stop();
    state.close();
  }

  /** Makes a key of that name, in place of a former one. */
  public void generate(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file(name).toString());
  }

  public void start() {
    if (Ownership.root()) {
      createFolder(PRIVILEGES);
    }
    Command sshd =
        Command.of(
            "/usr/sbin/sshd",
            "-D",
            "-f",
            file("sshd_config").toString(),
            "-E",
            file("log").toString());
    daemons.start(sshd, file("daemon.pid"), file("log"));
    Await.of("sshd", Duration.ofSeconds(20)).untilTrue(this::listens);
  }

  private boolean listens() {
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
        .formatted(listen, state.folder(), state.folder(), state.folder());
  }

  private void copy(String from, String to) {
    try {
      Files.copy(file(from), file(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    AtomicFile.write(file(name), text.getBytes(StandardCharsets.UTF_8), user());
  }

  private static String run(String... words) {
    return new LocalRunner().check(Command.of(words)).output();
  }
}
