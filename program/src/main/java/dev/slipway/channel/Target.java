package dev.slipway.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * An object that is called by the names of its interface's methods. Only what the interface has can
 * be called.
 *
 * @param type the interface
 */
record Target(Class<?> type, Object object) {

  /**
   * Follows the path to its object and calls that.
   *
   * @param lines takes the place of an argument that consumes lines
   */
  JsonNode call(List<Step> path, Consumer<String> lines) {
    Target target = this;
    for (Step step : path.subList(0, path.size() - 1)) {
      Method method = target.method(step);
      target = new Target(method.getReturnType(), target.invoke(method, step, lines));
    }
    Step last = path.getLast();
    return Wire.tree(target.invoke(target.method(last), last, lines));
  }

  private Method method(Step step) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(step.method()))
        .filter(method -> method.getParameterCount() == step.arguments().size())
        .findFirst()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.USAGE,
                    "Slipway on this server knows no %s of a %s"
                        .formatted(step.method(), type.getSimpleName()),
                    "install the controller's version there"));
  }

  private Object invoke(Method method, Step step, Consumer<String> lines) {
    Type[] types = method.getGenericParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] =
          method.getParameterTypes()[i] == Consumer.class
              ? lines
              : Wire.value(step.arguments().get(i), types[i]);
    }
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw thrown(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RuntimeException thrown(Throwable cause) {
    return switch (cause) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      default -> new IllegalStateException(cause);
    };
  }
}
