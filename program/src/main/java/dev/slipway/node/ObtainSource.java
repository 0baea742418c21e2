package dev.slipway.node;

import dev.slipway.config.AppDescriptor;
import dev.slipway.exec.Runner;
import java.util.function.Consumer;

/** The application's descriptor at the commit, read with this server's values. */
final class ObtainSource implements BootstrapStep {
  private final Manifest manifest;
  private final Runner runner;
  private AppDescriptor raw;

  ObtainSource(Manifest manifest, Runner runner) {
    this.manifest = manifest;
    this.runner = runner;
  }

  @Override
  public String name() {
    return "source";
  }

  @Override
  public void run(Consumer<String> log) {
    raw = new BuiltApplication(manifest, runner).descriptor(log);
    descriptor();
    log.accept("application %s at %s".formatted(raw.name(), manifest.identity().version()));
  }

  AppDescriptor descriptor() {
    return raw.on(new ServerParts(manifest).variables());
  }

  /** A search node is started only for an application that is told its address. */
  boolean usesSearch() {
    return raw.usesSearch();
  }
}
