package dev.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferenceTest {
  private final Types types = Types.ofThisRelease();

  @ParameterizedTest
  @CsvSource({
    "ENCSR1, ENCSR1",
    "/labs/a-lab/, a-lab",
    "a-lab/, a-lab",
    "/platforms/OBI%3A01/, OBI:01",
    "/labs/a+b, a+b",
    "/labs/100%, 100%",
  })
  void readsTheIdentifierOutOfEverySpelling(String value, String identifier) {
    assertThat(new Reference("lab", value, List.of()).identifier()).isEqualTo(identifier);
  }

  @Test
  void findsLinksAtAnyDepth() {
    var properties =
        Json.object("{\"lab\":\"l\",\"adapters\":[{\"file\":\"F1\"},{\"file\":\"F2\"}],\"x\":1}");
    assertThat(types.of("library").references(properties))
        .extracting(reference -> reference.path() + "=" + reference.value())
        .containsExactly("lab=l", "adapters.file=F1", "adapters.file=F2");
  }

  @Test
  void makesNamesFromPropertiesAndThroughLinks() throws Exception {
    var target = Json.object("{\"label\":\"T\",\"genes\":[\"7\"]}");
    assertThat(types.of("target").names(target, (link, property) -> Optional.of("human")))
        .contains("T-human");
    var term = Json.object("{\"classification\":\"cell line\",\"term_id\":\"EFO:1\"}");
    assertThat(types.of("biosample_type").names(term, (link, property) -> Optional.empty()))
        .contains("cell_line_EFO_1");
  }
}
