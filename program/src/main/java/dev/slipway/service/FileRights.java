package dev.slipway.service;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Who owns a file, and who may do what with it.
 *
 * @param owner a user of the machine, whose own group the file gets; whoever is logged in when
 *     empty
 */
public record FileRights(Optional<String> owner, Set<PosixFilePermission> mode) {
  private static final String ALL = "rwxrwxrwx";

  /** Rights as {@code ls} shows them: {@code rw-------}. */
  public static FileRights of(String mode) {
    return new FileRights(Optional.empty(), PosixFilePermissions.fromString(mode));
  }

  /**
   * Rights as {@code chmod} takes them: {@code 600}.
   *
   * @throws IllegalArgumentException for anything but three of the digits 0 to 7, a 0 before them
   */
  public static FileRights ofOctal(String text) {
    if (!text.matches("0?[0-7]{3}")) {
      throw new IllegalArgumentException("\"%s\" is no mode of a file".formatted(text));
    }
    int bits = Integer.parseInt(text, 8);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < ALL.length(); i++) {
      letters.append((bits & 1 << (ALL.length() - 1 - i)) == 0 ? '-' : ALL.charAt(i));
    }
    return of(letters.toString());
  }

  public FileRights ownedBy(String user) {
    return new FileRights(Optional.of(user), mode);
  }

  /** As {@code chmod} takes them: {@code 600}. */
  public String octal() {
    int bits = 0;
    for (char letter : PosixFilePermissions.toString(mode).toCharArray()) {
      bits = bits << 1 | (letter == '-' ? 0 : 1);
    }
    return "%03o".formatted(bits);
  }
}
