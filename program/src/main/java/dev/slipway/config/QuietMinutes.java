package dev.slipway.config;

import com.cronutils.model.time.ExecutionTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The minutes that a cron expression names. */
public record QuietMinutes(CronTime cron, ZoneId zone) implements QuietTime {

  @Override
  public boolean contains(ZonedDateTime time) {
    return times().isMatch(time.withZoneSameInstant(zone));
  }

  @Override
  public Optional<ZonedDateTime> next(ZonedDateTime after) {
    return times().nextExecution(after.withZoneSameInstant(zone));
  }

  private ExecutionTime times() {
    return ExecutionTime.forCron(cron.parsed());
  }

  @Override
  public String toString() {
    return cron + " " + zone;
  }
}
