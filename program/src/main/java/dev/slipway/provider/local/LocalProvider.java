package dev.slipway.provider.local;

import dev.slipway.exec.Daemons;
import dev.slipway.exec.Runner;
import dev.slipway.provider.ManifestProvider;

/** Sites as real processes on loopback addresses of this machine. */
public final class LocalProvider extends ManifestProvider {

  public LocalProvider(LocalSettings settings, Runner runner, Daemons daemons) {
    super(new LocalPlaces(settings, runner, daemons), settings.template());
  }
}
