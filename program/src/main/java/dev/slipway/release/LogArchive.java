package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ObjectStore;
import dev.slipway.workflow.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * A server's log files into a bucket, several at once. Each is copied first, so that one that is
 * still written to has one content while it travels. What is there already with the same checksum
 * is passed over: an archiving that was cut off goes on where it stood, and a second one is
 * harmless.
 *
 * @param scratch folder for the copies; it needs room for the largest files at once
 * @param atOnce how many travel at the same time
 */
public record LogArchive(ObjectStore store, Path scratch, int atOnce) {

  /**
   * What lies in the bucket now.
   *
   * @param files all of them
   * @param bytes their size together
   * @param skipped those that were there before
   */
  public record Archived(int files, long bytes, int skipped) {}

  public LogArchive {
    if (atOnce < 1) {
      throw new IllegalArgumentException("at least one at a time, not " + atOnce);
    }
  }

  /**
   * @param prefix {@code production/v41}; a file's key is the prefix, a slash and the file's name
   * @throws SlipwayException {@code LOGS_FAILED} naming every file that is not there afterwards;
   *     the others are
   */
  public Archived archive(List<Path> files, String bucket, String prefix, Progress progress) {
    refuseSameNames(files);
    Semaphore turns = new Semaphore(atOnce);
    List<Callable<LogUpload.Done>> uploads =
        files.stream()
            .map(file -> new LogUpload(store, scratch, file, bucket, key(prefix, file)))
            .map(upload -> (Callable<LogUpload.Done>) () -> inTurn(turns, upload, progress))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return sum(files, threads.invokeAll(uploads));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(ErrorCode.INTERRUPTED, "interrupted while archiving logs", "", e);
    }
  }

  private static LogUpload.Done inTurn(Semaphore turns, LogUpload upload, Progress progress)
      throws InterruptedException, IOException {
    turns.acquire();
    try {
      LogUpload.Done done = upload.run();
      progress.say(
          "%s: %d bytes%s"
              .formatted(done.key(), done.bytes(), done.skipped() ? ", there already" : ""));
      return done;
    } finally {
      turns.release();
    }
  }

  private static Archived sum(List<Path> files, List<Future<LogUpload.Done>> uploads) {
    List<String> failed = new ArrayList<>();
    long bytes = 0;
    int skipped = 0;
    Throwable cause = null;
    for (int i = 0; i < files.size(); i++) {
      Future<LogUpload.Done> upload = uploads.get(i);
      if (upload.state() == Future.State.SUCCESS) {
        bytes += upload.resultNow().bytes();
        skipped += upload.resultNow().skipped() ? 1 : 0;
      } else {
        cause = upload.exceptionNow();
        failed.add(files.get(i) + " (" + cause.getMessage() + ")");
      }
    }
    if (cause != null) {
      throw failed("not archived: " + String.join(", ", failed), cause);
    }
    return new Archived(files.size(), bytes, skipped);
  }

  private static String key(String prefix, Path file) {
    return prefix + "/" + file.getFileName();
  }

  /** Two files of one name would silently become one object. */
  private static void refuseSameNames(List<Path> files) {
    Set<Path> names = new HashSet<>();
    for (Path file : files) {
      if (!names.add(file.getFileName())) {
        throw failed("two log files are named " + file.getFileName(), null);
      }
    }
  }

  private static SlipwayException failed(String message, Throwable cause) {
    return new SlipwayException(
        ErrorCode.LOGS_FAILED,
        message,
        "mend it and run `slipway logs archive` again; what is there already is passed over",
        cause);
  }
}
