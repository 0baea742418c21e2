package dev.catalog.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bodies of bulk requests, made beforehand and kept in bounded memory: when they run out they begin
 * again with other ids, so that the search node sees as many new documents as it is sent.
 */
final class ReadyPages {
  private static final byte[] ID = "{\"index\":{\"_id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SOURCE = "{\"uuid\":\"".getBytes(StandardCharsets.US_ASCII);

  /** The last digits of an id; the others differ from document to document and keep the order. */
  private static final int DIGITS = 8;

  private static final int UUID_LENGTH = 36;

  private final List<Ready> pages = new ArrayList<>();
  private int next;
  private long left;

  @SuppressWarnings("ArrayRecordComponent")
  private record Ready(byte[] body, int documents) {}

  void add(Page page) throws IOException {
    pages.add(new Ready(page.payload(), page.documents()));
  }

  int documents() {
    return pages.stream().mapToInt(Ready::documents).sum();
  }

  /** From the first page on, until about so many documents were taken. */
  synchronized void begin(long count) {
    next = 0;
    left = count;
  }

  /** The next body for one of several senders; empty when there were enough. */
  synchronized Optional<byte[]> take() {
    if (left <= 0) {
      return Optional.empty();
    }
    Ready page = pages.get(next % pages.size());
    int round = next++ / pages.size();
    left -= page.documents();
    return Optional.of(round == 0 ? page.body() : renamed(page.body(), round));
  }

  /** The same documents under other ids; every line of them begins with its own. */
  private static byte[] renamed(byte[] body, int round) {
    byte[] other = body.clone();
    byte[] digits = "%08x".formatted(round).getBytes(StandardCharsets.US_ASCII);
    int line = 0;
    boolean action = true;
    while (line < other.length) {
      int at = line + (action ? ID.length : SOURCE.length) + UUID_LENGTH - DIGITS;
      System.arraycopy(digits, 0, other, at, DIGITS);
      while (other[line++] != '\n') {
        // On to the next line.
      }
      action = !action;
    }
    return other;
  }
}
