package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.ProxyTurn;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Launches a site. */
@Command(
    name = "deploy",
    description = {
      "Launch a site: database restored from the newest backup, search node, pooler, and the",
      "application built from a tag, branch or commit of its origin.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway deploy --candidate -n v42-b -b v42.0",
      "  slipway deploy --test -n v42-test -b v42.0",
      "  slipway deploy -n try-it -b my-branch --dry-run    a demo: a throw-away copy"
    })
final class Deploy extends Verb {
  private static final Duration LAUNCH = Duration.ofMinutes(30);

  @ArgGroup private Role role = new Role();

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "Of the site. Default: made from revision and role.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = {"-b", "--branch"},
      paramLabel = "REVISION",
      description = "Tag, branch or commit. Default: the estate's branch.")
  private Optional<String> revision = Optional.empty();

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  /** What the site is for; a demo when nothing is said. */
  static final class Role {
    @Option(
        names = "--candidate",
        description = "Follows production's database; a release may promote it.")
    private boolean candidate;

    @Option(
        names = "--test",
        description = "Restored and promoted, never archives; the test upstreams move to it.")
    private boolean test;

    SiteRole role() {
      return candidate ? SiteRole.CANDIDATE : test ? SiteRole.TEST : SiteRole.DEMO;
    }
  }

  Deploy(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    SiteRequest request = request(estate);
    Provider provider = estate.services().provider();
    provider.check(request);
    List<ProxyUpstream> moved = moved(estate);
    if (dryRun.says(screen(), "launch " + words(request) + words(moved))) {
      return;
    }
    Progress progress = screen().progress();
    progress.say("launching " + words(request));
    SiteRecord site = provider.launch(request, LAUNCH, progress::say);
    for (ProxyUpstream target : moved) {
      new ProxyTurn(target, site, estate.services().application(site)).run(progress);
    }
    output.print(screen(), site, () -> text(site));
  }

  /** What a test site takes over from the one before. */
  private List<ProxyUpstream> moved(OpenEstate estate) {
    return role.role() == SiteRole.TEST ? estate.services().testProxies() : List.of();
  }

  private static String words(List<ProxyUpstream> moved) {
    return moved.stream()
        .map(target -> "%s of proxy %s".formatted(target.upstream(), target.proxy().name()))
        .reduce((some, more) -> some + ", " + more)
        .map(all -> ", then send to it: " + all)
        .orElse("");
  }

  private SiteRequest request(OpenEstate estate) {
    String wanted = revision.orElse(estate.estate().application().branch());
    String commit =
        estate.services().source().resolve(wanted).orElseThrow(() -> unknown(estate, wanted));
    return new SiteRequest(
        name.orElseGet(() -> nameOf(wanted)),
        role.role(),
        wanted,
        commit,
        Optional.of(current(estate)));
  }

  private String nameOf(String wanted) {
    String suffix = role.role() == SiteRole.CANDIDATE ? "b" : role.role().word();
    String plain = wanted.replaceFirst("\\.0$", "").toLowerCase(Locale.ROOT);
    return plain.replaceAll("[^a-z0-9]+", "-") + "-" + suffix;
  }

  private static SlipwayException unknown(OpenEstate estate, String revision) {
    return new SlipwayException(
        ErrorCode.REVISION_UNKNOWN,
        "%s has no tag, branch or commit %s"
            .formatted(estate.estate().application().repository(), revision),
        "was it pushed?");
  }

  private static String words(SiteRequest request) {
    return "%s %s at %s (%.12s)"
        .formatted(request.role().word(), request.name(), request.revision(), request.commit());
  }

  private static String text(SiteRecord site) {
    return Table.of(
        List.of(
            List.of("site", site.name()),
            List.of("role", site.role().word()),
            List.of("version", site.version()),
            List.of("application", "http://" + site.application()),
            List.of("database", site.database() + ", pooler " + site.pooler()),
            List.of("search", "http://" + site.search())));
  }
}
