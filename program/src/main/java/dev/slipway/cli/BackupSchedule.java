package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.CronTime;
import dev.slipway.release.Services;
import dev.slipway.service.Schedule;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows which servers take the nightly backup. */
@Command(
    name = "schedule",
    description = {
      "Show when each site's server takes its backup by itself. A release installs the job on",
      "the new server and removes it from the old one.%n"
    },
    footer = {"", "Example:", "  slipway backup schedule"})
final class BackupSchedule extends Verb {
  @Mixin private Output output;

  BackupSchedule(Tools tools) {
    super(tools);
  }

  /**
   * One server's.
   *
   * @param cron empty when it takes none
   * @param next when the next one is due; empty when none is
   */
  record Scheduled(
      String site,
      SiteRole role,
      Optional<String> cron,
      Optional<Instant> next,
      List<String> command) {}

  @Override
  void run(OpenEstate estate) {
    List<Scheduled> all =
        estate.services().provider().sites().stream()
            .map(site -> scheduled(estate.services(), site))
            .toList();
    output.print(screen(), all, () -> text(all));
  }

  private static Scheduled scheduled(Services services, SiteRecord site) {
    Optional<Schedule.Entry> entry =
        services.schedule(site).find(services.nightlyBackup(site).name());
    return new Scheduled(
        site.name(),
        site.role(),
        entry.map(Schedule.Entry::cron),
        entry.flatMap(
            job -> new CronTime(job.cron()).nextAfter(ZonedDateTime.now(ZoneId.systemDefault()))),
        entry.map(Schedule.Entry::command).orElse(List.of()));
  }

  private static String text(List<Scheduled> all) {
    return all.isEmpty()
        ? "there is no site yet"
        : Table.of(
            List.of("SITE", "ROLE", "WHEN", "NEXT", "COMMAND"),
            all.stream().map(BackupSchedule::row).toList());
  }

  private static List<String> row(Scheduled one) {
    return List.of(
        one.site,
        one.role.word(),
        one.cron.orElse("never"),
        one.next.map(Instant::toString).orElse("-"),
        one.command.isEmpty() ? "-" : String.join(" ", one.command));
  }
}
