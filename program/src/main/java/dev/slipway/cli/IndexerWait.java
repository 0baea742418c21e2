package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.exec.Await;
import dev.slipway.release.IndexProgress;
import dev.slipway.service.Application;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.SiteRecord;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits until the primary indexer has nothing left to do. */
@Command(
    name = "wait",
    description = "Wait until the primary indexer has finished a round and waits for work.%n",
    footer = {"", "Example:", "  slipway indexer wait --site v42-b --deadline 45m"})
final class IndexerWait extends Verb {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Mixin private SiteOption site;
  @Mixin private Output output;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "The longest wait. Default: the estate's gates.indexDeadline")
  private Optional<Duration> deadline = Optional.empty();

  IndexerWait(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    SiteRecord on = site.of(estate);
    Application application = estate.services().application(on);
    Duration longest = deadline.orElse(estate.estate().rules().gates().indexDeadline());
    IndexProgress pace =
        new IndexProgress(
            on.name(), estate.estate().rules().gates().indexStuck(), System::nanoTime);
    IndexerStatus status =
        Await.of("indexer of " + on.name(), longest)
            .every(PAUSE)
            .until(() -> ended(application.indexer(), pace));
    if (!finished(status)) {
      throw pace.failure();
    }
    output.print(screen(), status, () -> IndexerShow.text(status));
  }

  /** Also when waiting longer would be in vain. */
  private Optional<IndexerStatus> ended(IndexerStatus status, IndexProgress pace) {
    screen().passing(pace.describe(status));
    return Optional.of(status).filter(now -> finished(now) || pace.endsNothing());
  }

  private static boolean finished(IndexerStatus status) {
    return status.waiting() && status.snapshot().isPresent();
  }
}
