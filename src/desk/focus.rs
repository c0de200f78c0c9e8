//! The keys stay where somebody works, although what had them is drawn anew.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/desk/focus.js")]
    extern "C" {
        pub(super) fn watch();
        pub(super) fn hold();
    }
}

/// Begins to watch over them, for as long as the page lives.
pub(super) fn begin() {
    sys::watch();
}

/// Looks after them once what has changed is drawn.
pub(super) fn hold() {
    request_animation_frame(sys::hold);
}
