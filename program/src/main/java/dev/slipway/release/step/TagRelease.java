package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.SourceRepository;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.List;
import java.util.Optional;

/**
 * The annotated tag of the release on the newest commit of the branch, pushed. It carries the
 * plan's time, so that a controller that comes after one that died knows the tag of its own release
 * from another's, also when the branch has moved on meanwhile.
 */
public record TagRelease(ReleaseContext release, String branch, List<String> required)
    implements Action {

  @Override
  public Optional<Evidence> observe() {
    return source()
        .annotation(tag())
        .filter(annotation()::equals)
        .flatMap(own -> source().resolve(tag()))
        .map(this::evidence);
  }

  @Override
  public Evidence apply(Progress progress) {
    String commit = source().tag(tag(), branch, required, annotation());
    progress.say("%s is %s".formatted(tag(), commit));
    return evidence(commit);
  }

  private String annotation() {
    return "Release %s\n\nPlanned %s".formatted(tag(), release.plan().made());
  }

  private Evidence evidence(String commit) {
    return Evidence.of("tag", tag()).and("commit", commit);
  }

  private String tag() {
    return release.plan().request().tag();
  }

  private SourceRepository source() {
    return release.services().source();
  }
}
