package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.LogArchive;
import dev.slipway.release.ReleaseContext;
import dev.slipway.release.SiteLogs;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.function.Supplier;

/** The logs of the former site, with the key that is active on the new one. */
public record ArchiveLogs(ReleaseContext release, Supplier<SiteLogs> logs) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    SiteLogs former = logs.get();
    LogArchive.Archived archived = former.archive(release.candidate(), progress);
    return Evidence.of("to", former.bucket() + "/" + former.prefix())
        .and("files", archived.files())
        .and("bytes", archived.bytes())
        .and("thereBefore", archived.skipped());
  }
}
