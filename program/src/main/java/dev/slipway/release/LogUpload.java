package dev.slipway.release;

import dev.slipway.service.ObjectStore;
import dev.slipway.service.ObjectStore.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One log file on its way into the bucket. What grew since is put over its own beginning; another
 * file of that name, as a site has that was restored at the same version, is put beside it: {@code
 * access.log~2}.
 */
record LogUpload(ObjectStore store, Path scratch, Path file, String bucket, String key) {

  private static final int BUFFER = 1 << 16;

  /** Where it lies, its size, and whether it was there before. */
  record Done(String key, long bytes, boolean skipped) {}

  Done run() throws IOException {
    Path copy = Files.createTempFile(Files.createDirectories(scratch), "log-", "");
    try {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      StoredObject wanted = described(place(copy), copy, Files.size(copy));
      boolean skipped = isThere(wanted);
      if (!skipped) {
        store.upload(bucket, wanted.key(), copy);
        verify(wanted);
      }
      return new Done(wanted.key(), wanted.size(), skipped);
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
    return store.find(bucket, wanted.key()).equals(Optional.of(wanted));
  }

  private String place(Path copy) throws IOException {
    String place = key;
    for (int number = 2; !mayLieAt(place, copy); number++) {
      place = key + "~" + number;
    }
    return place;
  }

  /** Nothing is there, or nothing that Slipway completed, or the same file as it was earlier. */
  private boolean mayLieAt(String place, Path copy) throws IOException {
    Optional<StoredObject> there =
        store.find(bucket, place).filter(object -> object.sha256().isPresent());
    return there.isEmpty()
        || (there.get().size() <= Files.size(copy)
            && there.get().equals(described(place, copy, there.get().size())));
  }

  /** The first so many bytes of it, as the store would describe them. */
  private static StoredObject described(String place, Path copy, long size) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(copy)) {
      byte[] buffer = new byte[BUFFER];
      int read;
      for (long left = size; left > 0; left -= read) {
        read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        digest.update(buffer, 0, read);
      }
    }
    return new StoredObject(place, size, Optional.of(HexFormat.of().formatHex(digest.digest())));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
