package dev.slipway.release.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Await;
import dev.slipway.fake.FakeDatabase;
import dev.slipway.fake.FakePooler;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchTest {
  private static final Duration BUDGET = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private final FakeDatabase old =
      FakeDatabase.primary("v41-b", new Endpoint("127.0.41.1", 5432), "7000");
  private final FakeDatabase next = old.standby("v42-b", new Endpoint("127.0.42.1", 5432));
  private final FakePooler pooler =
      new FakePooler(new Endpoint("127.0.41.1", 6432), old.endpoint());
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private PipedOutputStream orders;
  private Thread watch;

  @BeforeEach
  void start() throws IOException {
    begin();
    awaitAnswer("ready");
  }

  private void begin() throws IOException {
    PipedInputStream in = new PipedInputStream();
    orders = new PipedOutputStream(in);
    Rescue rescue =
        DatabaseRescue.ofHold(new Side("v41-b", old, pooler), new Side("v42-b", next, pooler));
    WatchLog log =
        new WatchLog(new PrintStream(new ByteArrayOutputStream()), outcome(), Clock.systemUTC());
    Watch loop = new Watch(rescue, in, new PrintStream(answers), log);
    watch = Thread.ofPlatform().start(() -> run(loop));
  }

  @AfterEach
  void stop() throws Exception {
    old.mishaps().mend();
    next.mishaps().mend();
    orders.close();
    watch.join(BUDGET.toMillis());
    assertThat(watch.isAlive()).isFalse();
  }

  @Test
  void saysWhyItCouldNotHelpAndEnds() throws Exception {
    orders.close();
    watch.join(BUDGET.toMillis());
    pooler.mishaps().failNext("prepare", ErrorCode.POOLER_FAILED);
    begin();
    watch.join(BUDGET.toMillis());
    assertThat(answers.toString(StandardCharsets.UTF_8)).contains("failed POOLER_FAILED");
  }

  @Test
  void resumesWhenTheControllerEndsBeforeItFenced() throws Exception {
    old.prepareFence(next.endpoint());
    arm();
    pooler.hold(BUDGET);
    orders.close();
    awaitOutcome("the controller ended: v41-b was not fenced and serves");
    assertThat(pooler.status().paused()).isFalse();
    assertThat(pooler.status().target()).isEqualTo(old.endpoint());
  }

  @Test
  void givesBackWhenTheDeadlinePassesAndStaysForAControllerThatWakesUp() throws Exception {
    holdAndFence("arm 1");
    awaitOutcome("the deadline passed: v41-b was given back and serves");
    assertThat(old.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(pooler.status().paused()).isFalse();
    pooler.hold(BUDGET);
    Await.of("the second look", BUDGET).untilTrue(() -> !pooler.status().paused());
  }

  @Test
  void sendsClientsToTheNewDatabaseWhenItIsPromoted() throws Exception {
    holdAndFence("arm 60000");
    next.promote(BUDGET);
    orders.close();
    awaitOutcome("the controller ended: v42-b is promoted and serves");
    assertThat(pooler.status().target()).isEqualTo(next.endpoint());
    assertThat(pooler.status().paused()).isFalse();
    assertThat(old.status().fenced()).isTrue();
  }

  @Test
  void keepsLookingWhileTheNewDatabaseDoesNotAnswerForItself() throws Exception {
    holdAndFence("arm 60000");
    next.mishaps().fail(ErrorCode.DATABASE_UNREACHABLE);
    orders.close();
    Await.of("an attempt", BUDGET).untilTrue(() -> next.mishaps().struck("revokePromotion") > 2);
    assertThat(old.status().fenced()).isTrue();
    assertThat(pooler.status().paused()).isTrue();
    next.mishaps().mend();
    awaitOutcome("the controller ended: v41-b was given back and serves");
  }

  @Test
  void givesBackOnTheWordOfAControllerThatAskedForNoPromotion() throws Exception {
    holdAndFence("arm 60000");
    next.mishaps().fail(ErrorCode.DATABASE_UNREACHABLE);
    say("give-back");
    awaitAnswer("done v41-b was given back and serves");
    assertThat(old.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(outcome()).doesNotExist();
  }

  @Test
  void leavesEverythingAloneWhenItWasDisarmedOrNeverArmed() throws Exception {
    pooler.hold(BUDGET);
    arm();
    say("disarm");
    watch.join(BUDGET.toMillis());
    assertThat(watch.isAlive()).isFalse();
    assertThat(pooler.status().paused()).isTrue();
  }

  private void holdAndFence(String arm) throws IOException {
    old.prepareFence(next.endpoint());
    next.preparePromotion(BUDGET);
    pooler.hold(BUDGET);
    old.fence(BUDGET);
    say(arm);
    awaitAnswer("armed");
  }

  private void arm() throws IOException {
    say("arm 60000");
    awaitAnswer("armed");
  }

  private void say(String line) throws IOException {
    orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    orders.flush();
  }

  private void awaitAnswer(String line) {
    Await.of("the answer " + line, BUDGET)
        .untilTrue(() -> answers.toString(StandardCharsets.UTF_8).lines().anyMatch(line::equals));
  }

  private void awaitOutcome(String what) {
    Await.of("the outcome", BUDGET).untilTrue(() -> Files.exists(outcome()));
    assertThat(outcome()).content().endsWith(" " + what + "\n");
  }

  private Path outcome() {
    return folder.resolve("outcome");
  }

  private static void run(Watch watch) {
    try {
      watch.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
