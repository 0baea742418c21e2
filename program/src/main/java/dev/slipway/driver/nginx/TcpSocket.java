package dev.slipway.driver.nginx;

import java.util.Optional;

/**
 * A line of {@code /proc/PID/net/tcp}: {@code proc_pid_net(5)}.
 *
 * @param local address and port in the kernel's hexadecimal
 * @param remote the same of the other end
 * @param inode 0 until a process has accepted the connection
 */
record TcpSocket(String local, String remote, String state, long inode) {
  private static final String ESTABLISHED = "01";
  private static final String LISTEN = "0A";
  private static final int INODE = 9;

  /** Empty for the heading. */
  static Optional<TcpSocket> parse(String line) {
    String[] fields = line.strip().split("\\s+", -1);
    return fields.length > INODE && fields[0].endsWith(":")
        ? Optional.of(new TcpSocket(fields[1], fields[2], fields[3], Long.parseLong(fields[INODE])))
        : Optional.empty();
  }

  boolean listens() {
    return state.equals(LISTEN);
  }

  boolean isTaken() {
    return state.equals(ESTABLISHED) && inode != 0;
  }

  /** True when that socket listens on this one's address, or on every address at its port. */
  boolean cameThrough(TcpSocket listening) {
    int port = listening.local.indexOf(':');
    boolean everyAddress = listening.local.substring(0, port).chars().allMatch(c -> c == '0');
    return local.equals(listening.local)
        || (everyAddress && local.endsWith(listening.local.substring(port)));
  }

  /** The process's own name for it. */
  String file() {
    return "socket:[%d]".formatted(inode);
  }
}
