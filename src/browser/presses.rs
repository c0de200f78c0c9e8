//! Presses that would arrive where they were not meant: the second half of a double click on a button that is gone by
//! then, a drag that slips off the text, keys for a screen that is still coming, and the way back of a phone.

mod sys {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/src/browser/presses.js")]
    extern "C" {
        pub(super) fn guard();
        pub(super) fn keep();
        pub(super) fn release(press: bool);
        pub(super) fn wanted() -> bool;
        pub(super) fn back(close: Option<&js_sys::Function>);
    }
}

/// Lets no second half of a double click on a button fall on something else, and no drag that slips off the text select
/// all of it, for as long as the page lives.
pub fn guard() {
    sys::guard();
}

/// Keeps the keys that are pressed from now on, for ten seconds at the most, or until Escape or a click.
pub fn keep() {
    sys::keep();
}

/// Whether what is coming is still wanted: Escape says no, before there is anything to close.
pub fn wanted() -> bool {
    sys::wanted()
}

/// Presses them where the focus is now, or forgets them.
pub fn release(press: bool) {
    sys::release(press);
}

/// Calls `close` when somebody wants back, with a phone's button or gesture, instead of leaving the page; nothing waits
/// for that any more without it.
pub fn back(close: Option<&js_sys::Function>) {
    sys::back(close);
}
