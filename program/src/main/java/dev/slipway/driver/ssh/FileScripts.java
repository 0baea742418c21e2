package dev.slipway.driver.ssh;

/**
 * What the other side does for a file, in POSIX shell. Each is given the token of its conversation
 * first. A file's content comes on the standard input and is in no argument list.
 */
final class FileScripts {
  static final int NOT_THERE = 3;
  static final int NOT_ALLOWED = 4;
  static final int NOT_WRITTEN = 5;
  static final int DIFFERS = 6;

  /** What is printed of a file that needed no copying. */
  static final String THERE = "there";

  private static final String BEGIN = "echo \"$1 STARTED $$\" >&2; shift; ";

  /** Arguments: file. */
  static final String READ =
      BEGIN + "[ -f \"$1\" ] || exit 3; [ -r \"$1\" ] || exit 4; exec cat -- \"$1\"";

  /** Arguments: file. Prints its size and its checksum. */
  static final String STATE =
      BEGIN
          + "[ -f \"$1\" ] || exit 3; [ -r \"$1\" ] || exit 4; "
          + "stat -L -c %s -- \"$1\" && sha256sum <\"$1\"";

  /** Arguments: file, offset of the first byte from 1. */
  static final String READ_FROM = BEGIN + "exec tail -c +\"$2\" -- \"$1\"";

  /** Owner and mode of the file $2, which then becomes $1, in folder $4, durably. */
  private static final String FINISH =
      """
      [ -z "$6" ] || chown -- "$6:" "$2" || exit 4
      chmod -- "$5" "$2" || exit 4
      sync -- "$2" || exit 5
      mv -fT -- "$2" "$1" || exit 4
      trap - EXIT
      sync -- "$4"
      """;

  /** Nothing is done for a file that is there, but for its owner and mode. */
  private static final String UNLESS_THERE =
      """
      [ -d "$4" ] || exit 3
      [ -w "$4" ] || exit 4
      if [ -f "$1" ] && [ "$(sha256sum <"$1")" = "$3  -" ]; then
        [ -z "$6" ] || chown -- "$6:" "$1" || exit 4
        chmod -- "$5" "$1" || exit 4
        echo there
        exit
      fi
      """;

  /**
   * For a small file, at once. Arguments: file, temporary file, checksum, folder, mode, owner or
   * nothing. Prints that the file was there, if it was.
   */
  static final String WRITE =
      BEGIN
          + UNLESS_THERE
          + """
          umask 077
          set -C
          true >"$2" || exit 4
          set +C
          trap 'rm -f -- "$2"' EXIT
          cat >"$2" || exit 5
          [ "$(sha256sum <"$2")" = "$3  -" ] || exit 6
          """
          + FINISH;

  /**
   * Arguments as for {@link #WRITE}, the temporary file being the part that arrived before. Prints
   * that the file was there, or the part's size, and the free blocks and their size.
   */
  static final String FIND =
      BEGIN
          + UNLESS_THERE
          + """
          echo "$(stat -c %s -- "$2" 2>/dev/null || echo 0) $(stat -f -c '%a %S' -- "$4")"
          """;

  /** Arguments as for {@link #FIND}, and how much of the part is to be kept. */
  static final String APPEND =
      BEGIN
          + """
          umask 077
          [ "$7" -gt 0 ] || true >"$2" || exit 4
          cat >>"$2" || exit 5
          [ "$(sha256sum <"$2")" = "$3  -" ] || exit 6
          """
          + FINISH;

  private FileScripts() {}
}
