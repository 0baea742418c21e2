package dev.slipway.config;

import java.util.List;
import java.util.Optional;

/**
 * Who is told of a release.
 *
 * @param starttls the connection must be encrypted before anything is said
 * @param user to log in to the mail server as; the sender when a password is there and this is not
 */
public record MailSettings(
    HostPort smtp,
    String from,
    List<String> to,
    Optional<String> user,
    Optional<SecretSource> password,
    @Default("false") boolean starttls) {
  public MailSettings {
    if (to.isEmpty()) {
      throw new IllegalArgumentException("to must name at least one address");
    }
  }
}
