package dev.slipway.provider.ssh;

import static dev.slipway.service.ProviderContract.DEADLINE;
import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Launches that go beside each other, and launches that fail. */
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SshLaunchIT {
  private final RackSites sites = new RackSites("web1", "web2");
  private final String good = sites.application().good();
  private final SshProvider provider = sites.provider();

  @AfterAll
  void endAll() {
    provider.close();
    sites.close();
  }

  @AfterEach
  void terminateAll() {
    provider.sites().stream().map(SiteRecord::name).forEach(provider::terminate);
  }

  @Test
  void givesTwoSitesThatAreLaunchedAtOnceTwoServers() {
    var left = CompletableFuture.supplyAsync(() -> launched("left"));
    var right = CompletableFuture.supplyAsync(() -> launched("right"));

    assertThat(left.join().address()).isNotEqualTo(right.join().address());
    assertThat(provider.sites()).containsExactly(left.join(), right.join());
  }

  @Test
  void namesTheLineAtWhichTheBuildFailed() {
    List<String> log = new CopyOnWriteArrayList<>();
    SiteRequest broken = request("broken", sites.application().broken());

    assertThat(fails(ErrorCode.BUILD_FAILED, () -> provider.launch(broken, DEADLINE, log::add)))
        .hasMessageStartingWith("broken: ")
        .hasMessageContaining("Server.java:13: error: cannot find symbol");

    assertThat(log).anyMatch(line -> line.contains("build: failed: "));
  }

  @Test
  void stopsWhatIsNotUpInTime() {
    Duration soon = Duration.ofMillis(700);

    assertThat(
            fails(
                ErrorCode.DEADLINE_EXCEEDED,
                () -> provider.launch(request("late", good), soon, line -> {})))
        .hasMessageStartingWith("late was not up")
        .hasMessageContaining("log ends with:");
  }

  private SiteRecord launched(String name) {
    return provider.launch(request(name, good), DEADLINE, line -> {});
  }

  private static SiteRequest request(String name, String commit) {
    return new SiteRequest(name, SiteRole.CURRENT, "v1.0", commit, Optional.empty());
  }
}
