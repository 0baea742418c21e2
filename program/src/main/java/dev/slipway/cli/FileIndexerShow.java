package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.service.FollowUpStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the follow-up indexer. */
@Command(
    name = "status",
    description = "Show whether the follow-up indexer is on, and what it has to do.%n",
    footer = {"", "Example:", "  slipway file-indexer status"})
final class FileIndexerShow extends Verb {
  @Mixin private SiteOption site;
  @Mixin private Output output;

  FileIndexerShow(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    FollowUpStatus status = estate.services().application(site.of(estate)).fileIndexer();
    output.print(screen(), status, () -> text(status));
  }

  static String text(FollowUpStatus status) {
    return Table.of(
        List.of(
            List.of("file indexer", status.on() ? "on" : "off"),
            List.of("status", status.status()),
            List.of("to go", status.remaining() + " documents")));
  }
}
