package dev.slipway.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The released application on one site, asked only through what its descriptor offers. What it does
 * not offer is empty or skipped; only health is obligatory.
 */
public interface Application {

  /** True when its health path answers 2xx. */
  boolean healthy();

  /** What of the descriptor exists. */
  boolean offers(Feature feature);

  /**
   * @throws dev.slipway.error.SlipwayException {@code INDEXER_UNREACHABLE}
   */
  IndexerStatus indexer();

  /**
   * What its index is.
   *
   * @throws dev.slipway.error.SlipwayException {@code INDEXER_UNREACHABLE}
   */
  IndexDescription index();

  /**
   * What the database of its site says must be in the index.
   *
   * @throws dev.slipway.error.SlipwayException {@code INDEXER_UNREACHABLE}
   */
  IndexSample indexSample();

  /**
   * Switches the primary indexer, so that its index can be replaced: once its status is {@code
   * off}, it writes no more. Switched on, it goes on with what it finds.
   */
  void switchIndexer(boolean on);

  FollowUpStatus fileIndexer();

  /** Switches the follow-up indexer; restarts only what needs it. */
  void switchFileIndexer(boolean on);

  /**
   * Upgrades every document below its type's schema version.
   *
   * @throws dev.slipway.error.SlipwayException {@code UPGRADE_FAILED} with the failed documents
   *     listed
   */
  UpgradeResult batchUpgrade(Consumer<String> progress, Duration deadline);

  /**
   * What this version cannot read of the documents in its own site's database, because a newer
   * version wrote them. Answers also while the site's pooler holds its clients.
   *
   * @throws dev.slipway.error.SlipwayException {@code APPLICATION_UNHEALTHY} when it does not say
   */
  List<UnreadableDocuments> unreadable();

  /** The application's log files on its server, absolute. */
  List<String> logFiles();

  /** The site's name that the health answer at this base URL gives; empty when it gives none. */
  Optional<String> siteAnsweringAt(String baseUrl);

  /** A part of the descriptor that an application may leave out. */
  enum Feature {
    /** It is told where its search node is; another application gets none. */
    SEARCH,
    INDEXER,
    /** Its index may begin as a copy of another version's. */
    SEED,
    FILE_INDEXER,
    UPGRADE,
    /** It says which documents it cannot read. */
    UNREADABLE,
    LOGS,
    SITE_NAME
  }
}
