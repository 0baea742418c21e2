package dev.slipway.provider.aws;

import dev.slipway.aws.AwsErrors;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.FailureLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The bootstrap of one server, followed by what it leaves in the object store. */
final class ServerWatch {
  private static final int TAIL = 5;

  private final ServerFiles files;
  private final String server;
  private final StoredLog log;
  private final Supplier<List<String>> console;

  /**
   * @param lines is handed each line of the log
   * @param console what the machine printed, for a server that left nothing
   */
  ServerWatch(
      ServerFiles files, String server, Consumer<String> lines, Supplier<List<String>> console) {
    this.files = files;
    this.server = server;
    this.log = new StoredLog(files, server, lines);
    this.console = console;
  }

  /**
   * Returns when the server is up.
   *
   * @param pause between two looks
   * @throws SlipwayException the bootstrap's own, {@code COMMAND_FAILED} when the first start ended
   *     before it, {@code DEADLINE_EXCEEDED}, each with the server's name
   */
  void follow(Duration deadline, Duration pause) {
    ended(deadline, pause)
        .error()
        .ifPresent(
            error -> {
              throw new SlipwayException(
                  error.code(), server + ": " + error.getMessage(), error.hint(), error);
            });
  }

  private BootstrapResult ended(Duration deadline, Duration pause) {
    try {
      return Await.of("bootstrap of " + server, deadline)
          .every(pause)
          .endingOn(AwsErrors.LASTING)
          .until(this::look);
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.DEADLINE_EXCEEDED ? tooLate(deadline, e) : e;
    }
  }

  /** The result comes before the output of the first start, so it is looked for after that. */
  private Optional<BootstrapResult> look() {
    Optional<byte[]> output = files.get(server, ServerFiles.OUTPUT);
    Optional<BootstrapResult> result = files.result(server);
    log.pass();
    return result.or(() -> output.map(ServerWatch::neverBegan));
  }

  private static BootstrapResult neverBegan(byte[] output) {
    List<String> lines = new String(output, StandardCharsets.UTF_8).lines().toList();
    return new BootstrapResult(
        Optional.of(
            new SlipwayException(
                ErrorCode.COMMAND_FAILED,
                "its first start ended before Slipway brought it up; " + words(lines),
                "the whole output is in /var/log/cloud-init-output.log there; mend the image, the"
                    + " instance profile or the application's cloud-config, and launch it anew")));
  }

  private SlipwayException tooLate(Duration deadline, SlipwayException last) {
    return new SlipwayException(
        ErrorCode.DEADLINE_EXCEEDED,
        "%s was not up within %d s; %s".formatted(server, deadline.toSeconds(), heard()),
        "launching it again goes on where it was",
        last);
  }

  private String heard() {
    return log.tail().isEmpty()
        ? "it left no log; on its console " + words(console.get())
        : "its log ends with: " + log.tail();
  }

  private static String words(List<String> lines) {
    List<String> said = lines.stream().filter(line -> !line.isBlank()).toList();
    List<String> end = said.subList(Math.max(0, said.size() - TAIL), said.size());
    String reason =
        FailureLine.most(said)
            .map(line -> "; %s: \"%s\"".formatted(line.kind().words(), line.line()))
            .orElse("");
    return "it said last: " + String.join(" | ", end) + reason;
  }
}
