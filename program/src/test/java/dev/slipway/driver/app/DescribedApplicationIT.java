package dev.slipway.driver.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.driver.app.ApplicationSettings.Documents;
import dev.slipway.driver.app.ApplicationSettings.FileIndexer;
import dev.slipway.driver.app.ApplicationSettings.Health;
import dev.slipway.driver.app.ApplicationSettings.Search;
import dev.slipway.driver.app.ApplicationSettings.Seed;
import dev.slipway.driver.app.ApplicationSettings.Surroundings;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.LocalRunner;
import dev.slipway.service.Application;
import dev.slipway.service.ApplicationContract;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.UnreadableDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DescribedApplicationIT extends ApplicationContract {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @TempDir Path folder;
  private StubSite site;

  @BeforeEach
  void start() throws IOException {
    site = new StubSite(folder.resolve("file-indexer"));
    upgradeSays("experiment: updated 2 of 2 (errors 0)", 0);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void runsItsProgramsWithTheApplicationsEnvironment() throws IOException {
    upgradeSays("experiment: updated $GREETING of 9 (errors 0)", 0);
    assertThat(whole().batchUpgrade(line -> {}, TIMEOUT).collections())
        .containsExactly("experiment: updated 7 of 9 (errors 0)");
  }

  @Test
  void distrustsAnUpgradeThatCountsErrorsAndLeavesWithZero() throws IOException {
    upgradeSays("experiment: updated 1 of 2 (errors 1)", 0);
    fails(ErrorCode.UPGRADE_FAILED, () -> whole().batchUpgrade(line -> {}, TIMEOUT));
  }

  @Test
  void saysTheLastLineOfAnUpgradeThatBrokeOff() throws IOException {
    upgradeSays("experiment: updated 1 of 1 (errors 0)\nno database here", 3);
    assertThatThrownBy(() -> whole().batchUpgrade(line -> {}, TIMEOUT))
        .message()
        .contains("exit code 3", "no database here");
  }

  @Test
  void endsAnUpgradeAtItsDeadline() throws IOException {
    Files.writeString(folder.resolve("upgrade.sh"), "exec tail -f /dev/null\n");
    fails(
        ErrorCode.DEADLINE_EXCEEDED,
        () -> whole().batchUpgrade(line -> {}, Duration.ofMillis(200)));
  }

  @Test
  void refusesAnAnswerThatIsNotAnIndexersStatus() {
    site.indexerBody = Optional.of("<html>502</html>");
    fails(ErrorCode.INDEXER_UNREACHABLE, () -> whole().indexer());
    site.indexerBody = Optional.of("{\"status\":\"waiting\",\"snapshot\":\"soon\"}");
    fails(ErrorCode.INDEXER_UNREACHABLE, () -> whole().indexer());
  }

  @Test
  void refusesAnAnswerThatDoesNotDescribeAnIndex() {
    site.indexBody = "{\"name\":\"catalog-1\",\"progress\":\"mark\",\"form\":\"1\"}";
    fails(ErrorCode.INDEXER_UNREACHABLE, () -> whole().index());
    site.sampleBody = "{\"documents\":1,\"sample\":[{\"id\":\"a\"}]}";
    fails(ErrorCode.INDEXER_UNREACHABLE, () -> whole().indexSample());
  }

  @Test
  void refusesAnAnswerThatDoesNotSayWhatIsUnreadable() {
    site.unreadableBody = "{}";
    fails(ErrorCode.APPLICATION_UNHEALTHY, () -> whole().unreadable());
  }

  @Test
  void takesAnUnhealthyAnswerForNoProofOfASite() {
    healthy(false);
    fails(ErrorCode.APPLICATION_UNHEALTHY, () -> whole().siteAnsweringAt(baseUrl() + "/"));
  }

  @Override
  protected Application whole() {
    return new DescribedApplication(
        new ApplicationSettings(
            URI.create(baseUrl()),
            new Health("/health", Optional.of("/about/site")),
            new Search(
                true,
                Optional.of("/_indexer"),
                Optional.of(
                    new Seed(
                        "/_indexer/index",
                        "/_indexer/sample",
                        List.of("rm", "-f", "indexer-off"),
                        List.of("touch", "indexer-off"))),
                Optional.of(
                    new FileIndexer(
                        "/_file_indexer",
                        List.of("touch", "file-indexer"),
                        List.of("rm", "-f", "file-indexer")))),
            new Documents(List.of("sh", "upgrade.sh"), Optional.of("/_unreadable")),
            List.of(folder.resolve("access.log")),
            surroundings(),
            TIMEOUT),
        new LocalRunner(),
        new LocalRunner());
  }

  @Override
  protected Application bare() {
    return new DescribedApplication(
        new ApplicationSettings(
            URI.create(baseUrl()),
            new Health("/health", Optional.empty()),
            new Search(false, Optional.empty(), Optional.empty(), Optional.empty()),
            new Documents(List.of(), Optional.empty()),
            List.of(),
            surroundings(),
            TIMEOUT),
        new LocalRunner(),
        new LocalRunner());
  }

  private Surroundings surroundings() {
    return new Surroundings(folder, Map.of("GREETING", "7"), Optional.empty());
  }

  @Override
  protected void healthy(boolean now) {
    site.healthy = now;
  }

  @Override
  protected void indexer(IndexerStatus now) {
    try {
      site.indexer(now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void index(IndexDescription now) {
    try {
      site.index(now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void indexSample(IndexSample now) {
    try {
      site.sample(now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void unreadable(List<UnreadableDocuments> now) {
    try {
      site.unreadable(now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void down() {
    site.close();
  }

  @Override
  protected void failedDocuments(List<String> documents) {
    try {
      upgradeSays(
          "experiment: updated 0 of 2 (errors 2)\n  "
              + String.join(" no way\n  ", documents)
              + " no way",
          1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void upgradeSays(String line, int exitCode) throws IOException {
    Files.writeString(
        folder.resolve("upgrade.sh"), "echo \"%s\"\nexit %d\n".formatted(line, exitCode));
  }

  @Override
  protected String baseUrl() {
    return site.url();
  }
}
