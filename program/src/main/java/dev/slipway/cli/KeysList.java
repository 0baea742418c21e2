package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.KeySettings.KeyUser;
import dev.slipway.service.AccessKey;
import dev.slipway.service.SiteRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the keys and who holds them. */
@Command(
    name = "list",
    description = "List each user's keys, without secrets, and the sites that hold them.%n",
    footer = {"", "Example:", "  slipway keys list"})
final class KeysList extends Verb {
  @Mixin private Output output;

  KeysList(Tools tools) {
    super(tools);
  }

  /** One key. */
  record Held(String user, String key, boolean active, Instant created, List<String> sites) {}

  @Override
  void run(OpenEstate estate) {
    List<Held> keys =
        estate.estate().services().keys().users().stream()
            .flatMap(user -> keys(estate, user))
            .toList();
    output.print(screen(), keys, () -> text(keys));
  }

  private static Stream<Held> keys(OpenEstate estate, KeyUser user) {
    return estate.services().keyRing().keys(user.name()).stream()
        .map(
            key ->
                new Held(
                    user.name(), key.id(), key.active(), key.created(), sites(estate, user, key)));
  }

  private static List<String> sites(OpenEstate estate, KeyUser user, AccessKey key) {
    return estate.services().provider().sites().stream()
        .filter(site -> holds(estate, user, key, site))
        .map(SiteRecord::name)
        .toList();
  }

  private static boolean holds(OpenEstate estate, KeyUser user, AccessKey key, SiteRecord site) {
    return estate
        .services()
        .credentials(site, user.name())
        .keyId(user.profile())
        .filter(key.id()::equals)
        .isPresent();
  }

  private static String text(List<Held> keys) {
    return keys.isEmpty()
        ? "no user has a key"
        : Table.of(
            List.of("USER", "KEY", "STATE", "CREATED", "HELD BY"),
            keys.stream().map(KeysList::row).toList());
  }

  private static List<String> row(Held key) {
    return List.of(
        key.user,
        key.key,
        key.active ? "active" : "inactive",
        key.created.toString(),
        String.join(", ", key.sites));
  }
}
