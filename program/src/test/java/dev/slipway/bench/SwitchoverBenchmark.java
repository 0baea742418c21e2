package dev.slipway.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code bench/switchover} runs; its help is there. */
@Command(name = "bench/switchover")
public final class SwitchoverBenchmark implements Callable<Integer> {
  private static final Run FIRST = new Run(1);

  /** Far behind the rounds' own. */
  private static final Run PING_PONG = new Run(1 << 20);

  @Option(names = "--rounds", defaultValue = "5")
  private int rounds;

  @Option(names = "--ping-pong", defaultValue = "0")
  private int pingPong;

  @Option(names = "--under")
  private List<Under> under = List.of();

  @Option(
      names = "--only",
      split = ",",
      defaultValue = "slipway,limit,patroniDefault,patroni,patroniHaproxy")
  private Set<String> only;

  @Option(names = "--json")
  private Optional<Path> json;

  @Option(names = "--within", defaultValue = "570")
  private long seconds;

  private SwitchoverBenchmark() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new SwitchoverBenchmark())
            .registerConverter(Under.class, Under::parse)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    try (Deadline deadline = new Deadline(Duration.ofSeconds(seconds))) {
      try (Started started = new Started()) {
        double before = load();
        Results results = measure(started);
        report(results, "load average %.2f before, %.2f after".formatted(before, load()));
        return results.harmed() ? 1 : 0;
      } catch (Exception e) {
        if (!deadline.passed()) {
          throw e;
        }
        say("it did not end within %d s: see --within and --rounds".formatted(seconds));
        return 1;
      }
    }
  }

  private Results measure(Started started) throws SQLException, InterruptedException {
    PooledServers servers = PooledServers.start(started);
    Slipway slipway = new Slipway(servers);
    List<Contender> contenders = Contenders.start(only, slipway, new Limit(servers), started);
    List<Summary> all = new Rounds(contenders, FIRST, SwitchoverBenchmark::say).run(rounds);
    return new Results(all, pingPong > 0 ? pingPongs(slipway) : List.of());
  }

  private List<PingPongResult> pingPongs(Slipway plain) throws SQLException, InterruptedException {
    List<PingPongResult> all = new ArrayList<>();
    all.add(pingPong(JsonReport.PLAIN, plain, Circumstance.calm()));
    for (Under what : under) {
      try (Started started = new Started()) {
        PooledServers servers = what.servers(started);
        all.add(pingPong(what.word(), new Slipway(servers), what.on(servers, PING_PONG)));
      }
    }
    return all;
  }

  private PingPongResult pingPong(String name, Slipway slipway, Circumstance circumstance)
      throws SQLException, InterruptedException {
    say("%s: %d switchovers".formatted(name, pingPong));
    return PingPong.run(name, slipway, circumstance, PING_PONG, pingPong);
  }

  private void report(Results results, String machine) throws Exception {
    System.out.println(TextReport.of(results));
    System.out.println(
        "%d processors, %s".formatted(Runtime.getRuntime().availableProcessors(), machine));
    if (json.isPresent()) {
      JsonReport.write(json.get(), results);
    }
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
