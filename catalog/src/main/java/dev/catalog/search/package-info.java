/** The search node: the client, the mapping that is part of a version, and {@code GET /search}. */
package dev.catalog.search;
