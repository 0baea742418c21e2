package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.service.SiteRecord;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of every verb that is done to one site. */
final class SiteOption {
  @Option(
      names = "--site",
      paramLabel = "NAME",
      description = "The site. Default: the current one, to which the main proxy sends.")
  private Optional<String> name = Optional.empty();

  SiteRecord of(OpenEstate estate) {
    return Verb.site(estate, name);
  }
}
