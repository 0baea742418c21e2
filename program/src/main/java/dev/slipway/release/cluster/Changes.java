package dev.slipway.release.cluster;

import dev.slipway.workflow.Progress;

/** Says a line only when it differs from the one before: a wait looks often. */
final class Changes implements Progress {
  private final Progress progress;
  private String last = "";

  Changes(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void say(String line) {
    if (!line.equals(last)) {
      last = line;
      progress.say(line);
    }
  }
}
