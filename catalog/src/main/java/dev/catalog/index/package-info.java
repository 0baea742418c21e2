/**
 * Keeps the search index behind the database: full on a new site, then by transaction snapshot.
 *
 * <p>The rule that makes nothing be missed: a round remembers the {@code xmin} of the snapshot it
 * began with, and the next round takes every document whose {@code xid} is not below it. All
 * transactions below {@code xmin} were finished then. This also holds on a hot standby, where the
 * list of running transactions in {@code pg_current_snapshot()} is always empty.
 */
package dev.catalog.index;
