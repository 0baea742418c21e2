package dev.slipway.workflow.dbos;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes, starts and stops the embedded server with PostgreSQL's own programs. */
record EmbeddedControl(EmbeddedFiles files, Path programs, Runner runner) {
  static final String USER = "slipway";
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** Makes the data folder under another name first: a crash in between leaves no half of one. */
  void initialise() {
    Path half = files.folder().resolve("data.new");
    removeTree(half);
    files.writePassword();
    check(
        Command.of(
            program(
                "initdb",
                "--pgdata=" + half,
                "--username=" + USER,
                "--pwfile=" + files.password(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C")));
    write(half.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    write(half.resolve("postgresql.conf"), "include 'journal.conf'\n");
    move(half, files.data());
  }

  /** Returns when it answers. The server has a session of its own: Ctrl-C does not reach it. */
  void start(int port) {
    write(files.data().resolve("journal.conf"), configuration(port));
    check(
        Command.of(
            program(
                "pg_ctl",
                "start",
                "--wait",
                "--timeout=60",
                "--pgdata=" + files.data(),
                "--log=" + files.log())));
  }

  void stop() {
    check(
        Command.of(
            program(
                "pg_ctl",
                "stop",
                "--wait",
                "--timeout=60",
                "--mode=fast",
                "--pgdata=" + files.data())));
  }

  /** PostgreSQL's own answer: the process of the pid file lives and is a server. */
  boolean running() {
    return runner
        .run(Command.of(program("pg_ctl", "status", "--pgdata=" + files.data())).within(DEADLINE))
        .succeeded();
  }

  /** A journal that may lose what it acknowledged is none: everything durable is on. */
  static String configuration(int port) {
    return """
        listen_addresses = '%s'
        port = %d
        unix_socket_directories = ''
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = 128MB
        min_wal_size = 32MB
        max_connections = 50
        shared_buffers = 16MB
        tcp_keepalives_idle = 5
        tcp_keepalives_interval = 2
        tcp_keepalives_count = 3
        timezone = 'UTC'
        log_min_messages = warning
        """
        .formatted(EmbeddedFiles.HOST, port);
  }

  /** PostgreSQL refuses root; in a user namespace of its own root is nobody, yet owns its files. */
  private List<String> program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (Ownership.root()) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private void check(Command command) {
    Result result = runner.run(command.in(files.folder()).within(DEADLINE));
    if (!result.succeeded()) {
      throw new SlipwayException(
          ErrorCode.JOURNAL_FAILED,
          "the journal's PostgreSQL failed: " + result.lastLine(),
          "see " + files.log());
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + from, e);
    }
  }

  private static void removeTree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
