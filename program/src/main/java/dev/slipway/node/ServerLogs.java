package dev.slipway.node;

import dev.slipway.node.FailureLine.Kind;
import dev.slipway.provider.local.SearchNodeMain;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The logs of a server that is brought up, from now on. Each line of the bootstrap log is handed on
 * as it comes, and what the server's programs print is read for what goes wrong: a bootstrap whose
 * search node ran out of memory knows only that it ended.
 */
public final class ServerLogs {
  private static final int TAIL = 5;

  private final String server;
  private final Consumer<String> log;
  private final List<LogTail> tails;
  private final Deque<String> last = new ArrayDeque<>();
  private Optional<Found> found = Optional.empty();

  private record Found(FailureLine failure, String where) {}

  /**
   * @param log is handed each line as "server: line", and what was recognised in others
   */
  public ServerLogs(ServerManifest manifest, Consumer<String> log) {
    SiteFiles files = manifest.files();
    this.server = manifest.server();
    this.log = log;
    this.tails =
        List.of(
            new LogTail(files.bootstrapLog(), this::bootstrap),
            new LogTail(files.bootstrapOutput(), line -> own(line, files.bootstrapOutput())),
            printed(files.searchOutput()),
            printed(files.searchLogs().resolve(SearchNodeMain.logName(server) + ".log")),
            printed(files.appOutput()));
  }

  private LogTail printed(Path file) {
    return new LogTail(file, line -> recognise(line, file.toString()));
  }

  /** The bootstrap repeats there what is in its log, and ends with the error of its result. */
  private void own(String line, Path file) {
    if (FailureLine.in(line).filter(failure -> failure.kind() != Kind.ERROR).isPresent()) {
      recognise(line, file.toString());
    }
  }

  private void bootstrap(String line) {
    last.addLast(line);
    if (last.size() > TAIL) {
      last.removeFirst();
    }
    log.accept(server + ": " + line);
    recognise(line, "its bootstrap log");
  }

  private void recognise(String line, String where) {
    FailureLine.in(line).ifPresent(failure -> keep(new Found(failure, where)));
  }

  /** The first of what tells most. */
  private void keep(Found now) {
    if (found.filter(before -> !now.failure().tellsMoreThan(before.failure())).isPresent()) {
      return;
    }
    found = Optional.of(now);
    if (now.failure().kind() != Kind.STEP) {
      log.accept("%s: !%s".formatted(server, words(now)));
    }
  }

  /** Hands on what came since the last time. */
  public void pass() {
    tails.forEach(LogTail::pass);
  }

  /** The end of the bootstrap log, in one line. */
  public String tail() {
    return String.join(" | ", last);
  }

  /**
   * What went wrong, for the end of a message; empty when no line says it, or when the message does
   * so itself.
   */
  public String reason(String message) {
    return found
        .filter(seen -> seen.failure().kind() != Kind.STEP)
        .filter(seen -> !message.contains(seen.failure().line()))
        .map(seen -> ";" + words(seen))
        .orElse("");
  }

  private static String words(Found found) {
    return " %s: \"%s\" in %s"
        .formatted(found.failure().kind().words(), found.failure().line(), found.where());
  }
}
