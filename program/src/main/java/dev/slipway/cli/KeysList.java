package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.KeySettings.KeyUser;
import dev.slipway.release.KeyRoom;
import dev.slipway.service.KeyUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  record Held(
      String user,
      String key,
      boolean active,
      Instant created,
      Optional<KeyUse> lastUse,
      List<String> sites) {}

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
                    user.name(),
                    key.id(),
                    key.active(),
                    key.created(),
                    estate.services().keyRing().lastUse(user.name(), key.id()),
                    new KeyRoom(estate.services(), estate.estate().services()).holders(user, key)));
  }

  private static String text(List<Held> keys) {
    return keys.isEmpty()
        ? "no user has a key"
        : Table.of(
            List.of("USER", "KEY", "STATE", "CREATED", "LAST USED", "HELD BY"),
            keys.stream().map(KeysList::row).toList());
  }

  private static List<String> row(Held key) {
    return List.of(
        key.user,
        key.key,
        key.active ? "active" : "inactive",
        key.created.toString(),
        key.lastUse.map(use -> use.when() + ", " + use.where()).orElse("-"),
        String.join(", ", key.sites));
  }
}
