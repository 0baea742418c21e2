package dev.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"serve", "load", "generate", "batch-upgrade", "file-indexer"})
  void everyVerbExplainsItselfAndItsEnvironment(String verb) {
    var output = new StringWriter();
    var exit = Main.commandLine().setOut(new PrintWriter(output)).execute(verb, "--help");
    assertThat(exit).isZero();
    assertThat(output.toString())
        .contains("Usage: catalog " + verb, "CATALOG_DATABASE_URL", "CATALOG_FILE_INDEXER");
  }
}
