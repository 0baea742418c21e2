package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.config.LogSettings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Progress;
import java.nio.file.Path;
import java.util.List;

/** The log files of one site and where the estate keeps them: {@code bucket/prefix/v41/…}. */
public record SiteLogs(Services services, Estate estate, SiteRecord site) {
  /** The application's log files on the server. */
  public List<Path> files() {
    return services.application(site).logFiles().stream().map(Path::of).toList();
  }

  /** The prefix in the bucket: {@code production/v41}. */
  public String prefix() {
    return settings().prefix() + "/" + site.version().replaceFirst("\\.0$", "");
  }

  public String bucket() {
    return settings().bucket();
  }

  /**
   * @param keys the site whose key is the active one
   * @throws SlipwayException {@code LOGS_FAILED}
   */
  public LogArchive.Archived archive(SiteRecord keys, Progress progress) {
    String user = settings().keyUser();
    services.objectStore(keys, user).ensureBucket(bucket());
    return services.logs(site).archive(destination(), services.key(keys, user), progress::say);
  }

  private LogFiles.Destination destination() {
    var store = estate.services().objectStore();
    return new LogFiles.Destination(store.endpoint(), store.region(), bucket(), prefix());
  }

  private LogSettings settings() {
    return estate
        .services()
        .logs()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.LOGS_FAILED,
                    "the estate says nowhere to keep logs",
                    "add logs: to the estate file; `slipway init --print` shows how"));
  }
}
