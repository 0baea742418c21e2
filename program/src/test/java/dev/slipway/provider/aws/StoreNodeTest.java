package dev.slipway.provider.aws;

import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeObjectStore;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.DataManifest;
import dev.slipway.node.ServerManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreNodeTest {
  private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== root@data1\n";

  @TempDir Path folder;
  private final FakeObjectStore store = new FakeObjectStore();
  private final ServerFiles files =
      new ServerFiles(store, new ServerFiles.Location("backups", "slipway"));
  private final List<ServerManifest> up = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void launch() throws IOException {
    store.ensureBucket("backups");
    Files.writeString(folder.resolve("host-key.pub"), KEY);
    files.put(manifest("v42.0"));
  }

  @Test
  void publishesItsHostKey() {
    start();

    assertThat(files.hostKey("data1")).contains(KEY);
    assertThat(files.result("data1")).contains(new BootstrapResult(Optional.empty()));
  }

  @Test
  void comesUpAgainWithoutTheStore() {
    start();
    store.mishaps().fail(ErrorCode.OBJECT_STORE_FAILED);

    start();

    assertThat(up).hasSize(2);
    assertThat(notes)
        .anySatisfy(note -> assertThat(note).startsWith("coming up as before, without"));
  }

  @Test
  void comesUpAgainWithTheManifestThatIsThereThen() {
    start();
    files.put(manifest("v43.0"));

    start();

    assertThat(up).extracting(ServerManifest::version).containsExactly("v42.0", "v43.0");
  }

  @Test
  void doesNotComeUpForTheFirstTimeWithoutTheStore() {
    store.mishaps().fail(ErrorCode.PERMISSION_DENIED);

    fails(ErrorCode.PERMISSION_DENIED, this::start);

    assertThat(up).isEmpty();
  }

  @Test
  void leavesWhatItFailedWith() {
    fails(
        ErrorCode.PORT_IN_USE,
        () ->
            node()
                .run(
                    manifest -> {
                      throw new SlipwayException(ErrorCode.PORT_IN_USE, "9200 is taken", "free it");
                    },
                    notes::add));

    SlipwayException left = files.result("data1").orElseThrow().error().orElseThrow();
    assertThat(left.render()).contains("PORT_IN_USE", "9200 is taken", "free it");
  }

  private void start() {
    node().run(up::add, notes::add);
  }

  private StoreNode node() {
    StoreNode.Places places =
        new StoreNode.Places(folder.resolve("fetched"), folder.resolve("host-key.pub"));
    return new StoreNode("data1", files, places, Duration.ofMillis(1));
  }

  private DataManifest manifest(String version) {
    return new DataManifest(
        "data1",
        version,
        "0123456789012345678901234567890123456789",
        new ServerManifest.Host(
            folder.resolve("servers/data1"),
            folder.resolve("builds"),
            "postgres",
            Path.of("/opt/java"),
            Path.of("/usr/bin")),
        ServerManifest.Network.standard("10.0.0.1"),
        new ServerManifest.SearchSpec("c", 192, List.of(), List.of("data1")));
  }
}
