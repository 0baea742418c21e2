package dev.slipway.channel;

import dev.slipway.fake.FakeDatabase;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseContract;
import dev.slipway.service.Endpoint;
import dev.slipway.service.PeerDatabase;

final class FarDatabaseTest extends DatabaseContract {
  private final FakeDatabase old =
      FakeDatabase.primary("v41-b", new Endpoint("127.0.41.1", 5432), "7000");
  private final FakeDatabase next = old.standby("v42-b", new Endpoint("127.0.42.1", 5432));
  private final Database primary = ServedInProcess.far(Database.class, old);
  private final Database standby = ServedInProcess.far(Database.class, next);

  @Override
  protected Database primary() {
    return primary;
  }

  @Override
  protected Database standby() {
    return standby;
  }

  @Override
  protected PeerDatabase peer() {
    return standby;
  }

  @Override
  protected void write(Database database) {
    there(database).write("row");
  }

  @Override
  protected int written(Database database) {
    return there(database).rows().size();
  }

  private FakeDatabase there(Database database) {
    return database == primary ? old : next;
  }
}
