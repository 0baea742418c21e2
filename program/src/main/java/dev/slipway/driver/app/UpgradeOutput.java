package dev.slipway.driver.app;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Result;
import dev.slipway.service.UpgradeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an upgrade program says while it runs: a line {@code updated N of M (errors K)} for each
 * collection, and under it K indented lines, one for each document that failed. Output and errors
 * may arrive concurrently.
 */
final class UpgradeOutput implements Consumer<String> {
  private static final Pattern SUMMARY =
      Pattern.compile("\\bupdated \\d+ of \\d+ \\(errors (\\d+)\\)");
  private static final Pattern DOCUMENT = Pattern.compile("\\s+(?!at )\\S.*");
  private static final int LISTED = 50;

  private final Consumer<String> progress;
  private final List<String> collections = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private long errors;
  private long awaited;

  UpgradeOutput(Consumer<String> progress) {
    this.progress = progress;
  }

  @Override
  public synchronized void accept(String line) {
    Matcher summary = SUMMARY.matcher(line);
    if (summary.find()) {
      awaited = Long.parseLong(summary.group(1));
      errors += awaited;
      collections.add(line.strip());
    } else if (awaited > 0 && DOCUMENT.matcher(line).matches()) {
      awaited--;
      failed.add(line.strip());
    }
    progress.accept(line);
  }

  /**
   * @throws SlipwayException {@code UPGRADE_FAILED} when the program says so by its exit code, or
   *     counted an error and left with 0 all the same
   */
  synchronized UpgradeResult result(Result end) {
    if (end.succeeded() && errors == 0) {
      return new UpgradeResult(List.copyOf(collections));
    }
    String documents = failed.isEmpty() ? "\n  " + end.lastLine() : listed();
    throw new SlipwayException(
        ErrorCode.UPGRADE_FAILED,
        "the upgrade ended with exit code %d, %d documents failed:%s"
            .formatted(end.exitCode(), errors, documents),
        "mend these documents or the upgrade and run it again; it takes only what is still to do");
  }

  private String listed() {
    StringBuilder text = new StringBuilder();
    failed.stream().limit(LISTED).forEach(line -> text.append("\n  ").append(line));
    if (failed.size() > LISTED) {
      text.append("\n  and ").append(failed.size() - LISTED).append(" more");
    }
    return text.toString();
  }
}
