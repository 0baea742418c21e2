package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.Application;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.ApplicationContract;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.UnreadableDocuments;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FakeApplicationTest extends ApplicationContract {
  private final FakeApplication whole = new FakeApplication();
  private final FakeApplication bare = new FakeApplication();

  FakeApplicationTest() {
    whole.answersAt(baseUrl(), () -> Optional.of("v42-b"));
    List.of(Feature.values()).forEach(bare::without);
  }

  @Test
  void failsAsOftenAsItIsTold() {
    whole.mishaps().failNext(1, ErrorCode.DEADLINE_EXCEEDED);
    fails(ErrorCode.DEADLINE_EXCEEDED, whole::healthy);
    assertThat(whole.healthy()).isTrue();
  }

  @Test
  void hangsUntilItsThreadIsInterrupted() {
    whole.mishaps().hang();
    Thread.currentThread().interrupt();
    fails(ErrorCode.INTERRUPTED, whole::indexer);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void liesAboutASwitch() {
    whole.mishaps().lie();
    whole.switchFileIndexer(true);
    assertThat(whole.fileIndexer().on()).isFalse();
  }

  @Override
  protected Application whole() {
    return whole;
  }

  @Override
  protected Application bare() {
    return bare;
  }

  @Override
  protected void healthy(boolean now) {
    whole.healthy(now);
  }

  @Override
  protected void indexer(IndexerStatus now) {
    whole.indexer(now);
  }

  @Override
  protected void index(IndexDescription now) {
    whole.index(now);
  }

  @Override
  protected void indexSample(IndexSample now) {
    whole.indexSample(now);
  }

  @Override
  protected void unreadable(List<UnreadableDocuments> now) {
    whole.unreadable(now);
  }

  @Override
  protected void down() {
    whole.mishaps().fail(ErrorCode.INDEXER_UNREACHABLE);
  }

  @Override
  protected void failedDocuments(List<String> documents) {
    whole.failedDocuments(documents);
  }

  @Override
  protected String baseUrl() {
    return "http://127.0.42.1:8080";
  }
}
