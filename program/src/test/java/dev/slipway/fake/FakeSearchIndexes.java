package dev.slipway.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.IndexCopy;
import dev.slipway.service.IndexShape;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.SearchIndexes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Indexes in memory. When they lie, a restored one lacks its documents. */
public final class FakeSearchIndexes implements SearchIndexes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Mishaps mishaps = new Mishaps();
  private final FakeSnapshots snapshots;
  private final Map<String, Index> indexes = new TreeMap<>();

  private record Index(IndexShape shape, Map<String, IndexedDocument> documents) {}

  public FakeSearchIndexes(FakeSnapshots snapshots) {
    this.snapshots = snapshots;
  }

  public Mishaps mishaps() {
    return mishaps;
  }

  public synchronized void create(String index, String definition) {
    indexes.put(index, new Index(read(definition), new TreeMap<>()));
  }

  public synchronized void put(String index, IndexedDocument document) {
    indexes.get(index).documents().put(document.id(), document);
  }

  /** Whether there is an index of that name. */
  public synchronized boolean has(String index) {
    return indexes.containsKey(index);
  }

  @Override
  public synchronized IndexShape shape(String index) {
    mishaps.strike("shape");
    return existing(index).shape();
  }

  @Override
  public IndexShape shapeOf(String definition) {
    mishaps.strike("shapeOf");
    return read(definition);
  }

  @Override
  public synchronized long count(String index, String except) {
    mishaps.strike("count");
    return existing(index).documents().keySet().stream().filter(id -> !id.equals(except)).count();
  }

  @Override
  public synchronized Map<String, IndexedDocument> find(String index, List<String> ids) {
    mishaps.strike("find");
    return existing(index).documents().values().stream()
        .filter(document -> ids.contains(document.id()))
        .collect(Collectors.toMap(IndexedDocument::id, document -> document));
  }

  @Override
  public synchronized void snapshot(String snapshot, String index, Duration deadline) {
    mishaps.strike("snapshot");
    snapshots.taken.put(snapshot, new TreeMap<>(existing(index).documents()));
  }

  @Override
  public synchronized void restore(IndexCopy copy, Duration deadline) {
    mishaps.strike("restore");
    Map<String, IndexedDocument> taken = snapshots.taken.get(copy.snapshot());
    if (taken == null) {
      throw new SlipwayException(
          ErrorCode.SEARCH_UNHEALTHY, "there is no snapshot " + copy.snapshot(), "");
    }
    String progress = copy.as().progress();
    Map<String, IndexedDocument> documents =
        mishaps.lying() ? new TreeMap<>() : new TreeMap<>(taken);
    documents.put(progress, new IndexedDocument(progress, 1, copy.progress()));
    indexes.put(copy.as().name(), new Index(read(copy.as().definition()), documents));
  }

  @Override
  public void forget(String snapshot) {
    mishaps.strike("forget");
    snapshots.taken.remove(snapshot);
  }

  @Override
  public synchronized void remove(String index) {
    mishaps.strike("remove");
    indexes.remove(index);
  }

  private Index existing(String index) {
    Index existing = indexes.get(index);
    if (existing == null) {
      throw new SlipwayException(ErrorCode.SEARCH_UNHEALTHY, "there is no " + index, "");
    }
    return existing;
  }

  /** Only fields at the top; what the engine takes for granted is left out here, too. */
  private static IndexShape read(String definition) {
    try {
      JsonNode tree = JSON.readTree(definition);
      Map<String, Map<String, String>> fields = new TreeMap<>();
      fields.put("", Map.of());
      tree.at("/mappings/properties")
          .properties()
          .forEach(field -> fields.put(field.getKey(), texts(field.getValue())));
      return new IndexShape(Map.of("number_of_shards", "1"), fields);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(definition, e);
    }
  }

  private static Map<String, String> texts(JsonNode node) {
    return node.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }
}
