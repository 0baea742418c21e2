package dev.catalog.index;

/** What one look at the database showed: its system identifier, its role and its snapshot. */
record Observation(String database, boolean recovery, Snapshot snapshot) {}
