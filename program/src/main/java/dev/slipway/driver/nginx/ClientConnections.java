package dev.slipway.driver.nginx;

import dev.slipway.exec.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TCP connections that clients have with an nginx, as the kernel lists them: established at an
 * address on which the master listens, and taken by a worker.
 */
record ClientConnections(Set<TcpSocket> sockets) {

  /** Those there are now; empty when the master's listening sockets cannot be seen. */
  static Optional<ClientConnections> of(ProcessIdentity master) {
    Path process = Path.of("/proc", Long.toString(master.pid()));
    Set<String> own = files(process.resolve("fd"));
    List<TcpSocket> all =
        Stream.of("tcp", "tcp6")
            .flatMap(table -> lines(process.resolve("net").resolve(table)))
            .flatMap(line -> TcpSocket.parse(line).stream())
            .toList();
    List<TcpSocket> listening =
        all.stream().filter(socket -> socket.listens() && own.contains(socket.file())).toList();
    return listening.isEmpty()
        ? Optional.empty()
        : Optional.of(new ClientConnections(taken(all, listening)));
  }

  /** True when every one of the others has ended. */
  boolean sharesNoneWith(ClientConnections others) {
    return Collections.disjoint(sockets, others.sockets);
  }

  private static Set<TcpSocket> taken(List<TcpSocket> all, List<TcpSocket> listening) {
    return all.stream()
        .filter(TcpSocket::isTaken)
        .filter(socket -> listening.stream().anyMatch(socket::cameThrough))
        .collect(Collectors.toSet());
  }

  /** What the process has open: {@code socket:[inode]} for each socket. */
  private static Set<String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.flatMap(ClientConnections::target).collect(Collectors.toSet());
    } catch (IOException e) {
      return Set.of();
    }
  }

  private static Stream<String> target(Path link) {
    try {
      return Stream.of(Files.readSymbolicLink(link).toString());
    } catch (IOException closedMeanwhile) {
      return Stream.empty();
    }
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream();
    } catch (IOException noSuchFamily) {
      return Stream.empty();
    }
  }
}
