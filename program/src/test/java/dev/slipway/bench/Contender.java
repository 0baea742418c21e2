package dev.slipway.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** One way to move writes from one PostgreSQL server to its standby. */
interface Contender {
  /** As in the table and in the JSON. */
  String name();

  /** What must be so before its clients come. */
  default void prepare() {}

  /** A client's connection, the way this set-up wants its clients to connect. */
  Connection connect() throws SQLException;

  /** Moves the writes over; returns when it says that it is done. */
  Phases switchOver();

  /** A connection straight to the server that was promoted. */
  Connection connectToPrimary() throws SQLException;

  /** Has the former primary follow, so that the next switchover can go back. */
  void rejoin();
}
