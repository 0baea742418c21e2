package dev.catalog.search;

import java.io.IOException;

/** The search node does not answer, or asks to be left alone for a while (429, 502, 503, 504). */
public final class SearchUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  public SearchUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public SearchUnavailableException(String message) {
    super(message);
  }
}
