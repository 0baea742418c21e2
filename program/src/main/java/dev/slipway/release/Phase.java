package dev.slipway.release;

/** The phases of the held time, in their order. */
public enum Phase {
  HOLD,
  FENCE,
  PROOF,
  PROMOTE,
  RESUME
}
