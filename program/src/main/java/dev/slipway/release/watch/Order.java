package dev.slipway.release.watch;

import java.time.Duration;

/** What a controller tells its watch: one line each. */
sealed interface Order {
  record Arm(Duration budget) implements Order {}

  record Disarm() implements Order {}

  record GiveBack() implements Order {}

  record Recover() implements Order {}

  /** Nothing more can come: the controller has ended, or left. */
  record End() implements Order {}

  default String line() {
    return switch (this) {
      case Arm arm -> "arm " + arm.budget().toMillis();
      case Disarm() -> "disarm";
      case GiveBack() -> "give-back";
      case Recover() -> "recover";
      case End() -> Lines.END;
    };
  }

  static Order parse(String line) {
    String[] words = line.split(" ", 2);
    return switch (words[0]) {
      case "arm" -> new Arm(Duration.ofMillis(Long.parseLong(words[1])));
      case "disarm" -> new Disarm();
      case "give-back" -> new GiveBack();
      case "recover" -> new Recover();
      case Lines.END -> new End();
      default -> throw new IllegalArgumentException("no order to a watch: " + line);
    };
  }
}
