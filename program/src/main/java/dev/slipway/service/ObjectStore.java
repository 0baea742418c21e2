package dev.slipway.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A bucket store with signed requests. Keys are full object names without a leading slash. */
public interface ObjectStore {

  /** One object: its name, size in bytes and the SHA-256 that Slipway stored with it, if it did. */
  record StoredObject(String key, long size, Optional<String> sha256) {}

  void ensureBucket(String bucket);

  List<StoredObject> list(String bucket, String prefix);

  Optional<StoredObject> find(String bucket, String key);

  /** Uploads with checksum, in parts when large; harmless when the same bytes are there already. */
  StoredObject upload(String bucket, String key, Path file);

  /** Downloads and compares the checksum. */
  void download(String bucket, String key, Path file);

  void delete(String bucket, String key);
}
