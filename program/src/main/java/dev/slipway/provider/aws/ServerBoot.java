package dev.slipway.provider.aws;

import dev.slipway.node.BootUnit;
import dev.slipway.provider.ServerPaths;
import dev.slipway.service.ServerRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one server gets from a fresh machine to {@code slipway node boot}. The instance's own rights
 * (its instance profile) open the object store. Commands are argument lists; the one script that
 * they run is the same for every server.
 *
 * @param files where what the server needs lies in the object store
 * @param program the checksum of Slipway's archive
 */
record ServerBoot(
    String server,
    ServerRole role,
    StoreAddress store,
    ServerFiles.Location files,
    String program) {
  /** Debian's names. The application's own cloud-config adds what it needs. */
  private static final List<String> MASTER_PACKAGES =
      List.of("awscli", "git", "pgbackrest", "pgbouncer", "postgresql-15");

  private static final List<String> DATA_PACKAGES = List.of("awscli");
  private static final String SCRIPT = "first-start.sh";
  private static final Path FIRST_START = Path.of("/usr/local/sbin/slipway-first-start");
  private static final Path UNIT = BootUnit.FOLDER.resolve("slipway-node.service");

  List<String> packages() {
    return role == ServerRole.MASTER ? MASTER_PACKAGES : DATA_PACKAGES;
  }

  /** Who signed the object store's certificate is no secret. */
  List<Map<String, String>> writtenFiles() {
    List<Map<String, String>> written = new ArrayList<>();
    written.add(file(FIRST_START, "0755", script()));
    written.add(file(UNIT, "0644", new BootUnit(boot(), Optional.empty()).text()));
    store.ca().ifPresent(pem -> written.add(file(ServerPaths.CA, "0644", pem)));
    return written;
  }

  private static Map<String, String> file(Path path, String mode, String content) {
    return Map.of("path", path.toString(), "permissions", mode, "content", content);
  }

  private List<String> boot() {
    List<String> words =
        new ArrayList<>(List.of(StoreSettings.PROGRAM.toString(), "node", "boot", server));
    words.addAll(List.of("--bucket", files.bucket(), "--prefix", files.prefix()));
    words.addAll(List.of("--store", store.endpoint().toString(), "--region", store.region()));
    store.ca().ifPresent(_ -> words.addAll(List.of("--ca", ServerPaths.CA.toString())));
    return words;
  }

  List<List<String>> commands() {
    List<String> command = new ArrayList<>();
    command.add(FIRST_START.toString());
    command.add(at(files.program(program)));
    command.add(program);
    command.add(at(files.of(server, ServerFiles.OUTPUT)));
    command.addAll(List.of("aws", "--region", store.region()));
    command.addAll(List.of("--endpoint-url", store.endpoint().toString()));
    store.ca().ifPresent(_ -> command.addAll(List.of("--ca-bundle", ServerPaths.CA.toString())));
    return List.of(List.copyOf(command));
  }

  private String at(String key) {
    return "s3://%s/%s".formatted(files.bucket(), key);
  }

  private static String script() {
    try (InputStream in = ServerBoot.class.getResourceAsStream(SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
