package dev.slipway;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
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
      return method.invoke(far, arguments);
    } catch (InvocationTargetException e) {
      if (method.getName().equals("status") && outOfReach(e.getCause())) {
        return new DatabaseStatus(DatabaseRole.UNREACHABLE, "", 0, Optional.empty(), false, false);
      }
      throw e.getCause();
    }
  }

  private static boolean outOfReach(Throwable cause) {
    return cause instanceof SlipwayException known && known.code() != ErrorCode.INTERRUPTED;
  }
}
