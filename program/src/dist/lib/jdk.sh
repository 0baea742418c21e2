# Finds a JDK 25 or newer. Sourced by the launcher and by the scripts of the source tree; plain sh,
# and no process is started, since the launcher should cost nothing.

# jdk_major FOLDER: sets JDK_MAJOR to the major version that the folder's release file names.
jdk_major() {
  JDK_MAJOR=0
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      JDK_MAJOR=${value%%[!0-9]*}
    fi
  done <"$1/release"
}

# find_jdk: sets JDK to the folder of the first one that is new enough; false when there is none.
find_jdk() {
  for JDK in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* /usr/local/*jdk* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    "${HOME:-}"/.local/share/mise/installs/java/* "${HOME:-}"/.asdf/installs/java/*; do
    if jdk_major "$JDK" && [ "$JDK_MAJOR" -ge 25 ]; then
      return 0
    fi
  done
  JDK=
  return 1
}

NO_JDK='Slipway needs a JDK 25 or newer, and there is none under JAVA_HOME, /usr/lib/jvm, /usr/java, /opt, /usr/local or in the folders of SDKMAN, mise and asdf.
Install one (https://adoptium.net, for example), or set JAVA_HOME to where it is.'
