package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Sha256;
import dev.slipway.service.Transfer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A file on its way from a machine; what arrived of it is gone on with. */
record Download(RemoteFiles files, Path from, Path to) {
  private static final int TRIES = 4;

  /** The other side reads the whole file for its checksum first. */
  private static final Duration CHECKSUM = Duration.ofMinutes(30);

  Transfer run() {
    try {
      return fetch();
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.DISK_FULL, "cannot write " + to, "is there room, and may you write there?", e);
    }
  }

  private Transfer fetch() throws IOException {
    long sent = 0;
    for (int i = 1; ; i++) {
      Wanted wanted = wanted();
      if (Files.isRegularFile(to) && Sha256.of(to).equals(wanted.sha256())) {
        return new Transfer(wanted.bytes(), wanted.sha256(), sent);
      }
      Path part = RemoteFiles.sibling(to, wanted.sha256().substring(0, 12) + ".part");
      long before = Files.exists(part) ? Files.size(part) : 0;
      boolean whole = append(part, before, wanted.bytes(), i == TRIES);
      sent += Files.size(part) - before;
      if (whole && Sha256.of(part).equals(wanted.sha256())) {
        AtomicFile.rename(part, to);
        AtomicFile.force(to);
        return new Transfer(wanted.bytes(), wanted.sha256(), sent);
      }
      if (whole) {
        Files.delete(part);
      }
      if (i == TRIES) {
        throw EndedScript.differs(from, files.settings());
      }
    }
  }

  /** The file over there as it is now. */
  private record Wanted(long bytes, String sha256) {}

  private Wanted wanted() {
    RemoteFiles.Script script =
        new RemoteFiles.Script(FileScripts.STATE, List.of(from.toString()), Optional.empty());
    String[] words = files.ask(script, in -> {}, from, CHECKSUM).split("\\s+", -1);
    return new Wanted(Long.parseLong(words[0]), words[1]);
  }

  /** True when the program over there ended; false when the connection broke, unless it is over. */
  private boolean append(Path part, long offset, long bytes, boolean last) throws IOException {
    RemoteFiles.Script script =
        new RemoteFiles.Script(
            FileScripts.READ_FROM,
            List.of(from.toString(), Long.toString(offset + 1)),
            Optional.empty());
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      files.run(script, in -> {}, out, RemoteFiles.patience(bytes)).check(from);
      return true;
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.HOST_LOST || last) {
        throw e;
      }
      return false;
    }
  }
}
