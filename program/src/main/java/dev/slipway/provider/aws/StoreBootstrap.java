package dev.slipway.provider.aws;

import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.Lanes;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestDraft;
import dev.slipway.node.ServerManifest;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Bootstraps by way of the object store. A server finds its manifest there and, while it comes up,
 * the passwords of its database; it leaves there its log and how it ended.
 */
public final class StoreBootstrap implements Bootstrap {
  private final StoreSettings settings;
  private final ServerFiles files;
  private final Duration pause;

  /**
   * @param pause between two looks for a server's result
   */
  public StoreBootstrap(StoreSettings settings, ServerFiles files, Duration pause) {
    this.settings = settings;
    this.files = files;
    this.pause = pause;
  }

  @Override
  public String userData(ServerFacts server) {
    Map<String, Object> own =
        settings
            .cloudConfig()
            .apply(server.commit())
            .map(text -> new CloudConfigTemplate(StoreSettings.CLOUD_CONFIG, text))
            .map(template -> template.on(server.variables()))
            .orElse(Map.of());
    return UserData.of(own, settings.boot(server, files.location())).encoded();
  }

  @Override
  public void master(
      SiteRequest request,
      AwsServer master,
      List<Endpoint> seeds,
      Duration deadline,
      Consumer<String> log) {
    Manifest manifest = draft().of(request, master.address(), seeds);
    settings.passwords().forEach((name, source) -> files.put(master.name(), name, source.read()));
    try {
      bringUp(manifest, deadline, log);
    } finally {
      settings.passwords().keySet().forEach(name -> files.remove(master.name(), name));
    }
  }

  @Override
  public void nodes(
      ClusterRequest request,
      List<AwsServer> nodes,
      Members members,
      Duration deadline,
      Consumer<String> log) {
    Lanes.run(
        nodes.stream()
            .map(node -> manifest(request, node, members))
            .<Runnable>map(manifest -> () -> bringUp(manifest, deadline, log))
            .toList());
  }

  private ServerManifest manifest(ClusterRequest request, AwsServer node, Members members) {
    var draft = draft().of(request, node.name(), node.address(), members.founders());
    var search = draft.search();
    return draft.with(
        new Manifest.SearchSpec(
            search.cluster(), search.heapMegabytes(), members.seeds(), search.founders()));
  }

  private ManifestDraft draft() {
    return new ManifestDraft(settings.template());
  }

  /** The manifest last: a server waits for it. */
  private void bringUp(ServerManifest manifest, Duration deadline, Consumer<String> log) {
    files.put(manifest);
    BootstrapResult result =
        Await.of("bootstrap of " + manifest.server(), deadline)
            .every(pause)
            .until(() -> files.result(manifest.server()));
    Optional<SlipwayException> error = result.error();
    synchronized (this) {
      files.log(manifest.server()).forEach(line -> log.accept(manifest.server() + ": " + line));
    }
    if (error.isPresent()) {
      throw failed(manifest.server(), error.get());
    }
  }

  private static SlipwayException failed(String server, SlipwayException error) {
    return new SlipwayException(
        error.code(), server + ": " + error.getMessage(), error.hint(), error);
  }
}
