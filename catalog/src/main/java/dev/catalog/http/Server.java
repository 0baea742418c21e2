package dev.catalog.http;

import dev.catalog.Configuration;
import dev.catalog.Feature;
import dev.catalog.Version;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.List;

/** The HTTP server with the routes of the documents and of every feature. */
public final class Server implements AutoCloseable {
  private static final long LARGEST_BODY = 16L << 20;

  private final Configuration configuration;
  private final List<Feature> features;
  private final Javalin javalin;

  /** Registers all routes; listens only after {@link #start}. */
  public Server(
      Configuration configuration,
      Health health,
      DocumentRoutes documents,
      List<Feature> features) {
    this.configuration = configuration;
    this.features = List.copyOf(features);
    this.javalin = Javalin.create(config -> configure(config, health, documents));
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

  private void configure(JavalinConfig config, Health health, DocumentRoutes documents) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = LARGEST_BODY;
    config.requestLogger.http(AccessLog::log);
    config.routes.before(
        context -> {
          context.header("X-Catalog-Site", configuration.site());
          context.header("X-Catalog-Version", Version.current());
        });
    config.routes.get("/health", health::answer);
    // Before those of the documents: /{type} would take /search too.
    features.forEach(feature -> feature.routes(config.routes));
    documents.add(config.routes);
    Failures.add(config.routes);
  }
}
