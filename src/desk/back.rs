//! The browser's way back leads from a table to the text, not off the page.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{Event, History};

use super::Desk;
use crate::ui::html::listen;
use crate::ui::state::View;
use crate::ui::talk::ToPage;

/// What the entry has noted that is made for a table.
const TABLE: &str = "table";

/// Makes an entry in the tab's history when a table is shown. It stays when the table is left in another way, since going
/// back is done later, and what is shown next would be gone: whoever goes back from it goes on to where they wanted to be.
pub(super) fn follow(desk: Desk) {
    let app = desk.app;
    let reads = move || app.view.get() == View::Read;
    let history = || window().history().ok();
    let ours = |h: &History| h.state().is_ok_and(|s| s.as_string().as_deref() == Some(TABLE));
    Effect::new(move || {
        if !reads()
            && let Some(history) = history().filter(|h| !ours(h))
        {
            // Where the browser wants no more of them, there is no way back.
            let _ = history.push_state(&JsValue::from_str(TABLE), "");
        }
    });
    listen(&window(), "popstate", move |_: Event| {
        let Some(history) = history().filter(|h| !ours(h)) else {
            return;
        };
        if untrack(reads) {
            // Where it leads off the page, the browser asks first if something is not kept yet.
            let _ = history.back();
        } else {
            desk.ask(ToPage::View, View::Read.name());
            desk.ask(ToPage::Read, "");
        }
    });
}
