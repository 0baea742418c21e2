package dev.slipway.provider.local;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Runner;
import dev.slipway.node.FileMutex;
import dev.slipway.node.HostName;
import dev.slipway.node.Manifest;
import dev.slipway.node.NodeDown;
import dev.slipway.node.NodeUp;
import dev.slipway.node.SiteFiles;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sites as real processes on loopback addresses of this machine. A site is one server, and its
 * manifest is the only record of it.
 */
public final class LocalProvider implements Provider {
  private static final Duration TURN = Duration.ofSeconds(30);

  private final LocalSettings settings;
  private final Runner runner;
  private final Daemons daemons;
  private final ManifestStore manifests;

  public LocalProvider(LocalSettings settings, Runner runner, Daemons daemons) {
    this.settings = settings;
    this.runner = runner;
    this.daemons = daemons;
    this.manifests = new ManifestStore(settings.state());
  }

  @Override
  public List<SiteRecord> sites() {
    return manifests.all().stream().map(Manifest::record).toList();
  }

  @Override
  public Optional<SiteRecord> find(String name) {
    return manifest(name).map(Manifest::record);
  }

  /** The manifest of a site, for who must know where its files are. */
  public Optional<Manifest> manifest(String name) {
    return manifests.find(name);
  }

  @Override
  public void check(SiteRequest request) {
    HostName.check(request.name());
    Optional<Manifest> existing = manifest(request.name());
    existing.ifPresent(manifest -> refuseAnother(manifest, request));
    NodeUp.check(existing.orElseGet(() -> new ManifestDraft(settings).of(request, freeAddress())));
  }

  @Override
  public SiteRecord launch(SiteRequest request, Duration deadline, Consumer<String> log) {
    HostName.check(request.name());
    Manifest manifest;
    try (var _ = turn()) {
      manifest = manifest(request.name()).orElseGet(() -> found(request));
    }
    refuseAnother(manifest, request);
    new Bootstrap(manifest, runner, daemons).follow(deadline, log);
    return find(request.name()).orElse(manifest.record());
  }

  @Override
  public void assign(String name, SiteRole role) {
    try (var _ = turn()) {
      manifests.write(existing(name).as(role));
    }
  }

  @Override
  public void stop(String name) {
    new NodeDown(existing(name), runner, daemons).run(line -> {});
  }

  /** Under another name first: half a site must not be taken for one that can be launched. */
  @Override
  public void terminate(String name) {
    Optional<Manifest> manifest = manifest(name);
    if (manifest.isPresent()) {
      stop(name);
      try (var _ = turn()) {
        manifests.retire(name);
      }
    }
    manifests.deleteRetired();
  }

  private Manifest found(SiteRequest request) {
    Manifest manifest = new ManifestDraft(settings).of(request, freeAddress());
    manifests.write(manifest);
    return manifest;
  }

  private String freeAddress() {
    Set<String> taken =
        manifests.all().stream()
            .map(manifest -> manifest.network().address())
            .collect(Collectors.toSet());
    return new Addresses(settings.addresses()).free(taken);
  }

  private static void refuseAnother(Manifest existing, SiteRequest request) {
    if (!existing.identity().commit().equals(request.commit())) {
      throw new SlipwayException(
          ErrorCode.NAME_TAKEN,
          "there is a site %s already, at %s (%s)"
              .formatted(
                  request.name(), existing.identity().version(), existing.identity().commit()),
          "choose another name, or terminate that site first");
    }
  }

  private Manifest existing(String name) {
    return manifest(name)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SITE_UNKNOWN,
                    "there is no site " + name,
                    "the sites are " + sites().stream().map(SiteRecord::name).toList()));
  }

  private FileMutex turn() {
    return FileMutex.acquire(SiteFiles.servers(settings.state()).resolve(".lock"), TURN);
  }
}
