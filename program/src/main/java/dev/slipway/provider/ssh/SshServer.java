package dev.slipway.provider.ssh;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.node.FailureLine;
import dev.slipway.node.Inspection;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.ProgramArchive;
import dev.slipway.node.ServerManifest;
import dev.slipway.node.SiteFiles;
import dev.slipway.provider.ServerPaths;
import dev.slipway.service.FileRights;
import dev.slipway.service.Machine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One server that exists already, with root's rights: what lies there, and what is put there. */
record SshServer(PlaceSettings.Place place, Machine machine) {
  static final String ROOT = "root";
  private static final Path SERVERS = SiteFiles.servers(ServerPaths.STATE);
  private static final FileRights SECRET = FileRights.of("rw-------").ownedBy(ROOT);
  private static final FileRights PUBLIC = FileRights.of("rw-r--r--").ownedBy(ROOT);
  private static final Duration LONG = Duration.ofMinutes(10);

  /** At most one, unless somebody put more there by hand. */
  List<ServerManifest> look() {
    String found = check("look for a site", ServerScripts.LOOK, SERVERS.toString()).output();
    return Stream.of(found.split(ServerScripts.SEPARATOR, -1))
        .filter(text -> !text.isBlank())
        .map(text -> ManifestFile.parse(text, "the manifest on " + place.name()))
        .toList();
  }

  /**
   * Records what the server is now.
   *
   * @throws SlipwayException {@code SERVERS_TAKEN} when it is a server of another site
   */
  void write(ServerManifest manifest) {
    Result result =
        run(
            ServerScripts.WRITE,
            SERVERS.toString(),
            manifest.server(),
            ManifestFile.json(manifest));
    if (result.exitCode() == ServerScripts.TAKEN) {
      throw new SlipwayException(
          ErrorCode.SERVERS_TAKEN,
          "%s has just become a server of another site".formatted(place.name()),
          "launch %s again: it takes the next free one".formatted(manifest.server()));
    }
    succeeded(result, "write the manifest of " + manifest.server());
  }

  /** Its secrets go at once, its files later. */
  void retire(String server) {
    check(
        "take %s away".formatted(server),
        ServerScripts.RETIRE,
        SERVERS.toString(),
        server,
        UUID.randomUUID().toString(),
        ServerPaths.SECRETS.toString());
  }

  void deleteRetired() {
    check("delete what is left", ServerScripts.DELETE_RETIRED, SERVERS.toString());
  }

  /**
   * What a server of this manifest needs is there.
   *
   * @throws SlipwayException {@code PROGRAM_MISSING}
   */
  void inspect(ServerManifest manifest) {
    List<String> missing = Inspection.missing(machine, manifest);
    if (!missing.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.PROGRAM_MISSING,
          "not installed on %s: %s".formatted(place.name(), String.join(", ", missing)),
          "install there the package named in brackets: apt-get install …");
    }
  }

  /** Puts the program there unless it is, and says where. */
  Path install(ProgramArchive.Packed program) {
    Path folder = folder(program);
    String there =
        check(
                "make a folder for Slipway",
                ServerScripts.PREPARE_PROGRAM,
                folder.toString(),
                PlaceSettings.PROGRAMS.toString())
            .output();
    if (there.isBlank()) {
      Path archive = folder.resolveSibling(folder.getFileName() + ".tar.gz");
      machine.upload(program.file(), archive, PUBLIC);
      check("unpack Slipway", ServerScripts.UNPACK_PROGRAM, archive.toString(), folder.toString());
    }
    return folder.resolve("bin").resolve("slipway");
  }

  /** Where a server has it; each version has a folder of its own. */
  static Path folder(ProgramArchive.Packed program) {
    return PlaceSettings.PROGRAMS.resolve(program.sha256().substring(0, 12));
  }

  /** Puts secrets there, by their names below the folder of secrets. */
  void entrust(Map<String, Secret> secrets) {
    List<String> folders = new ArrayList<>(List.of(ServerPaths.SECRETS.toString()));
    secrets.keySet().forEach(name -> folders.add(file(name).getParent().toString()));
    check(
        "make a folder for secrets", ServerScripts.PREPARE_SECRETS, folders.toArray(String[]::new));
    secrets.forEach((name, secret) -> machine.write(file(name), bytes(secret), SECRET));
  }

  private static Path file(String name) {
    return ServerPaths.SECRETS.resolve(name);
  }

  private static byte[] bytes(Secret secret) {
    return (secret.open() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The certificates that its clients of the object store trust. */
  void trust(Path certificates) {
    machine.upload(certificates, ServerPaths.CA, PUBLIC);
  }

  /** The key that a master archives with now; empty when it has none. */
  Optional<Secret> archivingKey(Manifest master) {
    Path file = master.files().awsCredentials("postgres");
    Result read = machine.run(Command.of("cat", "--", file.toString()).as(ROOT));
    return read.succeeded() ? Optional.of(new Secret(read.output().strip())) : Optional.empty();
  }

  /**
   * Runs a script there, as root.
   *
   * @throws SlipwayException {@code DISK_FULL}, {@code COMMAND_FAILED}
   */
  Result check(String what, String script, String... arguments) {
    return succeeded(run(script, arguments), what);
  }

  private Result run(String script, String... arguments) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    words.addAll(List.of(arguments));
    return machine.run(Command.of(words).as(ROOT).within(LONG));
  }

  private Result succeeded(Result result, String what) {
    if (!result.succeeded()) {
      throw failed(result, what);
    }
    return result;
  }

  /** The error for a program that could not do what it should on this server. */
  SlipwayException failed(Result result, String what) {
    Optional<String> full =
        result
            .errors()
            .lines()
            .flatMap(line -> FailureLine.in(line).stream())
            .filter(line -> line.kind() == FailureLine.Kind.DISK_FULL)
            .map(FailureLine::line)
            .findFirst();
    return new SlipwayException(
        full.isPresent() ? ErrorCode.DISK_FULL : ErrorCode.COMMAND_FAILED,
        "cannot %s on %s: %s".formatted(what, place.name(), full.orElse(result.lastLine())),
        full.isPresent()
            ? "make room on its disk, then run the same again"
            : "log in there to see what is the matter, then run the same again");
  }
}
