package dev.slipway.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The manifest as a JSON file. */
public final class ManifestFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ManifestFile() {}

  /**
   * Reads and validates.
   *
   * @throws SlipwayException {@code MANIFEST_INVALID} with every problem at once, a line each,
   *     {@code path: what is wrong}
   */
  public static ServerManifest read(Path file) {
    try {
      return new ManifestReader(JSON.readTree(file.toFile())).manifest(file.toString());
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /**
   * Reads and validates what {@link #json} wrote.
   *
   * @param where it was found, for messages
   * @throws SlipwayException {@code MANIFEST_INVALID}
   */
  public static ServerManifest parse(String json, String where) {
    try {
      return new ManifestReader(JSON.readTree(json)).manifest(where);
    } catch (JsonProcessingException e) {
      throw unreadable(where, e);
    }
  }

  private static SlipwayException unreadable(String where, IOException cause) {
    return new SlipwayException(
        ErrorCode.MANIFEST_INVALID,
        "%s is not a readable JSON file".formatted(where),
        "a manifest is written by the provider; launch the site again",
        cause);
  }

  /**
   * Reads a master's.
   *
   * @throws SlipwayException {@code MANIFEST_INVALID}, also when it is a data node's
   */
  public static Manifest readMaster(Path file) {
    if (read(file) instanceof Manifest master) {
      return master;
    }
    throw new SlipwayException(
        ErrorCode.MANIFEST_INVALID,
        "%s is a data node's".formatted(file),
        "name the master of its site");
  }

  /** The manifest as it is in a file. */
  public static String json(ServerManifest manifest) {
    try {
      return JSON.writeValueAsString(ManifestTree.of(manifest));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes atomically: whoever reads sees the old file or the new one. */
  public static void write(ServerManifest manifest, Path file) {
    try {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, json(manifest));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PERMISSION_DENIED, "cannot write " + file, "who owns its folder?", e);
    }
  }
}
