package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.List;

/** The annotated tag of the release on the newest commit of the branch, pushed. */
public record TagRelease(ReleaseContext release, String branch, List<String> required)
    implements Action {

  @Override
  public Evidence apply(Progress progress) {
    String tag = release.plan().request().tag();
    String commit = release.services().source().tag(tag, branch, required);
    progress.say("%s is %s".formatted(tag, commit));
    return Evidence.of("tag", tag).and("commit", commit);
  }
}
