package dev.slipway.workflow;

/** Where a running step says how it is getting on; one short line each, without secrets. */
@FunctionalInterface
public interface Progress {
  void say(String line);

  /** Nobody listens. */
  static Progress silent() {
    return line -> {};
  }
}
