package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.release.IndexComparison.Side;
import dev.slipway.service.IndexShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexComparisonTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "number_of_shards", "1",
          "analysis.analyzer.words.tokenizer", "standard",
          "analysis.analyzer.words.filter", "[\"lowercase\"]");
  private static final Map<String, Map<String, String>> FIELDS =
      Map.of(
          "", Map.of("dynamic", "false"),
          "uuid", Map.of("type", "keyword"),
          "text", Map.of("type", "text", "analyzer", "words"));

  @Test
  void theSameShapeAndFormAreIdentical() {
    SeedDecision decision = decide(SETTINGS, FIELDS, "1-a");

    assertThat(decision).isEqualTo(new SeedDecision.Identical());
    assertThat(decision.seeds()).isTrue();
  }

  @Test
  void aFieldMoreWithAnAnalyzerOfItsOwnIsASuperset() {
    SeedDecision decision =
        decide(
            with(SETTINGS, "analysis.analyzer.names.tokenizer", "keyword"),
            with(FIELDS, "names", Map.of("type", "text", "analyzer", "names")),
            "1-a");

    assertThat(decision).isEqualTo(new SeedDecision.Superset(List.of("field names")));
    assertThat(decision.seeds()).isTrue();
    assertThat(decision.reason()).contains("only adds field names");
  }

  @Test
  void aFieldOfAnotherTypeOrAnalyzerIsNamedWithBoth() {
    incompatible(
        decide(SETTINGS, with(FIELDS, "uuid", Map.of("type", "text")), "1-a"),
        "field uuid changed its type from keyword to text");
    incompatible(
        decide(SETTINGS, with(FIELDS, "text", Map.of("type", "text", "analyzer", "w2")), "1-a"),
        "field text changed its analyzer from words to w2");
    incompatible(
        decide(SETTINGS, with(FIELDS, "text", Map.of("type", "text")), "1-a"),
        "field text changed its analyzer from words to the default");
    incompatible(
        decide(SETTINGS, with(FIELDS, "", Map.of("dynamic", "true")), "1-a"),
        "the mapping changed its dynamic from false to true");
  }

  @Test
  void aFieldThatIsGoneIsNamed() {
    Map<String, Map<String, String>> fewer = new HashMap<>(FIELDS);
    fewer.remove("uuid");

    incompatible(decide(SETTINGS, fewer, "1-a"), "field uuid is gone");
  }

  @Test
  void anAnalyzerThatChangedIsNamedOnce() {
    incompatible(
        decide(
            with(
                with(SETTINGS, "analysis.analyzer.words.filter", "[]"),
                "analysis.analyzer.words.char_filter",
                "[\"html_strip\"]"),
            FIELDS,
            "1-a"),
        "analyzer words changed");
  }

  @Test
  void anotherNumberOfShardsIsIncompatible() {
    incompatible(
        decide(with(SETTINGS, "number_of_shards", "2"), FIELDS, "1-a"),
        "setting number_of_shards changed from 1 to 2");
  }

  @Test
  void anotherFormOfTheDocumentsIsIncompatible() {
    incompatible(
        decide(SETTINGS, FIELDS, "1-b"), "documents are indexed in another form (1-b, was 1-a)");
  }

  private static void incompatible(SeedDecision decision, String reason) {
    assertThat(decision).isEqualTo(new SeedDecision.Incompatible(List.of(reason)));
    assertThat(decision.seeds()).isFalse();
    assertThat(decision.reason()).isEqualTo(reason);
  }

  private static SeedDecision decide(
      Map<String, String> settings, Map<String, Map<String, String>> fields, String form) {
    return new IndexComparison(
            new Side(new IndexShape(SETTINGS, FIELDS), "1-a"),
            new Side(new IndexShape(settings, fields), form))
        .decide();
  }

  private static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
    Map<String, T> more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }
}
