package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.KeySettings.KeyUser;
import dev.slipway.release.KeyValidation;
import dev.slipway.service.SiteRecord;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Uses every key of a site once. */
@Command(
    name = "validate",
    description = "Use every key that a site's server holds: list, upload, download, delete.%n",
    footer = {"", "Example:", "  slipway keys validate"})
final class KeysValidate extends Verb {
  @Mixin private SiteOption site;
  @Mixin private Output output;

  KeysValidate(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    SiteRecord on = site.of(estate);
    KeyValidation validation = new KeyValidation(estate.services(), estate.estate().services());
    List<String> users =
        estate.estate().services().keys().users().stream()
            .peek(user -> validation.works(on, user))
            .map(KeyUser::name)
            .toList();
    output.print(screen(), users, () -> "these keys work: " + String.join(", ", users));
  }
}
