package dev.catalog;

import com.zaxxer.hikari.HikariDataSource;
import dev.catalog.document.DataSources;
import dev.catalog.document.Tables;
import dev.catalog.document.Types;
import dev.catalog.document.Upgrades;
import dev.catalog.upgrade.Steps;
import java.sql.SQLException;

/** What a verb needs that works on the database once and ends. */
record Release(HikariDataSource source, Types types, Upgrades upgrades) implements AutoCloseable {

  /** Connects, and creates the tables if they are missing. */
  static Release open(int connections) throws SQLException {
    var types = Types.ofThisRelease();
    var configuration = Configuration.of(System.getenv());
    var source = DataSources.pooled(configuration.database(), connections);
    try {
      Tables.create(source);
    } catch (SQLException e) {
      source.close();
      throw e;
    }
    return new Release(source, types, new Upgrades(types, Steps.all()));
  }

  @Override
  public void close() {
    source.close();
  }
}
