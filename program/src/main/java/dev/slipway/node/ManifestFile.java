package dev.slipway.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
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
      return new ManifestReader(JSON.readTree(file.toFile())).manifest(file);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.MANIFEST_INVALID,
          "%s is not a readable JSON file".formatted(file),
          "a manifest is written by the provider; launch the site again",
          e);
    }
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

  /** Writes atomically: whoever reads sees the old file or the new one. */
  public static void write(ServerManifest manifest, Path file) {
    try {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, JSON.writeValueAsBytes(ManifestTree.of(manifest)));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PERMISSION_DENIED, "cannot write " + file, "who owns its folder?", e);
    }
  }
}
