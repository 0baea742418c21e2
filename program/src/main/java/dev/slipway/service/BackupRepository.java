package dev.slipway.service;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Base backups and archived log of one production lineage, in the object store. */
public interface BackupRepository {

  /** Creates what the repository needs before the first backup; harmless when it is there. */
  void initialise();

  /**
   * Takes a full backup of the site's database that this repository was opened for.
   *
   * @param progress is handed what the tool says
   * @throws dev.slipway.error.SlipwayException {@code BACKUP_FAILED}, {@code KEY_REFUSED}, {@code
   *     DISK_FULL}
   */
  Backup push(Consumer<String> progress);

  /**
   * All backups, oldest first. An empty list only when the repository says so, never for an error.
   */
  List<Backup> list();

  /**
   * Restores the newest backup into a scratch folder of the server, starts it there without
   * archiving or network, asks it a question, stops it and deletes the folder.
   *
   * @return how long it took
   */
  Duration proveRestore(Duration deadline);
}
