package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * One at a time, among the threads and processes of this machine. The system lets go of it when its
 * holder dies. The file stays: removing it would let two hold different files of one name.
 */
public final class FileMutex implements AutoCloseable {
  private final FileChannel channel;

  private FileMutex(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for its turn.
   *
   * @throws SlipwayException {@code DEADLINE_EXCEEDED}, {@code INTERRUPTED}, {@code
   *     PERMISSION_DENIED}
   */
  public static FileMutex acquire(Path file, Duration deadline) {
    FileChannel channel = open(file);
    try {
      Await.of("the end of another program's turn at " + file, deadline)
          .until(() -> tryLock(channel));
      return new FileMutex(channel);
    } catch (SlipwayException e) {
      close(channel);
      throw e;
    }
  }

  /** Its turn, when it is at once; empty while another program has it. */
  public static Optional<FileMutex> attempt(Path file) {
    FileChannel channel = open(file);
    if (tryLock(channel).isPresent()) {
      return Optional.of(new FileMutex(channel));
    }
    close(channel);
    return Optional.empty();
  }

  @Override
  public void close() {
    close(channel);
  }

  private static Optional<FileLock> tryLock(FileChannel channel) {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel open(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PERMISSION_DENIED, "cannot write " + file, "who owns its folder?", e);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
