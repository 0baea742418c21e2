package dev.slipway.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DaemonsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Daemons daemons = new Daemons();
  @TempDir private Path folder;
  private Path pidFile;
  private Path log;

  @BeforeEach
  void name() {
    pidFile = folder.resolve("daemon.pid");
    log = folder.resolve("log");
  }

  @AfterEach
  void stop() {
    daemons.stop(pidFile, Duration.ofMillis(200));
  }

  @Test
  void startsOnceInASessionOfItsOwnAndKeepsItsLog() throws Exception {
    ProcessIdentity first = start("echo started; exec sleep 600");
    assertThat(start("echo again")).isEqualTo(first);
    Await.of("a session of its own", DEADLINE).untilTrue(first::leadsSession);
    Await.of("the log", DEADLINE).untilTrue(() -> !text(log).isEmpty());
    assertThat(text(log)).isEqualTo("started\n");
    assertThat(Files.readString(pidFile)).isEqualTo(first.toString());
  }

  @Test
  void stopsByAskingAndAtTheDeadlineByForce() {
    ProcessIdentity polite = start("exec sleep 600");
    assertThat(daemons.stop(pidFile, DEADLINE)).isTrue();
    assertThat(polite.alive()).isFalse();
    ProcessIdentity stubborn = start("trap '' TERM; echo deaf; while :; do sleep 1; done");
    Await.of("its trap", DEADLINE).untilTrue(() -> text(log).contains("deaf"));
    assertThat(daemons.stop(pidFile, Duration.ofMillis(200))).isFalse();
    assertThat(stubborn.alive()).isFalse();
    assertThat(daemons.stop(pidFile, DEADLINE)).isTrue();
  }

  @Test
  void neverTakesAReusedPidForItsOwn() throws Exception {
    ProcessIdentity own = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    Files.writeString(
        pidFile, new ProcessIdentity(own.pid(), own.started() + 1, own.boot()).toString());
    assertThat(daemons.running(pidFile)).isEmpty();
    Files.writeString(pidFile, new ProcessIdentity(own.pid(), own.started(), "earlier").toString());
    assertThat(daemons.running(pidFile)).isEmpty();
    assertThat(daemons.signal(pidFile, Signal.KILL)).isFalse();
  }

  @Test
  void findsADaemonWhosePidFileWasNeverWritten() throws Exception {
    ProcessIdentity daemon = start("exec sleep 600");
    Await.of("a session of its own", DEADLINE).untilTrue(daemon::leadsSession);
    Files.delete(pidFile);
    assertThat(daemons.running(pidFile)).contains(daemon);
    assertThat(start("exec sleep 600")).isEqualTo(daemon);
  }

  @Test
  void sendsSignals() {
    // Not HUP: under nohup it is ignored, and a shell cannot trap what it was started to ignore.
    start("trap 'echo heard; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
    Await.of("its trap", DEADLINE).untilTrue(() -> text(log).contains("ready"));
    assertThat(daemons.signal(pidFile, Signal.TERM)).isTrue();
    Await.of("its answer", DEADLINE).untilTrue(() -> text(log).contains("heard"));
  }

  private ProcessIdentity start(String script) {
    return daemons.start(Command.of("sh", "-c", script), pidFile, log);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
