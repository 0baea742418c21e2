package dev.slipway;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls of an object on behalf of what stands for it. */
final class Delegation {
  private Delegation() {}

  /** What the object answers or throws. */
  static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
