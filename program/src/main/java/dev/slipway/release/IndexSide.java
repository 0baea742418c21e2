package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.Application;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.SearchIndexes;
import dev.slipway.service.SiteRecord;
import java.time.Duration;
import java.util.List;

/** A site, as far as its index goes. */
public record IndexSide(String site, Application application, SearchIndexes indexes) {
  private static final Duration SWITCH = Duration.ofMinutes(1);
  private static final String OFF = "off";

  public static IndexSide of(Services services, SiteRecord site) {
    return new IndexSide(site.name(), services.application(site), services.indexes(site));
  }

  boolean offersSeed() {
    return application.offers(Feature.SEED);
  }

  /** Whether the index was finished once, whatever was written since. */
  boolean finished() {
    return application.indexer().snapshot().isPresent();
  }

  boolean off() {
    return application.indexer().status().equals(OFF);
  }

  /** Returns when nothing is written to the index any more, once it was switched off. */
  void awaitOff() {
    Await.of("indexer of %s off".formatted(site), SWITCH).untilTrue(this::off);
  }

  /** An indexer that finds no index begins a new one. */
  void beginAnew() {
    indexes.remove(application.index().name());
    application.switchIndexer(true);
  }

  /** How far the index says that it is, in its own words. */
  String progress() {
    IndexDescription index = application.index();
    IndexedDocument progress =
        indexes.find(index.name(), List.of(index.progress())).get(index.progress());
    if (progress == null) {
      throw new SlipwayException(
          ErrorCode.SEARCH_UNHEALTHY,
          "index %s of %s does not say how far it is".formatted(index.name(), site),
          "check indexer/seed in the application's descriptor");
    }
    return progress.source();
  }
}
