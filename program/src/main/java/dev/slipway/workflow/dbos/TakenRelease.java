package dev.slipway.workflow.dbos;

import dev.slipway.workflow.ReleaseState;
import java.sql.SQLException;
import java.util.Optional;

/** The release that another one takes back, while that one runs and when it ends. */
final class TakenRelease {
  private TakenRelease() {}

  /** An unfinished one makes room: at most one release is unfinished. */
  static void setAside(Sql.Transaction transaction, Optional<String> taken) throws SQLException {
    if (taken.isPresent()) {
      transaction.update(
          "update slipway.releases set state = 'SET_ASIDE' where id = ? and "
              + ReleaseTable.UNFINISHED,
          taken.get());
    }
  }

  /** What the end of a release means for the one that it takes back. */
  static void settle(Sql.Transaction transaction, ReleaseState end, Optional<String> taken)
      throws SQLException {
    if (end == ReleaseState.ABORTED) {
      transaction.update("update slipway.releases set state = 'STOPPED' where state = 'SET_ASIDE'");
    } else if (end == ReleaseState.COMPLETED && taken.isPresent()) {
      transaction.update(
          """
          update slipway.releases set state = 'ROLLED_BACK'
          where serial = (select max(serial) from slipway.releases where id = ?)
          """,
          taken.get());
    }
  }
}
