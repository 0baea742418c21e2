package dev.slipway.provider;

import dev.slipway.node.FileMutex;
import dev.slipway.node.ServerManifest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where servers are: folders of this machine, or machines of their own. The manifest that lies with
 * a server is the only record of it.
 */
public interface ServerPlaces {

  /** All servers that there are now. */
  KnownServers known();

  /** One at a time among those who change which servers there are. */
  FileMutex turn();

  /**
   * The address that a new server would get. It is taken when the manifest is written.
   *
   * @param taken those of servers that there are, and of others that are to be
   * @throws dev.slipway.error.SlipwayException {@code PORT_IN_USE}, {@code SERVERS_TAKEN}
   */
  String address(String server, Set<String> taken);

  /**
   * Refuses what bringing the server up would find out too late.
   *
   * @throws dev.slipway.error.SlipwayException {@code PROGRAM_MISSING}, {@code DATABASE_REFUSED}
   */
  void check(ServerManifest manifest);

  /** Records a server, or what it is now. */
  void write(ServerManifest manifest);

  /**
   * Returns when all are up. Harmless when they are.
   *
   * @param log is handed the lines of all, one at a time
   * @throws dev.slipway.error.SlipwayException of the first that failed, which it names; the others
   *     go on by themselves
   */
  void up(List<? extends ServerManifest> servers, Duration deadline, Consumer<String> log);

  /** Hands on the lines of many, one at a time. */
  static Consumer<String> oneAtATime(Consumer<String> log) {
    return line -> {
      synchronized (log) {
        log.accept(line);
      }
    };
  }

  /** Returns when all are stopped; their files stay. */
  void down(List<? extends ServerManifest> servers);

  /** The server is gone from here on; its files are deleted later. */
  void retire(ServerManifest server);

  /** Deletes the files of retired servers, also what an interrupted deletion left. */
  void deleteRetired();
}
