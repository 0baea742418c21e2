package dev.slipway.release;

import dev.slipway.service.ObjectStore;
import dev.slipway.service.ObjectStore.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** One log file on its way into the bucket. */
record LogUpload(ObjectStore store, Path scratch, Path file, String bucket, String key) {

  /** The file's size, and whether it was there before. */
  record Done(long bytes, boolean skipped) {}

  Done run() throws IOException {
    Path copy = Files.createTempFile(Files.createDirectories(scratch), "log-", "");
    try {
      StoredObject wanted = copyTo(copy);
      boolean skipped = isThere(wanted);
      if (!skipped) {
        store.upload(bucket, key, copy);
        verify(wanted);
      }
      return new Done(wanted.size(), skipped);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private void verify(StoredObject wanted) throws IOException {
    if (!isThere(wanted)) {
      throw new IOException("the store does not have it with its checksum");
    }
  }

  private boolean isThere(StoredObject wanted) {
    return store.find(bucket, key).equals(Optional.of(wanted));
  }

  private StoredObject copyTo(Path copy) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      long size = Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return new StoredObject(key, size, Optional.of(HexFormat.of().formatHex(digest.digest())));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
