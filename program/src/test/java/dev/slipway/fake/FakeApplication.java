package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Application;
import dev.slipway.service.FollowUpStatus;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.UnreadableDocuments;
import dev.slipway.service.UpgradeResult;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An application in memory. When it lies, it takes a switch and does nothing. */
public final class FakeApplication implements Application {
  private final Mishaps mishaps = new Mishaps();
  private final Set<Feature> features = EnumSet.allOf(Feature.class);
  private final Map<String, Supplier<Optional<String>>> sites = new ConcurrentHashMap<>();
  private volatile boolean healthy = true;
  private volatile IndexerStatus indexer =
      new IndexerStatus("waiting", false, Optional.empty(), Optional.empty(), 0, List.of());
  private volatile Optional<IndexerStatus> onceSwitchedOn = Optional.empty();
  private volatile boolean indexerOn = true;
  private volatile IndexDescription index = new IndexDescription("catalog-1", "mark", "1", "{}");
  private volatile IndexSample indexSample = new IndexSample(0, List.of());
  private volatile boolean fileIndexerOn;
  private volatile List<String> failedDocuments = List.of();
  private volatile List<UnreadableDocuments> unreadable = List.of();
  private volatile List<String> logFiles = List.of("/logs/access.log");

  public Mishaps mishaps() {
    return mishaps;
  }

  public void without(Feature feature) {
    features.remove(feature);
  }

  public void healthy(boolean now) {
    healthy = now;
  }

  public void indexer(IndexerStatus now) {
    indexer = now;
  }

  /** How its indexer will be when it was off and is switched on again. */
  public void indexerOnceSwitchedOn(IndexerStatus then) {
    onceSwitchedOn = Optional.of(then);
  }

  /** What its index is. */
  public void index(IndexDescription now) {
    index = now;
  }

  /** What must be in its index. */
  public void indexSample(IndexSample now) {
    indexSample = now;
  }

  /** Whether the primary indexer is switched on. */
  public boolean indexerOn() {
    return indexerOn;
  }

  /** The upgrade fails for these. */
  public void failedDocuments(List<String> documents) {
    failedDocuments = List.copyOf(documents);
  }

  /** It cannot read these. */
  public void unreadable(List<UnreadableDocuments> documents) {
    unreadable = List.copyOf(documents);
  }

  public void logFiles(List<String> files) {
    logFiles = List.copyOf(files);
  }

  /** Who answers at a base URL. */
  public void answersAt(String baseUrl, Supplier<Optional<String>> site) {
    sites.put(baseUrl, site);
  }

  @Override
  public boolean healthy() {
    mishaps.strike("healthy");
    return healthy;
  }

  @Override
  public boolean offers(Feature feature) {
    return features.contains(feature);
  }

  @Override
  public IndexerStatus indexer() {
    need(Feature.INDEXER);
    return indexerOn
        ? indexer
        : new IndexerStatus(
            "off", indexer.recovery(), indexer.snapshot(), indexer.started(), 0, indexer.rounds());
  }

  @Override
  public IndexDescription index() {
    need(Feature.SEED);
    return index;
  }

  @Override
  public IndexSample indexSample() {
    need(Feature.SEED);
    return indexSample;
  }

  @Override
  public void switchIndexer(boolean on) {
    need(Feature.SEED);
    if (on && !indexerOn) {
      indexer = onceSwitchedOn.orElse(indexer);
    }
    indexerOn = mishaps.lying() ? indexerOn : on;
  }

  @Override
  public FollowUpStatus fileIndexer() {
    need(Feature.FILE_INDEXER);
    return new FollowUpStatus(fileIndexerOn, fileIndexerOn ? "waiting" : "off", 0);
  }

  @Override
  public void switchFileIndexer(boolean on) {
    need(Feature.FILE_INDEXER);
    fileIndexerOn = mishaps.lying() ? fileIndexerOn : on;
  }

  @Override
  public UpgradeResult batchUpgrade(Consumer<String> progress, Duration deadline) {
    need(Feature.UPGRADE);
    String line = "experiment: updated 2 of 2 (errors %d)".formatted(failedDocuments.size());
    progress.accept(line);
    if (!failedDocuments.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.UPGRADE_FAILED, "failed: " + String.join(", ", failedDocuments), "");
    }
    return new UpgradeResult(List.of(line));
  }

  @Override
  public List<UnreadableDocuments> unreadable() {
    need(Feature.UNREADABLE);
    return unreadable;
  }

  @Override
  public List<String> logFiles() {
    return features.contains(Feature.LOGS) ? logFiles : List.of();
  }

  @Override
  public Optional<String> siteAnsweringAt(String baseUrl) {
    mishaps.strike("siteAnsweringAt");
    if (!offers(Feature.SITE_NAME)) {
      return Optional.empty();
    }
    Supplier<Optional<String>> site = sites.get(baseUrl);
    if (site == null) {
      throw new SlipwayException(
          ErrorCode.APPLICATION_UNHEALTHY, "nothing answers at " + baseUrl, "");
    }
    return site.get();
  }

  private void need(Feature feature) {
    mishaps.strike(feature.toString());
    if (!offers(feature)) {
      throw new SlipwayException(ErrorCode.DESCRIPTOR_INVALID, "no " + feature, "");
    }
  }
}
