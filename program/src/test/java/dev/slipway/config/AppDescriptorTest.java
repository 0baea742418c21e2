package dev.slipway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AppDescriptorTest {

  private static final String WHOLE =
      """
      name: catalog
      build: {command: [mvn, -q, package], output: catalog/target}
      start:
        command: [java, -cp, "lib/*", dev.catalog.Main, serve]
        environment:
          CATALOG_HOST: "${server.address}"
          CATALOG_DATABASE_URL: "jdbc:postgresql://${pooler.address}:${pooler.port}/${database.name}"
          CATALOG_PORT: 8080
      health: {path: /health, site: /site}
      indexer:
        status: /_indexer
        seed:
          index: /_indexer/index
          sample: /_indexer/sample
          on: [java, indexer, "on", "${server.logs}"]
          off: [java, indexer, "off"]
      fileIndexer:
        status: /_file_indexer
        on: [java, file-indexer, "on"]
        off: [java, file-indexer, "off"]
      upgrade: {command: [java, batch-upgrade, "--logs=${server.logs}"]}
      logs: [access.log, "${server.logs}/application.log"]
      documents: {unreadable: /_unreadable}
      """;

  @Test
  void readsEveryPart() {
    AppDescriptor read = AppDescriptor.parse(WHOLE);
    assertThat(read.name()).isEqualTo("catalog");
    assertThat(read.build().orElseThrow().output()).isEqualTo("catalog/target");
    assertThat(read.start().orElseThrow().environment())
        .containsEntry("CATALOG_HOST", "${server.address}")
        .containsEntry("CATALOG_PORT", "8080");
    assertThat(read.health().site()).contains("/site");
    assertThat(read.indexer().orElseThrow().status()).isEqualTo("/_indexer");
    assertThat(read.indexer().flatMap(AppDescriptor.Indexer::seed))
        .contains(
            new AppDescriptor.Seed(
                "/_indexer/index",
                "/_indexer/sample",
                List.of("java", "indexer", "on", "${server.logs}"),
                List.of("java", "indexer", "off")));
    assertThat(read.fileIndexer().orElseThrow().off())
        .containsExactly("java", "file-indexer", "off");
    assertThat(read.logs()).hasSize(2);
    assertThat(read.documents().orElseThrow().unreadable()).isEqualTo("/_unreadable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../catalog/slipway-app.yaml", "../demo/v41/catalog/slipway-app.yaml"})
  void readsTheOneOfTheApplicationThatIsReleasedInTheDemo(String file) throws IOException {
    AppDescriptor read = AppDescriptor.parse(Files.readString(Path.of(file)));
    assertThat(read.upgrade()).isPresent();
    assertThat(read.documents()).isPresent();
    assertThat(read.indexer().flatMap(AppDescriptor.Indexer::seed)).isPresent();
    assertThat(read.health().site()).contains("/site");
  }

  @Test
  void needsNothingButHealth() {
    AppDescriptor read = AppDescriptor.parse("health: {path: /}");
    assertThat(read)
        .isEqualTo(
            new AppDescriptor(
                "application",
                Optional.empty(),
                Optional.empty(),
                new AppDescriptor.Health("/", Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty()));
  }

  @Test
  void reportsEveryProblemAtOnceWithItsPath() {
    assertThatThrownBy(
            () ->
                AppDescriptor.parse(
                    """
                    build: {command: make, output: ../elsewhere}
                    start: {command: [], environment: {A: "${server.adress}", B: "${never.closed"}}
                    health: {pth: /health}
                    indexer: {status: _indexer, seed: {index: /i, sample: s, on: [x]}}
                    fileIndexer: {status: /f, on: [switch]}
                    logs: [[nested]]
                    documents: {unreadable: _unreadable}
                    colour: blue
                    """))
        .asInstanceOf(type(SlipwayException.class))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.DESCRIPTOR_INVALID);
              assertThat(
                      e.getMessage()
                          .lines()
                          .skip(1)
                          .map(line -> line.strip().replaceFirst(":.*", "")))
                  .containsExactlyInAnyOrder(
                      "colour",
                      "build/output",
                      "build/command",
                      "start/command",
                      "start/environment/A",
                      "start/environment/B",
                      "health/pth",
                      "health/path",
                      "indexer/status",
                      "indexer/seed/sample",
                      "indexer/seed/off",
                      "fileIndexer/off",
                      "logs/0",
                      "documents/unreadable");
            });
  }

  @Test
  void refusesAFileWithoutHealth() {
    refuses("name: x", "health: is missing");
  }

  @Test
  void refusesTextThatIsNotYamlWithItsLine() {
    refuses("health: {path: /\nname: [", "line ");
    refuses("just words", "must be a mapping");
    refuses("", "must be a mapping");
  }

  @Test
  void refusesAKeyGivenTwice() {
    refuses("health: {path: /}\nhealth: {path: /other}", "line 2");
  }

  @Test
  void readsOnAServerWithNoVariableLeft() {
    Map<String, String> values =
        Map.of(
            "server.address", "127.0.41.1",
            "server.logs", "/logs",
            "pooler.address", "127.0.41.2",
            "pooler.port", "6432",
            "database.name", "cat$1");
    AppDescriptor here = AppDescriptor.parse(WHOLE).on(new Variables(values));
    assertThat(here.start().orElseThrow().environment())
        .containsEntry("CATALOG_HOST", "127.0.41.1")
        .containsEntry("CATALOG_DATABASE_URL", "jdbc:postgresql://127.0.41.2:6432/cat$1");
    assertThat(here.upgrade().orElseThrow().command()).contains("--logs=/logs");
    assertThat(here.logs()).containsExactly("access.log", "/logs/application.log");
  }

  @Test
  void refusesAVariableWithoutAValueHereNamingIt() {
    assertThatThrownBy(() -> new Variables(Map.of("app.port", "1")).in("${app.port}${search.url}"))
        .asInstanceOf(type(SlipwayException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DESCRIPTOR_INVALID))
        .extracting(SlipwayException::getMessage)
        .asString()
        .contains("[search.url]");
  }

  private static void refuses(String yaml, String words) {
    assertThatThrownBy(() -> AppDescriptor.parse(yaml))
        .asInstanceOf(type(SlipwayException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DESCRIPTOR_INVALID))
        .extracting(SlipwayException::getMessage)
        .asString()
        .contains(words);
  }
}
