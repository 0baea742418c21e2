package dev.slipway.driver.pgbackrest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.driver.pgbackrest.PgBackRestSettings.Cluster;
import dev.slipway.driver.pgbackrest.PgBackRestSettings.Login;
import dev.slipway.driver.pgbackrest.PgBackRestSettings.Repository;
import dev.slipway.driver.postgres.Configuration;
import dev.slipway.driver.postgres.PostgresServer;
import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Ownership;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.BackupRepositoryContract;
import dev.slipway.service.Endpoint;
import dev.slipway.service.NewKey;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.RealObjectStore;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PgBackRestIT extends BackupRepositoryContract {
  private static final String USER = "backup-writer";

  private static TestState state;
  private static RealObjectStore store;
  private static RealPostgres postgres;
  private static NewKey key;

  @BeforeAll
  static void start() throws IOException {
    state = new TestState();
    store =
        new RealObjectStore(
            Loopback.address(9000), Files.createDirectory(state.folder().resolve("store")));
    key = store.activeKey(USER);
    try (S3ObjectStore buckets =
        new S3ObjectStore(
            new S3Settings(store.endpoint(), "us-east-1", Optional.of(store.caFile()), key))) {
      buckets.ensureBucket("backups");
    }
    postgres = RealPostgres.primary(state, "v41-b");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
    store.close();
    state.close();
  }

  @Override
  protected BackupRepository repository() {
    return archiving("contract");
  }

  @Override
  protected void refuseKey(boolean refused) {
    if (refused) {
      store.ring().deactivate(USER, key.id());
    } else {
      store.ring().activate(USER, key.id());
    }
  }

  @Test
  void aStandbyIsRestoredAndRecoversFromTheArchive() throws IOException {
    PgBackRest repository = archiving("standby");
    repository.initialise();
    repository.push(line -> {});
    postgres.execute("CREATE TABLE archived AS SELECT 1 AS one");
    postgres.execute("SELECT pg_switch_wal()");
    Path data = state.folder().resolve("restored/data");

    // A server of its own, as far as locks go: while it asks the archive, the other one archives.
    PgBackRest restored = repository("standby", data.resolveSibling("pgbackrest"));
    restored.configure();
    restored.restoreStandby(data, StandbyOptions.fresh(), line -> {});

    assertThat(Files.readString(data.resolve("postgresql.auto.conf")))
        .contains("archive-get")
        .doesNotContain(key.secret().open());
    Path run = data.resolveSibling("run");
    Ownership.createFolder(run, RealPostgres.OS_USER);
    Commands commands = new Commands(settings("standby", data.resolveSibling("pgbackrest")));
    Path pidFile = run.resolve("pid");
    new Daemons()
        .start(
            commands.postgres(
                data, Map.of("listen_addresses", "", "unix_socket_directories", run.toString())),
            pidFile,
            run.resolve("log"));
    try {
      Command ask =
          commands.ask(
              run,
              postgres.endpoint().port(),
              "postgres",
              "SELECT pg_is_in_recovery(), one FROM archived");
      Await.of("the row from the archive", Duration.ofSeconds(60))
          .untilTrue(() -> new LocalRunner().check(ask).output().strip().equals("t|1"));
    } finally {
      new Daemons().stop(pidFile, Duration.ofSeconds(20));
    }
  }

  @Test
  void theConfigurationIsForItsUserAlone() throws IOException {
    archiving("mode");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(configuration("mode"))))
        .isEqualTo("rw-------");
  }

  @Test
  void theLogReachesTheArchive() {
    PgBackRest repository = archiving("archive");
    repository.initialise();
    String before = postgres.ask("SELECT archived_count FROM pg_stat_archiver");

    postgres.execute("SELECT pg_logical_emit_message(false, 'x', 'y'), pg_switch_wal()");

    Await.of("a segment in the archive", Duration.ofSeconds(30))
        .untilTrue(
            () -> !postgres.ask("SELECT archived_count FROM pg_stat_archiver").equals(before));
  }

  /** Under many writes the archiver holds its lock nearly all the time. */
  @Test
  void isInitialisedAgainWhileTheArchiverWorks() {
    PgBackRest repository = archiving("busy");
    repository.initialise();
    Path folder = configuration("busy").getParent();
    Path pidFile = folder.resolve("archiver.pid");
    Path lock = folder.resolve("lock/busy-archive.lock");
    new Daemons()
        .start(
            // Without a fork: a child would keep the lock from the archiver after the end of the
            // test.
            Command.of(
                "flock", "--no-fork", lock.toString(), "sh", "-c", "echo held; exec sleep 600"),
            pidFile,
            folder.resolve("archiver.log"));
    try {
      Await.of("the lock", Duration.ofSeconds(20)).untilTrue(() -> held(folder));
      repository.initialise();
    } finally {
      new Daemons().stop(pidFile, Duration.ofSeconds(5));
    }
  }

  /** Word that a segment is archived lies there, for which the archiver waits a minute. */
  @Test
  void aProofLeavesTheArchiverItsSpool() throws IOException {
    PgBackRest repository = archiving("spool");
    repository.initialise();
    repository.push(line -> {});
    Path spool = configuration("spool").resolveSibling("spool/archive/spool");
    Path kept = Files.writeString(spool.resolve("kept"), "");

    repository.proveRestore(Duration.ofMinutes(2));

    assertThat(kept).exists();
  }

  private static boolean held(Path folder) {
    try {
      return Files.readString(folder.resolve("archiver.log")).contains("held");
    } catch (IOException e) {
      return false;
    }
  }

  /** Every stanza has its folder here. */
  @AfterEach
  void noProofLeavesAnythingBehind() throws IOException {
    try (DirectoryStream<Path> scratch = Files.newDirectoryStream(state.folder(), "pgbackrest-*")) {
      assertThat(scratch).allSatisfy(one -> assertThat(one.resolve("scratch")).doesNotExist());
    }
  }

  private static Path configuration(String stanza) {
    return state.folder().resolve("pgbackrest-" + stanza).resolve("pgbackrest.conf");
  }

  /** Each test has a stanza of its own in the one store, and the one server archives into it. */
  private static PgBackRest archiving(String stanza) {
    PgBackRest repository = repository(stanza, configuration(stanza).getParent());
    repository.configure();
    Configuration.MASTER.write(
        postgres.server(), Map.of("archive_command", repository.archivePushCommand()));
    postgres.control().reload();
    return repository;
  }

  private static PgBackRest repository(String stanza, Path folder) {
    return new PgBackRest(settings(stanza, folder), () -> key, new LocalRunner(), new Daemons());
  }

  private static PgBackRestSettings settings(String stanza, Path folder) {
    PostgresServer server = postgres.server();
    return new PgBackRestSettings(
        stanza,
        new Repository(
            new Endpoint(store.endpoint().getHost(), store.endpoint().getPort()),
            "backups",
            "us-east-1",
            "/production",
            store.caFile(),
            3),
        new Cluster(
            server.folders().binaries(),
            server.folders().data(),
            server.folders().socket(),
            server.endpoint().port(),
            server.osUser(),
            new Login(server.superuser().user(), server.superuser().password())),
        folder);
  }
}
