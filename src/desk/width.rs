//! Boxes and stripes beside the text stand where its lines are, also when something has made these shorter.

use std::cell::OnceCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::ui::talk::ToPage;

use super::Desk;

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/desk/width.js")]
    extern "C" {
        pub(super) fn follow(tell: &Function);
    }
}

thread_local! {
    /// Asks the page to lay them out anew.
    static TELL: OnceCell<Function> = const { OnceCell::new() };
}

/// Follows the width of the text that is drawn now.
pub(super) fn follow(desk: Desk) {
    TELL.with(|tell| {
        let ask = || {
            let ask = Closure::<dyn Fn()>::new(move || desk.ask(ToPage::Relay, ""));
            ask.into_js_value().unchecked_into()
        };
        sys::follow(tell.get_or_init(ask));
    });
}
