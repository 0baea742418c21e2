package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Has this program's virtual machine do beforehand what it would do while clients wait: it collects
 * garbage, and compiles what was just practised, on the processors that the servers need then.
 */
final class Stillness {
  /** Longer than most methods take to be compiled. */
  private static final Duration QUIET = Duration.ofMillis(20);

  private static final Duration GLANCE = Duration.ofMillis(2);

  private final LongSupplier compiled;
  private final Duration patience;
  private long last = -1;
  private long since;

  /**
   * @param compiled how long the compiler worked so far; in any unit
   */
  Stillness(LongSupplier compiled, Duration patience) {
    this.compiled = compiled;
    this.patience = patience;
  }

  /** Collects garbage, then waits until nothing is compiled, or patience ends; how long it took. */
  static Duration come(Duration patience) {
    long begun = System.nanoTime();
    System.gc();
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    if (compiler != null && compiler.isCompilationTimeMonitoringSupported()) {
      new Stillness(compiler::getTotalCompilationTime, patience).await();
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** True when it came; nothing is wrong without it but some milliseconds. */
  boolean await() {
    try {
      Await.of("the compiler resting", patience).every(GLANCE).untilTrue(this::still);
      return true;
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.DEADLINE_EXCEEDED) {
        throw e;
      }
      return false;
    }
  }

  private boolean still() {
    long now = System.nanoTime();
    long total = compiled.getAsLong();
    if (total != last) {
      last = total;
      since = now;
    }
    return now - since >= QUIET.toNanos();
  }
}
