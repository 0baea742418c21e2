package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link Provider} promises. Its tests may share the provider and its sites. */
public abstract class ProviderContract {
  public static final Duration DEADLINE = Duration.ofMinutes(3);

  protected abstract Provider provider();

  /** A commit that can be launched. */
  protected abstract String commit();

  /** Another one. */
  protected abstract String otherCommit();

  @Test
  void launchesTheFirstSiteAndFindsItAgain() {
    List<String> log = new CopyOnWriteArrayList<>();
    SiteRecord site = provider().launch(first("one"), DEADLINE, log::add);
    assertThat(site.name()).isEqualTo("one");
    assertThat(site.role()).isEqualTo(SiteRole.CURRENT);
    assertThat(site.version()).isEqualTo("v1.0");
    assertThat(site.commit()).isEqualTo(commit());
    assertThat(site.database().host()).isEqualTo(site.address());
    assertThat(log).isNotEmpty().allMatch(line -> line.startsWith("one: "));
    assertThat(provider().find("one")).contains(site);
    assertThat(provider().sites()).contains(site);
  }

  @Test
  void launchesTwiceWithoutHarm() {
    assertThat(launched("one")).isEqualTo(launched("one"));
    assertThat(provider().sites()).filteredOn(site -> site.name().equals("one")).hasSize(1);
  }

  @Test
  void refusesTheNameOfASiteAtAnotherCommit() {
    launched("one");
    var request = new SiteRequest("one", SiteRole.CURRENT, "v2.0", otherCommit(), Optional.empty());
    fails(ErrorCode.NAME_TAKEN, () -> provider().check(request));
    fails(ErrorCode.NAME_TAKEN, () -> provider().launch(request, DEADLINE, line -> {}));
  }

  @Test
  void refusesANameThatNoHostCanHave() {
    for (String name : List.of("V42", "-v42", "v42_b", "v42.b", "", "v".repeat(64), "../v42")) {
      fails(ErrorCode.NAME_ILLEGAL, () -> provider().check(first(name)));
      fails(ErrorCode.NAME_ILLEGAL, () -> provider().launch(first(name), DEADLINE, line -> {}));
    }
  }

  @Test
  void acceptsARequestThatItCouldLaunchAndChangesNothing() {
    provider().check(first("never"));
    assertThat(provider().find("never")).isEmpty();
  }

  @Test
  void keepsTheRoleThatASiteIsAssigned() {
    launched("one");
    provider().assign("one", SiteRole.FORMER);
    assertThat(provider().find("one").orElseThrow().role()).isEqualTo(SiteRole.FORMER);
    provider().assign("one", SiteRole.CURRENT);
    assertThat(provider().find("one").orElseThrow().role()).isEqualTo(SiteRole.CURRENT);
  }

  @Test
  void launchesAStoppedSiteWhereItWas() {
    SiteRecord before = launched("one");
    provider().stop("one");
    provider().stop("one");
    assertThat(provider().find("one")).contains(before);
    assertThat(launched("one")).isEqualTo(before);
  }

  @Test
  void freesTheNameOfATerminatedSite() {
    launched("two");
    provider().terminate("two");
    provider().terminate("two");
    assertThat(provider().find("two")).isEmpty();
    provider()
        .check(new SiteRequest("two", SiteRole.CURRENT, "v2", otherCommit(), Optional.empty()));
  }

  @Test
  void hasNoSiteThatWasNeverLaunched() {
    assertThat(provider().find("nobody")).isEmpty();
    fails(ErrorCode.SITE_UNKNOWN, () -> provider().stop("nobody"));
    fails(ErrorCode.SITE_UNKNOWN, () -> provider().assign("nobody", SiteRole.CURRENT));
  }

  protected SiteRecord launched(String name) {
    return provider().launch(first(name), DEADLINE, line -> {});
  }

  protected SiteRequest first(String name) {
    return new SiteRequest(name, SiteRole.CURRENT, "v1.0", commit(), Optional.empty());
  }

  public static SlipwayException fails(ErrorCode code, ThrowingCallable call) {
    SlipwayException[] thrown = new SlipwayException[1];
    assertThatThrownBy(call)
        .asInstanceOf(type(SlipwayException.class))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(code);
              thrown[0] = e;
            });
    return thrown[0];
  }
}
