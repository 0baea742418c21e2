package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.SiteRetirement;
import dev.slipway.service.SiteRecord;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Terminates a site. */
@Command(
    name = "retire",
    description = {
      "Terminate a site for good: its master, its data nodes, their files.",
      "",
      "A site that serves is never retired, nor one that an unfinished release needs. One that",
      "somebody may still need wants its name typed: the way back of the last release, or the",
      "estate's first site before a proxy sends to it.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway site retire v41-b --dry-run            what would go, and who needs it",
      "  slipway site retire v41-b --confirm v41-b      for scripts: nobody is asked"
    })
final class SiteRetire extends Verb {
  @Parameters(paramLabel = "NAME", description = "The site.")
  private String name;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description = "Retire it though it may be needed, without being asked, for scripts.")
  private Optional<String> confirmed = Optional.empty();

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  SiteRetire(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    SiteRecord site = site(estate, Optional.of(name));
    SiteRetirement retirement = new SiteRetirement(estate.services(), estate.journal());
    retirement.check(site);
    List<String> needs = retirement.needs(site);
    needs.forEach(need -> screen().note("note: " + need));
    String servers = SiteTables.servers(site);
    if (dryRun.says(screen(), output, "terminate %s: %s".formatted(name, servers))) {
      return;
    }
    if (!needs.isEmpty()) {
      confirmation(needs.getFirst()).require(name);
    }
    retirement.run(site, screen().progress()::say);
    output.print(screen(), site, () -> "%s is retired: %s".formatted(name, servers));
  }

  private Confirmation confirmation(String need) {
    return new Confirmation(
        "%s may be needed: %s".formatted(name, need),
        confirmed,
        () -> screen().ask("type %s to retire it: ".formatted(name)));
  }
}
