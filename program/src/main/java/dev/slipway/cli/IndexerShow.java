package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.IndexerStatus.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what the primary indexer says of itself. */
@Command(
    name = "status",
    description = "Show what the primary indexer does, and how its last rounds went.%n",
    footer = {"", "Example:", "  slipway indexer status --site v42-b"})
final class IndexerShow extends Verb {
  @Mixin private SiteOption site;
  @Mixin private Output output;

  IndexerShow(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    IndexerStatus status = estate.services().application(site.of(estate)).indexer();
    output.print(screen(), status, () -> text(status));
  }

  static String text(IndexerStatus status) {
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("status", status.status()));
    facts.add(List.of("reads from", status.recovery() ? "a standby" : "a primary"));
    facts.add(
        List.of(
            "snapshot", status.snapshot().map(Object::toString).orElse("no round finished yet")));
    facts.add(List.of("to go", status.remaining() + " documents"));
    for (Round round : status.rounds()) {
      facts.add(
          List.of(
              "round",
              String.format(
                  Locale.ROOT,
                  "%d documents in %.1f s, %d errors",
                  round.indexed(),
                  round.seconds(),
                  round.errors())));
    }
    return Table.of(facts);
  }
}
