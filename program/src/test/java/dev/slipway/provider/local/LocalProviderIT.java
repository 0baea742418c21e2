package dev.slipway.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Signal;
import dev.slipway.node.NodeMain;
import dev.slipway.node.NodeStatus;
import dev.slipway.service.Provider;
import dev.slipway.service.ProviderContract;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.Page;
import dev.slipway.testing.TrivialApplication;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers: PostgreSQL, PgBouncer and a trivial application built from its commit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocalProviderIT extends ProviderContract {
  private final LocalSites sites = new LocalSites();
  private final TrivialApplication application = sites.application();
  private final String good = application.good();
  private final String better = application.better();
  private final LocalProvider provider = sites.provider();

  @AfterAll
  void terminateAll() {
    sites.close();
  }

  @Test
  void servesTheApplicationAndItsDatabaseThroughThePooler() throws Exception {
    SiteRecord site = launched("one");
    assertThat(page(site)).isEqualTo("one");
    try (var connection = sites.connect(site.pooler(), "app");
        var statement = connection.createStatement()) {
      statement.execute("create table if not exists visits (id int)");
      assertThat(statement.executeUpdate("insert into visits values (1)")).isEqualTo(1);
    }
  }

  @Test
  void startsNoSearchNodeForAnApplicationThatUsesNone() {
    launched("one");
    assertThat(running("one")).containsExactly("application", "pgbouncer", "postgres");
  }

  @Test
  void startsASearchNodeForAnApplicationThatIsToldItsAddress() {
    var request =
        new SiteRequest(
            "searching", SiteRole.CURRENT, "v1.0", application.searching(), Optional.empty());
    SiteRecord site = provider.launch(request, DEADLINE, line -> {});
    assertThat(page(site)).contains("\"cluster_name\" : \"searching\"");
    assertThat(running("searching")).contains("search");
    provider.stop("searching");
    assertThat(running("searching")).isEmpty();
    provider.terminate("searching");
  }

  @ParameterizedTest
  @ValueSource(strings = {"creating an empty database", "building: "})
  void finishesALaunchThatWasKilled(String when) {
    List<String> log = new CopyOnWriteArrayList<>();
    var request =
        new SiteRequest("killed", SiteRole.CURRENT, "v1", application.fresh(), Optional.empty());
    SlipwayException error =
        fails(
            ErrorCode.COMMAND_FAILED,
            () ->
                provider.launch(
                    request,
                    DEADLINE,
                    line -> {
                      log.add(line);
                      if (line.contains(when)) {
                        kill("killed");
                      }
                    }));
    assertThat(error).hasMessageContaining("was ended from outside");
    SiteRecord site = provider.launch(request, DEADLINE, log::add);
    assertThat(page(site)).isEqualTo("killed");
    provider.terminate("killed");
    assertThat(log.getLast()).endsWith("killed is up");
  }

  @Test
  void givesTwoSitesThatAreLaunchedAtOnceTwoAddresses() {
    var left = CompletableFuture.supplyAsync(() -> launched("left"));
    var right = CompletableFuture.supplyAsync(() -> launched("right"));
    assertThat(left.join().address()).isNotEqualTo(right.join().address());
    assertThat(List.of(page(left.join()), page(right.join()))).containsExactly("left", "right");
    provider.terminate("left");
    provider.terminate("right");
  }

  @Test
  void namesThePortAndAddressThatAreTaken() throws Exception {
    String address = LocalSites.network().getLast();
    LocalProvider narrow = sites.provider(List.of(address), LocalSites.POSTGRES);
    try (var _ = new ServerSocket(8080, 1, InetAddress.getByName(address))) {
      SlipwayException error = fails(ErrorCode.PORT_IN_USE, () -> narrow.check(first("narrow")));
      assertThat(error).hasMessageContaining("port 8080 of " + address);
    }
    narrow.check(first("narrow"));
  }

  @Test
  void namesAPortThatWasTakenWhileTheSiteWasStopped() throws Exception {
    SiteRecord site = launched("one");
    provider.stop("one");
    try (var _ = new ServerSocket(6432, 1, InetAddress.getByName(site.address()))) {
      SlipwayException error = fails(ErrorCode.PORT_IN_USE, () -> launched("one"));
      assertThat(error)
          .hasMessage(
              "one: port 6432 of %s, wanted by pgbouncer, is in use by another program"
                  .formatted(site.address()));
    }
    launched("one");
  }

  @Test
  void namesThePackageOfAProgramThatIsMissing() {
    LocalProvider bare = sites.provider(LocalSites.network(), Path.of("/usr/lib/postgresql/1/bin"));
    SlipwayException error =
        fails(ErrorCode.PROGRAM_MISSING, () -> bare.launch(first("bare"), DEADLINE, line -> {}));
    assertThat(error)
        .hasMessageContaining("/usr/lib/postgresql/1/bin/initdb (postgresql-15)")
        .hasMessageContaining("/usr/lib/postgresql/1/bin/postgres (postgresql-15)");
    provider.terminate("bare");
  }

  @Test
  void namesTheLineAtWhichTheBuildFailed() {
    List<String> log = new CopyOnWriteArrayList<>();
    SlipwayException error =
        failure("broken", application.broken(), ErrorCode.BUILD_FAILED, log::add);
    assertThat(error).hasMessageContaining("Server.java:13: error: cannot find symbol");
    assertThat(log.getLast()).contains("build: failed: ").contains("error: cannot find symbol");
  }

  @Test
  void namesWhatTheApplicationSaidLast() {
    SlipwayException error =
        failure("dying", application.dying(), ErrorCode.APPLICATION_UNHEALTHY, line -> {});
    assertThat(error).hasMessageContaining("the application ended while starting: ");
  }

  @Test
  void refusesADescriptorThatAsksForAnUnknownVariable() {
    SlipwayException error =
        failure("asking", application.asking(), ErrorCode.DESCRIPTOR_INVALID, line -> {});
    assertThat(error).hasMessageContaining("site.colour");
  }

  @Test
  void refusesACommitThatTheOriginDoesNotHave() {
    failure("missing", "a".repeat(40), ErrorCode.COMMIT_NOT_PUSHED, line -> {});
  }

  @Test
  void stopsWhatIsNotUpInTime() {
    var late =
        fails(
            ErrorCode.DEADLINE_EXCEEDED,
            () -> provider.launch(first("late"), Duration.ofMillis(700), line -> {}));
    assertThat(late)
        .hasMessageStartingWith("late was not up")
        .hasMessageContaining("log ends with:");
    assertThat(running("late")).isEmpty();
    provider.terminate("late");
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

  private SlipwayException failure(
      String name, String commit, ErrorCode code, Consumer<String> log) {
    var request = new SiteRequest(name, SiteRole.CURRENT, "v1.0", commit, Optional.empty());
    try {
      return fails(code, () -> provider.launch(request, DEADLINE, log));
    } finally {
      provider.terminate(name);
    }
  }

  private List<String> running(String name) {
    var manifest = provider.manifest(name).orElseThrow();
    return new NodeStatus(manifest, new LocalRunner(), new Daemons())
        .entries().stream()
            .filter(entry -> entry.pid().isPresent())
            .map(NodeStatus.Entry::process)
            .toList();
  }

  private void kill(String name) {
    var pidFile = provider.manifest(name).orElseThrow().files().pidFile(NodeMain.PROCESS);
    new Daemons().signal(pidFile, Signal.KILL);
  }

  private static String page(SiteRecord site) {
    return Page.at("http://" + site.application());
  }
}
