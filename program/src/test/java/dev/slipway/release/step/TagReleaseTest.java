package dev.slipway.release.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeSourceRepository;
import dev.slipway.release.TestRelease;
import dev.slipway.workflow.Progress;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagReleaseTest {
  private final FakeSourceRepository source = new FakeSourceRepository();
  private final TagRelease step = new TagRelease(TestRelease.of(source), "main", List.of());
  private String released;

  @BeforeEach
  void begin() {
    released = source.commit("main", "file", "one");
  }

  @Test
  void tagsTheNewestCommit() {
    assertThat(step.observe()).isEmpty();
    assertThat(step.apply(Progress.silent()).facts())
        .containsEntry("tag", "v42.0")
        .containsEntry("commit", released);
  }

  @Test
  void knowsItsOwnTagAlsoWhenTheBranchHasMovedOn() {
    step.apply(Progress.silent());
    source.commit("main", "file", "two");

    assertThat(step.observe().orElseThrow().facts()).containsEntry("commit", released);
  }

  @Test
  void refusesTheTagOfAnotherReleaseOnAnotherCommit() {
    source.tag("v42.0", "main", List.of(), "Release v42.0");
    source.commit("main", "file", "two");

    assertThat(step.observe()).isEmpty();
    assertThatThrownBy(() -> step.apply(Progress.silent()))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TAG_ELSEWHERE));
  }
}
