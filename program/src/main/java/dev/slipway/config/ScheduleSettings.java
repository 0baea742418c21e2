package dev.slipway.config;

import java.nio.file.Path;

/**
 * Where the recurring jobs of a server go.
 *
 * @param file a cron file; {@code %s} stands for the server's name
 */
public record ScheduleSettings(@Default("cron/%s") Path file) {
  private static final String SERVER = "%s";

  public ScheduleSettings {
    if (!file.toString().contains(SERVER)) {
      throw new IllegalArgumentException(
          "file must contain " + SERVER + ", which stands for the server");
    }
  }

  public Path fileOf(String server) {
    return Path.of(file.toString().replace(SERVER, server));
  }
}
