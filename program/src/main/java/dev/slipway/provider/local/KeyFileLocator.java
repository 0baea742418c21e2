package dev.slipway.provider.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * Decides by the key file who may use the store. The file is looked at on every request and read
 * again when another one has taken its place, so a key that was set inactive is refused at once.
 */
final class KeyFileLocator implements BlobStoreLocator {
  private static final Logger LOG = LogManager.getLogger(KeyFileLocator.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What tells one version of the file from another. */
  private record Version(Object file, Object modified, long size) {}

  /** The secrets of the active keys, by id. */
  private record Keys(Optional<Version> version, Map<String, String> secrets) {}

  private final Path file;
  private final BlobStore store;
  private volatile Keys keys = new Keys(Optional.empty(), Map.of());

  KeyFileLocator(Path file, BlobStore store) {
    this.file = file;
    this.store = store;
  }

  /** A grant for an active key; null, as S3Proxy wants it, refuses an unknown or inactive one. */
  @Override
  public AccessGrant locateBlobStore(String identity, String container, String blob) {
    String secret = identity == null ? null : current().get(identity);
    return secret == null ? null : new AccessGrant(secret, store);
  }

  private Map<String, String> current() {
    Keys known = keys;
    try {
      Version version = version();
      if (!known.version().equals(Optional.of(version))) {
        known = new Keys(Optional.of(version), activeSecrets(JSON.readTree(file.toFile())));
        keys = known;
      }
      return known.secrets();
    } catch (NoSuchFileException e) {
      LOG.warn("no key file {}: every request is refused", file);
    } catch (IOException e) {
      // Not the exception itself: a parser quotes the text that it stumbled on.
      LOG.error("key file {} cannot be read ({}): every request is refused", file, e.getClass());
    }
    return Map.of();
  }

  private Version version() throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    return new Version(found.fileKey(), found.lastModifiedTime(), found.size());
  }

  private static Map<String, String> activeSecrets(JsonNode root) {
    Map<String, String> secrets = new HashMap<>();
    for (JsonNode user : root.path("users")) {
      for (JsonNode key : user.path("keys")) {
        if (key.path("active").asBoolean(false)) {
          secrets.put(key.path("id").asText(), key.path("secret").asText());
        }
      }
    }
    return Map.copyOf(secrets);
  }
}
