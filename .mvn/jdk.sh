# Sourced by the launcher and by mvnw: sets JAVA_HOME to a JDK of at least the version the sources need.
# LOCKSTEP_ROOT stands before the fixed folders that are searched; only tests set it.
LOCKSTEP_JDK=25

jdk_version() {
  [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

jdk_find() {
  fixed=${LOCKSTEP_ROOT:-}
  own=${HOME:-/nonexistent}
  path_java=$(command -v javac 2>/dev/null) && path_java=$(dirname "$(dirname "$(readlink -f "$path_java")")")
  for jdk in "${JAVA_HOME:-}" "${path_java:-}" "$fixed"/usr/lib/jvm/* "$fixed"/opt/*jdk* "$fixed"/opt/java/* \
    "$own"/.sdkman/candidates/java/* "$own"/.jdks/* "$fixed"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$jdk") || continue
    if [ "${version:-0}" -ge "$LOCKSTEP_JDK" ]; then
      echo "$jdk"
      return
    fi
  done
  return 1
}

if ! JAVA_HOME=$(jdk_find); then
  echo "No JDK $LOCKSTEP_JDK or newer was found. Nothing was changed. Install one (apt-get install openjdk-$LOCKSTEP_JDK-jdk where the system has it, else Eclipse Temurin $LOCKSTEP_JDK under /usr/lib/jvm) or point JAVA_HOME at it, then run this again." >&2
  exit 69
fi
export JAVA_HOME
