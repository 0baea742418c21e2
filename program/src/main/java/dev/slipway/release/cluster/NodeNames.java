package dev.slipway.release.cluster;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What data nodes are called that come later. Pure. */
public final class NodeNames {
  private static final Pattern REPLACEMENT = Pattern.compile("(.+)-r(\\d+)");
  private static final Pattern NUMBERED = Pattern.compile("(.+?)(\\d+)(-r\\d+)?");

  private NodeNames() {}

  /**
   * The node that takes another's place: {@code v42-data2-r1}, and after that {@code v42-data2-r2}.
   * Told from the name alone, so that the same command finds the replacement that it began.
   */
  public static String replacementOf(String node) {
    Matcher replacement = REPLACEMENT.matcher(node);
    return replacement.matches()
        ? replacement.group(1) + "-r" + (Integer.parseInt(replacement.group(2)) + 1)
        : node + "-r1";
  }

  /**
   * The next names after the highest number that there is.
   *
   * @param stem for a cluster none of whose nodes has a number
   */
  static List<String> next(Collection<String> nodes, String stem, int count) {
    String base = stem;
    int highest = 0;
    for (String node : nodes) {
      Matcher numbered = NUMBERED.matcher(node);
      if (numbered.matches() && Integer.parseInt(numbered.group(2)) > highest) {
        base = numbered.group(1);
        highest = Integer.parseInt(numbered.group(2));
      }
    }
    String prefix = base;
    return IntStream.rangeClosed(highest + 1, highest + count)
        .mapToObj(number -> prefix + number)
        .toList();
  }
}
