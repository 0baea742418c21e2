package dev.slipway.exec;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A program that runs and is talked with. It learns of the end of whoever started it by the end of
 * its input, however that one ended.
 */
public interface Dialogue extends AutoCloseable {

  /** What it reads; it sees what was flushed. */
  OutputStream input();

  /** What it prints; ends with the program, and when the connection to its machine is lost. */
  InputStream output();

  /** Ends its input, and then the program with its children if it does not end by itself. */
  @Override
  void close();
}
