#!/usr/bin/env bash
# Tests ./run with stand-in package tools: what it installs, what it says when it may not, that it asks dpkg only once.
# usage: run_test.sh PATH-OF-RUN
set -u
run=$(readlink -f -- "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

expect() {  # expect WHAT COMMAND...: the command must succeed
  local what=$1
  shift
  "$@" || { echo "failed: $what"; failures=$((failures + 1)); }
}

# A tree with only what ./run needs, and tools that write down how they are called.
mkdir -p "$work/tree/cmake" "$work/tree/build/release" "$work/tools"
cp "$run" "$work/tree/run"
printf 'installed-one\nmissing-one\n' > "$work/tree/cmake/debian-packages.txt"
printf '#!/bin/sh\necho "the program: $*"\n' > "$work/tree/build/release/flowcert"
touch "$work/tree/build/release/build.ninja"
tool() { cat > "$work/tools/$1"; chmod +x "$work/tools/$1"; }
tool dpkg-query <<'T'
#!/bin/sh
echo dpkg-query >> "$LOG"
for last; do :; done
[ "$last" = installed-one ] && echo installed || exit 1
T
tool apt-get <<'T'
#!/bin/sh
echo "apt-get $*" >> "$LOG"
T
tool cmake <<'T'
#!/bin/sh
exit 0
T
tool id <<'T'
#!/bin/sh
echo "$FAKE_UID"
T
tool sudo <<'T'
#!/bin/sh
echo "sudo $*" >> "$LOG"
exec "$@"
T
chmod +x "$work/tree/build/release/flowcert"
export LOG=$work/log PATH=$work/tools:$PATH FLOWCERT_COMMIT=test
call() { rm -f "$LOG"; touch "$LOG"; "$work/tree/run" list > "$work/out" 2> "$work/err"; }

export FAKE_UID=0
expect "root installs what is missing and the program runs" call
expect "only the missing package is installed" grep -q "apt-get install .*missing-one" "$LOG"
expect "nothing that is installed is installed again" bash -c '! grep -q "install .*installed-one" "$LOG"'
expect "the missing package is named" grep -q "missing-one" "$work/err"
expect "the command is passed on" grep -qx "the program: list" "$work/out"
touch -d '+1 minute' "$work/tree/build/packages.stamp"
expect "a second call works" call
expect "a second call asks no package tool" test ! -s "$LOG"

rm "$work/tree/build/packages.stamp"
export FAKE_UID=1000
expect "another user goes through sudo" call
expect "sudo is used" grep -q "^sudo" "$LOG"

rm "$work/tree/build/packages.stamp" "$work/tools/sudo"
if ! command -v sudo > /dev/null; then
  expect "without root and sudo it fails" bash -c '! "$0" list > /dev/null 2> "$1"' "$work/tree/run" "$work/err"
  expect "and says what to install" grep -q "apt-get install .*missing-one" "$work/err"
fi
[ "$failures" = 0 ] && echo "1 passed, 0 failed"
exit "$failures"
