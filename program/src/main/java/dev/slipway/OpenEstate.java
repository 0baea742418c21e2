package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.release.Releases;
import dev.slipway.release.Services;
import dev.slipway.service.Machines;
import dev.slipway.workflow.Journal;

/**
 * An estate at work: what the verbs and the console see of it. Everything in it is made when it is
 * first asked for, so that a verb that needs no journal starts none.
 */
public interface OpenEstate extends AutoCloseable {

  Estate estate();

  Services services();

  Releases releases();

  /**
   * The servers of a profile that are there without a site.
   *
   * @throws dev.slipway.error.SlipwayException {@code USAGE} when there is no such profile
   */
  Machines machines(String profile);

  /** Opens the journal, and starts its database when it is Slipway's own. */
  Journal journal();

  /** Ends what was opened; sites and releases are not touched. */
  @Override
  void close();
}
