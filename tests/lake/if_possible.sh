#!/bin/sh
# `make lake-if-possible`: asks lakes on Spark where there is Java or root can install it, and says why where not.
# A wrong answer fails it; a Spark that is not to be had does not.
set -eu
: "${MAKE:=make}" "${APT_SECONDS:=600}" "${PIP_SECONDS:=900}"

left_out() {
  printf 'the tests of lakes on Spark were not run: %s\n' "$1"
  exit 0
}

# Of what a program says only the end is shown, where it fails.
said=$(mktemp)
trap 'rm -f "$said"' EXIT
last_words() { tail -n 1 "$said" | cut -c 1-200; }

if ! "$MAKE" -s java >/dev/null 2>&1; then
  [ "$(id -u)" = 0 ] || left_out 'there is no Java, and only root could install it'
  command -v apt-get >/dev/null || left_out 'there is no Java, and no apt-get that could install it'
  printf 'there is no Java: it is installed\n'
  export DEBIAN_FRONTEND=noninteractive
  apt='timeout -k 10 '$APT_SECONDS' apt-get -qq -o Acquire::http::Timeout=30 -o Acquire::Retries=1 -o DPkg::Lock::Timeout=60'
  # What was fetched before may do where nothing can be fetched now.
  $apt update >"$said" 2>&1 </dev/null || true
  $apt install -y --no-install-recommends openjdk-17-jre-headless >"$said" 2>&1 </dev/null ||
    left_out "apt-get could not install Java: $(last_words)"
fi

timeout -k 10 "$PIP_SECONDS" "$MAKE" .venv-lake/ready >"$said" 2>&1 || left_out "Spark could not be installed: $(last_words)"
JAVA_HOME=$("$MAKE" -s java) timeout -k 10 300 .venv-lake/bin/python tests/lake/asking/two_executors.py >"$said" 2>&1 ||
  left_out "$(last_words)"
"$MAKE" lake
