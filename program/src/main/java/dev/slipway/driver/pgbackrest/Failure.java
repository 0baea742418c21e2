package dev.slipway.driver.pgbackrest;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Result;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pgBackRest's words mean in the catalogue. Its exit code for a refused key is the one for any
 * broken request, so the code that the object store sent decides; for a full disk it is the number
 * of the system's error.
 */
record Failure(PgBackRestSettings settings) {
  /** With an inactive or unknown key, and with a wrong secret. */
  private static final Pattern KEY_REFUSED =
      Pattern.compile("<Code>(InvalidAccessKeyId|SignatureDoesNotMatch)</Code>");

  /** ENOSPC and EDQUOT, as pgBackRest prints them, and an object store's HTTP 507. */
  private static final Pattern NO_ROOM =
      Pattern.compile("\\[(28|122)] |<Code>InsufficientStorage</Code>");

  private static final Pattern ERROR = Pattern.compile("ERROR: (\\[\\d+]: [^\n]*)");

  SlipwayException of(String what, Result result) {
    String said = result.output() + "\n" + result.errors();
    Matcher error = ERROR.matcher(said);
    String why = error.find() ? error.group(1) : "exit code " + result.exitCode();
    return of(what, said, why);
  }

  /**
   * @param said all that it said, which is not repeated
   * @param why the line that goes into the message
   */
  SlipwayException of(String what, String said, String why) {
    String sentence = "pgBackRest did not %s of %s: ".formatted(what, settings.stanza());
    return refusal(said)
        .map(code -> keyRefused(sentence + code))
        .orElseGet(() -> full(said) ? diskFull(sentence + why) : failed(sentence + why));
  }

  SlipwayException noRoom(Path folder, long bytes) {
    return diskFull("no room for %d bytes in %s".formatted(bytes, folder));
  }

  private static Optional<String> refusal(String said) {
    Matcher code = KEY_REFUSED.matcher(said);
    return code.find() ? Optional.of(code.group(1)) : Optional.empty();
  }

  private static boolean full(String said) {
    return NO_ROOM.matcher(said).find();
  }

  private static SlipwayException keyRefused(String sentence) {
    return new SlipwayException(
        ErrorCode.KEY_REFUSED,
        sentence,
        "activate the key in the server's credentials file, or install another one");
  }

  private static SlipwayException diskFull(String sentence) {
    return new SlipwayException(ErrorCode.DISK_FULL, sentence, "free some space there");
  }

  private SlipwayException failed(String sentence) {
    return new SlipwayException(
        ErrorCode.BACKUP_FAILED, sentence, "see the log in " + settings.folder().resolve("log"));
  }
}
