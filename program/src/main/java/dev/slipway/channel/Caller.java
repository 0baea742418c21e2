package dev.slipway.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Stands for one object over there: each call of a method goes over the channel. What returns an
 * interface of Slipway's own leads to another object there, and asks nothing yet.
 */
final class Caller implements InvocationHandler {
  private static final String OWN = "dev.slipway";

  private final Far<?> far;
  private final List<Step> path;
  private final Map<Step, Object> others = new ConcurrentHashMap<>();

  Caller(Far<?> far, List<Step> path) {
    this.far = far;
    this.path = path;
  }

  Object near(Class<?> type) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
  }

  /** Whether a method leads to another object, rather than to a value. */
  static boolean leads(Method method) {
    Class<?> type = method.getReturnType();
    return type.isInterface() && type.getPackageName().startsWith(OWN);
  }

  @Override
  public Object invoke(Object near, Method method, Object[] given) {
    List<Object> arguments = given == null ? List.of() : new ArrayList<>(List.of(given));
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(near, method, arguments);
    }
    Step step = new Step(method.getName(), arguments.stream().map(Caller::tree).toList());
    if (leads(method)) {
      return others.computeIfAbsent(
          step, next -> new Caller(far, to(next)).near(method.getReturnType()));
    }
    if (method.getName().equals("close") && arguments.isEmpty()) {
      far.end(to(step));
      return null;
    }
    JsonNode value = far.call(to(step), listener(arguments));
    return method.getReturnType() == void.class
        ? null
        : Wire.value(value, method.getGenericReturnType());
  }

  private Object ofObject(Object near, Method method, List<Object> arguments) {
    return switch (method.getName()) {
      case "equals" -> near == arguments.getFirst();
      case "hashCode" -> System.identityHashCode(near);
      default -> "far " + Step.words(path);
    };
  }

  private List<Step> to(Step next) {
    List<Step> all = new ArrayList<>(path);
    all.add(next);
    return all;
  }

  private static JsonNode tree(Object argument) {
    return argument instanceof Consumer<?> ? NullNode.getInstance() : Wire.tree(argument);
  }

  /** Lines are the only thing that is consumed over a channel. */
  @SuppressWarnings("unchecked")
  private static Consumer<String> listener(List<Object> arguments) {
    return arguments.stream()
        .filter(Consumer.class::isInstance)
        .map(each -> (Consumer<String>) each)
        .findFirst()
        .orElse(line -> {});
  }
}
