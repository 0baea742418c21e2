package dev.slipway.driver.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one machine is reached.
 *
 * @param name what messages call it
 * @param login who logs in, and with what
 * @param trust how its host key is recognised
 * @param jump the machine that the connection goes through
 */
public record SshSettings(
    String name,
    String host,
    int port,
    Login login,
    Trust trust,
    Optional<SshSettings> jump,
    Patience patience) {

  /**
   * Who logs in.
   *
   * @param keyFile the private key; the keys of the agent when empty
   * @param agent the socket of an SSH agent; asked only without a key file
   */
  public record Login(String user, Optional<Path> keyFile, Optional<Path> agent) {}

  /**
   * How a host key is recognised.
   *
   * @param pinned the fingerprint that it must have, {@code SHA256:…}; then no file is looked at
   * @param knownHosts OpenSSH's files; those that are not there are taken as empty
   */
  public record Trust(Optional<String> pinned, List<Path> knownHosts) {
    public Trust {
      knownHosts = List.copyOf(knownHosts);
    }
  }

  /**
   * How long to wait.
   *
   * @param connect for the connection and the login, each
   * @param keepAlive an idle connection is tried so often; after three tries without an answer it
   *     counts as lost
   */
  public record Patience(Duration connect, Duration keepAlive) {
    public static final Patience DEFAULT =
        new Patience(Duration.ofSeconds(15), Duration.ofSeconds(10));
  }

  String words() {
    return "%s (%s@%s:%d)".formatted(name, login.user(), host, port);
  }
}
