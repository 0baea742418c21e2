package dev.slipway.workflow.dbos;

/** What DBOS records: one attempt at a release. */
interface ReleaseWorkflow {

  /**
   * @param attempt its identity
   * @return a word: {@code done}, or {@code stopped} when a step failed
   */
  String attempt(String attempt);
}
