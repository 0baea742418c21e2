package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.util.List;
import java.util.Optional;

/** The manifests that a request comes to. Pure. */
public record ManifestDraft(ServerTemplate settings) {

  /**
   * The master of a site.
   *
   * @param seeds the data nodes of the cluster that it joins; none for a single server
   * @throws SlipwayException {@code ESTATE_INVALID} for a role that this request cannot have
   */
  public Manifest of(SiteRequest request, String address, List<Endpoint> seeds) {
    checkRole(request);
    return new Manifest(
        new Manifest.Identity(
            request.name(), request.name(), request.role(), request.revision(), request.commit()),
        host(request.name()),
        ServerManifest.Network.standard(address),
        database(
            request
                .follow()
                .map(site -> source(site, request.until().map(DatabaseSpec.Place::of)))),
        settings.backup().map(backup -> backup(backup, request.follow())),
        search(request, seeds),
        settings.source());
  }

  /** A data node; its cluster tells it where the others are once all have an address. */
  public DataManifest of(
      ClusterRequest request, String name, String address, List<String> founders) {
    return new DataManifest(
        name,
        request.revision(),
        request.commit(),
        host(name),
        ServerManifest.Network.standard(address),
        new ServerManifest.SearchSpec(
            request.cluster(), settings.searchHeapMegabytes(), List.of(), founders));
  }

  private ServerManifest.Host host(String server) {
    return new ServerManifest.Host(
        SiteFiles.of(settings.state(), server).folder(),
        SiteFiles.builds(settings.state()),
        settings.user(),
        settings.programs().javaHome(),
        settings.programs().postgres());
  }

  private ServerManifest.SearchSpec search(SiteRequest request, List<Endpoint> seeds) {
    int heap = settings.searchHeapMegabytes();
    return request
        .cluster()
        .map(cluster -> new ServerManifest.SearchSpec(cluster, heap, seeds, List.of()))
        .orElseGet(() -> ServerManifest.SearchSpec.single(request.name(), heap));
  }

  private static DatabaseSpec.CopySource source(
      SiteRecord followed, Optional<DatabaseSpec.Place> until) {
    return new DatabaseSpec.CopySource(followed.database(), until);
  }

  private DatabaseSpec database(Optional<DatabaseSpec.CopySource> source) {
    var database = settings.database();
    return new DatabaseSpec(
        database.name(),
        database.user(),
        database.superuser(),
        database.replicator(),
        database.passwords(),
        source,
        database.pooler());
  }

  /** On one machine a copy starts with the key that the site it follows archives with now. */
  private Manifest.BackupSpec backup(Manifest.BackupSpec backup, Optional<SiteRecord> followed) {
    return new Manifest.BackupSpec(
        backup.stanza(),
        backup.endpoint(),
        backup.bucket(),
        backup.region(),
        backup.caFile(),
        backup.path(),
        followed
            .filter(site -> settings.programs().shared())
            .map(site -> SiteFiles.of(settings.state(), site.name()).home("postgres"))
            .orElse(backup.credentialsHome()));
  }

  private void checkRole(SiteRequest request) {
    SiteRole role = request.role();
    boolean first = role == SiteRole.CURRENT;
    if (role == SiteRole.FORMER || first == request.follow().isPresent()) {
      throw refused(
          "a site cannot be launched as %s %s"
              .formatted(
                  role.word(), request.follow().isPresent() ? "of another" : "without another"));
    }
    if (!first && settings.backup().isEmpty()) {
      throw refused("a %s is restored from a backup, and there is none".formatted(role.word()));
    }
  }

  private static SlipwayException refused(String what) {
    return new SlipwayException(
        ErrorCode.ESTATE_INVALID,
        what,
        "only the first site begins empty; every other one is restored and follows the current");
  }
}
