package dev.slipway.workflow.dbos;

/** The PostgreSQL server that holds the journal, in use until closed. */
public interface JournalServer extends AutoCloseable {

  JournalAddress address();

  /** Ends this use; a server of the controller's own is stopped with its last use. */
  @Override
  void close();

  /** A server that somebody else runs. */
  static JournalServer given(JournalAddress address) {
    return new JournalServer() {
      @Override
      public JournalAddress address() {
        return address;
      }

      @Override
      public void close() {}
    };
  }
}
