#!/bin/sh
# `make browser-if-possible`: looks at the pages in Chromium where one is here or root can install it, and says
# why where not. A page that is wrong fails it; a Chromium that is not to be had does not.
set -eu
: "${MAKE:=make}" "${APT_SECONDS:=900}"

left_out() {
  printf 'the tests of the browser were not run: %s\n' "$1"
  exit 0
}

# Of what a program says only the end is shown, where it fails.
said=$(mktemp)
trap 'rm -f "$said"' EXIT
last_words() { tail -n 1 "$said" | cut -c 1-200; }

if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
  [ "$(id -u)" = 0 ] || left_out 'there is no Chromium, and only root could install it'
  command -v apt-get >/dev/null || left_out 'there is no Chromium, and no apt-get that could install it'
  printf 'there is no Chromium: it is installed\n'
  export DEBIAN_FRONTEND=noninteractive
  apt='timeout -k 10 '$APT_SECONDS' apt-get -qq -o Acquire::http::Timeout=30 -o Acquire::Retries=1 -o DPkg::Lock::Timeout=60'
  # What was fetched before may do where nothing can be fetched now.
  $apt update >"$said" 2>&1 </dev/null || true
  $apt install -y --no-install-recommends chromium chromium-driver fonts-noto-core >"$said" 2>&1 </dev/null ||
    left_out "apt-get could not install Chromium: $(last_words)"
fi

"$MAKE" .venv-browser/ready >"$said" 2>&1 || left_out "what drives it could not be installed: $(last_words)"
timeout -k 10 180 .venv-browser/bin/python tests/browser/chromium.py >"$said" 2>&1 || left_out "$(last_words)"
"$MAKE" browser
