# Sourced by ./standstill and ./check: finds a JDK of one exact feature release.
# find_jdk 25 prints its home, or fails. Nothing is installed and nothing is guessed.

jdk_release() { # home -> feature release, from the file every JDK carries
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  local home
  local roots=("${JAVA_HOME:-}")
  home=$(command -v javac 2>/dev/null) && roots+=("$(dirname "$(dirname "$(readlink -f "$home")")")")
  roots+=(/usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/*
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home)
  for home in "${roots[@]}"; do
    [ -n "$home" ] && [ "$(jdk_release "$home")" = "$1" ] && { printf '%s\n' "$home"; return 0; }
  done
  return 1
}

jdk_missing() {
  echo "standstill: no JDK $1 found; install one (Debian: apt install openjdk-$1-jdk, or Temurin $1 from adoptium.net) or set JAVA_HOME" >&2
}
