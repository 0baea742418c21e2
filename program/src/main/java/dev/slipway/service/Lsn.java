package dev.slipway.service;

/**
 * A position in PostgreSQL's write-ahead log, in bytes from its beginning.
 *
 * @param value unsigned 64 bits
 */
public record Lsn(long value) implements Comparable<Lsn> {

  /** Parses PostgreSQL's own form, two hexadecimal halves: {@code 0/3000060}. */
  public static Lsn parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("not a position in the log: " + text);
    }
    long high = Long.parseLong(text, 0, slash, 16);
    long low = Long.parseLong(text, slash + 1, text.length(), 16);
    return new Lsn(high << 32 | low);
  }

  /** Bytes from the other position to this one; negative when this one is earlier. */
  public long minus(Lsn other) {
    return value - other.value;
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return "%X/%X".formatted(value >>> 32, value & 0xFFFF_FFFFL);
  }
}
