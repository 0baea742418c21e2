package dev.catalog.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A transaction snapshot as {@code pg_current_snapshot()} prints it: {@code xmin:xmax:xip,…}.
 *
 * <p>Everything below {@code xmin} is finished; nothing from {@code xmax} on had begun to be
 * visible. The list in between is empty on a hot standby whatever is running, so nothing here
 * relies on it.
 */
public record Snapshot(@JsonValue String text, long xmin, long xmax) {
  private static final Pattern FORM = Pattern.compile("(\\d+):(\\d+):[\\d,]*");

  /**
   * Reads the printed form.
   *
   * @throws IllegalArgumentException when it is not one
   */
  @JsonCreator
  public static Snapshot parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a transaction snapshot");
    }
    return new Snapshot(text, Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
  }
}
