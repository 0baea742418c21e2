package dev.slipway.testing;

import dev.slipway.config.AppDescriptor;
import dev.slipway.config.Variables;
import dev.slipway.driver.app.ApplicationSettings;
import dev.slipway.driver.app.DescribedApplication;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.service.Application;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalog of this source tree, as its build left it, in a process of its own. */
public final class RealCatalog implements AutoCloseable {
  private static final Path SOURCE = Path.of("../catalog").toAbsolutePath().normalize();
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final Path folder;
  private final Endpoint endpoint;
  private final AppDescriptor descriptor;
  private final Daemons daemons = new Daemons();

  /**
   * Not started.
   *
   * @param folder for its state and logs
   */
  public RealCatalog(Path folder, String site, RealPostgres database, Endpoint search)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.endpoint = Loopback.endpoint(Loopback.address());
    Path password = folder.resolve("password");
    Files.writeString(password, RealPostgres.SUPERUSER.password().open());
    Map<String, String> values = new HashMap<>();
    values.put("server.address", endpoint.host());
    values.put("server.logs", folder.toString());
    values.put("server.state", folder.toString());
    values.put("site.name", site);
    values.put("app.port", Integer.toString(endpoint.port()));
    values.put("app.fileIndexer", "off");
    for (String server : List.of("pooler", "database")) {
      values.put(server + ".address", database.endpoint().host());
      values.put(server + ".port", Integer.toString(database.endpoint().port()));
    }
    values.put("database.name", "postgres");
    values.put("database.user", RealPostgres.SUPERUSER.user());
    values.put("database.passwordFile", password.toString());
    values.put("search.url", "http://" + search);
    this.descriptor =
        AppDescriptor.parse(Files.readString(SOURCE.resolve(AppDescriptor.FILE)))
            .on(new Variables(values));
  }

  /** Makes documents in its database. */
  public void generate(int documents) {
    List<String> serve = start().command();
    List<String> generate = new ArrayList<>(serve.subList(0, serve.size() - 1));
    generate.addAll(List.of("generate", Integer.toString(documents)));
    new LocalRunner().check(command(generate).within(DEADLINE));
  }

  /** Returns when it is healthy. */
  public void up() {
    daemons.start(command(start().command()), pidFile(), folder.resolve("output.log"));
    Await.of("health of the catalog", DEADLINE).untilTrue(application()::healthy);
  }

  public Application application() {
    var seed = descriptor.indexer().orElseThrow().seed().orElseThrow();
    return new DescribedApplication(
        new ApplicationSettings(
            URI.create("http://" + endpoint),
            new ApplicationSettings.Health(descriptor.health().path(), descriptor.health().site()),
            new ApplicationSettings.Search(
                true,
                descriptor.indexer().map(AppDescriptor.Indexer::status),
                Optional.of(
                    new ApplicationSettings.Seed(
                        seed.index(), seed.sample(), seed.on(), seed.off())),
                Optional.empty()),
            new ApplicationSettings.Documents(List.of(), Optional.empty()),
            List.of(),
            new ApplicationSettings.Surroundings(
                SOURCE.resolve("target"), environment(), Optional.empty()),
            ANSWER),
        new LocalRunner(),
        new LocalRunner());
  }

  @Override
  public void close() {
    daemons.stop(pidFile(), DEADLINE);
  }

  private AppDescriptor.Start start() {
    return descriptor.start().orElseThrow();
  }

  private Command command(List<String> arguments) {
    Command command = Command.of(arguments).in(SOURCE.resolve("target"));
    for (var variable : environment().entrySet()) {
      command = command.with(variable.getKey(), variable.getValue());
    }
    return command;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(start().environment());
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    return environment;
  }

  private Path pidFile() {
    return folder.resolve("catalog.pid");
  }
}
