#!/usr/bin/env bash
# Scores the parser against hand-checked answers, per document and per metric: those of this repository, and those
# of the folders given, or of ../shared/corpus where there is one.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
folders=(tests/corpus tests/corpus/forms tests/corpus/headers)
if [ $# -gt 0 ]; then
  folders+=("$@")
elif [ -d ../shared/corpus ]; then
  folders=(../shared/corpus tests/corpus/forms tests/corpus/headers)
else
  echo "skipped: no Diet records beside the checkout (../shared/corpus); name their folder as an argument to score them, too"
fi
cargo build --quiet --profile native --bin fusen
python3 scripts/score.py --parser "target/native/fusen parse {file}" "${folders[@]}"
