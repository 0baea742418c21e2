package dev.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.catalog.document.DataSources;
import dev.catalog.document.Documents;
import dev.catalog.document.Tables;
import dev.catalog.document.Types;
import dev.catalog.document.Upgrades;
import dev.catalog.support.TestDatabase;
import dev.catalog.upgrade.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoaderIT {
  private static TestDatabase database;
  private static HikariDataSource source;

  @TempDir private Path folder;
  private final Types types = Types.ofThisRelease();
  private final Upgrades upgrades = new Upgrades(types, Steps.all());

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.start();
    source = DataSources.pooled(database.configuration(), 4);
    Tables.create(source);
  }

  @AfterAll
  static void stop() {
    source.close();
    database.close();
  }

  @BeforeEach
  void empty() throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("truncate documents, links, keys, transactions");
    }
  }

  @Test
  void followsLinksOfEverySpellingInAnyOrderAndInCircles() throws Exception {
    insert("award", "[{'name':'A','uuid':'00000000-0000-0000-0000-00000000000a','pi':'nobody'}]");
    insert("lab", "[{'name':'l','awards':['/awards/A/','00000000-0000-0000-0000-00000000000a']}]");
    insert(
        "experiment",
        """
        [{'accession':'E1','_test':'note','award':'A','lab':'l/','supersedes':['x:two'],
          'target':'T-human'},
         {'accession':'E2','aliases':['x:two'],'supersedes':['E1'],'submitted_by':'nobody'}]""");
    insert("gene", "[{'geneid':'7','organism':'/organisms/human/'}]");
    insert("organism", "[{'name':'human'}]");
    insert("target", "[{'label':'T','genes':['7']}]");

    var report = load();

    assertThat(report.inserted()).isEqualTo(7);
    assertThat(report.refused()).isEmpty();
    assertThat(report.missing()).isEqualTo(Map.of("award.pi", 1, "experiment.submitted_by", 1));
    assertThat(
            query(
                """
                select string_agg(path, ',' order by path) from links join documents d
                on d.uuid = source where accession = 'E1'"""))
        .isEqualTo("award,lab,supersedes,target");
    assertThat(query("select count(*) from documents where properties ? '_test'")).isEqualTo("0");
    assertThat(load().inserted()).isZero();
  }

  @Test
  void takesUnversionedInsertsInTheFirstShapeAndNamesWhatItRefuses() throws Exception {
    insert(
        "biosample",
        """
        [{'accession':'B1','model_organism_age':'12-14','url':'u','schema_version':'9'},
         {'accession':'B2','model_organism_age':'old'},{'accession':'B3','status':'odd'}]""");
    insert("nonsense", "[{}]");

    var report = load();

    assertThat(report.inserted()).isEqualTo(1);
    assertThat(report.refused()).hasSize(3).anyMatch(line -> line.contains("B2"));
    var loaded = new Documents(source).find("biosample", "B1").orElseThrow();
    assertThat(loaded.schemaVersion()).isEqualTo(2);
    assertThat(loaded.properties().at("/age/to").asInt()).isEqualTo(14);
  }

  @Test
  void loadsTheInsertsOfARealPortalAsTheyAre() throws Exception {
    var inserts =
        Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
            .map(path -> path.resolve("shared/data/inserts"))
            .filter(Files::isDirectory)
            .findFirst();
    assumeTrue(inserts.isPresent(), "no shared/data/inserts beside the project");

    var report = new Loader(source, types, upgrades).load(inserts.get());

    assertThat(report.refused()).isEmpty();
    assertThat(report.inserted())
        .isEqualTo(report.types().values().stream().mapToInt(Integer::intValue).sum());
    assertThat(report.missing())
        .doesNotContainKeys("experiment.target", "experiment.award", "file.dataset");
  }

  @Test
  void generatesExactlyAsManyValidLinkedDocumentsAsAskedFor() throws Exception {
    var generator = new Generator(source, types, upgrades, "GEN");
    assertThat(generator.generate(2500, stored -> {})).isEqualTo(2500);
    assertThat(generator.generate(2500, stored -> {})).isZero();
    assertThat(new Generator(source, types, upgrades, "TWO").generate(100, stored -> {}))
        .isEqualTo(100);
    assertThat(
            query(
                """
                select count(*) from links
                where target not in (select uuid from documents)"""))
        .isEqualTo("0");
    for (var type : types.all()) {
      for (var document : new Documents(source).list(type.name(), java.util.Optional.empty(), 50)) {
        assertThat(type.violations(document.properties())).as(document.toString()).isEmpty();
      }
    }
  }

  private LoadReport load() throws Exception {
    return new Loader(source, types, upgrades).load(folder);
  }

  private void insert(String type, String json) throws Exception {
    Files.writeString(folder.resolve(type + ".json"), json.replace('\'', '"'));
  }

  private static String query(String sql) throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
