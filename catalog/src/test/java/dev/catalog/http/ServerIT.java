package dev.catalog.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.document.Tables;
import dev.catalog.support.RunningCatalog;
import dev.catalog.support.RunningCatalog.Answer;
import dev.catalog.support.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

final class ServerIT {
  @TempDir private static Path folder;
  private static TestDatabase database;
  private static RunningCatalog catalog;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.start();
    catalog = new RunningCatalog(database, folder).await(200);
    assertThat(catalog.send("POST", "/lab", "{\"name\":\"lab-1\"}").status()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    catalog.close();
    database.close();
  }

  @Test
  void createsReadsPatchesAndReplacesADocument() throws Exception {
    var created = post("{'accession':'A1','lab':'lab-1','description':'one','doi':'10.1/2'}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body().get("schema_version").asInt()).isEqualTo(2);
    var patched = send("PATCH", "/experiment/A1", "{'description':'two','doi':null}");
    assertThat(patched.status()).isEqualTo(200);
    var read = send("GET", created.header("Location").orElseThrow(), "");
    assertThat(read.body()).isEqualTo(patched.body());
    assertThat(read.body().get("description").asText()).isEqualTo("two");
    assertThat(read.body().has("doi")).isFalse();
    var replaced = send("PUT", "/experiment/A1", "{'status':'released'}");
    assertThat(replaced.body().get("accession").asText()).isEqualTo("A1");
    assertThat(replaced.body().has("lab")).isFalse();
    assertThat(count("links where source = '" + created.body().get("uuid").asText() + "'"))
        .isZero();
  }

  @Test
  void keepsOneTransactionPerWriteWithTheClientsRequestId() throws Exception {
    var uuid = post("{'accession':'T1'}").body().get("uuid").asText();
    send("PATCH", "/experiment/T1", "{'description':'x'}");
    assertThat(count("transactions where request_id = 'request-1' and uuid = '" + uuid + "'"))
        .isEqualTo(2);
    assertThat(count("documents d join transactions t using (tid, xid) where accession = 'T1'"))
        .isEqualTo(1);
  }

  @Test
  void findsADocumentByAliasUntilItLosesIt() throws Exception {
    post("{'accession':'L1','aliases':['lab-1:first']}");
    assertThat(send("GET", "/experiment/lab-1:first", "").status()).isEqualTo(200);
    send("PATCH", "/experiment/L1", "{'aliases':['lab-1:second']}");
    assertThat(send("GET", "/experiment/lab-1:first", "").status()).isEqualTo(404);
    assertThat(send("GET", "/experiment/lab-1:second", "").status()).isEqualTo(200);
    assertThat(post("{'aliases':['lab-1:second']}").status()).isEqualTo(409);
  }

  @Test
  void refusesATakenAccessionAndLeavesNothingBehind() throws Exception {
    assertThat(post("{'accession':'C1'}").status()).isEqualTo(201);
    var taken = post("{'accession':'C1','aliases':['c:1']}");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.body().get("error").asText()).isEqualTo("the accession is taken");
    assertThat(count("keys where value = 'c:1'")).isZero();
  }

  @Test
  void pointsAtEachViolationAndAtEachLinkWithoutATarget() throws Exception {
    var invalid = post("{'status':'odd','dates':{'released':'soon'}}");
    assertThat(invalid.status()).isEqualTo(422);
    assertThat(invalid.body().get("violations").findValuesAsText("path"))
        .containsExactlyInAnyOrder("/status", "/dates/released");
    var dangling = post("{'accession':'D1','lab':'nobody','documents':['x:y']}");
    assertThat(dangling.status()).isEqualTo(422);
    assertThat(dangling.body().get("violations").findValuesAsText("path"))
        .containsExactlyInAnyOrder("/lab", "/documents");
    assertThat(send("GET", "/experiment/D1", "").status()).isEqualTo(404);
  }

  @Test
  void answersMalformedRequestsWithAnErrorAndAHint() throws Exception {
    for (var body : new String[] {"{", "[]", "", "{'uuid':'x'}", "{'a':1,'a':2}"}) {
      var answer = post(body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.body().get("hint").asText()).isNotBlank();
    }
    assertThat(send("GET", "/experiment?limit=0", "").status()).isEqualTo(400);
    assertThat(send("GET", "/nothing", "").status()).isEqualTo(404);
    assertThat(send("GET", "/a/b/c", "").body().has("error")).isTrue();
  }

