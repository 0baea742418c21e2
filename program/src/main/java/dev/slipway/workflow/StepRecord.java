package dev.slipway.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One step in the journal.
 *
 * @param position within the plan, from 0
 * @param attempts how many times it was begun
 * @param elapsed of the last attempt, zero while it runs
 */
public record StepRecord(
    int position,
    String name,
    List<String> rows,
    int attempts,
    Instant started,
    Duration elapsed,
    Outcome outcome) {}
