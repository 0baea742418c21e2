package dev.slipway;

import dev.slipway.aws.AwsAccess;
import dev.slipway.aws.AwsIdentity;
import dev.slipway.config.AwsSettings;
import dev.slipway.config.Estate;
import dev.slipway.config.InstanceSettings;
import dev.slipway.config.Profile;
import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Runner;
import dev.slipway.node.ServerTemplate;
import dev.slipway.provider.ServerPaths;
import dev.slipway.provider.aws.AwsCaller;
import dev.slipway.provider.aws.AwsProvider;
import dev.slipway.provider.aws.AwsServers;
import dev.slipway.provider.aws.ServerFiles;
import dev.slipway.provider.aws.StoreAddress;
import dev.slipway.provider.aws.StoreBootstrap;
import dev.slipway.provider.aws.StoreSettings;
import dev.slipway.service.NewKey;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SourceRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A profile of AWS as the provider of instances takes it.
 *
 * @param name of the profile
 * @param keys with which the server of a site archives
 */
record AwsWiring(
    Estate estate,
    String name,
    SourceRepository source,
    Runner runner,
    Function<SiteRecord, Optional<NewKey>> keys) {
  private static final Duration PAUSE = Duration.ofSeconds(2);
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
    AwsServers servers =
        new AwsServers(
            access,
            estate.estate() + "/" + name,
            instanceType.map(instances::of).orElse(instances),
            PAUSE);
    StoreBootstrap bootstrap =
        new StoreBootstrap(
            settings(instances),
            files(access),
            ThisMachine.program(estate, runner),
            servers::console,
            PAUSE);
    return new AwsProvider(servers, bootstrap, () -> AwsCaller.arn(access));
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
    var store = estate.services().objectStore();
    return new StoreSettings(
        new ServerTemplate(
            ServerPaths.STATE,
            profile().user(),
            new ServerTemplate.Programs(instances.java(), ThisMachine.postgres(), false),
            template.database(ServerSecrets.files(ServerPaths.SECRETS)),
            Optional.of(template.backup(ServerPaths.HOME, store.ca().map(_ -> ServerPaths.CA))),
            template.source(),
            profile().search().heapMegabytes()),
        new StoreAddress(store.endpoint(), store.region(), store.ca().map(AwsWiring::read)),
        request -> new ServerSecrets(estate).all(ServerPaths.KEY, keyOfFollowed(request)),
        commit -> source.file(commit, template.beside(StoreSettings.CLOUD_CONFIG)));
  }

  /** Where nobody logs in to the servers, it is the one that the estate keeps. */
  private Optional<NewKey> keyOfFollowed(SiteRequest request) {
    return request.follow().filter(_ -> profile().ssh().isPresent()).flatMap(keys);
  }

  private static String read(Path ca) {
    try {
      return Files.readString(ca);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.OBJECT_STORE_FAILED,
          "the file of trusted certificates %s cannot be read".formatted(ca),
          "objectStore.ca in the estate names it",
          e);
    }
  }

  private Profile profile() {
    return estate.profiles().get(name);
  }
}
