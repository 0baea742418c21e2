package dev.slipway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Things made when they are first asked for, kept, and closed in the end, the last first. */
final class Kept implements AutoCloseable {
  private final Map<String, Object> things = new HashMap<>();
  private final Deque<AutoCloseable> closeable = new ArrayDeque<>();

  /** The thing of that type and name. */
  synchronized <T> T get(Class<T> type, String name, Supplier<? extends T> maker) {
    String key = type.getName() + " " + name;
    Object known = things.get(key);
    if (known == null) {
      known = maker.get();
      things.put(key, known);
      if (known instanceof AutoCloseable resource) {
        closeable.push(resource);
      }
    }
    return type.cast(known);
  }

  @Override
  public synchronized void close() {
    while (!closeable.isEmpty()) {
      close(closeable.pop());
    }
    things.clear();
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot close " + resource.getClass(), e);
    }
  }
}
