package dev.slipway;

import dev.slipway.config.AppDescriptor;
import dev.slipway.driver.app.ApplicationSettings;
import dev.slipway.driver.app.SiteAnswer;
import dev.slipway.release.SiteServices;
import dev.slipway.service.Application;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;

/**
 * An application on another machine. Which site answers behind a proxy is asked from here: the
 * proxy's address is the controller's to reach, not the server's.
 */
record FarApplication(SiteServices site, Application far) implements InvocationHandler {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  static Application of(SiteServices site) {
    return (Application)
        Proxy.newProxyInstance(
            Application.class.getClassLoader(),
            new Class<?>[] {Application.class},
            new FarApplication(site, site.application()));
  }

  @Override
  public Object invoke(Object near, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("siteAnsweringAt")) {
      AppDescriptor.Health health = site.health();
      return new SiteAnswer(new ApplicationSettings.Health(health.path(), health.site()), ANSWER)
          .at((String) arguments[0]);
    }
    return Delegation.call(far, method, arguments);
  }
}
