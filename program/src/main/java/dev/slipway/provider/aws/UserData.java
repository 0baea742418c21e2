package dev.slipway.provider.aws;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * What an instance does when it first starts: a cloud-config that installs packages and brings the
 * server up from its manifest. It holds no secret, for everybody on the instance can read it.
 *
 * @param tree the document
 */
record UserData(Map<String, Object> tree) {
  static final String HEADER = "#cloud-config";

  /** What EC2 takes, before it is encoded. */
  private static final int MOST_BYTES = 16 * 1024;

  private static final String PACKAGES = "packages";
  private static final String FILES = "write_files";
  private static final String COMMANDS = "runcmd";

  /**
   * The server's own part, after the application's: its packages and commands come first, so that
   * what they prepare is there when the server is brought up.
   *
   * @param template empty when the application has none
   * @throws SlipwayException {@code DESCRIPTOR_INVALID} when the template's packages or commands
   *     are no lists
   */
  static UserData of(Map<String, Object> template, ServerBoot boot) {
    Map<String, Object> tree = new LinkedHashMap<>(template);
    tree.putIfAbsent("package_update", true);
    tree.put(PACKAGES, joined(template, PACKAGES, boot.packages()));
    tree.put(FILES, joined(template, FILES, boot.writtenFiles()));
    tree.put(COMMANDS, joined(template, COMMANDS, boot.commands()));
    return new UserData(tree);
  }

  private static List<Object> joined(Map<String, Object> template, String key, List<?> own) {
    List<Object> all = new ArrayList<>();
    switch (template.get(key)) {
      case null -> {}
      case List<?> theirs -> all.addAll(theirs);
      default ->
          throw new SlipwayException(
              ErrorCode.DESCRIPTOR_INVALID,
              "%s of the application's cloud-config must be a list".formatted(key),
              "write one entry a line, each with a hyphen");
    }
    all.addAll(own);
    return all;
  }

  /** The document as people read it. */
  String text() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    return HEADER + "\n" + new Yaml(options).dump(tree);
  }

  /**
   * As EC2 takes it: in Base64, packed when it is too large otherwise.
   *
   * @throws SlipwayException {@code DESCRIPTOR_INVALID} when it is too large in any case
   */
  String encoded() {
    byte[] plain = text().getBytes(StandardCharsets.UTF_8);
    byte[] sent = plain.length <= MOST_BYTES ? plain : packed(plain);
    if (sent.length > MOST_BYTES) {
      throw new SlipwayException(
          ErrorCode.DESCRIPTOR_INVALID,
          "the cloud-config has %d bytes, %d packed, and EC2 takes %d"
              .formatted(plain.length, sent.length, MOST_BYTES),
          "let it fetch its large files from the object store");
    }
    return Base64.getEncoder().encodeToString(sent);
  }

  private static byte[] packed(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
