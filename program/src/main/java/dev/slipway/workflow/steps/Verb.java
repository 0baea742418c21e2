package dev.slipway.workflow.steps;

/** The two directions of a step. */
public enum Verb {
  APPLY,
  REVERT
}
