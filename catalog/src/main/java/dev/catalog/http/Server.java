package dev.catalog.http;

import dev.catalog.Configuration;
import dev.catalog.Feature;
import io.javalin.Javalin;
import java.util.List;

/** The HTTP server with the routes of the documents and of every feature. */
public final class Server implements AutoCloseable {
  private final Configuration configuration;
  private final List<Feature> features;
  private final Javalin javalin;

  /** Registers all routes; listens only after {@link #start}. */
  public Server(Configuration configuration, List<Feature> features) {
    this.configuration = configuration;
    this.features = List.copyOf(features);
    this.javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.concurrency.useVirtualThreads = true;
              features.forEach(feature -> feature.routes(config.routes));
            });
  }

  /** Listens, then starts the features. */
  public void start() {
    javalin.start(configuration.host(), configuration.port());
    features.forEach(Feature::start);
  }

  /** The port that is listened on, also when any free one was asked for. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
    features.forEach(Feature::close);
  }
}
