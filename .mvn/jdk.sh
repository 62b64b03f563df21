# Sourced by the launcher and by mvnw: sets JAVA_HOME to a JDK of at least the version the sources need.
LOCKSTEP_JDK=25

jdk_version() {
  [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

jdk_find() {
  path_java=$(command -v javac 2>/dev/null) && path_java=$(dirname "$(dirname "$(readlink -f "$path_java")")")
  for home in "${JAVA_HOME:-}" "${path_java:-}" /usr/lib/jvm/* /opt/*jdk* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$home") || continue
    if [ "${version:-0}" -ge "$LOCKSTEP_JDK" ]; then
      echo "$home"
      return
    fi
  done
  return 1
}

if ! JAVA_HOME=$(jdk_find); then
  echo "Lockstep needs a JDK $LOCKSTEP_JDK and found none; nothing was changed. Install one (for example Eclipse Temurin $LOCKSTEP_JDK under /usr/lib/jvm) or point JAVA_HOME at it." >&2
  exit 69
fi
export JAVA_HOME
