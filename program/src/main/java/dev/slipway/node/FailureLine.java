package dev.slipway.node;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of a server's log that says what went wrong. Pure. The kinds are in the order of how much
 * they tell: the cause of a failure before the trace that it left, and that before the step that
 * failed of it.
 *
 * @param line as it is in the log, without its indentation
 */
public record FailureLine(Kind kind, String line) {

  /** What a line was recognised as. */
  public enum Kind {
    OUT_OF_MEMORY(
        "out of memory",
        "OutOfMemoryError|[Cc]annot allocate memory|oom-kill|Out of memory: Killed process"),
    DISK_FULL("disk full", "No space left on device|Disk quota exceeded"),
    PORT_IN_USE(
        "port in use",
        "Address already in use|Bind\\w*Exception|[Bb]ind(ing)? failed|[Ff]ailed to bind|could not bind"),
    NOT_ALLOWED("not allowed", "Permission denied|Operation not permitted|AccessDeniedException"),
    PACKAGE(
        "package missing",
        "^E: (Unable to locate package|Package .* has no installation candidate|Failed to fetch)"),
    NO_JVM("no JVM", "Could not create the Java Virtual Machine|UnsupportedClassVersionError"),
    /** A database that only starts, stops or turns a client away says FATAL to it, too. */
    DATABASE(
        "database refuses",
        "\\bPANIC: |\\bFATAL: (?!.*(starting up|shutting down|not yet accepting|terminating))"),
    /** A program of Slipway's own ended with it. */
    ERROR("error", "^error \\[[A-Z_]+\\]: "),
    TRACE(
        "stack trace",
        "^Exception in thread|^Caused by: |^\\s+at [\\w.$/]+\\(|^Traceback \\(most recent call"),
    EXIT_CODE("exit code", "\\bexit(ed)?( with)?( code| status)? [1-9]\\d*\\b"),
    STEP("step failed", "^\\S+ \\S+: failed: ");

    private final String words;
    private final Pattern pattern;

    Kind(String words, String pattern) {
      this.words = words;
      this.pattern = Pattern.compile(pattern);
    }

    /** In words. */
    public String words() {
      return words;
    }
  }

  /** The failure in a line; empty when it says none. */
  public static Optional<FailureLine> in(String line) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.pattern.matcher(line).find())
        .findFirst()
        .map(kind -> new FailureLine(kind, line.strip()));
  }

  /** The failure that tells most in these lines, the first of its kind. */
  public static Optional<FailureLine> most(List<String> lines) {
    return lines.stream()
        .flatMap(line -> in(line).stream())
        .reduce((first, next) -> next.tellsMoreThan(first) ? next : first);
  }

  /** Whether this one tells more than another. */
  public boolean tellsMoreThan(FailureLine other) {
    return kind.compareTo(other.kind) < 0;
  }
}
