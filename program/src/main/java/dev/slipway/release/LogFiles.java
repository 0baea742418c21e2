package dev.slipway.release;

import dev.slipway.service.NewKey;
import java.net.URI;
import java.util.function.Consumer;

/** The log files of a site's application, sent into a bucket from where they are written. */
public interface LogFiles {

  /**
   * Where they go.
   *
   * @param store the object store
   * @param prefix {@code production/v41}; a file's key is the prefix, a slash and the file's name
   */
  record Destination(URI store, String region, String bucket, String prefix) {}

  /**
   * Sends all of them; see {@link LogArchive}.
   *
   * @param key of whoever may write there: the server's own may not be active any more
   * @param progress is handed a line for each file
   * @throws dev.slipway.error.SlipwayException {@code LOGS_FAILED}
   */
  LogArchive.Archived archive(Destination to, NewKey key, Consumer<String> progress);
}
