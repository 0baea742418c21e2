package dev.slipway.driver.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.driver.app.ApplicationSettings.FileIndexer;
import dev.slipway.driver.app.ApplicationSettings.Seed;
import dev.slipway.driver.app.ApplicationSettings.Surroundings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.service.Application;
import dev.slipway.service.FollowUpStatus;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.UnreadableDocuments;
import dev.slipway.service.UpgradeResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** An application known only by its descriptor: HTTP answers and programs run as it runs itself. */
public final class DescribedApplication implements Application {
  private final ApplicationSettings settings;
  private final Runner runner;
  private final Runner jobs;
  private final Site site;

  /**
   * @param runner switches the follow-up indexer: what that starts may live on
   * @param jobs runs the upgrade
   */
  public DescribedApplication(ApplicationSettings settings, Runner runner, Runner jobs) {
    this.settings = settings;
    this.runner = runner;
    this.jobs = jobs;
    this.site = new Site(settings.timeout());
  }

  @Override
  public boolean healthy() {
    return site.well(SiteAnswer.uri(settings.base().toString(), settings.health().path()));
  }

  @Override
  public boolean offers(Feature feature) {
    return switch (feature) {
      case SEARCH -> settings.search().node();
      case INDEXER -> settings.search().indexer().isPresent();
      case SEED -> settings.search().seed().isPresent();
      case FILE_INDEXER -> settings.search().fileIndexer().isPresent();
      case UPGRADE -> !settings.documents().upgrade().isEmpty();
      case UNREADABLE -> settings.documents().unreadable().isPresent();
      case LOGS -> !settings.logs().isEmpty();
      case SITE_NAME -> settings.health().site().isPresent();
    };
  }

  @Override
  public IndexerStatus indexer() {
    return answer(
        settings.search().indexer().orElseThrow(() -> lacks("indexer")),
        ErrorCode.INDEXER_UNREACHABLE,
        Answers::indexer);
  }

  @Override
  public IndexDescription index() {
    return answer(seed().index(), ErrorCode.INDEXER_UNREACHABLE, Answers::index);
  }

  @Override
  public IndexSample indexSample() {
    return answer(seed().sample(), ErrorCode.INDEXER_UNREACHABLE, Answers::sample);
  }

  @Override
  public void switchIndexer(boolean on) {
    runner.check(command(on ? seed().on() : seed().off()));
  }

  @Override
  public FollowUpStatus fileIndexer() {
    return answer(switchable().status(), ErrorCode.INDEXER_UNREACHABLE, Answers::fileIndexer);
  }

  @Override
  public void switchFileIndexer(boolean on) {
    runner.check(command(on ? switchable().on() : switchable().off()));
  }

  @Override
  public UpgradeResult batchUpgrade(Consumer<String> progress, Duration deadline) {
    if (!offers(Feature.UPGRADE)) {
      throw lacks("upgrade");
    }
    UpgradeOutput output = new UpgradeOutput(progress);
    Result end = jobs.run(command(settings.documents().upgrade()).within(deadline), output);
    return output.result(end);
  }

  @Override
  public List<UnreadableDocuments> unreadable() {
    return answer(
        settings.documents().unreadable().orElseThrow(() -> lacks("documents")),
        ErrorCode.APPLICATION_UNHEALTHY,
        Answers::unreadable);
  }

  @Override
  public List<String> logFiles() {
    return settings.logs().stream().map(Path::toString).toList();
  }

  @Override
  public Optional<String> siteAnsweringAt(String baseUrl) {
    return new SiteAnswer(settings.health(), settings.timeout()).at(baseUrl);
  }

  private <T> T answer(String path, ErrorCode code, Function<JsonNode, T> meaning) {
    URI uri = SiteAnswer.uri(settings.base().toString(), path);
    JsonNode answer = site.json(uri, code);
    try {
      return meaning.apply(answer);
    } catch (RuntimeException e) {
      throw new SlipwayException(
          code,
          "%s answers something else than its part of the descriptor says: %s"
              .formatted(uri, e.getMessage()),
          "check the path in the application's descriptor",
          e);
    }
  }

  private Command command(List<String> arguments) {
    Surroundings place = settings.surroundings();
    return new Command(
        arguments,
        place.environment(),
        Optional.of(place.folder()),
        place.user(),
        Command.of(arguments).deadline());
  }

  private Seed seed() {
    return settings.search().seed().orElseThrow(() -> lacks("indexer/seed"));
  }

  private FileIndexer switchable() {
    return settings.search().fileIndexer().orElseThrow(() -> lacks("fileIndexer"));
  }

  private static SlipwayException lacks(String part) {
    return new SlipwayException(
        ErrorCode.DESCRIPTOR_INVALID,
        "the application's descriptor has no part \"" + part + "\"",
        "add it to slipway-app.yaml in the application's repository, or leave this out");
  }
}
