package dev.slipway.workflow;

import dev.slipway.error.ErrorCode;

/** What a step answered. */
public sealed interface Outcome {

  /** The step acted, and this is what it did. */
  record Done(Evidence evidence) implements Outcome {}

  /** The world was already as the step wants it. */
  record AlreadyDone(Evidence evidence) implements Outcome {}

  /** The plan has no work for this step; why. */
  record Skipped(String reason) implements Outcome {}

  /** The step did not happen, or was taken back. */
  record Failed(ErrorCode code, String message, String hint) implements Outcome {}

  /** It may have happened: the process ended within it. The next attempt observes first. */
  record Unknown() implements Outcome {}

  /** One word for tables, the journal and the report. */
  default String word() {
    return switch (this) {
      case Done done -> "done";
      case AlreadyDone already -> "already done";
      case Skipped skipped -> "skipped";
      case Failed failed -> "failed";
      case Unknown unknown -> "unknown";
    };
  }
}
