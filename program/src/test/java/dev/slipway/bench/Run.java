package dev.slipway.bench;

/**
 * One load, among the others that write into the same table.
 *
 * @param number tells its rows from those of the others
 */
record Run(int number) {
  private static final int RUN_AT = 40;
  private static final int WRITER_AT = 32;

  /** The first row of one of the load's writers; counted from 0. */
  long firstRow(int writer) {
    return begin() + ((long) writer << WRITER_AT);
  }

  /** The first row of a client that is none of the load's writers; counted from 0. */
  long others(int client) {
    return firstRow(Load.WRITERS + client);
  }

  /** No row of this run comes before. */
  long begin() {
    return (long) number << RUN_AT;
  }

  /** Every row of this run comes before. */
  long end() {
    return new Run(number + 1).begin();
  }

  Run next() {
    return new Run(number + 1);
  }
}
