package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.ProxyUpstream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows where the proxies send to. */
@Command(
    name = "show",
    description = "Show each proxy, its upstreams, and where the estate's one sends to.%n",
    footer = {"", "Example:", "  slipway proxy show"})
final class ProxyShow extends Verb {
  @Mixin private Output output;

  ProxyShow(Tools tools) {
    super(tools);
  }

  /** One proxy. */
  record Shown(String name, String url, String upstream, String server, List<String> upstreams) {}

  @Override
  void run(OpenEstate estate) {
    List<Shown> proxies = estate.services().proxies().stream().map(ProxyShow::shown).toList();
    output.print(
        screen(),
        proxies,
        () ->
            Table.of(
                List.of("PROXY", "URL", "UPSTREAM", "SENDS TO"),
                proxies.stream()
                    .map(each -> List.of(each.name, each.url, each.upstream, each.server))
                    .toList()));
  }

  private static Shown shown(ProxyUpstream target) {
    return new Shown(
        target.proxy().name(),
        target.url(),
        target.upstream(),
        target.proxy().current(target.upstream()).toString(),
        target.proxy().show());
  }
}
