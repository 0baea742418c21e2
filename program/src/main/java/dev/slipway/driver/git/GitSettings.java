package dev.slipway.driver.git;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the application's source is.
 *
 * @param origin URL or path of the repository; without a password in it, since it appears on
 *     command lines: git's own credential helpers and SSH keys are for that
 * @param state folder for the cached clone
 * @param workTree a person's checkout that must have no changes when a tag is made
 * @param tagger who makes the tags
 * @param deadline of one git command
 */
public record GitSettings(
    String origin, Path state, Optional<Path> workTree, Identity tagger, Duration deadline) {
  private static final Pattern PASSWORD = Pattern.compile("^[a-z+]+://[^/@]*:[^/@]*@.*");

  /** A person or a program as git names it. */
  public record Identity(String name, String email) {}

  public GitSettings {
    if (PASSWORD.matcher(origin).matches()) {
      throw new SlipwayException(
          ErrorCode.ESTATE_INVALID,
          "the URL of the source repository holds a password",
          "leave it out of the URL and give it to git's credential helper, or use an SSH key");
    }
  }
}
