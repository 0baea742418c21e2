package dev.slipway.release;

import java.util.Locale;

/** The phases of the held time, in their order. */
public enum Phase {
  HOLD,
  FENCE,
  PROOF,
  PROMOTE,
  RESUME;

  /** Of all phases together, as evidence and report name it. */
  public static final String TOTAL = "totalMs";

  /** What evidence and report call how long it took: {@code holdMs}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT) + "Ms";
  }
}
