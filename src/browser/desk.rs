//! The page's second program, for what is not needed to open, read and tag: see `crate::desk`.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/browser/desk.js")]
    extern "C" {
        pub(super) fn load(host: &JsValue) -> js_sys::Promise;
        pub(super) fn tell(kind: u32, value: &str) -> bool;
        pub(super) fn show(fingerprint: &str, minutes: &[u8]);
        pub(super) fn loaded() -> bool;
    }
}

/// Loads it, unless it is there. Whether it has only now come and knows nothing yet; `None` if it cannot be loaded.
///
/// What it asks of the page goes to `host`, the number of a kind and its value.
pub async fn load(host: impl Fn(u32, String) + 'static) -> Option<bool> {
    if loaded() {
        return Some(false);
    }
    let host = Closure::<dyn Fn(u32, String)>::new(host).into_js_value();
    JsFuture::from(sys::load(&host)).await.ok()?.as_bool()
}

/// Shows it a document: its fingerprint and `Minutes::handed`, or nothing.
pub fn show(fingerprint: &str, minutes: &[u8]) {
    sys::show(fingerprint, minutes);
}

/// Tells it something, a kind by its number and its value; `false` when it is not there.
pub fn tell(kind: u32, value: &str) -> bool {
    sys::tell(kind, value)
}

/// Whether it is there.
pub fn loaded() -> bool {
    sys::loaded()
}
