#!/usr/bin/env bash
# Builds the release page into dist/.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
scripts/setup.sh page
# Without the variable NO_COLOR in the form that trunk does not understand.
env -u NO_COLOR trunk build --release --offline "$@"
