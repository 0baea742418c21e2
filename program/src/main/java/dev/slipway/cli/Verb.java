package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.CurrentSite;
import dev.slipway.service.SiteRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all verbs of an estate have in common: the estate. */
abstract class Verb implements Callable<Integer> {
  @Option(
      names = "--estate",
      paramLabel = "FILE",
      defaultValue = "estate.yaml",
      description = "The estate file. Default: ${DEFAULT-VALUE}")
  private Path file;

  private final Tools tools;

  Verb(Tools tools) {
    this.tools = tools;
  }

  @Override
  public final Integer call() {
    try (OpenEstate estate = tools.open(file)) {
      run(estate);
    }
    return 0;
  }

  /** Does it and prints what came of it; whatever goes wrong is thrown. */
  abstract void run(OpenEstate estate);

  final Screen screen() {
    return tools.screen();
  }

  /** The site of that name, or the current one. */
  static SiteRecord site(OpenEstate estate, Optional<String> name) {
    return name.isPresent()
        ? estate.services().provider().find(name.get()).orElseThrow(() -> unknown(estate, name))
        : current(estate);
  }

  static SiteRecord current(OpenEstate estate) {
    return new CurrentSite(estate.services()).find();
  }

  private static SlipwayException unknown(OpenEstate estate, Optional<String> name) {
    List<String> names =
        estate.services().provider().sites().stream().map(SiteRecord::name).toList();
    return new SlipwayException(
        ErrorCode.SITE_UNKNOWN,
        "there is no site " + name.orElseThrow(),
        names.isEmpty() ? "there is none at all yet" : "there is: " + String.join(", ", names));
  }
}
