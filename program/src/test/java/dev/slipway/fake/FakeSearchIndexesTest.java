package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.SearchIndexes;
import dev.slipway.service.SearchIndexesContract;

class FakeSearchIndexesTest extends SearchIndexesContract {
  private final FakeSnapshots snapshots = new FakeSnapshots();
  private final FakeSearchIndexes from = new FakeSearchIndexes(snapshots);
  private final FakeSearchIndexes to = new FakeSearchIndexes(snapshots);

  @Override
  protected SearchIndexes from() {
    return from;
  }

  @Override
  protected SearchIndexes to() {
    return to;
  }

  @Override
  protected SearchIndexes dead() {
    from.mishaps().fail(ErrorCode.SEARCH_UNREACHABLE);
    return from;
  }

  @Override
  protected void create(String index, String definition) {
    from.create(index, definition);
  }

  @Override
  protected void put(String index, IndexedDocument document) {
    from.put(index, document);
  }
}
