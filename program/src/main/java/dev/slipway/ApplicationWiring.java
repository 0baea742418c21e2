package dev.slipway;

import dev.slipway.config.AppDescriptor;
import dev.slipway.driver.app.ApplicationSettings;
import dev.slipway.driver.app.DescribedApplication;
import dev.slipway.node.Manifest;
import dev.slipway.node.ServerParts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The application of a server on this machine, as its descriptor there says. */
record ApplicationWiring(Manifest manifest, ThisMachine machine) {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /**
   * @throws dev.slipway.error.SlipwayException {@code DESCRIPTOR_INVALID}
   */
  DescribedApplication application() {
    ServerParts parts = new ServerParts(manifest);
    AppDescriptor descriptor = parts.application();
    return new DescribedApplication(
        new ApplicationSettings(
            URI.create("http://" + manifest.applicationEndpoint()),
            new ApplicationSettings.Health(descriptor.health().path(), descriptor.health().site()),
            search(descriptor, parts.usesSearch()),
            new ApplicationSettings.Documents(
                descriptor.upgrade().map(AppDescriptor.Upgrade::command).orElse(List.of()),
                descriptor.documents().map(AppDescriptor.Documents::unreadable)),
            descriptor.logs().stream().map(manifest.files().logs()::resolve).toList(),
            new ApplicationSettings.Surroundings(
                manifest.files().app(), parts.environment(descriptor), Optional.empty()),
            ANSWER),
        machine.runner(),
        machine.jobs());
  }

  private static ApplicationSettings.Search search(AppDescriptor descriptor, boolean node) {
    return new ApplicationSettings.Search(
        node,
        descriptor.indexer().map(AppDescriptor.Indexer::status),
        descriptor.indexer().flatMap(AppDescriptor.Indexer::seed).map(ApplicationWiring::seed),
        descriptor.fileIndexer().map(ApplicationWiring::fileIndexer));
  }

  private static ApplicationSettings.Seed seed(AppDescriptor.Seed seed) {
    return new ApplicationSettings.Seed(seed.index(), seed.sample(), seed.on(), seed.off());
  }

  private static ApplicationSettings.FileIndexer fileIndexer(AppDescriptor.FileIndexer indexer) {
    return new ApplicationSettings.FileIndexer(indexer.status(), indexer.on(), indexer.off());
  }
}
