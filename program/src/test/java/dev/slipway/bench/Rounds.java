package dev.slipway.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every contender in every round, one after the other. */
final class Rounds {
  private final List<Contender> contenders;
  private final Consumer<String> progress;
  private final Map<String, List<Round>> seen = new LinkedHashMap<>();
  private Run run;

  Rounds(List<Contender> contenders, Run first, Consumer<String> progress) {
    this.contenders = contenders;
    this.progress = progress;
    this.run = first;
    contenders.forEach(contender -> seen.put(contender.name(), new ArrayList<>()));
  }

  List<Summary> run(int rounds) throws SQLException, InterruptedException {
    for (int i = 1; i <= rounds; i++) {
      // Each goes first in turn, so that those who share their servers go in both directions.
      for (Contender contender : i % 2 == 1 ? contenders : contenders.reversed()) {
        Round round = once(contender);
        seen.get(contender.name()).add(round);
        progress.accept("round %d: %-15s %s".formatted(i, contender.name(), round));
      }
    }
    return seen.entrySet().stream().map(it -> new Summary(it.getKey(), it.getValue())).toList();
  }

  private Round once(Contender contender) throws SQLException, InterruptedException {
    contender.prepare();
    Round round = Round.of(contender, run);
    run = run.next();
    contender.rejoin();
    return round;
  }
}
