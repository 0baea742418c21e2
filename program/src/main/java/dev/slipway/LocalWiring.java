package dev.slipway;

import dev.slipway.config.DatabaseSettings;
import dev.slipway.config.Estate;
import dev.slipway.config.Profile;
import dev.slipway.node.PasswordFiles;
import dev.slipway.node.ServerTemplate;
import dev.slipway.provider.local.LocalProvider;
import dev.slipway.provider.local.LocalSettings;
import java.nio.file.Path;
import java.util.Optional;

/** A local profile of the estate as the provider of local sites takes it. */
record LocalWiring(Estate estate, Profile profile, ThisMachine machine) {

  LocalProvider provider() {
    TemplateWiring template = new TemplateWiring(estate);
    Path credentialsHome = estate.state().resolve("home").resolve("postgres");
    LocalSettings settings =
        new LocalSettings(
            new ServerTemplate(
                estate.state(),
                profile.user(),
                new ServerTemplate.Programs(ThisMachine.javaHome(), ThisMachine.postgres(), true),
                template.database(passwords()),
                Optional.of(template.backup(credentialsHome, estate.services().objectStore().ca())),
                template.source(),
                profile.search().heapMegabytes()),
            LocalSettings.network(profile.network().orElseThrow().prefix()));
    return new LocalProvider(settings, machine.runner(), machine.daemons());
  }

  private PasswordFiles passwords() {
    DatabaseSettings database = estate.database();
    PasswordFile files = new PasswordFile(estate.state());
    return new PasswordFiles(
        files.of("database", database.password()),
        files.of("admin", database.admin().password()),
        files.of("replication", database.replication().password()));
  }
}
