package dev.slipway.workflow.dbos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.DurableExecutionContract;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.TestStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One server for all; each test begins with an empty journal. */
class DbosExecutionIT extends DurableExecutionContract {
  private static TestJournal journal;
  private static JournalServer server;
  private static DurableExecution execution;

  @BeforeAll
  static void start() {
    journal = TestJournal.create("contract");
    server = journal.open();
    execution = new DbosExecution(JournalServer.given(server.address()), DbosExecution.LEASE);
  }

  @AfterAll
  static void stop() {
    execution.close();
    server.close();
    journal.remove();
  }

  @BeforeEach
  void empty() {
    Sql sql = new Sql(server.address().connections());
    if (sql.transaction(Tables::present)) {
      sql.update("truncate slipway.steps, slipway.releases");
    }
  }

  @Override
  protected DurableExecution execution() {
    return execution;
  }

  @Test
  void keepsWordsInTheJournalAndNoNameOfAClass() {
    List<Step> steps =
        List.of(
            new TestStep("one", new ArrayList<>()),
            new TestStep("two", new ArrayList<>()).failing(true));
    execution.run("v42", "{}", steps, new ControllerMain.Silent());

    assertThat(texts("slipway.releases", "slipway.steps", "slipway.leader"))
        .isNotEmpty()
        .noneMatch(text -> text.contains("dev.slipway") || text.contains("java."));
    assertThat(texts("dbos.workflow_status", "dbos.operation_outputs"))
        .isNotEmpty()
        .noneMatch(text -> text.contains("dev.slipway") || text.contains("java."));
  }

  private static List<String> texts(String... tables) {
    Sql sql = new Sql(server.address().connections());
    return Stream.of(tables)
        .flatMap(
            table ->
                sql.list("select t::text from " + table + " t", row -> row.getString(1)).stream())
        .toList();
  }
}
