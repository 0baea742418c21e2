package dev.slipway.driver.postgres;

import dev.slipway.exec.AtomicFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * The right to promote one server, once: a file in its data directory that the server reads in the
 * statement that promotes. It ends when the file goes, when another takes its place, or when the
 * time in it is over, by the server's own clock since boot, which no one sets and which goes on
 * while the machine sleeps. Whoever slept finds out from the server, not from a clock of his own.
 *
 * @param nonce says whose right it is; of hexadecimal digits, and so safe within a statement
 */
record Grant(String nonce) {
  private static final String FILE = "slipway.grant";

  /** Longer than any grant; the server needs a limit to accept that there is no file. */
  private static final int LENGTH = 200;

  private static final String UPTIME = "split_part(pg_read_file('/proc/uptime'), ' ', 1)::numeric";

  static Grant random() {
    return new Grant(UUID.randomUUID().toString().replace("-", ""));
  }

  static Path file(PostgresServer server) {
    return server.data(FILE);
  }

  /**
   * A statement of the superuser's that ends every grant of the server, durably, from another
   * machine too: PostgreSQL has no function that removes a file, and gives a program its data
   * directory to run in (PostgreSQL manual, COPY). Harmless when there is none.
   */
  static String removal() {
    return "COPY (SELECT) TO PROGRAM 'cat >/dev/null && rm -f %s && sync .'".formatted(FILE);
  }

  /** From now on it counts, in place of every earlier one. */
  void write(PostgresServer server, Session session, Duration lifetime) {
    BigDecimal now = session.first("SELECT " + UPTIME, row -> row.getBigDecimal(1)).orElseThrow();
    BigDecimal end = now.add(BigDecimal.valueOf(lifetime.toMillis(), 3));
    String text = nonce + " " + end.toPlainString() + "\n";
    AtomicFile.write(file(server), text.getBytes(StandardCharsets.US_ASCII), server.osUser());
  }

  /**
   * Promotes and says true, or says false and does nothing. CASE evaluates what follows THEN only
   * when it comes to that (PostgreSQL manual, 9.18.1).
   */
  String promotion() {
    return """
        SELECT CASE WHEN split_part(text, ' ', 1) = '%s'
                AND %s < nullif(split_part(text, ' ', 2), '')::numeric
            THEN pg_promote(wait => false) ELSE false END
        FROM pg_read_file('%s', 0, %d, true) AS text
        """
        .formatted(nonce, UPTIME, FILE, LENGTH);
  }
}
