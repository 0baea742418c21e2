package dev.slipway.testing;

import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.node.Manifest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.NewKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An object store with a bucket for backups, and a key that may write there. */
public final class BackupStore implements AutoCloseable {
  private static final String BUCKET = "backups";
  private static final String REGION = "us-east-1";
  private static final String USER = "backup-writer";

  private final RealObjectStore store;
  private final NewKey key;

  /**
   * @param folder for its state, created
   */
  public BackupStore(Path folder) throws IOException {
    store = new RealObjectStore(Loopback.address(9000), Files.createDirectory(folder));
    key = store.activeKey(USER);
    var settings = new S3Settings(store.endpoint(), REGION, Optional.of(store.caFile()), key);
    try (var buckets = new S3ObjectStore(settings)) {
      buckets.ensureBucket(BUCKET);
    }
  }

  public NewKey key() {
    return key;
  }

  /** Who signed its certificate. */
  public Path caFile() {
    return store.caFile();
  }

  /** As servers are told of it, these files lying there. */
  public Manifest.BackupSpec spec(Path caFile, Path credentialsHome) {
    return new Manifest.BackupSpec(
        "shop",
        new Endpoint(store.endpoint().getHost(), store.endpoint().getPort()),
        BUCKET,
        REGION,
        caFile,
        "/production",
        credentialsHome);
  }

  @Override
  public void close() {
    store.close();
  }
}
