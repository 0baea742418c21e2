package dev.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class SearchMappingTest {
  private final SearchMapping mapping = SearchMapping.ofVersion("42.0");

  @Test
  void namesTheIndexAfterVersionAndMapping() {
    assertThat(mapping.indexName("catalog")).matches("catalog-42\\.0-[0-9a-f]{8}");
    assertThat(SearchMapping.ofVersion("42.1").indexName("catalog"))
        .isNotEqualTo(mapping.indexName("catalog"));
  }

  @Test
  void namesAnotherIndexWhenTheMappingChanges() {
    ObjectNode changed = mapping.definition().deepCopy();
    changed.withObject("/mappings/properties").putObject("more").put("type", "keyword");
    assertThat(new SearchMapping("42.0", changed).indexName("catalog"))
        .isNotEqualTo(mapping.indexName("catalog"));
  }
}
