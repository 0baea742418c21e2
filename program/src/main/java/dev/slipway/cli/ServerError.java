package dev.slipway.cli;

import dev.slipway.error.SlipwayException;

/** Why there is no result of one server among several, as its JSON says it. */
record ServerError(String code, String message, String hint) {
  ServerError(SlipwayException e) {
    this(e.code().name(), e.getMessage(), e.hint());
  }
}
