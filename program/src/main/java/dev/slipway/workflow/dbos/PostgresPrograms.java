package dev.slipway.workflow.dbos;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, which zonky packs into an artefact: unpacked once, into a folder that
 * later controllers find. The library's own starter is not used: it cannot adopt a server that
 * outlived its controller, and it starts with {@code -F}, no password and a server that falls with
 * the terminal.
 */
final class PostgresPrograms {
  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private PostgresPrograms() {}

  /** The folder of {@code initdb}, {@code pg_ctl} and {@code postgres}; the caller holds a lock. */
  static Path unpack(Path folder) {
    Path whole = folder.resolve("unpacked");
    if (!Files.exists(whole)) {
      try (InputStream packed = packed()) {
        unpack(packed, folder);
        Files.createFile(whole);
      } catch (IOException e) {
        throw new SlipwayException(
            ErrorCode.JOURNAL_FAILED,
            "the journal's PostgreSQL cannot be unpacked into %s: %s"
                .formatted(folder, e.getMessage()),
            "about 60 MB are needed there; no other processor than amd64 is packed",
            e);
      }
    }
    return folder.resolve("bin");
  }

  private static InputStream packed() throws IOException {
    return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
        System.getProperty("os.name"), architecture());
  }

  private static String architecture() {
    return "amd64".equals(System.getProperty("os.arch")) ? "x86_64" : System.getProperty("os.arch");
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    try (TarArchiveInputStream archive =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        write(entry, archive, inside(folder, entry));
      }
    }
  }

  private static Path inside(Path folder, TarArchiveEntry entry) throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("an entry leads outside: " + entry.getName());
    }
    return target;
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(target);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      if ((entry.getMode() & 0100) != 0) {
        Files.setPosixFilePermissions(target, PROGRAM);
      }
    }
  }
}
