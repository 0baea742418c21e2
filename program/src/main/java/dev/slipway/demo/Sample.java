package dev.slipway.demo;

import java.time.Duration;

/**
 * One request of the load.
 *
 * @param begun since the load began
 * @param took until its answer, or until it failed
 * @param succeeded whether it was acknowledged, or read what it should
 */
public record Sample(Duration begun, Duration took, boolean succeeded) {
  Duration ended() {
    return begun.plus(took);
  }
}
