package dev.slipway.release;

import dev.slipway.service.Application;
import dev.slipway.service.NewKey;
import dev.slipway.service.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The log files of an application on this machine.
 *
 * @param scratch folder for copies of those that are under way
 * @param stores opens the object store with a key
 */
public record ServerLogFiles(
    Application application, Path scratch, BiFunction<Destination, NewKey, ObjectStore> stores)
    implements LogFiles {
  private static final int AT_ONCE = 4;

  @Override
  public LogArchive.Archived archive(Destination to, NewKey key, Consumer<String> progress) {
    List<Path> files = application.logFiles().stream().map(Path::of).toList();
    return new LogArchive(stores.apply(to, key), scratch, AT_ONCE)
        .archive(files, to.bucket(), to.prefix(), progress::accept);
  }
}
