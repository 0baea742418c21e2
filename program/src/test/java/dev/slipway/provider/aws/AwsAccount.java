package dev.slipway.provider.aws;

import dev.slipway.config.DataSize;
import dev.slipway.config.InstanceSettings;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.RealMoto;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A provider whose instances are an emulator's: they are up as soon as they run. */
final class AwsAccount implements AfterAllCallback {
  /** One of those that the emulator has. */
  static final String IMAGE = "ami-03cf127a";

  private final RealMoto moto = new RealMoto();
  private final AwsProvider provider;

  AwsAccount() {
    provider =
        new AwsProvider(
            new AwsServers(moto.access(), "portal", settings(), Duration.ofMillis(10)),
            new UpAtOnce(),
            () -> AwsCaller.arn(moto.access()));
  }

  AwsProvider provider() {
    return provider;
  }

  static InstanceSettings settings() {
    return new InstanceSettings(
        IMAGE,
        "m4.xlarge",
        new InstanceSettings.Place(Optional.empty(), Optional.empty(), List.of()),
        Optional.empty(),
        Optional.empty(),
        new InstanceSettings.Volume(DataSize.parse("100GB"), "gp3"),
        Optional.empty(),
        Path.of("/opt/java"));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    provider.close();
    moto.close();
  }

  private static final class UpAtOnce implements Bootstrap {
    @Override
    public String userData(ServerFacts server) {
      return "";
    }

    @Override
    public void prepare(List<String> servers) {}

    @Override
    public void forget(List<String> servers) {}

    @Override
    public Optional<String> hostKey(String server) {
      return Optional.empty();
    }

    @Override
    public void assign(String server, SiteRole role) {}

    @Override
    public void master(
        SiteRequest request,
        AwsServer master,
        List<Endpoint> seeds,
        Duration deadline,
        Consumer<String> log) {
      log.accept(master.name() + ": up");
    }

    @Override
    public void nodes(
        ClusterRequest request,
        List<AwsServer> nodes,
        Members members,
        Duration deadline,
        Consumer<String> log) {
      nodes.forEach(node -> log.accept(node.name() + ": up"));
    }
  }
}
