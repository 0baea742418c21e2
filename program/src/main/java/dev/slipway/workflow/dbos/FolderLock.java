package dev.slipway.workflow.dbos;

import dev.slipway.exec.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps two controllers from starting or stopping the same server at once. The kernel lets it go
 * when its process dies.
 */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws dev.slipway.error.SlipwayException {@code DEADLINE_EXCEEDED}, {@code INTERRUPTED}
   */
  static FolderLock take(Path folder, Duration deadline) {
    return Await.of("the lock on " + folder, deadline)
        .every(Duration.ofMillis(20))
        .until(() -> attempt(folder.resolve("lock")));
  }

  private static Optional<FolderLock> attempt(Path file) {
    FileChannel channel = open(file);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new FolderLock(channel));
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it, which is the same to us.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
    close(channel);
    return Optional.empty();
  }

  private static FileChannel open(Path file) {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + file, e);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closing the file lets its lock go. */
  @Override
  public void close() {
    close(channel);
  }
}
