package dev.slipway.driver.postgres;

import dev.slipway.driver.postgres.ControlData.State;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Runner;
import dev.slipway.service.Lsn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads a data directory's control file. The formats known here are read directly, because the last
 * position is read while clients wait and starting {@code pg_controldata} takes milliseconds; every
 * other format, and a file whose checksum is wrong, is left to that tool.
 */
final class ControlFile {
  /** The format of PostgreSQL 13 to 16; {@code ControlFileData} in pg_control.h. */
  private static final int KNOWN_FORMAT = 1300;

  private static final int FORMAT_AT = 8;
  private static final int STATE_AT = 16;
  private static final int CHECKPOINT_AT = 32;
  private static final int TIMELINE_AT = 48;
  private static final int CHECKSUM_AT = 288;

  private final PostgresServer server;
  private final Runner runner;

  ControlFile(PostgresServer server, Runner runner) {
    this.server = server;
    this.runner = runner;
  }

  ControlData read() {
    return direct().orElseGet(this::byTool);
  }

  /** Without any other process; empty when the format is not known or the file is being written. */
  Optional<ControlData> direct() {
    Path file = server.data("global").resolve("pg_control");
    try {
      return parse(Files.readAllBytes(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<ControlData> parse(byte[] bytes) {
    if (bytes.length < CHECKSUM_AT + Integer.BYTES) {
      return Optional.empty();
    }
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, CHECKSUM_AT);
    if (file.getInt(FORMAT_AT) != KNOWN_FORMAT
        || (int) checksum.getValue() != file.getInt(CHECKSUM_AT)) {
      return Optional.empty();
    }
    return Optional.of(
        new ControlData(
            Long.toUnsignedString(file.getLong(0)),
            State.of(file.getInt(STATE_AT)),
            new Lsn(file.getLong(CHECKPOINT_AT)),
            file.getInt(TIMELINE_AT)));
  }

  /** By PostgreSQL's own tool, in English whatever the machine speaks. */
  ControlData byTool() {
    Command command =
        Command.of(server.program("pg_controldata").toString(), server.folders().data().toString())
            .as(server.osUser())
            .with("LC_ALL", "C");
    Map<String, String> lines = new HashMap<>();
    runner.check(command).output().lines().forEach(line -> keep(line, lines));
    return new ControlData(
        field(lines, "Database system identifier"),
        State.parse(field(lines, "Database cluster state")),
        Lsn.parse(field(lines, "Latest checkpoint location")),
        Integer.parseInt(field(lines, "Latest checkpoint's TimeLineID")));
  }

  private static void keep(String line, Map<String, String> lines) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      lines.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
  }

  private String field(Map<String, String> lines, String name) {
    String value = lines.get(name);
    if (value == null) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "pg_controldata of " + server.name() + " says nothing about: " + name,
          "check that the binaries folder belongs to the version of the data directory");
    }
    return value;
  }
}
