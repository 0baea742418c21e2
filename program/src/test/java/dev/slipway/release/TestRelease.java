package dev.slipway.release;

import dev.slipway.config.DataSize;
import dev.slipway.config.Estate;
import dev.slipway.config.Gates;
import dev.slipway.config.ScheduleSettings;
import dev.slipway.config.SwitchoverSettings;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A release from v41-b to v42-b whose contracts are the given ones, whatever site they are for. */
public final class TestRelease {
  public static final Instant PLANNED = Instant.parse("2026-11-23T07:00:00.123456Z");
  public static final SiteRecord OLD = site("v41-b", "127.0.41.1");
  public static final SiteRecord NEW = site("v42-b", "127.0.41.2");

  private TestRelease() {}

  public static ReleaseContext of(Object... contracts) {
    return new ReleaseContext(plan(Direction.FORWARD, OLD, NEW), services(contracts), rules());
  }

  /** One that waits for that. */
  public static ReleaseContext of(Gates gates, Object... contracts) {
    return new ReleaseContext(plan(Direction.FORWARD, OLD, NEW), services(contracts), rules(gates));
  }

  /** Its way back. */
  public static ReleaseContext back(Object... contracts) {
    return new ReleaseContext(plan(Direction.BACK, NEW, OLD), services(contracts), rules());
  }

  private static Plan plan(Direction direction, SiteRecord from, SiteRecord to) {
    return new Plan(
        new ReleaseRequest("v42", "production").to(to.name()),
        direction,
        PLANNED,
        from,
        List.of(),
        Forecast.of(List.of()),
        Optional.empty());
  }

  private static Estate.Rules rules() {
    return rules(
        new Gates(
            Duration.ofMinutes(2),
            Duration.ofMinutes(30),
            Duration.ofMinutes(5),
            Optional.empty(),
            Duration.ofHours(24),
            new Gates.Bolus(1000, Duration.ofHours(2)),
            Duration.ofSeconds(10),
            Gates.TooFewNodes.PASS));
  }

  private static Estate.Rules rules(Gates gates) {
    return new Estate.Rules(
        new ScheduleSettings(Path.of("cron/%s"), Path.of("/etc/cron.d/slipway-%s")),
        new SwitchoverSettings(
            Duration.ofSeconds(5), Duration.ofSeconds(2), DataSize.parse("16MB")),
        gates);
  }

  private static Services services(Object... contracts) {
    return (Services)
        Proxy.newProxyInstance(
            TestRelease.class.getClassLoader(),
            new Class<?>[] {Services.class},
            (proxy, method, arguments) -> contract(method, contracts));
  }

  private static Object contract(Method asked, Object... contracts) {
    return Stream.of(contracts)
        .filter(asked.getReturnType()::isInstance)
        .findFirst()
        .orElseThrow(() -> new AssertionError("the test has no " + asked));
  }

  private static SiteRecord site(String name, String address) {
    return new SiteRecord(
        name,
        name.equals("v41-b") ? SiteRole.CURRENT : SiteRole.CANDIDATE,
        name.substring(0, 3) + ".0",
        "0123456789012345678901234567890123456789",
        address,
        new Endpoint(address, 5432),
        new Endpoint(address, 6432),
        new Endpoint(address, 8080),
        new Endpoint(address, 9200));
  }
}
