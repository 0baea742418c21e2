package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** What a fake has been told to do wrong; it asks at the start of each of its operations. */
public final class Trouble {

  private sealed interface Mood {
    record Fine() implements Mood {}

    record Failing(ErrorCode code) implements Mood {}

    record FailingOnce(ErrorCode code) implements Mood {}

    record Hanging(CountDownLatch end) implements Mood {}
  }

  private final AtomicReference<Mood> mood = new AtomicReference<>(new Mood.Fine());
  private volatile boolean lying;

  /** Every operation fails from now on. */
  public void fail(ErrorCode code) {
    mood.set(new Mood.Failing(code));
  }

  /** The next operation fails. */
  public void failOnce(ErrorCode code) {
    mood.set(new Mood.FailingOnce(code));
  }

  /** Every operation waits from now on, until {@link #heal} or an interruption. */
  public void hang() {
    mood.set(new Mood.Hanging(new CountDownLatch(1)));
  }

  /** The fake says that it did what it did not, or that all is well when it is not. */
  public void lie() {
    lying = true;
  }

  /** Back to good behaviour; what hangs goes on. */
  public void heal() {
    lying = false;
    if (mood.getAndSet(new Mood.Fine()) instanceof Mood.Hanging hanging) {
      hanging.end().countDown();
    }
  }

  /** For the fake: does the trouble that it was told to. */
  public void meet(String operation) {
    switch (mood.get()) {
      case Mood.Fine() -> {}
      case Mood.Failing(ErrorCode code) -> throw told(operation, code);
      case Mood.FailingOnce once -> {
        mood.compareAndSet(once, new Mood.Fine());
        throw told(operation, once.code());
      }
      case Mood.Hanging(CountDownLatch end) -> await(operation, end);
    }
  }

  /** For the fake: whether it was told to lie. */
  public boolean lying() {
    return lying;
  }

  private static void await(String operation, CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(ErrorCode.INTERRUPTED, "interrupted in " + operation, "", e);
    }
  }

  private static SlipwayException told(String operation, ErrorCode code) {
    return new SlipwayException(code, operation + " was told to fail", "");
  }
}
