package dev.slipway.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Constant writes and reads while a release runs. */
public final class Load implements AutoCloseable {
  private static final int FAILURES_KEPT = 20;
  private static final int LISTING_EACH = 4;
  private static final Duration STAGGER = Duration.ofMillis(3);

  private final LoadSettings settings;
  private final SiteClient client;
  private final Instant begun = Instant.now();
  private final long origin = System.nanoTime();
  private final List<Writer> writers;
  private final List<Reads> readers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private volatile boolean stopping;

  /** What one reader saw; belongs to its thread until that has ended. */
  private record Reads(List<Sample> samples, List<String> failures) {}

  private Load(LoadSettings settings) {
    this.settings = settings;
    this.client = new SiteClient(settings.site(), settings.patience());
    this.writers =
        IntStream.range(0, settings.writers())
            .mapToObj(number -> new Writer(settings.run(), number))
            .toList();
  }

  /** Begins at once. */
  public static Load start(LoadSettings settings) {
    Load load = new Load(settings);
    load.begin();
    return load;
  }

  private void begin() {
    for (Writer writer : writers) {
      Pace pace = new Pace(settings.writesPerSecond(), STAGGER.multipliedBy(threads.size()));
      threads.add(Thread.ofVirtual().start(() -> write(writer, pace)));
    }
    for (int i = 0; i < settings.readers(); i++) {
      Reads reads = new Reads(new ArrayList<>(), new ArrayList<>());
      Writer source = writers.get(i % writers.size());
      Pace pace = new Pace(settings.readsPerSecond(), STAGGER.multipliedBy(threads.size()));
      readers.add(reads);
      threads.add(Thread.ofVirtual().start(() -> read(source, reads, pace)));
    }
  }

  private void write(Writer writer, Pace pace) {
    while (!stopping) {
      pace.await();
      Writer.Write write = writer.next();
      Duration at = elapsed();
      Optional<String> failure =
          client.write(write.method(), write.path(), write.body(), write.id());
      writer.ended(write, at, elapsed().minus(at), failure);
      if (failure.isEmpty()) {
        acknowledged.incrementAndGet();
      }
    }
  }

  /** Asks for what was just written, which must be there, and each fourth time for a listing. */
  private void read(Writer source, Reads reads, Pace pace) {
    while (!stopping) {
      pace.await();
      Optional<String> newest =
          source.newest().filter(accession -> reads.samples().size() % LISTING_EACH != 0);
      Duration at = elapsed();
      Optional<String> failure =
          client.read(newest.map(it -> "/experiment/" + it).orElse("/experiment?limit=10"));
      reads.samples().add(new Sample(at, elapsed().minus(at), failure.isEmpty()));
      failure.ifPresent(reads.failures()::add);
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - origin);
  }

  /** How many writes were acknowledged so far. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Lets the requests that are under way end, and tells what was seen. */
  public LoadResult stop() {
    stopping = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= !joined(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return new LoadResult(
        begun,
        of(Writer::samples),
        readers.stream().flatMap(reads -> reads.samples().stream()).toList(),
        of(Writer::acknowledged),
        of(Writer::unacknowledged),
        Stream.concat(
                of(Writer::failures).stream(),
                readers.stream().flatMap(reads -> reads.failures().stream()))
            .limit(FAILURES_KEPT)
            .toList());
  }

  private boolean joined(Thread thread) {
    boolean undisturbed = true;
    while (true) {
      try {
        thread.join();
        return undisturbed;
      } catch (InterruptedException e) {
        undisturbed = false;
        threads.forEach(Thread::interrupt);
      }
    }
  }

  private <T> List<T> of(Function<Writer, List<T>> part) {
    return writers.stream().flatMap(writer -> part.apply(writer).stream()).toList();
  }

  @Override
  public void close() {
    stopping = true;
    client.close();
  }
}
