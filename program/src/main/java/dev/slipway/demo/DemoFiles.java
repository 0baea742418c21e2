package dev.slipway.demo;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Small file work of the demo, with the demo's own error. */
final class DemoFiles {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private DemoFiles() {}

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Writes a file that only its owner may read, from its first byte on. */
  static void writeSecret(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createFile(file, OWNER_ONLY);
      Files.writeString(file, text);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  static void folder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** Copies a tree, without what a build left in it. */
  static void copyTree(Path from, Path to) {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path :
          (Iterable<Path>) paths.filter(path -> isSource(from.relativize(path)))::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw failed(from, e);
    }
  }

  /** Deletes a tree; what cannot be deleted is left. */
  static void deleteTree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(DemoFiles::deleteQuietly);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  static SlipwayException failed(Path path, IOException e) {
    return new SlipwayException(
        ErrorCode.PERMISSION_DENIED,
        "the demo cannot use %s: %s".formatted(path, e.getMessage()),
        "choose another folder with --state, or free some space",
        e);
  }

  private static boolean isSource(Path path) {
    for (Path part : path) {
      if (part.toString().equals("target")) {
        return false;
      }
    }
    return true;
  }

  private static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
