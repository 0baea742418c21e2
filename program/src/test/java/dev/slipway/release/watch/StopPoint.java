package dev.slipway.release.watch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Where a controller is killed or stopped: just before or just after one call of a contract. */
enum StopPoint {
  ARMED("arm", false),
  HELD("hold", false),
  FENCED("fence", false),
  PROVED("promote", true),
  PROMOTED("promote", false);

  private final String method;
  private final boolean before;

  StopPoint(String method, boolean before) {
    this.method = method;
    this.before = before;
  }

  /** The same object, with something that happens at this point. */
  <T> T in(Class<T> contract, T target, Runnable happening) {
    return contract.cast(
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, called, arguments) -> {
              boolean here = called.getName().equals(method);
              if (here && before) {
                happening.run();
              }
              try {
                Object result = called.invoke(target, arguments);
                if (here && !before) {
                  happening.run();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
