package dev.slipway.drill;

import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.Services;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every contract of an estate, as it is, with a {@link KillPoint} watched for at each call. */
public final class KillingServices {
  private final KillPoint point;

  private KillingServices(KillPoint point) {
    this.point = point;
  }

  public static Services around(Services services, KillPoint point) {
    KillingServices killing = new KillingServices(point);
    return killing.dressed(
        Services.class,
        (proxy, method, arguments) -> killing.contract(called(services, method, arguments)));
  }

  /** What was handed out: a contract, some, or perhaps one; anything else is left alone. */
  private Object contract(Object handedOut) {
    return switch (handedOut) {
      case Optional<?> perhaps -> perhaps.map(this::contract);
      case List<?> several -> several.stream().map(this::contract).toList();
      case ProxyUpstream target ->
          new ProxyUpstream(
              watched(dev.slipway.service.Proxy.class, target.proxy()),
              target.upstream(),
              target.url());
      default ->
          contractOf(handedOut).<Object>map(type -> watched(type, handedOut)).orElse(handedOut);
    };
  }

  /** A driver may have it from what it extends. */
  private static Optional<Class<?>> contractOf(Object driver) {
    return Stream.<Class<?>>iterate(
            driver.getClass(), Objects::nonNull, type -> type.getSuperclass())
        .flatMap(type -> Stream.<Class<?>>of(type.getInterfaces()))
        .filter(type -> type.getPackageName().equals("dev.slipway.service"))
        .findFirst();
  }

  private <T> T watched(Class<T> type, Object driver) {
    return dressed(
        type,
        (proxy, method, arguments) -> {
          String call = type.getSimpleName() + "." + method.getName();
          point.reached(KillPoint.When.BEFORE, call);
          Object answer = called(driver, method, overheard(call, arguments));
          point.reached(KillPoint.When.AFTER, call);
          return answer;
        });
  }

  /** Whoever is told of the progress is told after the kill point. */
  private Object[] overheard(String call, Object[] arguments) {
    if (arguments == null) {
      return null;
    }
    return Stream.of(arguments)
        .map(
            argument ->
                argument instanceof Consumer<?> listener ? overheard(call, listener) : argument)
        .toArray();
  }

  @SuppressWarnings("unchecked")
  private Consumer<String> overheard(String call, Consumer<?> listener) {
    Consumer<String> lines = (Consumer<String>) listener;
    return line -> {
      point.said(call, line);
      lines.accept(line);
    };
  }

  private static Object called(Object driver, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(driver, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private <T> T dressed(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            KillingServices.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
