package dev.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;

/**
 * A part of the running application beside its documents, such as an indexer: it has routes, it
 * works in the background between {@link #start} and {@link #close}, and it says how it is.
 */
public interface Feature extends AutoCloseable {

  /** Adds its routes; called once, before the server starts and before those of the documents. */
  void routes(RoutesConfig routes);

  /** Starts what works in the background. Must return at once and not need the database. */
  void start();

  /** Adds its part to the health answer; called per request, so it must answer from memory. */
  default void health(ObjectNode health) {}

  /** Stops what was started and waits for it. */
  @Override
  void close();
}
