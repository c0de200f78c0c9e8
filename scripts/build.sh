#!/usr/bin/env bash
# Builds the release page into dist/.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
scripts/setup.sh page
# The standard library is built with the page, for size and without the words and places of panics, which the
# page shows to nobody: a tenth less to load. RUSTC_BOOTSTRAP lets a stable compiler do that.
export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD="std,panic_abort" CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
small="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"
# SHA-256 in a loop, not written out sixty-four times.
small="$small --cfg sha2_backend_soft=\"compact\""
# Line ends are looked for sixteen bytes at a time; browsers have had SIMD longer than the Custom Highlight API.
small="$small -Ctarget-feature=+simd128"
# No path of the machine that built the page is in it.
export RUSTFLAGS="$small --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src= --remap-path-prefix=$PWD="
# Without the variable NO_COLOR in the form that trunk does not understand.
env -u NO_COLOR trunk build --release --offline "$@"
