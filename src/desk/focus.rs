//! The keys stay where somebody works, although what had them is drawn anew.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/desk/focus.js")]
    extern "C" {
        pub(super) fn watch();
        pub(super) fn hold();
        pub(super) fn leave();
        #[wasm_bindgen(js_name = giveBack)]
        pub(super) fn give_back() -> bool;
        #[wasm_bindgen(js_name = onOpener)]
        pub(super) fn on_opener() -> bool;
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

/// Remembers where somebody is writing, before a screen is shown over it.
pub(super) fn leave() {
    sys::leave();
}

/// Lets them write on once the screen is put away; `false` where nobody was writing.
pub(super) fn give_back() -> bool {
    sys::give_back()
}

/// Whether the keys are on the button that opened the screen again, and the person got there by keys.
pub(super) fn on_opener() -> bool {
    sys::on_opener()
}
