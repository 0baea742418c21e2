package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a fake is told to do instead of its work: fail, a number of times or from now on, hang, or
 * lie.
 */
public final class Mishaps {
  private static final int FOREVER = Integer.MAX_VALUE;

  private final AtomicInteger left = new AtomicInteger();
  private final ConcurrentMap<String, Integer> calls = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ErrorCode> single = new ConcurrentHashMap<>();
  private volatile ErrorCode code = ErrorCode.INTERNAL;
  private volatile boolean lying;
  private volatile CountDownLatch hanging = new CountDownLatch(0);

  /** Every call fails from now on, until {@link #mend}. */
  public void fail(ErrorCode with) {
    failNext(FOREVER, with);
  }

  /** As many calls fail, then all is well again. */
  public void failNext(int times, ErrorCode with) {
    code = with;
    left.set(times);
  }

  /** The next call of that method fails, and no other. */
  public void failNext(String call, ErrorCode with) {
    single.put(call, with);
  }

  /** Every call waits until {@link #mend} or until its thread is interrupted. */
  public void hang() {
    hanging = new CountDownLatch(1);
  }

  /** From now on the fake says that it did what it did not. */
  public void lie() {
    lying = true;
  }

  /** For the fake: whether it was told to lie. */
  public boolean lying() {
    return lying;
  }

  /** How often that method was called. */
  public int struck(String call) {
    return calls.getOrDefault(call, 0);
  }

  public void mend() {
    left.set(0);
    lying = false;
    hanging.countDown();
  }

  /** Each method of a fake begins with this. */
  public void strike(String call) {
    calls.merge(call, 1, Integer::sum);
    try {
      hanging.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(ErrorCode.INTERRUPTED, call + " was interrupted", "", e);
    }
    ErrorCode own = single.remove(call);
    if (own != null) {
      throw new SlipwayException(own, call + " was told to fail", "");
    }
    int before = left.getAndUpdate(n -> n == FOREVER || n == 0 ? n : n - 1);
    if (before > 0) {
      throw new SlipwayException(code, call + " was told to fail", "");
    }
  }
}
