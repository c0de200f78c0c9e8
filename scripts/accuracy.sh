#!/usr/bin/env bash
# Scores the parser against hand-checked answers: those of this repository, and those of folders given.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cargo build --quiet --profile native --bin fusen
python3 scripts/score.py --parser "target/native/fusen parse {file}" "${@:-tests/corpus}" tests/corpus/forms
