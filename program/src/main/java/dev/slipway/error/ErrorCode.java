package dev.slipway.error;

/**
 * The one catalogue of errors. Each has its own exit code, so that a script can tell them apart
 * without reading a message; codes are never reused or renumbered.
 */
public enum ErrorCode {
  /** A defect of Slipway itself. */
  INTERNAL(1),
  /** The command line is wrong; picocli's own code for it. */
  USAGE(2),

  ESTATE_MISSING(10),
  ESTATE_INVALID(11),
  SECRET_MISSING(12),
  DESCRIPTOR_INVALID(13),
  MANIFEST_INVALID(14),

  PROGRAM_MISSING(20),
  PORT_IN_USE(21),
  NAME_TAKEN(22),
  NAME_ILLEGAL(23),
  DISK_FULL(24),
  PERMISSION_DENIED(25),
  COMMAND_FAILED(26),
  DEADLINE_EXCEEDED(27),
  INTERRUPTED(28),
  SITE_UNKNOWN(29),

  TREE_DIRTY(30),
  TAG_ELSEWHERE(31),
  NOT_MERGED(32),
  COMMIT_NOT_PUSHED(33),
  REVISION_UNKNOWN(34),
  BUILD_FAILED(35),

  DATABASE_UNREACHABLE(40),
  DATABASE_REFUSED(41),
  DATABASE_STATE(42),
  LINEAGE_DIFFERS(43),
  NOT_CAUGHT_UP(44),
  POOLER_FAILED(45),
  HOLD_NOT_REACHED(46),
  BUDGET_EXCEEDED(47),
  UPGRADE_FAILED(48),
  GRANT_EXPIRED(49),

  BACKUP_FAILED(50),
  BACKUP_MISSING(51),
  OBJECT_STORE_FAILED(52),
  KEY_REFUSED(53),
  KEY_LIMIT(54),
  KEY_STATE(55),
  CREDENTIALS_EXPIRED(56),
  THROTTLED(57),
  CLOUD_FAILED(58),
  INSTANCE_REFUSED(59),

  SEARCH_UNREACHABLE(60),
  SEARCH_UNHEALTHY(61),
  INDEXER_UNREACHABLE(62),
  INDEXER_STUCK(63),
  INDEXER_BUSY(64),
  APPLICATION_UNHEALTHY(65),
  CLUSTER_UNKNOWN(66),
  LAST_COPY(67),
  DOCUMENTS_UNREADABLE(68),
  NODE_NEEDED(69),

  PROXY_CONFIGURATION(70),
  PROXY_REFUSED(71),
  PROXY_UNPROVEN(72),

  MAIL_FAILED(80),
  TICKETS_FAILED(81),
  SCHEDULE_FAILED(82),
  LOGS_FAILED(83),

  RELEASE_RUNNING(90),
  RELEASE_UNKNOWN(91),
  RELEASE_CALLED_OFF(92),
  RELEASE_STATE(93),
  JOURNAL_FAILED(94),
  LEDGER_UNCLEAN(95),
  NOT_CONFIRMED(96),

  HOST_UNREACHABLE(100),
  HOST_KEY_UNKNOWN(101),
  HOST_KEY_CHANGED(102),
  LOGIN_REFUSED(103),
  /** The connection broke in the middle: whether it happened is not known. */
  HOST_LOST(104),
  FILE_MISSING(105),
  CHECKSUM_DIFFERS(106),
  SERVERS_TAKEN(107);

  private final int exitCode;

  ErrorCode(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The exit code of the process that ends with this error. */
  public int exitCode() {
    return exitCode;
  }
}
