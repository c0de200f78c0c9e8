#!/usr/bin/env bash
# Scores the parser against hand-checked answers, per document and per metric: those of this repository, and those
# of the folders given, or of FUSEN_CORPUS or ../shared/corpus where there is one.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
corpus=${FUSEN_CORPUS:-../shared/corpus}
folders=(tests/corpus tests/corpus/forms tests/corpus/headers)
if [ $# -gt 0 ]; then
  folders+=("$@")
elif [ -d "$corpus" ]; then
  # It holds the texts of tests/corpus, too.
  folders=("$corpus" tests/corpus/forms tests/corpus/headers)
else
  echo "The answers of this repository alone: there is no folder of Diet records ($corpus). Name one as an argument, or in FUSEN_CORPUS."
fi
cargo build --quiet --profile native --bin fusen
python3 scripts/score.py --parser "${CARGO_TARGET_DIR:-target}/native/fusen parse {file}" "${folders[@]}"
