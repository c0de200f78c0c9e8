#!/usr/bin/env bash
# Every check, in the order in which they fail fastest. The last line counts them.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
set +e
passed=0 failed=0 broken=()
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# check NAME COMMAND…: one check that passes or fails as a whole.
check() {
  local name=$1; shift
  echo "── $name"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); broken+=("$name"); fi
}

# suite NAME COMMAND…: a test runner; its own counts are added up.
suite() {
  local name=$1 status ok bad; shift
  echo "── $name"
  "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  ok=$(awk '/^test result:/ { n += $4 } /^# pass / { n += $3 } /^ℹ pass / { n += $3 } END { print n + 0 }' "$log")
  bad=$(awk '/^test result:/ { n += $6 } /^# fail / { n += $3 } /^ℹ fail / { n += $3 } END { print n + 0 }' "$log")
  if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
  if [ "$status" = 0 ] && [ "$ok" = 0 ]; then bad=1; fi
  passed=$((passed + ok)) failed=$((failed + bad))
  if [ "$bad" != 0 ]; then broken+=("$name"); fi
}

check "tools" scripts/setup.sh page browser
check "rustfmt" cargo fmt --check
check "clippy, native" cargo clippy --quiet --all-targets -- -D warnings
check "clippy, wasm32" cargo clippy --quiet --target wasm32-unknown-unknown --lib --bin fusen-page --bin fusen-parser --bin fusen-intake --bin fusen-desk -- -D warnings
check "documentation" env RUSTDOCFLAGS="-D warnings" cargo doc --quiet --no-deps --lib
suite "native tests" cargo test --quiet
check "fuzz target" scripts/fuzz.sh replay
check "release page" scripts/build.sh
check "size of the page" node scripts/size.mjs dist
suite "documents, server" node --test --test-reporter=tap tests/docs.test.mjs tests/serve.test.mjs
suite "end to end, in Chromium" env CHROMIUM="$(find_chromium)" node --test --test-concurrency=1 --test-timeout=900000 --test-reporter=tap tests/e2e/*.test.mjs

echo
for name in "${broken[@]}"; do echo "failed: $name"; done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
