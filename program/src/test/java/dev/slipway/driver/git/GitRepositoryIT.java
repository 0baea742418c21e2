package dev.slipway.driver.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.driver.git.GitSettings.Identity;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.service.SourceRepository;
import dev.slipway.service.SourceRepositoryContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitRepositoryIT extends SourceRepositoryContract {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir Path place;
  private Path origin;
  private Path work;
  private GitRepository source;

  @Override
  protected void start() {
    origin = place.resolve("origin.git");
    work = place.resolve("work");
    git(place, "init", "--quiet", "--bare", "--initial-branch=main", origin.toString());
    git(place, "clone", "--quiet", origin.toString(), work.toString());
    git(work, "checkout", "--quiet", "-B", "main");
    source = repository(origin.toString());
  }

  @Test
  void makesAnAnnotatedTagInTheNameOfTheTagger() {
    source.tag("v42.0", "main", List.of(), "Release");
    String tag = git(origin, "for-each-ref", "refs/tags", "--format=%(objecttype) %(taggername)");
    assertThat(tag).isEqualTo("tag Release Team");
  }

  @Test
  void forgetsATagThatWasTakenBackAtTheOrigin() {
    source.tag("v42.0", "main", List.of(), "Release");
    git(origin, "tag", "-d", "v42.0");
    assertThat(source.resolve("v42.0")).isEmpty();
  }

  @Test
  void refusesACommitThatNobodyPushed() {
    Path file = work.resolve("local.txt");
    write(file, "local");
    git(work, "add", "local.txt");
    git(work, "commit", "--quiet", "-m", "Local");
    assertThat(source.resolve(git(work, "rev-parse", "HEAD"))).isEmpty();
  }

  @Test
  void knowsAPullRequestByItsNumber() {
    branch("fork", "main");
    commit("fork", "fork.txt", "fork");
    git(origin, "update-ref", "refs/pull/17/head", "refs/heads/fork");
    git(origin, "branch", "-D", "fork");
    assertThat(source.unmerged("main", List.of("#17"))).containsExactly("#17");
  }

  @Test
  void saysWhatGitSaidOfAnOriginThatIsNotThere() {
    GitRepository lost = repository(place.resolve("nowhere.git").toString());
    refuses(ErrorCode.COMMAND_FAILED, () -> lost.resolve("main")).contains("fatal: ");
    assertThat(place.resolve("state")).isEmptyDirectory();
  }

  @Test
  void leavesNothingBehindButItsClone() {
    source.tag("v42.0", "main", List.of(), "Release");
    source.export("v42.0", place.resolve("out"));
    assertThat(place.resolve("state")).isDirectoryContaining("glob:**/origin.git");
    assertThat(place.resolve("state").toFile().list()).hasSize(1);
  }

  @Test
  void refusesAUrlWithAPasswordInIt() {
    refuses(ErrorCode.ESTATE_INVALID, () -> repository("https://me:secret@git.example/app.git"))
        .doesNotContain("secret");
  }

  private GitRepository repository(String url) {
    return new GitRepository(
        new GitSettings(
            url,
            place.resolve("state"),
            Optional.of(work),
            new Identity("Release Team", "release@team.example"),
            DEADLINE),
        new LocalRunner());
  }

  @Override
  protected SourceRepository source() {
    return source;
  }

  @Override
  protected String commit(String branch, String path, String text) {
    boolean unborn = git(work, "branch", "--list").isEmpty();
    if (!unborn) {
      git(work, "checkout", "--quiet", branch);
    }
    write(work.resolve(path), text);
    git(work, "add", path);
    git(work, "commit", "--quiet", "-m", "Change " + path);
    git(work, "push", "--quiet", "origin", branch);
    return git(work, "rev-parse", "HEAD");
  }

  @Override
  protected void branch(String name, String from) {
    git(work, "checkout", "--quiet", "-b", name, from);
    git(work, "push", "--quiet", "origin", name);
    git(work, "checkout", "--quiet", from);
  }

  @Override
  protected void merge(String branch, String into) {
    git(work, "checkout", "--quiet", into);
    git(work, "merge", "--quiet", "--no-ff", "-m", "Merge " + branch, branch);
    git(work, "push", "--quiet", "origin", into);
  }

  @Override
  protected void soil() {
    write(work.resolve("slipway-app.yaml"), "changed");
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String git(Path folder, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("git", "-c", "user.name=Me", "-c", "user.email=me@team.example"));
    all.addAll(List.of(arguments));
    return new LocalRunner().check(Command.of(all).in(folder)).output().strip();
  }
}
