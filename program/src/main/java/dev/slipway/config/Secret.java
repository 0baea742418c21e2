package dev.slipway.config;

import java.util.Objects;

/**
 * A value that must never be seen: it prints as {@code ***}, whatever prints it. Only the driver
 * that needs the value opens it, at the last moment.
 */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /** The value itself. Callers hand it to a client library or a 0600 file, nothing else. */
  public String open() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
