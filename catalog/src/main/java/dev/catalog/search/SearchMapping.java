package dev.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Settings and mapping of the search index as they lie in the release's source tree.
 *
 * <p>The name of an index says which version and which mapping made it, so a release that changes
 * either builds a new index beside the one in use.
 */
public record SearchMapping(String version, JsonNode definition) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESOURCE = "/search/mapping.json";

  /** The mapping of the running version. */
  public static SearchMapping ofVersion(String version) {
    try (var resource = SearchMapping.class.getResourceAsStream(RESOURCE)) {
      return new SearchMapping(version, JSON.readTree(resource));
    } catch (IOException broken) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", broken);
    }
  }

  /** For example {@code catalog-42.0-1f0c9a3e} for the alias {@code catalog}. */
  public String indexName(String alias) {
    return (alias + "-" + version + "-" + digest()).toLowerCase(Locale.ROOT);
  }

  private String digest() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(definition));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException | IOException impossible) {
      throw new IllegalStateException("a mapping that was read can be digested", impossible);
    }
  }
}
