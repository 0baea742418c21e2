package dev.slipway.fake;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Schedule;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Jobs in memory. When it lies, it forgets those that it takes. */
public final class FakeSchedule implements Schedule {
  private final Mishaps mishaps = new Mishaps();
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  public Mishaps mishaps() {
    return mishaps;
  }

  @Override
  public void install(Entry entry) {
    mishaps.strike("install");
    try {
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
          .parse(entry.cron())
          .validate();
    } catch (IllegalArgumentException e) {
      throw new SlipwayException(ErrorCode.SCHEDULE_FAILED, "no time: " + entry.cron(), "", e);
    }
    if (!mishaps.lying()) {
      entries.put(entry.name(), entry);
    }
  }

  @Override
  public void remove(String name) {
    mishaps.strike("remove");
    entries.remove(name);
  }

  @Override
  public Optional<Entry> find(String name) {
    mishaps.strike("find");
    return Optional.ofNullable(entries.get(name));
  }
}
