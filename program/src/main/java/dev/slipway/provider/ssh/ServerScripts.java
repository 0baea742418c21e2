package dev.slipway.provider.ssh;

/** What is done on a server at once, in POSIX shell; arguments are passed as they are. */
final class ServerScripts {
  /** Between two manifests: a character that JSON does not have. */
  static final String SEPARATOR = "\036";

  /** A server of another site is there. */
  static final int TAKEN = 3;

  /** Arguments: folder of servers. Prints all manifests. */
  static final String LOOK =
      """
      for manifest in "$1"/*/manifest.json; do
        [ ! -e "$manifest" ] || cat -- "$manifest" || exit
        printf '\\036'
      done
      """;

  /**
   * Arguments: folder of servers, server, its manifest. Looking and writing are one: nobody else
   * can come between.
   */
  static final String WRITE =
      """
      set -e
      umask 022
      mkdir -p -- "$1"
      exec 9>"$1/.lock"
      flock 9
      for other in "$1"/*/manifest.json; do
        [ ! -e "$other" ] || [ "$other" = "$1/$2/manifest.json" ] || exit 3
      done
      mkdir -p -- "$1/$2"
      printf '%s\\n' "$3" >"$1/$2/manifest.json.new"
      sync -- "$1/$2/manifest.json.new"
      mv -fT -- "$1/$2/manifest.json.new" "$1/$2/manifest.json"
      """;

  /** Arguments: folder of servers, server, a word for its new name, folder of secrets. */
  static final String RETIRE =
      """
      set -e
      [ ! -e "$1/$2" ] || mv -T -- "$1/$2" "$1/.retired-$2-$3"
      rm -rf -- "$4"
      """;

  /** Arguments: folder of servers. */
  static final String DELETE_RETIRED = "rm -rf -- \"$1\"/.retired-*";

  /**
   * Arguments: folder of the program, folder of all programs. One that is there is marked as used.
   */
  static final String PREPARE_PROGRAM =
      """
      if [ -x "$1/bin/slipway" ]; then
        touch -- "$1"
        echo there
      else
        umask 022
        mkdir -p -- "$2"
      fi
      """;

  /** Arguments: archive, folder of the program. */
  static final String UNPACK_PROGRAM =
      """
      set -e
      umask 022
      exec 9>"$1.lock"
      flock 9
      if [ ! -e "$2" ]; then
        rm -rf -- "$2.part"
        mkdir -- "$2.part"
        tar -xzf "$1" -C "$2.part" --strip-components=1
        mv -T -- "$2.part" "$2"
      fi
      rm -f -- "$1" "$1.lock"
      """;

  /**
   * Arguments: folder of all programs, the one that stays, then files and folders whose lines may
   * name one. Removes and prints each other one that no line and no running process names, and that
   * nobody has marked as used for an hour: its controller may just be going to run it.
   */
  static final String REMOVE_PROGRAMS =
      """
      set -e
      programs=$1 stays=$2
      shift 2
      rm -rf -- "$programs"/*.former
      running=$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n')
      for program in "$programs"/????????????; do
        [ -x "$program/bin/slipway" ] && [ "$program" != "$stays" ] || continue
        [ -n "$(find "$program" -maxdepth 0 -mmin +60)" ] || continue
        ! grep -qsrF -- "$program/" "$@" || continue
        case $running in *"$program/"*) continue ;; esac
        mv -T -- "$program" "$program.former"
        rm -rf -- "$program.former"
        echo "${program##*/}"
      done
      """;

  /** Arguments: folder of secrets, and the folders below it. */
  static final String PREPARE_SECRETS =
      "umask 077; mkdir -p -- \"$@\" && chmod 700 -- \"$(dirname \"$1\")\" \"$1\"";

  /**
   * Arguments: folder of systemd's units, unit, its target, what the unit says. Prints something
   * where systemd runs.
   */
  static final String INSTALL_UNIT =
      """
      set -e
      umask 022
      mkdir -p -- "$1/$3.wants"
      printf '%s' "$4" >"$1/$2.new"
      sync -- "$1/$2.new"
      mv -fT -- "$1/$2.new" "$1/$2"
      ln -sfn -- "$1/$2" "$1/$3.wants/$2"
      [ ! -d /run/systemd/system ] || { systemctl daemon-reload; echo systemd; }
      """;

  /** Arguments: as above, but for the last. One that is just being tried again is stopped. */
  static final String REMOVE_UNIT =
      """
      set -e
      [ -e "$1/$2" ] || exit 0
      [ ! -d /run/systemd/system ] || systemctl --quiet disable --now -- "$2"
      rm -f -- "$1/$3.wants/$2" "$1/$2"
      [ ! -d /run/systemd/system ] || systemctl daemon-reload
      """;

  private ServerScripts() {}
}
