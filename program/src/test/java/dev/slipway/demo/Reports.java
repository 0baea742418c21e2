package dev.slipway.demo;

import dev.slipway.error.ErrorCode;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A release with a load, made up. */
final class Reports {
  static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  private Reports() {}

  static DemoReport report() {
    return report(release(switched()));
  }

  static DemoReport report(ReleaseRecord release) {
    return new DemoReport(
        "v41", release, load(), new Ledger(2, List.of("w0-7"), List.of()), List.of(kill()));
  }

  static ReleaseRecord release(Outcome switchover) {
    return new ReleaseRecord(
        "v42",
        ReleaseState.COMPLETED,
        "{}",
        BEGIN,
        List.of(
            step(0, "announce-start", 2, 100, new Outcome.Skipped("nobody"), "R14"),
            step(1, "push-backup", 5, 2500, new Outcome.Done(Evidence.of("mib", 12)), "R1"),
            step(2, "switch-database", 20, 400, switchover, "R15", "R19"),
            step(3, "tag-release", 21, 9, new Outcome.AlreadyDone(Evidence.none()), "R3"),
            step(4, "announce-end", 22, 30, new Outcome.Done(Evidence.of("to", "<all>")), "R14"),
            step(
                5,
                "close-tickets",
                23,
                30,
                new Outcome.Failed(ErrorCode.TICKETS_FAILED, "no answer", "try again"),
                "R22")),
        List.of());
  }

  static Outcome switched() {
    return new Outcome.Done(
        Evidence.of("holdMs", 1.4)
            .and("fenceMs", 27.0)
            .and("proofMs", 0.5)
            .and("promoteMs", 19.5)
            .and("resumeMs", 0.7)
            .and("totalMs", 49.1)
            .and("forecastMs", 60)
            .and("finalPosition", "0/3000060"));
  }

  private static NodeKill kill() {
    return new NodeKill(
        "v42-b-data1",
        "v42-b-data1-r1",
        "wait-for-index",
        "yellow: 2 data nodes",
        Duration.ofMillis(200),
        Duration.ofMillis(9_500));
  }

  static LoadResult load() {
    List<Sample> writes = new ArrayList<>();
    for (int i = 0; i < 6000; i++) {
      long begun = i * 5L;
      // All that come within 300 ms are held until their end.
      long took = begun >= 20_000 && begun < 20_300 ? 20_304 - begun : 4;
      writes.add(sample(begun, took, i % 1000 != 500));
    }
    return new LoadResult(
        BEGIN,
        writes,
        List.of(sample(0, 2, true), sample(20, 2, false)),
        List.of("w0-1", "w0-7"),
        List.of("w0-2"),
        List.of());
  }

  static Sample sample(long begun, long took, boolean succeeded) {
    return new Sample(Duration.ofMillis(begun), Duration.ofMillis(took), succeeded);
  }

  private static StepRecord step(
      int position, String name, long second, long took, Outcome outcome, String... rows) {
    return new StepRecord(
        position,
        name,
        List.of(rows),
        1,
        BEGIN.plusSeconds(second),
        Duration.ofMillis(took),
        outcome);
  }
}
