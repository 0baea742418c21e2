package dev.slipway.provider.aws;

import dev.slipway.node.BootstrapResult;
import dev.slipway.node.Lanes;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestDraft;
import dev.slipway.node.ProgramArchive;
import dev.slipway.node.ServerManifest;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Bootstraps by way of the object store. A server fetches there Slipway, its manifest and, while it
 * comes up, its secrets; it leaves there its log, how it ended, and its host key. {@link StoreNode}
 * is the server's side.
 */
public final class StoreBootstrap implements Bootstrap {
  private final StoreSettings settings;
  private final ServerFiles files;
  private final ProgramArchive program;
  private final Function<AwsServer, List<String>> console;
  private final Duration pause;

  /**
   * @param console what an instance printed, for one that never reported
   * @param pause between two looks at what a server left
   */
  public StoreBootstrap(
      StoreSettings settings,
      ServerFiles files,
      ProgramArchive program,
      Function<AwsServer, List<String>> console,
      Duration pause) {
    this.settings = settings;
    this.files = files;
    this.program = program;
    this.console = console;
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
    ServerBoot boot =
        new ServerBoot(
            server.name(),
            server.role(),
            settings.store(),
            files.location(),
            program.packed().sha256());
    return UserData.of(own, boot).encoded();
  }

  @Override
  public void prepare(List<String> servers) {
    forget(servers);
    files.put(program.packed());
  }

  @Override
  public void forget(List<String> servers) {
    servers.forEach(files::forget);
  }

  @Override
  public Optional<String> hostKey(String server) {
    return files.hostKey(server);
  }

  @Override
  public void assign(String server, SiteRole role) {
    files
        .manifest(server)
        .filter(Manifest.class::isInstance)
        .map(Manifest.class::cast)
        .ifPresent(master -> files.put(master.as(role)));
  }

  @Override
  public void master(
      SiteRequest request,
      AwsServer master,
      List<Endpoint> seeds,
      Duration deadline,
      Consumer<String> log) {
    Manifest manifest = draft().of(request, master.address(), seeds);
    try (LentSecrets secrets = new LentSecrets(files, master.name())) {
      secrets.lend(settings.secrets().apply(request));
      bringUp(manifest, master, deadline, log);
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
            .<Runnable>map(
                node -> () -> bringUp(manifest(request, node, members), node, deadline, log))
            .toList());
  }

  private ServerManifest manifest(ClusterRequest request, AwsServer node, Members members) {
    var draft = draft().of(request, node.name(), node.address(), members.founders());
    var search = draft.search();
    return draft.with(
        new ServerManifest.SearchSpec(
            search.cluster(), search.heapMegabytes(), members.seeds(), search.founders()));
  }

  private ManifestDraft draft() {
    return new ManifestDraft(settings.template());
  }

  /**
   * The manifest last: a server waits for it. What an earlier bootstrap failed with goes before:
   * the server tries again by itself.
   */
  private void bringUp(
      ServerManifest manifest, AwsServer server, Duration deadline, Consumer<String> log) {
    if (files.result(server.name()).flatMap(BootstrapResult::error).isPresent()) {
      files.remove(server.name(), ServerFiles.RESULT);
      files.remove(server.name(), ServerFiles.OUTPUT);
    }
    files.put(manifest);
    new ServerWatch(files, server.name(), line -> say(log, line), () -> console.apply(server))
        .follow(deadline, pause);
  }

  /** Servers come up beside each other. */
  private synchronized void say(Consumer<String> log, String line) {
    log.accept(line);
  }
}
