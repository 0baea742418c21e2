package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.Application;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.FollowUpStatus;
import dev.slipway.service.SiteRecord;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Switches the follow-up indexer and sees that it took. */
abstract class FileIndexerSwitch extends Verb {
  /** Documents to go that make a round of the primary indexer a big one. */
  private static final long BIG_ROUND = 1_000;

  @Mixin private SiteOption site;
  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  @Option(names = "--force", description = "Do it even while the primary indexer has much to do.")
  private boolean force;

  private final boolean on;

  FileIndexerSwitch(Tools tools, boolean on) {
    super(tools);
    this.on = on;
  }

  @Override
  void run(OpenEstate estate) {
    SiteRecord where = site.of(estate);
    Application application = estate.services().application(where);
    String word = on ? "on" : "off";
    if (!force) {
      refuseWhileBusy(application, where);
    }
    if (dryRun.says(
        screen(), output, "switch the file indexer of %s %s".formatted(where.name(), word))) {
      return;
    }
    application.switchFileIndexer(on);
    FollowUpStatus status =
        Await.of("file indexer of %s %s".formatted(where.name(), word), Duration.ofMinutes(1))
            .until(() -> Optional.of(application.fileIndexer()).filter(now -> now.on() == on));
    output.print(screen(), status, () -> FileIndexerShow.text(status));
  }

  private static void refuseWhileBusy(Application application, SiteRecord where) {
    long remaining = application.offers(Feature.INDEXER) ? application.indexer().remaining() : 0;
    if (remaining > BIG_ROUND) {
      throw new SlipwayException(
          ErrorCode.INDEXER_BUSY,
          "the primary indexer of %s has %d documents to go".formatted(where.name(), remaining),
          "wait for it with `slipway indexer wait --site %s`, or use --force"
              .formatted(where.name()));
    }
  }
}
