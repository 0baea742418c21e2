package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.KeyRotation;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives every user a new key. */
@Command(
    name = "rotate",
    description = {
      "Delete every user's inactive key, make a new one and install it on a site's server.",
      "On the current site the new keys become active at once; on another one they stay",
      "inactive until `slipway keys activate`.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway keys rotate",
      "  slipway keys rotate --site v42-b --dry-run"
    })
final class KeysRotate extends Verb {
  @Mixin private SiteOption site;
  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  KeysRotate(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    SiteRecord to = site.of(estate);
    SiteRecord current = current(estate);
    boolean inPlace = to.equals(current);
    if (dryRun.says(
        screen(),
        output,
        "make a new key for each of %s, %s, and install it on %s"
            .formatted(estate.services().keyUsers(), inPlace ? "active" : "inactive", to.name()))) {
      return;
    }
    Optional<SiteRecord> from = inPlace ? Optional.empty() : Optional.of(current);
    KeyRotation rotation = new KeyRotation(estate.services(), estate.estate(), to, from);
    Evidence installed = rotation.install(screen().progress());
    Evidence done = inPlace ? rotation.activate(screen().progress()) : installed;
    output.print(screen(), done.facts(), () -> text(to, inPlace));
  }

  private static String text(SiteRecord to, boolean active) {
    return "%s holds a new key for every user, %s"
        .formatted(to.name(), active ? "active and proved" : "inactive");
  }
}
