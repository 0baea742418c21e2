package dev.slipway.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are whole or not there, also after the power failed. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Replaces the file's content; an existing file keeps its mode, owner and group. */
  public static void replace(Path file, byte[] content) {
    write(file, content, temporary -> Ownership.copy(file, temporary));
  }

  /** Writes the file with mode 0600 for the user. */
  public static void write(Path file, byte[] content, String user) {
    write(file, content, temporary -> Ownership.give(temporary, user));
  }

  /** Writes the file with that mode for the user. */
  public static void write(Path file, byte[] content, String user, Set<PosixFilePermission> mode) {
    write(
        file,
        content,
        temporary -> {
          Files.setPosixFilePermissions(temporary, mode);
          Ownership.give(temporary, user);
        });
  }

  /**
   * Puts what is to replace the file on the disk beside it, with its mode, owner and group: a
   * {@link #rename} is what is left to do when it matters.
   */
  public static Path stage(Path file, byte[] content) {
    Path staged = file.resolveSibling(file.getFileName() + ".staged");
    write(staged, content, temporary -> Ownership.copy(file, temporary));
    return staged;
  }

  /**
   * Renames a file that is on the disk already. After a failure of the power either name may be
   * there: see {@link #force}.
   */
  public static void rename(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rename " + from + " to " + to, e);
    }
  }

  /** Makes a rename to this name durable. */
  public static void force(Path file) {
    try {
      forceFolder(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make durable " + file, e);
    }
  }

  /** Removes the file, durably; harmless when there is none. */
  public static void remove(Path file) {
    try {
      if (Files.deleteIfExists(file)) {
        forceFolder(file.toAbsolutePath().getParent());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }

  private static void write(Path file, byte[] content, Dress dress) {
    try {
      Path temporary = create(file);
      try {
        fill(temporary, content);
        dress.apply(temporary);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      forceFolder(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** An empty file beside it. */
  private static Path create(Path file) throws IOException {
    return Files.createTempFile(
        file.toAbsolutePath().getParent(),
        "." + file.getFileName() + ".",
        "",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static void fill(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A rename or removal is durable once its folder is. */
  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private interface Dress {
    void apply(Path temporary) throws IOException;
  }
}
