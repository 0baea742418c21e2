package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link SourceRepository} promises. The branches begin with {@code main} alone. */
public abstract class SourceRepositoryContract {
  @TempDir Path folder;

  private String first;

  /** Runs before the first commit. */
  protected void start() {}

  protected abstract SourceRepository source();

  /** Commits one file on a branch of the origin. */
  protected abstract String commit(String branch, String path, String text);

  /** A new branch of the origin at the newest commit of another. */
  protected abstract void branch(String name, String from);

  protected abstract void merge(String branch, String into);

  /** The person's work tree has changes from now on. */
  protected abstract void soil();

  @BeforeEach
  void begin() {
    start();
    first = commit("main", "slipway-app.yaml", "name: one\n");
  }

  @Test
  void resolvesBranchesTagsAndCommitsOfTheOrigin() {
    branch("feature", "main");
    String second = commit("feature", "feature.txt", "new");
    assertThat(source().resolve("main")).contains(first);
    assertThat(source().resolve("feature")).contains(second);
    assertThat(source().resolve(second)).contains(second);
    source().tag("v41.0", "main", List.of(), "Release");
    assertThat(source().resolve("v41.0")).contains(first);
  }

  @Test
  void doesNotKnowWhatTheOriginDoesNotHave() {
    assertThat(source().resolve("v99")).isEmpty();
    assertThat(source().resolve("two words")).isEmpty();
    assertThat(source().resolve("--all")).isEmpty();
    assertThat(source().resolve("0123456789012345678901234567890123456789")).isEmpty();
  }

  @Test
  void seesWhatWasPushedSince() {
    assertThat(source().resolve("main")).contains(first);
    String second = commit("main", "more.txt", "more");
    assertThat(source().resolve("main")).contains(second);
  }

  @Test
  void namesRequiredBranchesThatAreNotMerged() {
    branch("in", "main");
    commit("in", "in.txt", "in");
    merge("in", "main");
    branch("out", "main");
    commit("out", "out.txt", "out");
    assertThat(source().unmerged("main", List.of("in", "out"))).containsExactly("out");
    assertThat(source().unmerged("main", List.of())).isEmpty();
  }

  @Test
  void refusesARequiredBranchThatDoesNotExist() {
    refuses(ErrorCode.REVISION_UNKNOWN, () -> source().unmerged("main", List.of("gone")))
        .contains("gone");
  }

  @Test
  void tagsTheNewestCommitOnceAndSaysItAgain() {
    String second = commit("main", "more.txt", "more");
    assertThat(source().tag("v42.0", "main", List.of(), "Release")).isEqualTo(second);
    assertThat(source().tag("v42.0", "main", List.of(), "Release")).isEqualTo(second);
  }

  @Test
  void saysWhatItWouldTagAndTagsNothing() {
    assertThat(source().check("v42.0", "main", List.of())).isEqualTo(first);
    assertThat(source().resolve("v42.0")).isEmpty();
    source().tag("v42.0", "main", List.of(), "Release");
    assertThat(source().check("v42.0", "main", List.of())).isEqualTo(first);
  }

  @Test
  void refusesATagThatPointsElsewhere() {
    source().tag("v42.0", "main", List.of(), "Release");
    commit("main", "more.txt", "more");
    refuses(ErrorCode.TAG_ELSEWHERE, () -> source().tag("v42.0", "main", List.of(), "Release"))
        .contains("v42.0");
    refuses(ErrorCode.TAG_ELSEWHERE, () -> source().check("v42.0", "main", List.of()))
        .contains("v42.0");
    assertThat(source().resolve("v42.0")).contains(first);
  }

  @Test
  void keepsWhatATagSaysOfItselfWhileTheBranchMovesOn() {
    assertThat(source().annotation("v42.0")).isEmpty();
    source().tag("v42.0", "main", List.of(), "Release v42.0\n\nPlanned today\n");
    source().tag("v42.0", "main", List.of(), "Somebody else");
    commit("main", "more.txt", "more");
    assertThat(source().annotation("v42.0")).contains("Release v42.0\n\nPlanned today");
    assertThat(source().annotation("main")).isEmpty();
  }

  @Test
  void refusesToTagBeforeEverythingRequiredIsMerged() {
    branch("out", "main");
    commit("out", "out.txt", "out");
    refuses(ErrorCode.NOT_MERGED, () -> source().tag("v42.0", "main", List.of("out"), "Release"))
        .contains("out");
    refuses(ErrorCode.NOT_MERGED, () -> source().check("v42.0", "main", List.of("out")))
        .contains("out");
    assertThat(source().resolve("v42.0")).isEmpty();
  }

  @Test
  void refusesToTagBesideChangesThatAreNotCommitted() {
    soil();
    refuses(ErrorCode.TREE_DIRTY, () -> source().tag("v42.0", "main", List.of(), "Release"));
    refuses(ErrorCode.TREE_DIRTY, () -> source().check("v42.0", "main", List.of()));
    assertThat(source().resolve("v42.0")).isEmpty();
  }

  @Test
  void refusesToTagABranchThatDoesNotExist() {
    refuses(ErrorCode.REVISION_UNKNOWN, () -> source().tag("v42.0", "gone", List.of(), "Release"))
        .contains("gone");
  }

  @Test
  void exportsTheFilesOfARevisionAndNothingElse() throws IOException {
    commit("main", "deep/er/file.txt", "täxt\r\n");
    source().export("main", folder.resolve("out"));
    assertThat(folder.resolve("out/deep/er/file.txt")).hasContent("täxt\r\n");
    assertThat(folder.resolve("out/slipway-app.yaml")).exists();
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("deep", "slipway-app.yaml");
    }
    source().export(first, folder.resolve("old"));
    assertThat(folder.resolve("old/deep")).doesNotExist();
  }

  @Test
  void refusesToExportIntoAFolderThatHoldsSomething() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    refuses(ErrorCode.NAME_TAKEN, () -> source().export("main", folder));
    assertThat(folder.resolve("mine.txt")).hasContent("mine");
    assertThat(folder.resolve("slipway-app.yaml")).doesNotExist();
  }

  @Test
  void readsOneFileAtARevision() {
    String before = first;
    commit("main", "slipway-app.yaml", "name: two\n");
    assertThat(source().file("main", "slipway-app.yaml")).contains("name: two\n");
    assertThat(source().file(before, "slipway-app.yaml")).contains("name: one\n");
    assertThat(source().file("main", "missing.yaml")).isEmpty();
    refuses(ErrorCode.REVISION_UNKNOWN, () -> source().file("v99", "slipway-app.yaml"));
  }

  protected static AbstractStringAssert<?> refuses(ErrorCode code, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .asInstanceOf(type(SlipwayException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .extracting(SlipwayException::getMessage)
        .asString();
  }
}
