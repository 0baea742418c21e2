package dev.slipway.provider.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Command;
import dev.slipway.node.SiteFiles;
import dev.slipway.provider.ServerPaths;
import dev.slipway.service.Machine;
import dev.slipway.service.Provider;
import dev.slipway.service.ProviderContract;
import dev.slipway.service.RemoteServer;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.LoopbackServer;
import dev.slipway.testing.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Servers that exist, each a machine of its own, and sites on them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SshProviderIT extends ProviderContract {
  private static final String FORMER = "/opt/slipway/0123456789ab";

  private final RackSites sites = new RackSites("web1", "web2");
  private final String good = sites.application().good();
  private final String better = sites.application().better();
  private final SshProvider provider = sites.provider();

  @AfterAll
  void endAll() {
    provider.close();
    sites.close();
  }

  @Test
  void servesTheApplicationFromAServerThatHasNothingOfThisMachine() {
    SiteRecord site = site();
    assertThat(page(site)).isEqualTo("one");
    assertThat(manifest("one")).doesNotExist();
    assertThat(server(site).written(manifest("one"))).exists();
    Path secret = ServerPaths.SECRETS.resolve("password");
    try (Machine machine = sites.rack().open(server(site).name())) {
      assertThat(
              machine
                  .check(Command.of("stat", "-c", "%a %U", "" + secret, "" + secret.getParent()))
                  .output()
                  .lines())
          .containsExactly("600 root", "700 root");
    }
  }

  @Test
  void anotherControllerFindsWhatLiesOnTheServers() {
    SiteRecord site = site();
    try (SshProvider other = sites.provider()) {
      assertThat(other.find("one")).contains(site);
    }
  }

  @Test
  void handsOutTheProgramAndTheManifestOfAServer() {
    site();
    RemoteServer server = provider.open("one");
    try (Machine machine = server.machine()) {
      assertThat(server.slipway()).contains("JAVA_HOME=" + System.getProperty("java.home"));
      List<String> status = new ArrayList<>(server.slipway());
      status.addAll(List.of("node", "status", server.manifest().toString()));
      assertThat(machine.check(Command.of(status).as(server.user().orElseThrow())).output())
          .contains("postgres", "application");
    }
    fails(ErrorCode.SITE_UNKNOWN, () -> provider.open("nobody"));
  }

  @Test
  void finishesALaunchWhoseControllerWasKilled() {
    List<String> log = new CopyOnWriteArrayList<>();
    SiteRequest request =
        new SiteRequest(
            "killed", SiteRole.CURRENT, "v1", sites.application().fresh(), Optional.empty());
    Thread controller = Thread.currentThread();
    Consumer<String> killing =
        line -> {
          log.add(line);
          if (line.contains("creating an empty database")) {
            controller.interrupt();
          }
        };

    fails(ErrorCode.INTERRUPTED, () -> provider.launch(request, DEADLINE, killing));
    assertThat(Thread.interrupted()).isTrue();
    SiteRecord site;
    try (SshProvider other = sites.provider()) {
      site = other.launch(request, DEADLINE, log::add);
    }

    assertThat(page(site)).isEqualTo("killed");
    assertThat(log).allMatch(line -> line.startsWith("killed: "));
    assertThat(log.getLast()).endsWith("killed is up");
    assertThat(provider.sites()).filteredOn(each -> each.name().equals("killed")).hasSize(1);
    provider.terminate("killed");
  }

  @Test
  void aLaunchRemovesFormerVersionsOfSlipwayThatNothingUsesThere() {
    String free = server(site()).name().equals("web1") ? "web2" : "web1";
    try (Machine machine = sites.rack().open(free)) {
      machine.check(Command.of("mkdir", "-p", FORMER + "/bin"));
      machine.check(Command.of("cp", "/bin/true", FORMER + "/bin/slipway"));
      machine.check(Command.of("touch", "--date=yesterday", FORMER));
      List<String> log = new CopyOnWriteArrayList<>();

      provider.launch(
          new SiteRequest(free, SiteRole.CURRENT, "v1", good, Optional.empty()),
          DEADLINE,
          log::add);

      assertThat(machine.check(Command.of("ls", "/opt/slipway")).output().lines()).hasSize(1);
      assertThat(log).contains(free + ": removed Slipway 0123456789ab: nothing uses it");
    } finally {
      provider.terminate(free);
    }
  }

  @Override
  protected Provider provider() {
    return provider;
  }

  @Override
  protected String commit() {
    return good;
  }

  @Override
  protected String otherCommit() {
    return better;
  }

  /** Launched by whichever test comes first. */
  private SiteRecord site() {
    return provider.find("one").orElseGet(() -> launched("one"));
  }

  private LoopbackServer server(SiteRecord site) {
    return sites.rack().servers().stream()
        .filter(server -> server.address().equals(site.address()))
        .findFirst()
        .orElseThrow();
  }

  private static Path manifest(String server) {
    return SiteFiles.of(ServerPaths.STATE, server).manifest();
  }

  private static String page(SiteRecord site) {
    return Page.at("http://" + site.application());
  }
}
