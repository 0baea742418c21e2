package dev.slipway.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FanOutTest {

  @Test
  void worksForSoManyAtOnceAndNoMore() {
    AtomicInteger working = new AtomicInteger();
    CyclicBarrier four = new CyclicBarrier(4);
    List<FanOut.Outcome<Integer, Integer>> outcomes =
        new FanOut(4)
            .over(
                IntStream.range(0, 40).boxed().toList(),
                item -> {
                  int now = working.incrementAndGet();
                  await(four);
                  working.decrementAndGet();
                  return item * 100 + now;
                });
    assertThat(outcomes).extracting(outcome -> outcome.result().orElseThrow() / 100).isSorted();
    assertThat(outcomes).allMatch(outcome -> outcome.result().orElseThrow() % 100 <= 4);
    assertThat(FanOut.failure(outcomes)).isEmpty();
  }

  @Test
  void aFailureStopsNoOtherAndTheFirstOnesAreNamed() {
    List<FanOut.Outcome<Integer, Integer>> outcomes =
        new FanOut(2).over(List.of(1, 2, 3, 4, 5), FanOutTest::onlyTwo);
    assertThat(outcomes.get(1).result()).contains(2);
    assertThat(FanOut.failure(outcomes).orElseThrow())
        .hasMessage(
            "4 of 5 failed: 1: the disk is full; 3: the disk is full; 4: the disk is full; and 1 more")
        .extracting(SlipwayException::code, SlipwayException::hint)
        .containsExactly(ErrorCode.DISK_FULL, "make room");
    assertThat(FanOut.failure(outcomes.subList(0, 2)).orElseThrow())
        .hasMessage("1 of 2 failed: 1: the disk is full");
  }

  @Test
  void whoeverInterruptsItInterruptsTheWork() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();
    Thread thread =
        Thread.startVirtualThread(
            () ->
                assertThatThrownBy(
                        () ->
                            new FanOut(1)
                                .over(
                                    List.of(1, 2),
                                    item -> {
                                      begun.countDown();
                                      return hang(interrupted);
                                    }))
                    .hasMessage("interrupted"));
    begun.await();
    thread.interrupt();
    thread.join();
    assertThat(interrupted).hasValue(1);
  }

  private static int hang(AtomicInteger interrupted) {
    try {
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException e) {
      return interrupted.incrementAndGet();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int onlyTwo(int item) {
    if (item == 2) {
      return item;
    }
    throw new SlipwayException(ErrorCode.DISK_FULL, "the disk is full", "make room");
  }
}
