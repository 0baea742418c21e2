package dev.slipway.config;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When a recurring job runs: cron's five fields, in the server's own time zone. */
public record CronTime(String text) {

  static CronTime parse(String text) {
    try {
      read(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a cron time; write five fields, as 0 7 * * *".formatted(text), e);
    }
    return new CronTime(text);
  }

  private static Cron read(String text) {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text);
  }

  Cron parsed() {
    return read(text);
  }

  /** When it comes next; empty when it never does, as on 30 February. */
  public Optional<Instant> nextAfter(ZonedDateTime time) {
    return ExecutionTime.forCron(parsed()).nextExecution(time).map(Instant::from);
  }

  @Override
  public String toString() {
    return text;
  }
}
