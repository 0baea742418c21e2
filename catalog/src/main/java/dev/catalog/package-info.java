/**
 * A small application with documents in PostgreSQL and a search index, of the kind Slipway
 * releases.
 */
package dev.catalog;
