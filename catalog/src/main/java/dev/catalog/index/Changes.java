package dev.catalog.index;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * What a round has to index when it is not over every document. Finding out takes a look at all
 * that changed, which is done for many pages at once; what changes after it, the next round finds.
 */
final class Changes {
  private static final int LOOKED_UP = 20_000;

  private final Scope scope;
  private final Pace pace;
  private List<UUID> known = List.of();
  private boolean more = true;

  Changes(Scope scope, Pace pace) {
    this.scope = scope;
    this.pace = pace;
  }

  /**
   * Fills a page with the changed documents after the place that was reached.
   *
   * @return whether there may be more
   */
  boolean fill(Page page, Reading reading, Progress from, UUID after)
      throws SQLException, IOException {
    if (known.isEmpty()) {
      known = reading.changed(scope, from, after, LOOKED_UP);
      more = known.size() == LOOKED_UP;
    }
    var next = known.subList(0, Math.min(known.size(), pace.pageDocuments()));
    boolean all = reading.fill(page, next, pace);
    int taken = all ? next.size() : known.indexOf(page.last()) + 1;
    known = known.subList(taken, known.size());
    return more || !known.isEmpty();
  }
}
