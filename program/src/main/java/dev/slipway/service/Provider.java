package dev.slipway.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where servers come from. */
public interface Provider {

  List<SiteRecord> sites();

  Optional<SiteRecord> find(String name);

  /**
   * Launches a site and waits until it is up: database, pooler, search node, application healthy.
   * Finds and finishes a launch that was interrupted; harmless when the site is up.
   *
   * @param log is handed each line of the servers' bootstrap logs as "server: line"
   * @throws dev.slipway.error.SlipwayException {@code NAME_TAKEN} (another version under that
   *     name), {@code NAME_ILLEGAL}, {@code PORT_IN_USE}, {@code BUILD_FAILED}, {@code
   *     DEADLINE_EXCEEDED} with the tail of the log
   */
  SiteRecord launch(SiteRequest request, Duration deadline, Consumer<String> log);

  /**
   * Refuses what {@link #launch} would refuse, before anything is done, and what it would find out
   * too late: programs that are not installed, passwords that do not open the database that is to
   * be followed.
   *
   * @throws dev.slipway.error.SlipwayException {@code NAME_TAKEN}, {@code NAME_ILLEGAL}, {@code
   *     PORT_IN_USE}, {@code PROGRAM_MISSING}, {@code DATABASE_REFUSED}
   */
  void check(SiteRequest request);

  /** Records the role of a site after a promotion or retirement. */
  void assign(String name, SiteRole role);

  /** Stops a site's processes, keeps its files. */
  void stop(String name);

  /** Stops and deletes a site. */
  void terminate(String name);
}
