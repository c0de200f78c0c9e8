#!/usr/bin/env bash
# Fuzzes the parser: `fuzz.sh SECONDS` searches from fuzz/corpus and tests/corpus, `fuzz.sh replay` only builds the
# target and runs what is kept.
# Needs nothing that building the page does not need but a C++ compiler: libFuzzer comes with the crate
# libfuzzer-sys, and the flags are those of the stable compiler. A failing text is left in fuzz/target.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing"
cargo build --quiet --release --manifest-path fuzz/Cargo.toml --target "$host"
target="fuzz/target/$host/release/parse"
if [ "${1:-replay}" = replay ]; then
  "$target" -runs=0 -timeout=20 -artifact_prefix=fuzz/target/ fuzz/corpus 2>&1 | tail -1
  exit "${PIPESTATUS[0]}"
fi
mkdir -p fuzz/target/found
"$target" -max_len=5000 -timeout=20 -max_total_time="$1" -artifact_prefix=fuzz/target/ \
  fuzz/target/found fuzz/corpus tests/corpus tests/corpus/forms tests/corpus/headers
