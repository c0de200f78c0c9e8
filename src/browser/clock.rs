//! Time, randomness, and the User Timing marks.

use crate::project::Timestamp;

mod sys {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/src/browser/clock.js")]
    extern "C" {
        #[wasm_bindgen(js_name = paintedFrame)]
        pub(super) fn painted_frame() -> js_sys::Promise;
        pub(super) fn task() -> js_sys::Promise;
        pub(super) fn idle() -> js_sys::Promise;
        pub(super) fn measure(name: &str, start: f64, detail: &JsValue);
    }
}

/// Milliseconds since 1970.
pub fn now() -> Timestamp {
    js_sys::Date::now() as Timestamp
}

/// A fresh random id.
pub fn uuid() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// Milliseconds of the page's own clock, for measures.
pub fn instant() -> f64 {
    web_sys::window()
        .and_then(|w| w.performance())
        .map_or(0.0, |p| p.now())
}

/// Writes the measure `name` from `start` to now.
pub fn measure(name: &str, start: f64) {
    sys::measure(name, start, &wasm_bindgen::JsValue::NULL);
}

/// Writes the measure `name` from `start` to now, with the number of things it handled.
pub fn measure_n(name: &str, start: f64, n: usize) {
    let detail = js_sys::Object::new();
    // Cannot fail on a fresh plain object.
    let _ = js_sys::Reflect::set(&detail, &"n".into(), &(n as f64).into());
    sys::measure(name, start, &detail);
}

/// Resolves once the next frame is on the screen.
pub async fn painted() {
    // The promise never rejects.
    let _ = wasm_bindgen_futures::JsFuture::from(sys::painted_frame()).await;
}

/// Resolves after whatever else waits to be done: a key, a frame.
pub async fn task() {
    // The promise never rejects.
    let _ = wasm_bindgen_futures::JsFuture::from(sys::task()).await;
}

/// Resolves when the browser has nothing better to do.
pub async fn idle() {
    // The promise never rejects.
    let _ = wasm_bindgen_futures::JsFuture::from(sys::idle()).await;
}
