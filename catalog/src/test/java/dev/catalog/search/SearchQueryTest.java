package dev.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SearchQueryTest {

  @Test
  void takesEveryUnknownParameterAsAFilter() {
    var query =
        SearchQuery.of(
            Map.of(
                "q", List.of("liver"),
                "type", List.of("biosample"),
                "status", List.of("released", "archived"),
                "lab.name!", List.of("doe")));
    var body = query.body().at("/query/bool").toString();
    assertThat(query.words()).isEqualTo("liver");
    assertThat(body)
        .contains("{\"terms\":{\"type\":[\"biosample\"]}}")
        .contains("{\"terms\":{\"filters\":[\"status=released\",\"status=archived\"]}}")
        .contains("\"must_not\":[{\"terms\":{\"filters\":[\"lab.name=doe\"]}}]");
  }

  @Test
  void takesAStarForAnyValue() {
    var body = SearchQuery.of(Map.of("accession", List.of("*"))).body().toString();
    assertThat(body).contains("{\"prefix\":{\"filters\":\"accession=\"}}");
  }

  @Test
  void refusesPagingThatMakesNoSense() {
    assertThatThrownBy(() -> SearchQuery.of(Map.of("from", List.of("x"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from must be a number");
    assertThatThrownBy(() -> SearchQuery.of(Map.of("limit", List.of("-1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SearchQuery.of(Map.of("from", List.of("9990"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10000");
  }
}
