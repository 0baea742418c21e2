package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.LogArchive.Archived;
import dev.slipway.release.SiteLogs;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Archives a site's logs. */
@Command(
    name = "archive",
    description = "Copy a site's log files into the object store, with checksums.%n",
    footer = {"", "Example:", "  slipway logs archive --site v41-b"})
final class LogsArchive extends Verb {
  @Mixin private SiteOption site;
  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  LogsArchive(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    SiteLogs logs = new SiteLogs(estate.services(), estate.estate(), site.of(estate));
    String to = logs.bucket() + "/" + logs.prefix();
    String files = String.join(", ", logs.files().stream().map(Path::toString).toList());
    if (dryRun.says(screen(), output, "copy %s to %s".formatted(files, to))) {
      return;
    }
    Archived archived = logs.archive(current(estate), screen().progress());
    output.print(
        screen(),
        archived,
        () ->
            "%s: %d files, %s, %d of them there before"
                .formatted(
                    to, archived.files(), Amounts.ofBytes(archived.bytes()), archived.skipped()));
  }
}
