package dev.slipway.provider.ssh;

import dev.slipway.config.Secret;
import dev.slipway.exec.LocalRunner;
import dev.slipway.node.Folders;
import dev.slipway.node.Manifest;
import dev.slipway.node.ProgramArchive;
import dev.slipway.node.ServerTemplate;
import dev.slipway.testing.ServerRack;
import dev.slipway.testing.TrivialApplication;
import dev.slipway.testing.UnpackedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loopback servers, and providers that launch sites on them. What all servers need to see, the
 * application's repository, is below the module's own folder.
 */
final class RackSites implements AutoCloseable {
  private final Path folder;
  private final TrivialApplication application;
  private final ProgramArchive program;
  private final ServerRack rack;

  RackSites(String... servers) {
    try {
      folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "rack-");
      application = new TrivialApplication(Files.createDirectory(folder.resolve("origin")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    program =
        new ProgramArchive(
            Optional.of(UnpackedProgram.in(folder)), folder.resolve("program"), new LocalRunner());
    rack = new ServerRack(servers);
  }

  TrivialApplication application() {
    return application;
  }

  ServerRack rack() {
    return rack;
  }

  /** One of its own, as another controller's. */
  SshProvider provider() {
    return new SshProvider(settings(), program, rack);
  }

  SshPlaces places() {
    return new SshPlaces(settings(), program, rack);
  }

  PlaceSettings settings() {
    List<PlaceSettings.Place> places =
        rack.servers().stream()
            .map(server -> new PlaceSettings.Place(server.name(), server.address()))
            .toList();
    Path passwords = PlaceSettings.SECRETS.resolve("password");
    ServerTemplate template =
        new ServerTemplate(
            PlaceSettings.STATE,
            "postgres",
            new ServerTemplate.Programs(
                Path.of(System.getProperty("java.home")),
                Path.of("/usr/lib/postgresql/15/bin"),
                false),
            new Manifest.DatabaseSpec(
                "shop",
                "app",
                "slipway",
                "replicator",
                new Manifest.PasswordFiles(passwords, passwords, passwords),
                Optional.empty(),
                new Manifest.PoolerSpec(10, 100)),
            Optional.empty(),
            new Manifest.SourceSpec(application.url(), "", "slipway-app.yaml"),
            192);
    return new PlaceSettings(
        "rack",
        places,
        template,
        () -> Map.of("password", new Secret("s:e\"c'r\\et")),
        Optional.empty(),
        folder);
  }

  @Override
  public void close() {
    rack.close();
    Folders.delete(folder);
  }
}
