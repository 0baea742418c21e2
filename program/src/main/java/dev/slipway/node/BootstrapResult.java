package dev.slipway.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a bootstrap ended, in a file: whoever waits for it may not be its parent any more.
 *
 * @param error empty when the server is up
 */
public record BootstrapResult(Optional<SlipwayException> error) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The result in the file; empty while a bootstrap runs, and when it was killed. */
  public static Optional<BootstrapResult> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(JSON.readTree(file.toFile())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The result in what {@link #json} came to; empty when it is something else. */
  public static Optional<BootstrapResult> parse(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      return Optional.ofNullable(tree).filter(JsonNode::isObject).map(BootstrapResult::parse);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  void write(Path file) {
    AtomicFile.write(file, json(), System.getProperty("user.name"));
  }

  /** As {@link #read} reads it. */
  public byte[] json() {
    try {
      return JSON.writeValueAsBytes(tree());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #json} writes. */
  public Map<String, String> tree() {
    return error
        .map(e -> Map.of("code", e.code().name(), "message", e.getMessage(), "hint", e.hint()))
        .orElse(Map.of());
  }

  private static BootstrapResult parse(JsonNode tree) {
    if (!tree.has("code")) {
      return new BootstrapResult(Optional.empty());
    }
    return new BootstrapResult(
        Optional.of(
            new SlipwayException(
                ErrorCode.valueOf(tree.path("code").asText()),
                tree.path("message").asText(),
                tree.path("hint").asText())));
  }
}
