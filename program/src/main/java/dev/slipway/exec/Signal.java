package dev.slipway.exec;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Signals of Linux on x86-64 and ARM. Sent by the system call itself: starting the program {@code
 * kill} takes milliseconds, and one of these is sent while clients wait.
 */
public enum Signal {
  /** Reload the configuration. */
  HUP(1),
  /** To a postmaster: stop fast and cleanly. */
  INT(2),
  QUIT(3),
  KILL(9),
  USR1(10),
  TERM(15),
  CONT(18),
  STOP(19);

  private static final MethodHandle SYSTEM_CALL = systemCall();

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /** Sends it; false when the system refused: no such process, or not ours. */
  public boolean send(long pid) {
    return call(Math.toIntExact(pid), number);
  }

  /**
   * Asks whether a signal could be sent, sending none. Also what loads and links the system call
   * before it matters.
   */
  public static boolean reaches(long pid) {
    return call(Math.toIntExact(pid), 0);
  }

  private static boolean call(int pid, int signal) {
    if (pid <= 1) {
      throw new IllegalArgumentException("a signal to " + pid + " would reach more than a process");
    }
    try {
      return (int) SYSTEM_CALL.invokeExact(pid, signal) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) cannot be called", e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle systemCall() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("kill"),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }
}
