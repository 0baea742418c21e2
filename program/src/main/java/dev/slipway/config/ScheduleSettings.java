package dev.slipway.config;

import java.nio.file.Path;

/**
 * Where the recurring jobs of a server go.
 *
 * @param file a cron file of this machine; {@code %s} stands for the server's name
 * @param onServers the same for a server that is another machine
 */
public record ScheduleSettings(
    @Default("cron/%s") Path file, @Default("/etc/cron.d/slipway-%s") Path onServers) {
  private static final String SERVER = "%s";

  public ScheduleSettings {
    require(file);
    require(onServers);
  }

  private static void require(Path file) {
    if (!file.toString().contains(SERVER)) {
      throw new IllegalArgumentException(
          "a file must contain " + SERVER + ", which stands for the server");
    }
  }

  /** The file of a server that is this machine. */
  public Path fileOf(String server) {
    return named(file, server);
  }

  /** The file on a server of that name. */
  public Path fileOn(String server) {
    return named(onServers, server);
  }

  private static Path named(Path file, String server) {
    return Path.of(file.toString().replace(SERVER, server));
  }
}
