package dev.slipway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values that one line of the file holds, by the type that they become. */
final class Scalars {
  private final Map<Class<?>, Function<String, Object>> parsers;

  /**
   * @param folder what relative paths are relative to, absolute
   */
  Scalars(Path folder) {
    parsers =
        Map.ofEntries(
            Map.entry(String.class, Scalars::text),
            Map.entry(int.class, Scalars::number),
            Map.entry(boolean.class, Scalars::yesOrNo),
            Map.entry(Path.class, text -> folder.resolve(text).normalize()),
            Map.entry(URI.class, Scalars::url),
            Map.entry(Duration.class, Durations::parse),
            Map.entry(DataSize.class, DataSize::parse),
            Map.entry(QuietTime.class, QuietTime::parse),
            Map.entry(CronTime.class, CronTime::parse),
            Map.entry(HostPort.class, HostPort::parse),
            Map.entry(SshAddress.class, SshAddress::parse),
            Map.entry(Fingerprint.class, Fingerprint::parse),
            Map.entry(LoopbackNetwork.class, LoopbackNetwork::parse),
            Map.entry(GitLocation.class, text -> GitLocation.parse(text, folder)));
  }

  /** The parser of a type: throws IllegalArgumentException with a sentence. */
  Optional<Function<String, Object>> of(Class<?> type) {
    return Optional.ofNullable(parsers.get(type));
  }

  private static String text(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text;
  }

  private static Integer number(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"%s\" is not a whole number".formatted(text), e);
    }
  }

  private static Boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (url.getUserInfo() != null) {
        throw new IllegalArgumentException("a secret is never written here; leave user@ out");
      }
      if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
        return url;
      }
      throw new IllegalArgumentException(
          "\"%s\" is not a URL; write http://host:port".formatted(text));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL; write http://host:port", e);
    }
  }
}
