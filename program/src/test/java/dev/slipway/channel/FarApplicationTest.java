package dev.slipway.channel;

import dev.slipway.error.ErrorCode;
import dev.slipway.fake.FakeApplication;
import dev.slipway.service.Application;
import dev.slipway.service.ApplicationContract;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.UnreadableDocuments;
import java.util.List;
import java.util.Optional;

final class FarApplicationTest extends ApplicationContract {
  private final FakeApplication there = new FakeApplication();
  private final FakeApplication bareThere = new FakeApplication();
  private final Application whole = ServedInProcess.far(Application.class, there);
  private final Application bare = ServedInProcess.far(Application.class, bareThere);

  FarApplicationTest() {
    there.answersAt(baseUrl(), () -> Optional.of("v42-b"));
    List.of(Application.Feature.values()).forEach(bareThere::without);
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
    there.healthy(now);
  }

  @Override
  protected void indexer(IndexerStatus now) {
    there.indexer(now);
  }

  @Override
  protected void index(IndexDescription now) {
    there.index(now);
  }

  @Override
  protected void indexSample(IndexSample now) {
    there.indexSample(now);
  }

  @Override
  protected void unreadable(List<UnreadableDocuments> now) {
    there.unreadable(now);
  }

  @Override
  protected void down() {
    there.mishaps().fail(ErrorCode.INDEXER_UNREACHABLE);
  }

  @Override
  protected void failedDocuments(List<String> documents) {
    there.failedDocuments(documents);
  }

  @Override
  protected String baseUrl() {
    return "http://127.0.42.1:8080";
  }
}
