package dev.slipway.cli;

import dev.slipway.service.ClusterRecord;
import dev.slipway.service.SiteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sites as text. */
final class SiteTables {
  private SiteTables() {}

  static String of(List<SiteList.Listed> sites, List<ClusterRecord> withoutMaster) {
    List<List<String>> rows = new ArrayList<>();
    sites.forEach(site -> rows.add(row(site)));
    withoutMaster.forEach(cluster -> rows.add(row(cluster)));
    return rows.isEmpty()
        ? "no site yet"
        : Table.of(List.of("SITE", "ROLE", "VERSION", "SERVERS", "DATABASE", "APPLICATION"), rows);
  }

  private static List<String> row(SiteList.Listed listed) {
    SiteRecord site = listed.site();
    return List.of(
        site.name(),
        site.role().word(),
        site.version(),
        servers(site),
        listed.databaseRole().name().toLowerCase(Locale.ROOT),
        "http://" + site.application());
  }

  private static List<String> row(ClusterRecord cluster) {
    return List.of(
        cluster.name(),
        "no master",
        cluster.version(),
        dataNodes(cluster.servers().size()),
        "",
        "");
  }

  /** {@code master, 3 data nodes}. */
  static String servers(SiteRecord site) {
    return site.cluster()
        .map(cluster -> "master, " + dataNodes(cluster.servers().size()))
        .orElse("a single server");
  }

  private static String dataNodes(int number) {
    return "%d data node%s".formatted(number, number == 1 ? "" : "s");
  }
}
