package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the indexes of every search cluster do. */
public abstract class SearchIndexesContract {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String DEFINITION =
      """
      {"settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "5s"},
       "mappings": {"properties": {"title": {"type": "text"}, "code": {"type": "keyword"}}},
       "aliases": {"next-write": {"is_write_index": true}}}""";

  /** Those of the cluster that is copied from. */
  protected abstract SearchIndexes from();

  /** Those of another cluster with the same place for snapshots. */
  protected abstract SearchIndexes to();

  /** Those of a cluster that does not answer. */
  protected abstract SearchIndexes dead();

  /** Creates an index in the cluster that is copied from. */
  protected abstract void create(String index, String definition);

  /** Puts a document into it. */
  protected abstract void put(String index, IndexedDocument document);

  @Test
  void aCopyHasDocumentsAndVersionsAndTheProgressThatItIsGiven() {
    IndexedDocument first = new IndexedDocument("a", 7, "{\"title\":\"One\"}");
    IndexedDocument second = new IndexedDocument("b", 9, "{\"title\":\"Two\"}");
    create("former", DEFINITION.replace("next-write", "former-write"));
    put("former", first);
    put("former", second);
    put("former", new IndexedDocument("mark", 1, "{\"reached\":99}"));

    from().snapshot("v42-b", "former", DEADLINE);
    put("former", new IndexedDocument("late", 10, "{\"title\":\"Late\"}"));
    IndexCopy copy =
        new IndexCopy(
            "v42-b", new IndexDescription("next", "mark", "1", DEFINITION), "{\"reached\":5}");
    for (int i = 0; i < 2; i++) {
      to().restore(copy, DEADLINE);

      assertThat(to().count("next", "mark")).isEqualTo(2);
      assertThat(to().find("next", List.of("a", "b", "late")))
          .isEqualTo(Map.of("a", first, "b", second));
      assertThat(to().find("next", List.of("mark")).get("mark").source())
          .isEqualTo("{\"reached\":5}");
      assertThat(to().shape("next")).isEqualTo(from().shape("former"));
    }
    from().forget("v42-b");
    from().forget("v42-b");
    refused(() -> to().restore(copy, DEADLINE));
    to().remove("next");
    to().remove("next");
    refused(() -> to().count("next", "mark"));
  }

  @Test
  void aCopyHasTheShapeOfItsDefinitionWhichMayHaveFieldsAndAnalyzersMore() {
    String wider =
        """
        {"settings": {"number_of_shards": 1, "number_of_replicas": 0,
          "analysis": {"analyzer": {"own": {"type": "custom", "tokenizer": "keyword"}}}},
         "mappings": {"properties": {"title": {"type": "text"}, "code": {"type": "keyword"},
          "name": {"type": "text", "analyzer": "own"}}}}""";
    create("narrow", DEFINITION.replace("next-write", "narrow-write"));
    put("narrow", new IndexedDocument("a", 7, "{\"title\":\"One\"}"));

    from().snapshot("wider", "narrow", DEADLINE);
    to().restore(
            new IndexCopy("wider", new IndexDescription("wide", "mark", "1", wider), "{}"),
            DEADLINE);

    assertThat(to().shape("wide")).isEqualTo(to().shapeOf(wider));
    assertThat(to().count("wide", "mark")).isEqualTo(1);
    from().forget("wider");
  }

  @Test
  void theShapeOfADefinitionIsThatOfTheIndexThatItMakes() {
    create("shaped", DEFINITION);
    IndexShape shape = from().shape("shaped");
    assertThat(shape.fields()).containsKeys("title", "code");
    assertThat(shape.fields().get("code")).containsEntry("type", "keyword");
    assertThat(to().shapeOf(DEFINITION)).isEqualTo(shape);
    assertThat(to().shapeOf(DEFINITION.replace("keyword", "text"))).isNotEqualTo(shape);
  }

  @Test
  void whatIsNotThereIsRefused() {
    refused(() -> from().shape("nowhere"));
    refused(() -> from().snapshot("none", "nowhere", DEADLINE));
    from().forget("none");
  }

  @Test
  void aDeadClusterIsUnreachable() {
    SearchIndexes dead = dead();
    unreachable(() -> dead.shape("any"));
    unreachable(() -> dead.shapeOf(DEFINITION));
    unreachable(() -> dead.snapshot("any", "any", DEADLINE));
  }

  private static void refused(ThrowingCallable call) {
    fails(ErrorCode.SEARCH_UNHEALTHY, call);
  }

  private static void unreachable(ThrowingCallable call) {
    fails(ErrorCode.SEARCH_UNREACHABLE, call);
  }

  private static void fails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SlipwayException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