  @Test
  void listsACollectionInPages() throws Exception {
    for (var i = 0; i < 5; i++) {
      assertThat(send("POST", "/award", "{'name':'award-" + i + "'}").status()).isEqualTo(201);
    }
    var names = new ArrayList<String>();
    var path = "/award?limit=2";
    while (path != null) {
      var page = send("GET", path, "").body();
      names.addAll(page.get("documents").findValuesAsText("name"));
      path = page.get("next").isNull() ? null : "/award?limit=2&from=" + page.get("next").asText();
    }
    assertThat(names).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void readsAndPatchesDocumentsOfAnOlderSchema() throws Exception {
    insert("OLD", 1, "{\"date_released\":\"2020-01-02\",\"submitted_by\":\"gone\"}");
    var read = send("GET", "/experiment/OLD", "").body();
    assertThat(read.at("/dates/released").asText()).isEqualTo("2020-01-02");
    assertThat(count("documents where accession = 'OLD' and schema_version = 1")).isEqualTo(1);
    assertThat(send("PATCH", "/experiment/OLD", "{'description':'x'}").status()).isEqualTo(200);
    assertThat(count("documents where accession = 'OLD' and schema_version = 2")).isEqualTo(1);
    assertThat(send("PATCH", "/experiment/OLD", "{'lab':'nobody'}").status()).isEqualTo(422);
  }

  @Test
  void servesAndPatchesDocumentsOfANewerReleaseWithoutTouchingTheirShape() throws Exception {
    insert("NEW", 3, "{\"dates\":\"a shape to come\"}");
    assertThat(send("GET", "/experiment/NEW", "").body().get("dates").isTextual()).isTrue();
    var patched = send("PATCH", "/experiment/NEW", "{'description':'x'}");
    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.body().get("schema_version").asInt()).isEqualTo(3);
    assertThat(patched.body().get("dates").isTextual()).isTrue();
    assertThat(send("GET", "/_unreadable", "").body())
        .hasToString("{\"unreadable\":[{\"type\":\"experiment\",\"version\":3,\"documents\":1}]}");
  }

  @Test
  void losesNoPatchWhenManyChangeOneDocument() throws Exception {
    post("{'accession':'P1','extra':{}}");
    try (var executor = Executors.newFixedThreadPool(4)) {
      var patches = new ArrayList<Callable<Answer>>();
      for (var i = 0; i < 40; i++) {
        var patch = "{'extra':{'k" + i + "':1}}";
        patches.add(() -> send("PATCH", "/experiment/P1", patch));
      }
      for (var patch : executor.invokeAll(patches)) {
        assertThat(patch.get().status()).isEqualTo(200);
      }
    }
    assertThat(send("GET", "/experiment/P1", "").body().get("extra")).hasSize(40);
  }

  @Test
  void notifiesListenersAfterAWrite() throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("listen " + Tables.WRITES);
      post("{'accession':'N1'}");
      var received = connection.unwrap(PGConnection.class).getNotifications(20_000);
      assertThat(received).isNotEmpty();
    }
  }

  @Test
  void saysWhichSiteAndVersionAnswered() throws Exception {
    var health = send("GET", "/health", "");
    assertThat(health.body().get("site").asText()).isEqualTo("green");
    assertThat(health.body().at("/database/recovery").asBoolean(true)).isFalse();
    assertThat(health.header("X-Catalog-Site")).contains("green");
    assertThat(send("GET", "/experiment/none", "").header("X-Catalog-Version")).contains("42.0");
  }

  private static void insert(String accession, int version, String properties) throws Exception {
    try (var connection = database.connect();
        var statement =
            connection.prepareStatement(
                """
                insert into documents
                values (gen_random_uuid(), 'experiment', ?, ?, ?::jsonb, gen_random_uuid(),
                        pg_current_xact_id())""")) {
      statement.setString(1, accession);
      statement.setInt(2, version);
      statement.setString(3, properties);
      statement.execute();
    }
  }

  private static int count(String what) throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + what)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Answer post(String body) throws Exception {
    return send("POST", "/experiment", body);
  }

  /** Single quotes stand for double ones, to keep the tests readable. */
  private static Answer send(String method, String path, String body) throws Exception {
    return catalog.send(method, path, body.replace('\'', '"'));
  }
}
