package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.ProxyTurn;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.service.Proxy;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends the proxies to another site. */
@Command(
    name = "switch",
    description = {
      "Send the proxies to another site: one line of each configuration changes, is tested,",
      "reloaded and proved by a request.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway proxy switch v42-b --dry-run     the change, as a diff",
      "  slipway proxy switch v41-b --proxy main  one proxy only"
    })
final class ProxySwitch extends Verb {
  @Parameters(paramLabel = "SITE", description = "Where to.")
  private String site;

  @Option(names = "--proxy", paramLabel = "NAME", description = "Only this one. Default: all.")
  private Optional<String> only = Optional.empty();

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  ProxySwitch(Tools tools) {
    super(tools);
  }

  /** What would be changed for a proxy, as a unified diff; empty when nothing would. */
  record Preview(String proxy, String change) {
    static Preview of(ProxyUpstream target, SiteRecord to) {
      Proxy proxy = target.proxy();
      return new Preview(proxy.name(), proxy.preview(target.upstream(), to.application()));
    }

    String words(SiteRecord to) {
      return change.isBlank() ? "%s sends to %s already".formatted(proxy, to.name()) : change;
    }
  }

  @Override
  void run(OpenEstate estate) {
    SiteRecord to = site(estate, Optional.of(site));
    List<ProxyUpstream> targets = targets(estate);
    if (dryRun.on()) {
      List<Preview> previews = targets.stream().map(target -> Preview.of(target, to)).toList();
      output.print(screen(), previews, () -> preview(previews, to));
      return;
    }
    List<Evidence> done =
        targets.stream()
            .map(target -> new ProxyTurn(target, to, estate.services().application(to)))
            .map(turn -> turn.run(screen().progress()))
            .toList();
    output.print(screen(), done, () -> text(targets, to));
  }

  private List<ProxyUpstream> targets(OpenEstate estate) {
    List<ProxyUpstream> targets =
        estate.services().proxies().stream()
            .filter(target -> only.isEmpty() || target.proxy().name().equals(only.get()))
            .toList();
    if (targets.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "the estate names no proxy " + only.orElse(""),
          "see `slipway proxy show`");
    }
    return targets;
  }

  private static String preview(List<Preview> previews, SiteRecord to) {
    return previews.stream()
        .map(preview -> preview.words(to))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String text(List<ProxyUpstream> targets, SiteRecord to) {
    return String.join(", ", targets.stream().map(target -> target.proxy().name()).toList())
        + " now sends to "
        + to.name();
  }
}
