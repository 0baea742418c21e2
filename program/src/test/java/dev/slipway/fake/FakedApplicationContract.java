package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.ApplicationContract;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.UnreadableDocuments;
import java.util.List;
import java.util.Optional;

/**
 * The contract, whose application is brought into each state as a fake is, however it is called.
 */
public abstract class FakedApplicationContract extends ApplicationContract {
  protected final FakeApplication fake = new FakeApplication();
  protected final FakeApplication bareFake = new FakeApplication();

  protected FakedApplicationContract() {
    fake.answersAt(baseUrl(), () -> Optional.of("v42-b"));
    List.of(Feature.values()).forEach(bareFake::without);
  }

  @Override
  protected void healthy(boolean now) {
    fake.healthy(now);
  }

  @Override
  protected void indexer(IndexerStatus now) {
    fake.indexer(now);
  }

  @Override
  protected void index(IndexDescription now) {
    fake.index(now);
  }

  @Override
  protected void indexSample(IndexSample now) {
    fake.indexSample(now);
  }

  @Override
  protected void unreadable(List<UnreadableDocuments> now) {
    fake.unreadable(now);
  }

  @Override
  protected void down() {
    fake.mishaps().fail(ErrorCode.INDEXER_UNREACHABLE);
  }

  @Override
  protected void failedDocuments(List<String> documents) {
    fake.failedDocuments(documents);
  }

  @Override
  protected final String baseUrl() {
    return "http://127.0.42.1:8080";
  }
}
