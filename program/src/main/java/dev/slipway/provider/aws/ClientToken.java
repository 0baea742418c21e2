package dev.slipway.provider.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The word by which AWS knows a launch again: whoever repeats it after a crash says the same one,
 * without having written it down. 64 letters are the most that EC2 takes.
 */
final class ClientToken {
  private ClientToken() {}

  static String of(String estate, String name, String release, int generation) {
    String text = String.join("\n", estate, name, release, String.valueOf(generation));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
