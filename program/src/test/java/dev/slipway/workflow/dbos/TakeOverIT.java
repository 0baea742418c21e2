package dev.slipway.workflow.dbos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Signal;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Controllers in processes of their own, killed with SIGKILL and paused with SIGSTOP. */
class TakeOverIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestJournal journal = TestJournal.create("take-over");
  private final List<Process> controllers = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (Process controller : controllers) {
      controller.destroyForcibly().waitFor();
    }
    journal.open().close();
    journal.remove();
  }

  @Test
  void goesOnAtTheStepInWhichTheControllerWasKilled() throws Exception {
    Process killed = controller();
    awaitLine(killed.pid() + " begin step-4");
    killed.destroyForcibly().waitFor();
    assertThat(journal.running()).isTrue();
    go();

    Process next = controller();

    assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output(next)).isEqualTo("COMPLETED\n");
    assertThat(lines())
        .containsExactly(
            killed.pid() + " begin step-1",
            killed.pid() + " end step-1",
            killed.pid() + " begin step-2",
            killed.pid() + " end step-2",
            killed.pid() + " begin step-3",
            killed.pid() + " end step-3",
            killed.pid() + " begin step-4",
            next.pid() + " begin step-4",
            next.pid() + " end step-4",
            next.pid() + " begin step-5",
            next.pid() + " end step-5",
            next.pid() + " begin step-6",
            next.pid() + " end step-6");
    assertThat(journal.running()).isFalse();
    assertThat(attempts()).containsExactly(1, 1, 1, 2, 1, 1);
  }

  @Test
  void findsItsJournalAlsoWhenItsServerWasKilledWithIt() throws Exception {
    Process killed = controller();
    awaitLine(killed.pid() + " begin step-4");
    killed.destroyForcibly().waitFor();
    killServer();
    go();

    Process next = controller();

    assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(lines()).filteredOn(line -> line.contains("begin")).hasSize(7);
    assertThat(attempts()).containsExactly(1, 1, 1, 2, 1, 1);
  }

  @Test
  void refusesASecondControllerWhileTheFirstLeadsAndLetsItTakeOverAtItsDeath() throws Exception {
    Process leader = controller();
    awaitLine(leader.pid() + " begin step-4");
    try (DbosExecution second = execution(DbosExecution.LEASE)) {
      assertThatThrownBy(() -> run(second))
          .isInstanceOfSatisfying(
              SlipwayException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.RELEASE_RUNNING))
          .hasMessageContaining("" + leader.pid());
      go();

      leader.destroyForcibly().waitFor();
      ReleaseRecord record = takeOver(second);

      assertThat(record.state()).isEqualTo(ReleaseState.COMPLETED);
      assertThat(record.steps().get(3).attempts()).isEqualTo(2);
    }
    assertThat(lines()).contains(ProcessHandle.current().pid() + " begin step-4");
  }

  @Test
  void aLeaderThatSleptThroughATakeOverDoesNotBeginItsNextStep() throws Exception {
    Process sleeper = controller();
    awaitLine(sleeper.pid() + " begin step-4");
    Signal.STOP.send(sleeper.pid());
    go();
    try (DbosExecution second = execution(Duration.ofSeconds(1))) {
      assertThat(takeOver(second).state()).isEqualTo(ReleaseState.COMPLETED);

      Signal.CONT.send(sleeper.pid());

      assertThat(sleeper.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(output(sleeper)).isEqualTo("RELEASE_RUNNING\n");
      assertThat(sleeper.exitValue()).isEqualTo(ErrorCode.RELEASE_RUNNING.exitCode());
      assertThat(lines()).doesNotContain(sleeper.pid() + " begin step-5");
      assertThat(second.find("v42").orElseThrow().state()).isEqualTo(ReleaseState.COMPLETED);
    }
    assertThat(journal.running()).isFalse();
  }

  @Test
  void endsInOrderWhenAskedToAndLeavesNothingRunning() throws Exception {
    Process controller = controller();
    awaitLine(controller.pid() + " begin step-4");

    controller.destroy();

    assertThat(controller.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(journal.running()).isFalse();
    try (Journal reader = read()) {
      ReleaseRecord record = reader.find("v42").orElseThrow();
      assertThat(record.state()).isEqualTo(ReleaseState.STOPPED);
      assertThat(record.steps()).hasSize(4);
      assertThat(record.steps().getLast().outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.INTERRUPTED));
    }
  }

  @Test
  void canBeReadWhileAControllerRunsAReleaseAndWhenNoneDoes() throws Exception {
    try (Journal none = read()) {
      assertThat(none.releases()).isEmpty();
    }
    assertThat(journal.running()).isFalse();
    Process controller = controller();
    awaitLine(controller.pid() + " begin step-4");

    try (Journal beside = read()) {
      ReleaseRecord record = beside.find("v42").orElseThrow();
      assertThat(record.state()).isEqualTo(ReleaseState.RUNNING);
      assertThat(record.steps())
          .extracting(StepRecord::outcome)
          .last()
          .isEqualTo(new Outcome.Unknown());
    }
    assertThat(journal.running()).isTrue();

    go();
    assertThat(controller.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(journal.running()).isFalse();
    try (Journal later = read()) {
      assertThat(later.releases()).hasSize(1);
    }
    assertThat(journal.running()).isFalse();
  }

  private Process controller() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ControllerMain.class.getName(),
                journal.folder().toString(),
                "v42")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    controllers.add(process);
    return process;
  }

  private DbosExecution execution(Duration lease) {
    return new DbosExecution(journal.open(), lease);
  }

  private Journal read() {
    return PostgresJournal.open(journal.journal(), TestJournal.PROGRAMS, new LocalRunner());
  }

  private ReleaseRecord run(DbosExecution execution) {
    return execution.run("v42", "{}", ControllerMain.steps(journal), new ControllerMain.Silent());
  }

  /** What a controller that stands by does: it asks until it may. */
  private ReleaseRecord takeOver(DbosExecution standby) {
    return Await.of("the lead", PATIENCE)
        .every(Duration.ofMillis(50))
        .until(() -> Optional.of(run(standby)));
  }

  private List<Integer> attempts() {
    try (Journal reader = read()) {
      return reader.find("v42").orElseThrow().steps().stream().map(StepRecord::attempts).toList();
    }
  }

  private void killServer() throws IOException {
    long pid =
        Long.parseLong(
            Files.readAllLines(journal.journal().resolve("data/postmaster.pid")).getFirst());
    Signal.KILL.send(pid);
    Await.of("the end of the server", PATIENCE)
        .untilTrue(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private void go() throws IOException {
    Files.createFile(journal.file(ControllerMain.GO));
  }

  private void awaitLine(String line) {
    Await.of(line, PATIENCE).untilTrue(() -> lines().contains(line));
  }

  private List<String> lines() {
    try {
      Path file = journal.file(ControllerMain.STEPS);
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
