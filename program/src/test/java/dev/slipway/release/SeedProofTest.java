package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexedDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeedProofTest {
  private static final IndexedDocument WANTED =
      new IndexedDocument("a", 7, "{\"title\":\"One\",\"size\":1}");
  private static final IndexSample BEFORE = new IndexSample(10, List.of(WANTED));

  @Test
  void theSameDocumentWithItsKeysInAnotherOrderIsNoDifference() {
    assertThat(difference(10, 12, 11, "{\"size\":1,\"title\":\"One\"}", 7)).isEmpty();
  }

  @Test
  void aDocumentThatWasChangedSinceIsNoDifference() {
    assertThat(difference(10, 12, 12, "{\"title\":\"Two\"}", 8)).isEmpty();
  }

  @Test
  void fewerOrMoreDocumentsThanTheDatabaseEverHadAreADifference() {
    assertThat(difference(10, 12, 9, WANTED.source(), 7))
        .contains("it has 9 documents, the database 10 to 12");
    assertThat(difference(10, 12, 13, WANTED.source(), 7)).isPresent();
  }

  @Test
  void anotherSourceAnOlderVersionAndAMissingDocumentAreNamed() {
    assertThat(difference(10, 10, 10, "{\"title\":\"Two\"}", 7))
        .contains("it has another document a");
    assertThat(difference(10, 10, 10, WANTED.source(), 6))
        .contains("it has version 6 of document a, the database 7");
    assertThat(new SeedProof(BEFORE, 10, 10, Map.of()).difference())
        .contains("it lacks document a");
  }

  private static Optional<String> difference(
      long before, long after, long indexed, String source, long version) {
    return new SeedProof(
            new IndexSample(before, BEFORE.sample()),
            after,
            indexed,
            Map.of("a", new IndexedDocument("a", version, source)))
        .difference();
  }
}
