package dev.slipway;

import dev.slipway.config.Fingerprint;
import dev.slipway.config.SshAccess;
import dev.slipway.config.SshAccess.Jump;
import dev.slipway.config.SshAddress;
import dev.slipway.driver.ssh.SshSettings;
import dev.slipway.driver.ssh.SshSettings.Login;
import dev.slipway.driver.ssh.SshSettings.Patience;
import dev.slipway.driver.ssh.SshSettings.Trust;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the servers of a profile are logged in to.
 *
 * @param agent the socket of the user's SSH agent
 */
record SshLogins(SshAccess access, Optional<Path> agent) {

  /** With the agent of whoever runs Slipway. */
  static SshLogins of(SshAccess access) {
    return new SshLogins(
        access,
        Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
            .filter(path -> !path.isEmpty())
            .map(Path::of));
  }

  /**
   * @param hostKey the only one that is right; when empty the known hosts are asked
   */
  SshSettings to(String server, SshAddress host, Optional<Fingerprint> hostKey) {
    Login login = new Login(access.user(), access.keyFile(), agent);
    return settings(server, host, login, hostKey, access.jump().map(this::jump));
  }

  private SshSettings jump(Jump jump) {
    Login login =
        new Login(jump.user().orElse(access.user()), jump.keyFile().or(access::keyFile), agent);
    return settings("the jump host", jump.host(), login, jump.hostKey(), Optional.empty());
  }

  private SshSettings settings(
      String name,
      SshAddress host,
      Login login,
      Optional<Fingerprint> hostKey,
      Optional<SshSettings> jump) {
    Trust trust = new Trust(hostKey.map(Fingerprint::text), knownHosts());
    return new SshSettings(name, host.host(), host.port(), login, trust, jump, Patience.DEFAULT);
  }

  private List<Path> knownHosts() {
    return access
        .knownHosts()
        .map(List::of)
        .orElseGet(
            () ->
                List.of(
                    Path.of(System.getProperty("user.home"), ".ssh", "known_hosts"),
                    Path.of("/etc/ssh/ssh_known_hosts")));
  }
}
