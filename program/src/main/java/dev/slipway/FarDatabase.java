package dev.slipway;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * A database on another machine. Where that cannot be asked, the database is out of reach, as its
 * contract wants it; every other question tells why.
 */
record FarDatabase(Database far) implements InvocationHandler {

  static Database of(Database far) {
    return (Database)
        Proxy.newProxyInstance(
            Database.class.getClassLoader(), new Class<?>[] {Database.class}, new FarDatabase(far));
  }

  @Override
  public Object invoke(Object near, Method method, Object[] arguments) throws Throwable {
    try {
      return Delegation.call(far, method, arguments);
    } catch (SlipwayException e) {
      if (!method.getName().equals("status") || e.code() == ErrorCode.INTERRUPTED) {
        throw e;
      }
      return new DatabaseStatus(DatabaseRole.UNREACHABLE, "", 0, Optional.empty(), false, false);
    }
  }
}
