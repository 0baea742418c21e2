package dev.slipway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the released application's source is.
 *
 * @param directory of the application within the repository, where {@code slipway-app.yaml} lies
 * @param branch that releases are tagged on
 * @param workTree a developer's clone that must be clean before a release; empty when nobody's is
 *     asked
 * @param requiredBranches must be merged into the branch before it is tagged
 */
public record ApplicationSource(
    GitLocation repository,
    @Default(".") String directory,
    @Default("master") String branch,
    Optional<Path> workTree,
    @Default("[]") List<String> requiredBranches) {
  public ApplicationSource {
    if (directory.startsWith("/") || directory.contains("..")) {
      throw new IllegalArgumentException(
          "directory \"%s\" must lie within the repository".formatted(directory));
    }
  }
}
