package dev.slipway.drill;

import dev.slipway.exec.Signal;
import java.util.concurrent.locks.LockSupport;

/**
 * A place in a release at which its controller is killed.
 *
 * @param when on which side of the call, or while it reports its progress
 * @param call the contract's call: {@code Database.fence}
 * @param detail of a line of progress, a part of it; empty for any
 */
public record KillPoint(When when, String call, String detail) {

  /** Relative to a call. */
  public enum When {
    BEFORE,
    DURING,
    AFTER
  }

  public static KillPoint before(String call) {
    return new KillPoint(When.BEFORE, call, "");
  }

  public static KillPoint after(String call) {
    return new KillPoint(When.AFTER, call, "");
  }

  /** At the first line of progress that contains the text. */
  public static KillPoint during(String call, String line) {
    return new KillPoint(When.DURING, call, line);
  }

  /** Reads what {@link #toString} wrote. */
  public static KillPoint read(String text) {
    String[] parts = text.split(" ", 3);
    return new KillPoint(When.valueOf(parts[0]), parts[1], parts[2]);
  }

  @Override
  public String toString() {
    return when + " " + call + " " + detail;
  }

  void reached(When side, String reached) {
    if (side == when && reached.equals(call)) {
      killed();
    }
  }

  void said(String running, String line) {
    if (when == When.DURING && running.equals(call) && line.contains(detail)) {
      killed();
    }
  }

  /** No hook of the virtual machine runs, no file is closed: as if the power went. */
  private static void killed() {
    Signal.KILL.send(ProcessHandle.current().pid());
    while (true) {
      LockSupport.park();
    }
  }
}
