package dev.slipway.bench;

import dev.slipway.bench.Writer.Connecting;
import dev.slipway.bench.Writes.Acknowledged;
import dev.slipway.exec.Await;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Eight writers, fifty rows a second each: the same for every contender. */
final class Load implements AutoCloseable {
  static final int WRITERS = 8;
  private static final int STEADY = 50;
  private static final Duration SERVED = Duration.ofSeconds(60);

  private final List<Writer> writers;

  private Load(List<Writer> writers) {
    this.writers = writers;
  }

  /** Begins at once. */
  static Load start(Connecting target, Run run) {
    Load load =
        new Load(
            IntStream.range(0, WRITERS)
                .mapToObj(number -> new Writer(target, run.firstRow(number)))
                .toList());
    load.writers.forEach(Writer::start);
    return load;
  }

  /** Waits until every writer was acknowledged another second's worth of rows. */
  void awaitSteady() {
    List<Integer> before = counts();
    Await.of("a second of writes by every writer", SERVED)
        .every(Duration.ofMillis(20))
        .untilTrue(() -> advanced(before));
  }

  /** Lets the attempts that are under way end. */
  Writes stop() throws InterruptedException {
    close();
    for (Writer writer : writers) {
      writer.join();
    }
    return new Writes(
        writers.stream()
            .flatMap(writer -> writer.acknowledged().stream())
            .sorted(Comparator.comparingLong(Acknowledged::at))
            .toList(),
        writers.stream().flatMap(writer -> writer.failed().stream()).toList());
  }

  @Override
  public void close() {
    writers.forEach(Writer::stop);
  }

  private boolean advanced(List<Integer> before) {
    List<Integer> now = counts();
    return IntStream.range(0, WRITERS).allMatch(i -> now.get(i) >= before.get(i) + STEADY);
  }

  private List<Integer> counts() {
    return writers.stream().map(Writer::count).toList();
  }
}
