package dev.slipway.driver.git;

import dev.slipway.driver.git.GitSettings.Identity;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.service.SourceRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A git repository with an origin, looked at through a cached clone that is renewed before use. */
public final class GitRepository implements SourceRepository {
  private static final int NAMED_FILES = 5;

  private final GitSettings settings;
  private final Runner runner;
  private final Mirror mirror;

  public GitRepository(GitSettings settings, Runner runner) {
    this.settings = settings;
    this.runner = runner;
    this.mirror = new Mirror(settings, runner);
  }

  @Override
  public Optional<String> resolve(String revision) {
    if (mirror.holds(revision)) {
      return Optional.of(revision);
    }
    mirror.refresh();
    return mirror.commit(revision);
  }

  /**
   * A required branch that the origin does not have is {@code REVISION_UNKNOWN}: nothing shows that
   * it was ever merged. {@code #17} is the pull request of that number, where the origin keeps them
   * as {@code refs/pull}.
   */
  @Override
  public List<String> unmerged(String branch, List<String> required) {
    mirror.refresh();
    return mirror.missing(mirror.known(branch), required);
  }

  @Override
  public String check(String tag, String branch, List<String> required) {
    settings.workTree().ifPresent(this::refuseChanges);
    mirror.refresh();
    String commit = mirror.known(branch);
    mirror.tag(tag).ifPresent(there -> refuseElsewhere(tag, there, commit));
    List<String> missing = mirror.missing(commit, required);
    if (!missing.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.NOT_MERGED,
          "not merged into %s: %s".formatted(branch, String.join(", ", missing)),
          "merge them and push, or take them off the release's list");
    }
    return commit;
  }

  @Override
  public String tag(String tag, String branch, List<String> required, String annotation) {
    String commit = check(tag, branch, required);
    if (mirror.tag(tag).isEmpty()) {
      make(tag, commit, annotation);
    }
    return commit;
  }

  @Override
  public Optional<String> annotation(String tag) {
    mirror.refresh();
    return mirror.annotation(tag);
  }

  @Override
  public void export(String revision, Path folder) {
    String commit = need(revision);
    Path target = folder.toAbsolutePath();
    Folders.needEmpty(target);
    inScratch(
        scratch -> {
          Git git =
              Git.in(target, runner, settings.deadline())
                  .with(
                      Map.of(
                          "GIT_DIR", mirror.folder().toString(),
                          "GIT_WORK_TREE", target.toString(),
                          "GIT_INDEX_FILE", scratch.resolve("index").toString()));
          git.check("read-tree", commit);
          git.check("checkout-index", "--all", "--quiet");
        });
  }

  @Override
  public Optional<String> file(String revision, String path) {
    String commit = need(revision);
    Result result = mirror.git().run("cat-file", "blob", commit + ":" + path);
    return result.succeeded() ? Optional.of(result.output()) : Optional.empty();
  }

  static SlipwayException unknown(String revision) {
    return new SlipwayException(
        ErrorCode.REVISION_UNKNOWN,
        "the origin has no " + revision,
        "push it first, or check how it is spelled");
  }

  private String need(String revision) {
    return resolve(revision).orElseThrow(() -> unknown(revision));
  }

  private void refuseChanges(Path workTree) {
    List<String> changes =
        Git.in(workTree, runner, settings.deadline())
            .check("status", "--porcelain", "--untracked-files=normal")
            .lines()
            .map(String::strip)
            .toList();
    if (!changes.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.TREE_DIRTY,
          "%s has %d changes: %s"
              .formatted(
                  workTree,
                  changes.size(),
                  String.join(", ", changes.stream().limit(NAMED_FILES).toList())),
          "commit and push them, or stash them: they would not be in the tag");
    }
  }

  private static void refuseElsewhere(String tag, String there, String commit) {
    if (!there.equals(commit)) {
      throw new SlipwayException(
          ErrorCode.TAG_ELSEWHERE,
          "the tag %s exists on commit %s, not on %s".formatted(tag, there, commit),
          "choose another version; a tag that was pushed is never moved");
    }
  }

  /** In a clone of its own: the cached one never holds what the origin does not. */
  private void make(String tag, String commit, String annotation) {
    Identity tagger = settings.tagger();
    inScratch(
        scratch -> {
          String clone = scratch.resolve("clean").toString();
          Git.in(scratch, runner, settings.deadline())
              .check("clone", "--quiet", "--bare", "--shared", mirror.folder().toString(), clone);
          Git git =
              Git.in(Path.of(clone), runner, settings.deadline())
                  .with(
                      Map.of(
                          "GIT_COMMITTER_NAME", tagger.name(),
                          "GIT_COMMITTER_EMAIL", tagger.email()));
          git.check("-c", "tag.gpgSign=false", "tag", "-a", "-m", annotation, "--", tag, commit);
          push(git, tag, commit);
        });
  }

  /** Refused because somebody was faster with the same tag on the same commit is success. */
  private void push(Git git, String tag, String commit) {
    String ref = "refs/tags/" + tag;
    Result result = git.run("push", "--quiet", "--", settings.origin(), ref + ":" + ref);
    mirror.refresh();
    Optional<String> there = mirror.tag(tag);
    there.ifPresent(on -> refuseElsewhere(tag, on, commit));
    if (there.isEmpty()) {
      throw Git.failed("push", result);
    }
  }

  private void inScratch(Consumer<Path> work) {
    try {
      Path scratch = Files.createTempDirectory(settings.state().toAbsolutePath(), "scratch-");
      try {
        work.accept(scratch);
      } finally {
        Folders.remove(scratch);
      }
    } catch (IOException e) {
      throw Folders.trouble("cannot write below " + settings.state(), e);
    }
  }
}
