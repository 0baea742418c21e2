package dev.slipway.service;

import java.util.List;
import java.util.Optional;

/** Recurring jobs of one server. */
public interface Schedule {

  /**
   * A job.
   *
   * @param cron five fields, in the server's own time zone
   * @param command argument list, quoted by the driver
   */
  record Entry(String name, String cron, List<String> command) {}

  /** Installs or replaces the entry of that name, atomically; other entries are kept. */
  void install(Entry entry);

  /** Removes the entry of that name; harmless when there is none. */
  void remove(String name);

  Optional<Entry> find(String name);
}
