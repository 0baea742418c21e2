package dev.slipway.driver.git;

import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cached bare clone of the origin, every branch and tag as they are there. */
final class Mirror {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");
  private static final Pattern PULL_REQUEST = Pattern.compile("#[0-9]+");
  private static final int FULL = 40;

  private final GitSettings settings;
  private final Runner runner;
  private final Path folder;

  Mirror(GitSettings settings, Runner runner) {
    this.settings = settings;
    this.runner = runner;
    this.folder = settings.state().toAbsolutePath().resolve("origin.git");
  }

  Path folder() {
    return folder;
  }

  Git git() {
    return Git.in(folder, runner, settings.deadline());
  }

  /** Takes over what the origin has now; what it no longer has goes. */
  synchronized void refresh() {
    try {
      if (Files.isDirectory(folder)) {
        git().check("remote", "set-url", "origin", settings.origin());
        git().check("fetch", "--quiet", "--prune", "origin");
      } else {
        create();
      }
    } catch (IOException e) {
      throw Folders.trouble("cannot keep a clone of the origin in " + folder, e);
    }
  }

  /** Cloned beside and then moved: a clone that was cut off is never taken for one. */
  private void create() throws IOException {
    Files.createDirectories(folder.getParent());
    Path fresh = Files.createTempDirectory(folder.getParent(), "clone-");
    try {
      Git.in(folder.getParent(), runner, settings.deadline())
          .check("clone", "--quiet", "--mirror", "--", settings.origin(), fresh.toString());
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.remove(fresh);
    }
  }

  /** The commit of a tag, else of a branch, else of a commit that a branch or tag contains. */
  Optional<String> commit(String revision) {
    Optional<String> named = ref("refs/tags/" + revision).or(() -> ref("refs/heads/" + revision));
    return named.isPresent() || !COMMIT.matcher(revision).matches()
        ? named
        : ref(revision).filter(this::contained);
  }

  /** The newest commit of a branch, or of a pull request given as {@code #17}. */
  Optional<String> newest(String branch) {
    return PULL_REQUEST.matcher(branch).matches()
        ? ref("refs/pull/" + branch.substring(1) + "/head")
        : ref("refs/heads/" + branch);
  }

  Optional<String> tag(String tag) {
    return ref("refs/tags/" + tag);
  }

  /** Empty for a tag that is not annotated, and for none. */
  Optional<String> annotation(String tag) {
    Result object = git().run("cat-file", "tag", "refs/tags/" + tag);
    int body = object.output().indexOf("\n\n");
    return object.succeeded() && body >= 0
        ? Optional.of(object.output().substring(body).strip())
        : Optional.empty();
  }

  /** True for a whole commit name that is here already, so that nothing needs fetching. */
  boolean holds(String revision) {
    return revision.length() == FULL
        && COMMIT.matcher(revision).matches()
        && Files.isDirectory(folder)
        && ref(revision).filter(this::contained).isPresent();
  }

  private boolean contained(String commit) {
    return !git().check("for-each-ref", "--count=1", "--contains", commit).isEmpty();
  }

  private Optional<String> ref(String name) {
    Result result = git().run("rev-parse", "--verify", "--quiet", name + "^{commit}");
    return result.succeeded() ? Optional.of(result.output().strip()) : Optional.empty();
  }

  /** Those of the required that are not in the commit's history. */
  List<String> missing(String commit, List<String> required) {
    return required.stream()
        .filter(name -> !git().asks("merge-base", "--is-ancestor", known(name), commit))
        .toList();
  }

  /** The commit of a branch that must exist. */
  String known(String branch) {
    return newest(branch).orElseThrow(() -> GitRepository.unknown(branch));
  }
}
