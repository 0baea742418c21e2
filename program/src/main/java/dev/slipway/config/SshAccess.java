package dev.slipway.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How servers are reached by SSH, and which: those that exist already are listed. Nothing of the
 * user's own SSH configuration counts but the known hosts and the agent.
 *
 * @param user who logs in; sudo must let that user become others without a password
 * @param keyFile the private key; those of the agent when empty
 * @param knownHosts in the place of the user's own file and the system's
 * @param jump the machine that every connection goes through
 * @param java home of the JDK 25 on the servers that sites are launched on
 * @param servers of a profile of those that exist already
 */
public record SshAccess(
    String user,
    Optional<Path> keyFile,
    Optional<Path> knownHosts,
    Optional<Jump> jump,
    @Default("/usr/lib/jvm/temurin-25-jdk-amd64") Path java,
    @Default("[]") List<Server> servers) {
  public SshAccess {
    Set<String> names = new HashSet<>();
    servers.forEach(server -> requireNew(names, server.name()));
  }

  private static void requireNew(Set<String> names, String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("\"%s\" names two servers".formatted(name));
    }
  }

  /**
   * A server.
   *
   * @param hostKey the only one that is right; when empty the known hosts are asked
   * @param address that the programs of a site listen on and the others, proxies too, reach it by;
   *     the host's when empty
   */
  public record Server(
      String name, SshAddress host, Optional<Fingerprint> hostKey, Optional<String> address) {
    public Server {
      Names.check(name);
      address.ifPresent(Server::requireIp);
    }

    private static void requireIp(String address) {
      try {
        InetAddress.ofLiteral(address);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("\"%s\" is not an IP address".formatted(address), e);
      }
    }
  }

  /**
   * A machine on the way.
   *
   * @param user who logs in there; the same as on the servers when empty
   */
  public record Jump(
      SshAddress host,
      Optional<String> user,
      Optional<Path> keyFile,
      Optional<Fingerprint> hostKey) {}
}
