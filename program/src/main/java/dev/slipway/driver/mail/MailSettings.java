package dev.slipway.driver.mail;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How mail leaves, from whom and to whom.
 *
 * @param login empty for a server that takes mail from this machine without one
 * @param timeout of each of connecting, reading and writing
 */
public record MailSettings(
    Relay relay, Optional<Login> login, String from, List<String> to, Duration timeout) {

  /**
   * The server that takes the mail.
   *
   * @param starttls whether the connection must be encrypted before anything is said; never done
   *     without when the server does not offer it
   */
  public record Relay(String host, int port, boolean starttls) {}

  public record Login(String user, Secret password) {}

  public MailSettings {
    to = List.copyOf(to);
    if (login.isPresent() && !relay.starttls() && !loopback(relay.host())) {
      throw new SlipwayException(
          ErrorCode.ESTATE_INVALID,
          "the password for the mail server %s would cross the network in clear"
              .formatted(relay.host()),
          "set starttls, or leave the login out");
    }
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
