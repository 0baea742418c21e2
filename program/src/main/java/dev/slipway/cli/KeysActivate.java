package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.KeyRotation;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the keys of a site the active ones. */
@Command(
    name = "activate",
    description = {
      "Make the keys that a site's server holds active, prove each by using it, make every",
      "other key inactive and see it refused.%n"
    },
    footer = {"", "Example:", "  slipway keys activate --site v42-b"})
final class KeysActivate extends Verb {
  @Mixin private SiteOption site;
  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  KeysActivate(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    SiteRecord to = site.of(estate);
    SiteRecord current = current(estate);
    if (dryRun.says(screen(), output, "make the keys on " + to.name() + " the only active ones")) {
      return;
    }
    Optional<SiteRecord> from = Optional.of(current).filter(old -> !old.equals(to));
    Evidence done =
        new KeyRotation(estate.services(), estate.estate(), to, from).activate(screen().progress());
    output.print(
        screen(), done.facts(), () -> "the keys on " + to.name() + " are the only active ones");
  }
}
