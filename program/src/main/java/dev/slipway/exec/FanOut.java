package dev.slipway.exec;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The same work for many, so many at a time; a failure of one stops no other. What waits for its
 * turn costs no thread.
 */
public record FanOut(int width) {
  private static final int NAMED = 3;

  public FanOut {
    if (width < 1) {
      throw new IllegalArgumentException("at least one at a time");
    }
  }

  /** What came of one of them: a result, or why there is none. */
  public record Outcome<T, R>(T item, Optional<R> result, Optional<SlipwayException> failure) {}

  /**
   * Does it for all, and answers in their order.
   *
   * @throws SlipwayException {@code INTERRUPTED}; those that work then are interrupted, too
   */
  public <T, R> List<Outcome<T, R>> over(List<T> items, Function<T, R> work) {
    Semaphore room = new Semaphore(width);
    List<Future<Outcome<T, R>>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (T item : items) {
          room.acquire();
          running.add(threads.submit(() -> one(item, work, room)));
        }
        List<Outcome<T, R>> outcomes = new ArrayList<>();
        for (Future<Outcome<T, R>> each : running) {
          outcomes.add(each.get());
        }
        return outcomes;
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new SlipwayException(ErrorCode.INTERRUPTED, "interrupted", "", e);
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private static <T, R> Outcome<T, R> one(T item, Function<T, R> work, Semaphore room) {
    try {
      return new Outcome<>(item, Optional.of(work.apply(item)), Optional.empty());
    } catch (SlipwayException e) {
      return new Outcome<>(item, Optional.empty(), Optional.of(e));
    } finally {
      room.release();
    }
  }

  /** One error for all that failed, the first ones named; empty when none did. */
  public static <T, R> Optional<SlipwayException> failure(List<Outcome<T, R>> outcomes) {
    List<Outcome<T, R>> failed =
        outcomes.stream().filter(outcome -> outcome.failure().isPresent()).toList();
    if (failed.isEmpty()) {
      return Optional.empty();
    }
    String first =
        failed.stream()
            .limit(NAMED)
            .map(each -> each.item() + ": " + each.failure().orElseThrow().getMessage())
            .collect(Collectors.joining("; "));
    String more = failed.size() > NAMED ? "; and %d more".formatted(failed.size() - NAMED) : "";
    SlipwayException cause = failed.getFirst().failure().orElseThrow();
    return Optional.of(
        new SlipwayException(
            cause.code(),
            "%d of %d failed: %s%s".formatted(failed.size(), outcomes.size(), first, more),
            cause.hint(),
            cause));
  }
}
