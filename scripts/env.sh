# Sourced by the other scripts: where the tools are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"
export PATH="$PWD/.tools/bin:$PWD/node_modules/.bin:$PATH"

TRUNK_VERSION=0.21.14
# In lockstep with the crate wasm-bindgen in Cargo.toml.
BINDGEN_VERSION=0.2.130

# The first Chromium or Chrome of this machine; CHROMIUM names another one.
find_chromium() {
  local candidate
  for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [ -n "$candidate" ] && command -v "$candidate" && return 0
  done
  return 1
}
