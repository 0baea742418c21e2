package dev.slipway.config;

import java.time.Duration;

/**
 * Base backups and archived log of production.
 *
 * @param stanza pgBackRest's name for the database and its descendants
 * @param path within the bucket, with a leading slash
 * @param keyUser of {@code keys.users}, whose key writes them
 * @param schedule of the nightly backup
 * @param maxAge a release refuses an older newest backup
 */
public record BackupSettings(
    String stanza,
    String bucket,
    String path,
    String keyUser,
    @Default("0 7 * * *") CronTime schedule,
    @Default("24h") Duration maxAge) {
  public BackupSettings {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path \"%s\" must begin with /".formatted(path));
    }
  }
}
