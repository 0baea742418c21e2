package dev.slipway.workflow.dbos;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.Runner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The controller's own PostgreSQL, on the loopback address, behind a random password. It outlives a
 * controller that is killed: the next one adopts it, or starts it again when it is dead too. Who
 * uses it is what the server itself lists as connected, so a dead controller counts no more; the
 * last one to close stops it.
 */
public final class EmbeddedServer implements JournalServer {
  private static final Duration DEADLINE = Duration.ofSeconds(90);

  /** For connections of a controller that was just killed, or closed, to go from the list. */
  private static final Duration STRAGGLERS = Duration.ofMillis(500);

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final EmbeddedFiles files;
  private final EmbeddedControl control;
  private final JournalAddress address;
  private final Connection use;
  private boolean closed;

  private EmbeddedServer(
      EmbeddedFiles files, EmbeddedControl control, JournalAddress address, Connection use) {
    this.files = files;
    this.control = control;
    this.address = address;
    this.use = use;
  }

  /**
   * Finds the server running, or starts it; makes it at first use.
   *
   * @param folder its own; created when missing
   * @param programs where PostgreSQL's programs are unpacked; may be shared between journals
   * @throws SlipwayException {@code JOURNAL_FAILED}, {@code PERMISSION_DENIED}
   */
  public static EmbeddedServer open(Path folder, Path programs, Runner runner) {
    EmbeddedFiles files = new EmbeddedFiles(folder.toAbsolutePath().normalize());
    files.create();
    try (FolderLock _ = FolderLock.take(files.folder(), DEADLINE)) {
      return open(files, unpack(programs.toAbsolutePath().normalize(), files), runner);
    }
  }

  /** True when there is a journal in this folder to be read. */
  public static boolean present(Path folder) {
    return new EmbeddedFiles(folder).initialised();
  }

  private static Path unpack(Path programs, EmbeddedFiles files) {
    if (programs.startsWith(files.folder())) {
      return PostgresPrograms.unpack(programs);
    }
    new EmbeddedFiles(programs).create();
    try (FolderLock _ = FolderLock.take(programs, DEADLINE)) {
      return PostgresPrograms.unpack(programs);
    }
  }

  private static EmbeddedServer open(EmbeddedFiles files, Path programs, Runner runner) {
    EmbeddedControl control = new EmbeddedControl(files, programs, runner);
    if (!files.initialised()) {
      control.initialise();
    }
    if (!control.running()) {
      control.start(files.freePort());
    }
    JournalAddress address = address(files);
    return new EmbeddedServer(files, control, address, connect(address, files));
  }

  private static JournalAddress address(EmbeddedFiles files) {
    String url = "jdbc:postgresql://%s:%d/postgres".formatted(EmbeddedFiles.HOST, files.port());
    String use = "slipway " + UUID.randomUUID();
    return new JournalAddress(url, EmbeddedControl.USER, files.readPassword(), use);
  }

  /** An adopted server may still be starting, after a crash of its own. */
  private static Connection connect(JournalAddress address, EmbeddedFiles files) {
    return Await.of("the journal's PostgreSQL (log: " + files.log() + ")", DEADLINE)
        .until(
            () -> {
              try {
                return Optional.of(address.connect());
              } catch (SQLException e) {
                throw failed(e);
              }
            });
  }

  @Override
  public JournalAddress address() {
    return address;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (FolderLock _ = FolderLock.take(files.folder(), DEADLINE)) {
      if (!usedByOthers() && control.running()) {
        control.stop();
      }
    }
  }

  /** Asked on a new connection: ours may belong to a server that ended and was started again. */
  private boolean usedByOthers() {
    try (use;
        Connection fresh = address.connect()) {
      long end = System.nanoTime() + STRAGGLERS.toNanos();
      while (others(fresh) > 0) {
        if (System.nanoTime() - end > 0) {
          return true;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      return false;
    } catch (SQLException e) {
      // It answers nobody, so it is down already, or its next user puts it right.
      return true;
    }
  }

  private int others(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select count(*) from pg_stat_activity
            where backend_type = 'client backend' and application_name <> ?
            """)) {
      statement.setString(1, address.use());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  static SlipwayException failed(SQLException e) {
    return new SlipwayException(
        ErrorCode.JOURNAL_FAILED,
        "the journal's database failed: " + e.getMessage(),
        "what a step did is safe in the journal; run `slipway release resume` when it is back",
        e);
  }
}
