package dev.slipway.provider.ssh;

import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Command;
import dev.slipway.node.BootUnit;
import dev.slipway.node.DataManifest;
import dev.slipway.node.ManifestDraft;
import dev.slipway.provider.KnownServers;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Machine;
import dev.slipway.testing.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which server is taken by what, and what is said of those that cannot be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SshPlacesIT {
  private final RackSites sites = new RackSites("web1", "web2");
  private final SshPlaces places = sites.places();

  @AfterAll
  void endAll() {
    places.servers().close();
    sites.close();
  }

  @AfterEach
  void retireAll() {
    places.known().found().forEach(places::retire);
    places.deleteRetired();
  }

  @Test
  void takesTheFirstServerThatIsFreeUnlessOneHasTheName() {
    assertThat(places.address("v42", Set.of())).isEqualTo(address("web1"));
    assertThat(places.address("web2", Set.of())).isEqualTo(address("web2"));

    places.write(node("v41", "web1"));
    Set<String> taken = addresses();

    assertThat(places.address("v42", taken)).isEqualTo(address("web2"));
    assertThat(fails(ErrorCode.SERVERS_TAKEN, () -> places.address("web1", taken)))
        .hasMessageContaining("is free: web1 is v41, data node of shop");
  }

  @Test
  void saysWhatEachServerIsWhenNoneIsFree() {
    places.write(node("v41", "web1"));
    places.write(node("v42", "web2"));

    assertThat(fails(ErrorCode.SERVERS_TAKEN, () -> places.address("v43", addresses())))
        .hasMessageStartingWith("no server of profile rack is free: web1 is v41, data node of shop")
        .hasMessageContaining("; web2 is v42, data node of shop");
  }

  @Test
  void aServerIsOneSitesAlsoWhenTwoControllersTakeItAtOnce() {
    places.write(node("v41", "web1"));

    assertThat(fails(ErrorCode.SERVERS_TAKEN, () -> places.write(node("v42", "web1"))))
        .hasMessageStartingWith("web1 has just become");

    assertThat(places.known().found()).containsExactly(node("v41", "web1"));
    places.write(node("v41", "web1"));
  }

  @Test
  void aServerThatCannotBeAskedIsNamedAndNotTakenForAnEmptyOne() {
    places.write(node("v41", "web1"));
    LoopbackServer gone = sites.rack().server("web2");
    gone.stop();
    try {
      KnownServers known = places.known();
      assertThat(known.find("v41")).contains(node("v41", "web1"));
      assertThat(fails(ErrorCode.HOST_UNREACHABLE, () -> known.find("v42")))
          .hasMessageStartingWith("1 of 2 failed: web2: ");
      fails(ErrorCode.HOST_UNREACHABLE, known::addresses);
    } finally {
      gone.start();
    }
    assertThat(places.known().find("v42")).isEmpty();
  }

  @Test
  void namesTheServerAndThePackageOfAProgramThatIsMissing() {
    places.check(node("v41", "web2"));
    try (Machine machine = sites.rack().open("web2")) {
      machine.check(Command.of("mount", "--bind", "/dev/null", "/usr/bin/setsid"));
      try {
        assertThat(fails(ErrorCode.PROGRAM_MISSING, () -> places.check(node("v41", "web2"))))
            .hasMessage("not installed on web2: setsid (util-linux)");
      } finally {
        machine.check(Command.of("umount", "/usr/bin/setsid"));
      }
    }
  }

  @Test
  void aMachineBringsAServerUpAtBootUntilItIsTakenDown() throws IOException {
    ServerUnit unit = new ServerUnit(places.servers().named("web1").orElseThrow(), "v41");
    BootUnit boot = new BootUnit(List.of("/bin/true"), Optional.empty());
    LoopbackServer web1 = sites.rack().server("web1");
    Path file = web1.written(BootUnit.FOLDER.resolve("slipway-v41.service"));
    Path enabled =
        web1.written(BootUnit.FOLDER.resolve("multi-user.target.wants/slipway-v41.service"));

    assertThat(unit.install(boot)).as("systemd runs there").isFalse();
    assertThat(unit.install(boot)).isFalse();
    assertThat(file).hasContent(boot.text());
    assertThat(Files.readSymbolicLink(enabled))
        .isEqualTo(BootUnit.FOLDER.resolve("slipway-v41.service"));

    unit.remove();
    unit.remove();
    assertThat(file).doesNotExist();
    assertThat(enabled).doesNotExist();
  }

  @Test
  void aDiskThatIsFullWhileTheProgramIsUnpackedIsSaid() {
    try (Machine machine = sites.rack().open("web2")) {
      machine.check(Command.of("mkdir", "-p", "/opt/slipway"));
      machine.check(Command.of("mount", "-t", "tmpfs", "-o", "size=4k", "none", "/opt/slipway"));
      try {
        assertThat(fails(ErrorCode.DISK_FULL, () -> places.down(List.of(node("v41", "web2")))))
            .hasMessageContaining("web2");
      } finally {
        machine.check(Command.of("umount", "/opt/slipway"));
      }
    }
  }

  private DataManifest node(String name, String on) {
    ClusterRequest request = new ClusterRequest("shop", List.of(name), "v1.0", "a".repeat(40));
    return new ManifestDraft(sites.settings().template())
        .of(request, name, address(on), List.of(name));
  }

  private String address(String server) {
    return sites.rack().server(server).address();
  }

  private Set<String> addresses() {
    return places.known().addresses();
  }
}
