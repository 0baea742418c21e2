package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.config.KeySettings.KeyUser;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.AccessKey;
import dev.slipway.service.KeyUse;
import dev.slipway.service.SiteRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a user can be given a new key. There are two at most, and only an inactive one may make
 * room: which of two active ones is still needed is for people to say.
 */
public record KeyRoom(Services services, Estate.Services estate) {
  private static final int MOST = 2;

  /**
   * Of every user.
   *
   * @throws SlipwayException {@code KEY_LIMIT}, saying where each key is held and was used last
   */
  public void requireForAll() {
    estate.keys().users().forEach(this::require);
  }

  /** As above, of one; a creation that was cut off counts as an inactive key from here on. */
  void require(KeyUser user) {
    services.keyRing().settle(user.name());
    List<AccessKey> keys = services.keyRing().keys(user.name());
    if (keys.size() >= MOST && keys.stream().allMatch(AccessKey::active)) {
      throw new SlipwayException(
          ErrorCode.KEY_LIMIT,
          "both keys of %s are active: %s"
              .formatted(
                  user.name(),
                  keys.stream().map(key -> words(user, key)).collect(Collectors.joining(", "))),
          "make the one inactive that nobody needs, or have one site's made the only active one "
              + "with `slipway keys activate --site NAME`");
    }
  }

  private String words(KeyUser user, AccessKey key) {
    Optional<KeyUse> use = services.keyRing().lastUse(user.name(), key.id());
    String used =
        use.map(last -> "last used for %s at %s".formatted(last.where(), last.when()))
            .orElse("no use known");
    List<String> sites = holders(user, key);
    String held = sites.isEmpty() ? "held by no site" : "held by " + String.join(" and ", sites);
    return "%s (%s, %s)".formatted(key.id(), held, used);
  }

  /** Names of the sites whose server has the key. */
  public List<String> holders(KeyUser user, AccessKey key) {
    return services.provider().sites().stream()
        .filter(site -> holds(site, user, key))
        .map(SiteRecord::name)
        .toList();
  }

  private boolean holds(SiteRecord site, KeyUser user, AccessKey key) {
    return services
        .credentials(site, user.name())
        .keyId(user.profile())
        .filter(key.id()::equals)
        .isPresent();
  }
}
