package dev.slipway.config;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one team releases, as {@code estate.yaml} describes it. Every path is absolute: those
 * of the file are relative to the file's own folder.
 *
 * @param estate its name
 * @param state folder of Slipway's own state: journal, log, servers of local profiles
 * @param profiles where sites come from, by name; {@code production} is always there
 */
public record Estate(
    String estate,
    Path state,
    ApplicationSource application,
    DatabaseSettings database,
    Map<String, Profile> profiles,
    @Inline Services services,
    @Inline Rules rules) {

  /** The profile whose traffic releases move. */
  public static final String PRODUCTION = "production";

  public Estate {
    Names.check(estate);
  }

  /** The profile whose traffic releases move. */
  public Profile production() {
    return profiles.get(PRODUCTION);
  }

  /**
   * A profile by its name.
   *
   * @throws SlipwayException {@code USAGE} with the names that there are
   */
  public Profile profile(String name) {
    return Optional.ofNullable(profiles.get(name))
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.USAGE,
                    "the estate has no profile " + name,
                    "it has " + String.join(", ", profiles.keySet())));
  }

  /** What stands around the sites. Its keys are those of the file's top level. */
  public record Services(
      List<ProxySettings> proxies,
      ObjectStoreSettings objectStore,
      BackupSettings backup,
      KeySettings keys,
      Optional<LogSettings> logs,
      Optional<MailSettings> mail,
      Optional<TicketSettings> tickets) {}

  /** How releases are held to account. Its keys are those of the file's top level. */
  public record Rules(
      @Default("{}") ScheduleSettings schedule,
      @Default("{}") SwitchoverSettings switchover,
      @Default("{}") Gates gates) {}
}
