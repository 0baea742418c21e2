package dev.slipway.cli;

import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.SiteLaunch;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import java.util.ArrayList;
import java.util.List;

/** What is to be launched, and what was, in words. */
final class DeployText {
  private DeployText() {}

  static String of(SiteLaunch launch) {
    SiteRequest site = launch.site();
    String master =
        "%s %s at %s (%.12s)"
            .formatted(site.role().word(), site.name(), site.revision(), site.commit());
    return launch
        .nodes()
        .map(nodes -> nodes.describe() + ", then " + master)
        .or(() -> site.cluster().map(cluster -> master + ", joining " + cluster))
        .orElse(master);
  }

  static String of(List<ProxyUpstream> moved) {
    return moved.stream()
        .map(target -> "%s of proxy %s".formatted(target.upstream(), target.proxy().name()))
        .reduce((some, more) -> some + ", " + more)
        .map(all -> ", then send to it: " + all)
        .orElse("");
  }

  static String of(SiteRecord site) {
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("site", site.name()));
    facts.add(List.of("role", site.role().word()));
    facts.add(List.of("version", site.version()));
    facts.add(List.of("application", "http://" + site.application()));
    facts.add(List.of("database", site.database() + ", pooler " + site.pooler()));
    facts.add(List.of("search", "http://" + site.search()));
    site.cluster().ifPresent(cluster -> facts.addAll(facts(cluster)));
    return Table.of(facts);
  }

  static String of(ClusterRecord cluster) {
    return Table.of(facts(cluster));
  }

  private static List<List<String>> facts(ClusterRecord cluster) {
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("cluster", cluster.name()));
    for (ServerRecord server : cluster.servers()) {
      facts.add(List.of("data node", server.name() + ", http://" + server.search()));
    }
    return facts;
  }
}
