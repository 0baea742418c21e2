package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Sha256;
import dev.slipway.service.FileRights;
import dev.slipway.service.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file on its way to a machine. What arrived of it lies beside its place under a name with its
 * checksum, so that nobody goes on with the part of another file.
 */
record Upload(RemoteFiles files, Path from, Path to, FileRights rights) {
  private static final int TRIES = 4;

  /** Up to this size a file is not worth asking first what is there of it. */
  private static final long AT_ONCE = 64 << 10;

  Transfer run() {
    try {
      return send(Files.size(from), Sha256.of(from));
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.FILE_MISSING, "cannot read " + from, "is it there, and may you read it?", e);
    }
  }

  private Transfer send(long size, String sha256) throws IOException {
    long sent = 0;
    for (int i = 1; i <= TRIES; i++) {
      try {
        Step step = size <= AT_ONCE ? whole() : further(size, sha256);
        sent += step.sent();
        if (step.done()) {
          return new Transfer(size, sha256, sent);
        }
      } catch (SlipwayException e) {
        if (e.code() != ErrorCode.HOST_LOST || i == TRIES) {
          throw e;
        }
      }
    }
    throw EndedScript.differs(to, files.settings());
  }

  /** What one try came to. */
  private record Step(boolean done, long sent) {}

  private Step whole() throws IOException {
    byte[] content = Files.readAllBytes(from);
    boolean there = files.write(to, content, rights);
    return new Step(true, there ? 0 : content.length);
  }

  private Step further(long size, String sha256) {
    Found found = find(size, sha256);
    if (found.there()) {
      return new Step(true, 0);
    }
    return new Step(append(size, sha256, found.part()) == 0, size - found.part());
  }

  /** What is over there: all of it, or a part. */
  private record Found(boolean there, long part) {}

  private Found find(long size, String sha256) {
    String answer =
        files.ask(script(FileScripts.FIND, sha256), in -> {}, to, RemoteFiles.patience(size));
    if (answer.equals(FileScripts.THERE)) {
      return new Found(true, size);
    }
    String[] words = answer.split(" ", -1);
    long part = Long.parseLong(words[0]);
    long room = Long.parseLong(words[1]) * Long.parseLong(words[2]);
    // A part as long as the whole, or longer, was wrong in the end.
    long kept = part < size ? part : 0;
    if (room < size - part) {
      throw new SlipwayException(
          ErrorCode.DISK_FULL,
          "no room for %s on %s: %d bytes are free, %d are to come"
              .formatted(to, files.settings().words(), room, size - part),
          "make room on that disk; nothing was sent");
    }
    return new Found(false, kept);
  }

  /** Only a wrong checksum is answered; the rest is thrown. */
  private int append(long size, String sha256, long part) {
    EndedScript ended =
        files.run(
            script(FileScripts.APPEND, sha256).with(Long.toString(part)),
            in -> copy(part, in),
            OutputStream.nullOutputStream(),
            RemoteFiles.patience(size));
    if (ended.exitCode() != FileScripts.DIFFERS) {
      ended.check(to);
    }
    return ended.exitCode();
  }

  private void copy(long offset, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(from)) {
      in.skipNBytes(offset);
      in.transferTo(out);
    }
  }

  private RemoteFiles.Script script(String text, String sha256) {
    Path part = RemoteFiles.sibling(to, sha256.substring(0, 12) + ".part");
    return files.storing(text, to, part, sha256, rights);
  }
}
