package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The calls that contracts receive, in their order, and what happens besides: {@code old.fence}
 * names a call by its receiver and its method.
 */
final class Calls {
  private final List<String> made = new ArrayList<>();
  private final Map<String, Runnable> before = new HashMap<>();
  private final Map<String, Runnable> after = new HashMap<>();
  private final Map<String, UnaryOperator<Object>> answers = new HashMap<>();

  /** The fake, with its calls noted under that name. */
  <T> T of(Class<T> contract, String name, T fake) {
    return contract.cast(
        Proxy.newProxyInstance(
            Calls.class.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) -> {
              String call = name + "." + method.getName();
              made.add(call);
              happen(before, call);
              try {
                Object answer = method.invoke(fake, arguments);
                happen(after, call);
                return answers.getOrDefault(call, UnaryOperator.identity()).apply(answer);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static void happen(Map<String, Runnable> events, String call) {
    Optional.ofNullable(events.get(call)).ifPresent(Runnable::run);
  }

  void before(String call, Runnable event) {
    before.put(call, event);
  }

  void after(String call, Runnable event) {
    after.put(call, event);
  }

  void answer(String call, UnaryOperator<Object> change) {
    answers.put(call, change);
  }

  /** What a call that fails does. */
  static Runnable failure(ErrorCode code) {
    return () -> {
      throw new SlipwayException(code, "told to fail", "");
    };
  }

  /** The calls that were made, without those that only look. */
  List<String> acting() {
    return made.stream()
        .filter(
            call ->
                !call.endsWith(".status")
                    && !call.endsWith(".lastOutcome")
                    && !call.endsWith(".endpoint")
                    && !call.endsWith(".replayedBy")
                    && !call.endsWith(".directClients"))
        .toList();
  }
}
