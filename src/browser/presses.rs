//! Presses that would arrive where they were not meant: the second half of a double click on a button that is gone by
//! then, and keys for a screen that is still coming.

mod sys {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/src/browser/presses.js")]
    extern "C" {
        pub(super) fn guard();
        pub(super) fn keep();
        pub(super) fn release(press: bool);
    }
}

/// Lets no second half of a double click on a button fall on something else, for as long as the page lives.
pub fn guard() {
    sys::guard();
}

/// Keeps the keys that are pressed from now on, for ten seconds at the most, or until Escape or a click.
pub fn keep() {
    sys::keep();
}

/// Presses them where the focus is now, or forgets them.
pub fn release(press: bool) {
    sys::release(press);
}
