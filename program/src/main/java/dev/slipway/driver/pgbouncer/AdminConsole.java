package dev.slipway.driver.pgbouncer;

import dev.slipway.driver.pgbouncer.Wire.Message;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One connection to PgBouncer's console. It speaks the protocol itself: pgjdbc sends {@code SET
 * extra_float_digits} to every server older than PostgreSQL 12, for which it takes the console, and
 * the console refuses it (pgbouncer issue 1509).
 */
final class AdminConsole implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int OK = 0;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;

  private final PgbouncerSettings settings;
  private final Wire wire;
  private final Scram scram;

  private AdminConsole(PgbouncerSettings settings, Wire wire) {
    this.settings = settings;
    this.wire = wire;
    this.scram = new Scram(settings.password());
  }

  /**
   * @throws SlipwayException {@code POOLER_FAILED}
   */
  static AdminConsole open(PgbouncerSettings settings) {
    try {
      Wire wire = new Wire(settings.endpoint().host(), settings.endpoint().port(), CONNECT);
      AdminConsole console = new AdminConsole(settings, wire);
      console.login();
      return console;
    } catch (IOException e) {
      throw failed(settings, "does not answer: " + e.getMessage(), e);
    }
  }

  /**
   * Says one command and reads its rows, column by name.
   *
   * @throws SlipwayException {@code POOLER_FAILED} when refused, {@code DEADLINE_EXCEEDED}: the
   *     command goes on, and this connection is of no use any more; {@code INTERRUPTED}, likewise
   */
  List<Map<String, String>> ask(String command, Duration timeout) {
    try {
      wire.send('Q', Wire.bytes(command + ";"));
      return answer(command, System.nanoTime() + timeout.toNanos());
    } catch (SocketTimeoutException e) {
      throw new SlipwayException(
          ErrorCode.DEADLINE_EXCEEDED,
          "the pooler of %s did not answer %s within %d ms"
              .formatted(settings.name(), command, timeout.toMillis()),
          "",
          e);
    } catch (InterruptedIOException e) {
      throw new SlipwayException(
          ErrorCode.INTERRUPTED, "interrupted while waiting for " + command, "", e);
    } catch (IOException e) {
      throw failed(settings, "went away during %s: %s".formatted(command, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    try {
      wire.close();
    } catch (IOException e) {
      throw failed(settings, "cannot be left: " + e.getMessage(), e);
    }
  }

  private List<Map<String, String>> answer(String command, long end) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> columns = List.of();
    String refusal = "";
    while (true) {
      Message message = wire.receive(end);
      switch (message.kind()) {
        case 'T' -> columns = columns(message);
        case 'D' -> rows.add(row(message, columns));
        case 'E' -> refusal = problem(message);
        case 'Z' -> {
          if (!refusal.isEmpty()) {
            throw failed(settings, "refused %s: %s".formatted(command, refusal), null);
          }
          return rows;
        }
        default -> {} // Notices and the end of the command say nothing more.
      }
    }
  }

  private void login() throws IOException {
    try {
      wire.startup(settings.admin(), "pgbouncer");
      long end = System.nanoTime() + CONNECT.toNanos();
      for (Message m = wire.receive(end); m.kind() != 'Z'; m = wire.receive(end)) {
        if (m.kind() == 'R') {
          authenticate(m);
        } else if (m.kind() == 'E') {
          throw failed(settings, "refused %s: %s".formatted(settings.admin(), problem(m)), null);
        }
      }
    } catch (IOException | RuntimeException e) {
      wire.close();
      throw e;
    }
  }

  private void authenticate(Message request) throws IOException {
    int kind = request.body().getInt();
    try {
      switch (kind) {
        case OK -> {}
        case SASL -> wire.send('p', firstResponse());
        case SASL_CONTINUE ->
            wire.send('p', scram.last(request.rest()).getBytes(StandardCharsets.UTF_8));
        case SASL_FINAL -> requireProof(request.rest());
        default -> throw failed(settings, "asks for authentication " + kind + ", not SCRAM", null);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw failed(settings, "cannot be authenticated with: " + e.getMessage(), e);
    }
  }

  private byte[] firstResponse() {
    byte[] first = scram.first().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(Wire.bytes(Scram.MECHANISM));
    body.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(first.length).array());
    body.writeBytes(first);
    return body.toByteArray();
  }

  private void requireProof(String answer) {
    if (!scram.proves(answer)) {
      throw failed(settings, "does not know the password itself", null);
    }
  }

  private static List<String> columns(Message message) {
    int count = message.body().getShort();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(message.string());
      // Table, column, type, its size, its modifier, its format.
      message.body().position(message.body().position() + 18);
    }
    return columns;
  }

  private static Map<String, String> row(Message message, List<String> columns) {
    Map<String, String> row = new LinkedHashMap<>();
    message.body().getShort();
    for (String column : columns) {
      int length = message.body().getInt();
      row.put(column, length < 0 ? "" : message.take(length));
    }
    return row;
  }

  /** The message among the fields of an error. */
  private static String problem(Message message) {
    String text = "";
    for (byte field = message.body().get(); field != 0; field = message.body().get()) {
      String value = message.string();
      text = field == 'M' ? value : text;
    }
    return text;
  }

  private static SlipwayException failed(PgbouncerSettings settings, String what, Throwable cause) {
    return new SlipwayException(
        ErrorCode.POOLER_FAILED,
        "the pooler of %s at %s %s".formatted(settings.name(), settings.endpoint(), what),
        "is PgBouncer running, and is %s one of its admin_users?".formatted(settings.admin()),
        cause);
  }
}
