package dev.slipway.config;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What git is told to clone: a URL, {@code user@host:path}, or an absolute path.
 *
 * @param text without a password: git asks its own helpers for one
 */
public record GitLocation(String text) {
  private static final Pattern REMOTE = Pattern.compile("[a-z+]+://.*|[^/]+@[^/]+:.*");

  static GitLocation parse(String text, Path folder) {
    if (!REMOTE.matcher(text).matches()) {
      return new GitLocation(folder.resolve(text).normalize().toString());
    }
    if (text.matches("[a-z+]+://[^/@]*:[^/@]*@.*")) {
      throw new IllegalArgumentException(
          "a secret is never written here; let git's credential helper answer");
    }
    return new GitLocation(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
