package dev.slipway.exec;

import java.nio.file.Path;

/**
 * Programs that work long and must not run twice at once, such as a backup: each knows which
 * process it runs for, and is ended when that one is dead.
 *
 * @param estate the folder that tells one estate's jobs from another's
 */
public record Jobs(Path estate) {
  private static final String MARK = "SLIPWAY_JOB_OF";

  /** Runs programs as jobs of this process. */
  public Runner of(Runner runner) {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    return new Marked(runner, MARK, prefix() + self);
  }

  /**
   * Ends the jobs of those that died while they ran.
   *
   * @return how many processes
   */
  public int endOrphans() {
    return Marked.end(MARK, this::orphan);
  }

  private boolean orphan(String mark) {
    return mark.startsWith(prefix())
        && ProcessIdentity.parse(mark.substring(prefix().length()))
            .filter(ProcessIdentity::alive)
            .isEmpty();
  }

  private String prefix() {
    return estate.toAbsolutePath().normalize() + " ";
  }
}
