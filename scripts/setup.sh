#!/usr/bin/env bash
# Installs what is missing: `setup.sh page` for building, `setup.sh browser` for driving Chromium.
# Nothing is installed twice, and nothing outside this folder but the Rust target and, as root on Debian,
# Chromium with Japanese fonts.
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

say() { echo "· $*" >&2; }
need() { command -v "$1" >/dev/null || { echo "$1 is missing. $2" >&2; exit 1; }; }

npm_packages() {
  need node "Install Node.js 20 or newer (https://nodejs.org)."
  need npm "It comes with Node.js (on Debian: apt install npm)."
  if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    say "npm packages"
    npm ci --no-audit --no-fund --loglevel=error >&2
    touch node_modules/.package-lock.json
  fi
}

# One tool from the Rust registry, compiled quickly rather than well.
rust_tool() {
  local command=$1 package=$2 version=$3; shift 3
  "$command" --version 2>/dev/null | grep -qwF "$version" && return 0
  say "$package $version (compiled once, into .tools; takes some minutes)"
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 \
    CARGO_PROFILE_RELEASE_DEBUG=0 cargo install --root .tools --target-dir .tools/build \
    --version "$version" "$@" "$package" >&2
  rm -rf .tools/build
}

# The crates that the standard library is made of, since the page is built with it.
std_crates() {
  local fetch=(env RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort cargo fetch --quiet --locked --target wasm32-unknown-unknown)
  "${fetch[@]}" --offline 2>/dev/null || "${fetch[@]}" >&2
}

page() {
  need cargo "Install Rust from https://rustup.rs"
  scripts/wasm-target.sh
  std_crates
  npm_packages
  # Not --locked: the lock file of this release names withdrawn crates.
  rust_tool wasm-bindgen wasm-bindgen-cli "$BINDGEN_VERSION"
  rust_tool trunk trunk "$TRUNK_VERSION" --locked --no-default-features --features rustls
}

browser() {
  npm_packages
  find_chromium >/dev/null && return 0
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    say "Chromium and Japanese fonts from Debian"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } >&2
  else
    echo "No Chromium found. Install Chromium or Chrome (on Debian: sudo apt install chromium fonts-noto-cjk), or name one in CHROMIUM." >&2
    exit 1
  fi
}

for part in "$@"; do "$part"; done
