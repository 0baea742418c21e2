package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The programs that the server is made of are installed. All that are missing are named at once.
 */
record CheckPrograms(ServerManifest manifest) implements BootstrapStep {

  @Override
  public String name() {
    return "programs";
  }

  @Override
  public void run(Consumer<String> log) {
    var missing = new LinkedHashMap<String, String>();
    packages()
        .forEach(
            (program, source) -> {
              if (!present(program)) {
                missing.put(program, source);
              }
            });
    if (!missing.isEmpty()) {
      throw missing(missing);
    }
    log.accept("all " + packages().size() + " are installed");
  }

  /** Debian's package of each program. */
  Map<String, String> packages() {
    var packages = new LinkedHashMap<String, String>();
    if (manifest instanceof Manifest master) {
      packages.putAll(ofMaster(master.host().postgresPrograms()));
      master.backup().ifPresent(backup -> packages.put("pgbackrest", "pgbackrest"));
    }
    packages.put("setsid", "util-linux");
    packages.put(manifest.host().javaHome().resolve("bin/java").toString(), "a JDK 25 or newer");
    return packages;
  }

  /** Those of every master, its PostgreSQL being in that folder. */
  static Map<String, String> ofMaster(Path postgres) {
    var packages = new LinkedHashMap<String, String>();
    for (String program : new String[] {"initdb", "postgres", "pg_controldata"}) {
      packages.put(postgres.resolve(program).toString(), "postgresql-15");
    }
    packages.put("pgbouncer", "pgbouncer");
    packages.put("git", "git");
    return packages;
  }

  private static boolean present(String program) {
    if (program.contains("/")) {
      return Files.isExecutable(Path.of(program));
    }
    Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1));
    return Stream.concat(path, Stream.of("/usr/sbin", "/usr/bin"))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static SlipwayException missing(Map<String, String> missing) {
    var programs = new StringJoiner(", ");
    missing.forEach((program, source) -> programs.add(program + " (" + source + ")"));
    return new SlipwayException(
        ErrorCode.PROGRAM_MISSING,
        "not installed: " + programs,
        "install the package named in brackets: apt-get install …");
  }
}
