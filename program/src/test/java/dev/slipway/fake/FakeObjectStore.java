package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An object store in memory. When it lies, it says that it has stored what it has not. */
public final class FakeObjectStore implements ObjectStore {
  private final Mishaps mishaps = new Mishaps();
  private final Map<String, Map<String, byte[]>> buckets = new TreeMap<>();
  private final Map<String, String> checksums = new TreeMap<>();

  public Mishaps mishaps() {
    return mishaps;
  }

  /** Changes a byte behind the back of the checksum. */
  public synchronized void damage(String bucket, String key) {
    of(bucket).get(key)[0]++;
  }

  @Override
  public synchronized void ensureBucket(String bucket) {
    mishaps.strike("ensureBucket");
    buckets.computeIfAbsent(bucket, name -> new TreeMap<>());
  }

  @Override
  public synchronized List<StoredObject> list(String bucket, String prefix) {
    mishaps.strike("list");
    return of(bucket).keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> stored(bucket, key))
        .toList();
  }

  @Override
  public synchronized Optional<StoredObject> find(String bucket, String key) {
    mishaps.strike("find");
    return Optional.ofNullable(buckets.get(bucket))
        .filter(objects -> objects.containsKey(key))
        .map(objects -> stored(bucket, key));
  }

  @Override
  public synchronized StoredObject upload(String bucket, String key, Path file) {
    mishaps.strike("upload");
    try {
      byte[] content = Files.readAllBytes(file);
      if (!mishaps.lying()) {
        of(bucket).put(key, content);
        checksums.put(bucket + "/" + key, sha256(content));
      }
      return new StoredObject(key, content.length, Optional.of(sha256(content)));
    } catch (IOException e) {
      throw failed("no file " + file);
    }
  }

  @Override
  public synchronized void download(String bucket, String key, Path file) {
    mishaps.strike("download");
    byte[] content = of(bucket).get(key);
    if (content == null || !sha256(content).equals(checksums.get(bucket + "/" + key))) {
      throw failed("missing or damaged: " + key);
    }
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void delete(String bucket, String key) {
    mishaps.strike("delete");
    of(bucket).remove(key);
  }

  private StoredObject stored(String bucket, String key) {
    return new StoredObject(
        key, of(bucket).get(key).length, Optional.of(checksums.get(bucket + "/" + key)));
  }

  private Map<String, byte[]> of(String bucket) {
    Map<String, byte[]> objects = buckets.get(bucket);
    if (objects == null) {
      throw failed("no bucket " + bucket);
    }
    return objects;
  }

  private static SlipwayException failed(String why) {
    return new SlipwayException(ErrorCode.OBJECT_STORE_FAILED, why, "");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
