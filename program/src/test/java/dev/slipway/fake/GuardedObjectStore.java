package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;

/** An object store that refuses every call of one whose key is not active just then. */
public final class GuardedObjectStore {
  private GuardedObjectStore() {}

  /**
   * @param active asked before each call
   */
  public static ObjectStore of(ObjectStore store, BooleanSupplier active) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            GuardedObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (self, method, arguments) -> {
              if (!active.getAsBoolean()) {
                throw new SlipwayException(ErrorCode.KEY_REFUSED, "the store refuses the key", "");
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
