package dev.slipway;

import dev.slipway.aws.AwsAccess;
import dev.slipway.aws.AwsIdentity;
import dev.slipway.config.AwsSettings;
import dev.slipway.config.DatabaseSettings;
import dev.slipway.config.Estate;
import dev.slipway.config.InstanceSettings;
import dev.slipway.config.Profile;
import dev.slipway.config.SecretSource;
import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.node.Manifest;
import dev.slipway.node.ServerTemplate;
import dev.slipway.provider.aws.AwsCaller;
import dev.slipway.provider.aws.AwsProvider;
import dev.slipway.provider.aws.AwsServers;
import dev.slipway.provider.aws.ServerFiles;
import dev.slipway.provider.aws.StoreBootstrap;
import dev.slipway.provider.aws.StoreSettings;
import dev.slipway.service.SourceRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A profile of AWS as the provider of instances takes it.
 *
 * @param name of the profile
 */
record AwsWiring(Estate estate, String name, SourceRepository source) {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Path POSTGRES = Path.of("/usr/lib/postgresql/15/bin");
  private static final String DATABASE = "database";
  private static final String ADMIN = "admin";
  private static final String REPLICATION = "replication";
  private static final String PREFIX = "slipway";

  /** The estate's access to AWS. */
  static AwsAccess access(AwsSettings settings) {
    AwsIdentity identity =
        settings
            .profile()
            .<AwsIdentity>map(profile -> new AwsIdentity.Profile(profile, settings.credentials()))
            .orElseGet(AwsIdentity.Found::new);
    return new AwsAccess(
        settings.region(), settings.endpoint(), Optional.empty(), identity, AwsAccess.PATIENT);
  }

  /** Sites of the profile carry its name, so that those of another in the same account are its. */
  AwsProvider provider(Optional<String> instanceType) {
    AwsAccess access = access(profile().aws().orElseThrow());
    InstanceSettings instances = profile().instances().orElseThrow();
    return new AwsProvider(
        new AwsServers(
            access,
            estate.estate() + "/" + name,
            instanceType.map(instances::of).orElse(instances),
            PAUSE),
        new StoreBootstrap(settings(instances), files(access), PAUSE),
        () -> AwsCaller.arn(access));
  }

  private ServerFiles files(AwsAccess access) {
    var store = estate.services().objectStore();
    return new ServerFiles(
        new S3ObjectStore(
            new S3Settings(store.endpoint(), store.region(), store.ca(), access.identity())),
        new ServerFiles.Location(estate.services().backup().bucket(), PREFIX));
  }

  private StoreSettings settings(InstanceSettings instances) {
    TemplateWiring template = new TemplateWiring(estate);
    return new StoreSettings(
        new ServerTemplate(
            StoreSettings.STATE,
            profile().user(),
            new ServerTemplate.Programs(instances.java(), POSTGRES, false),
            template.database(
                new Manifest.PasswordFiles(
                    StoreSettings.SECRETS.resolve(DATABASE),
                    StoreSettings.SECRETS.resolve(ADMIN),
                    StoreSettings.SECRETS.resolve(REPLICATION))),
            Optional.of(template.backup(StoreSettings.HOME, estate.services().objectStore().ca())),
            template.source(),
            profile().search().heapMegabytes()),
        estate.services().objectStore().endpoint(),
        estate.services().objectStore().region(),
        passwords(),
        commit -> source.file(commit, template.beside(StoreSettings.CLOUD_CONFIG)));
  }

  private Map<String, SecretSource> passwords() {
    DatabaseSettings database = estate.database();
    return Map.of(
        DATABASE, database.password(),
        ADMIN, database.admin().password(),
        REPLICATION, database.replication().password());
  }

  private Profile profile() {
    return estate.profiles().get(name);
  }
}
