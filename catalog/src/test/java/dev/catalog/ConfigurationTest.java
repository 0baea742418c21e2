package dev.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigurationTest {

  @Test
  void hasADefaultForEverything() {
    var configuration = Configuration.of(Map.of("CATALOG_SEARCH_URL", ""));
    assertThat(configuration.port()).isEqualTo(8080);
    assertThat(configuration.search()).isEmpty();
    assertThat(configuration.fileIndexer()).isTrue();
    assertThat(configuration.database().directOrPooled())
        .isEqualTo("jdbc:postgresql://127.0.0.1:5432/catalog");
  }

  @Test
  void takesWhatTheEnvironmentSays() {
    var configuration =
        Configuration.of(
            Map.of(
                "CATALOG_PORT", "0",
                "CATALOG_DATABASE_DIRECT_URL", "jdbc:postgresql://a/b",
                "CATALOG_SEARCH_URL", "http://127.0.0.1:9200",
                "CATALOG_FILE_INDEXER", "off"));
    assertThat(configuration.port()).isZero();
    assertThat(configuration.database().directOrPooled()).isEqualTo("jdbc:postgresql://a/b");
    assertThat(configuration.search()).contains(URI.create("http://127.0.0.1:9200"));
    assertThat(configuration.fileIndexer()).isFalse();
  }

  @Test
  void namesEveryWrongVariableAtOnce() {
    var environment =
        Map.of(
            "CATALOG_PORT", "70000",
            "CATALOG_DATABASE_URL", "postgres://x",
            "CATALOG_SEARCH_URL", "search",
            "CATALOG_FILE_INDEXER", "maybe");
    assertThatThrownBy(() -> Configuration.of(environment))
        .hasMessageContainingAll(environment.keySet().toArray(String[]::new));
  }
}
