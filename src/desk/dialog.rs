//! A dialog on the browser's own `<dialog>`: focus is kept inside, Escape closes, the rest is inert, and what had the
//! keys before has them again.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement};

use crate::desk::focus;
use crate::ui::html::{El, classed, fragment, live, when};
use crate::ui::reader;

/// What a dialog is.
#[derive(Clone, Copy)]
pub(super) struct Spec<C> {
    /// Whether it is shown.
    pub(super) open: fn(C) -> bool,
    /// Its name.
    pub(super) title: fn(C) -> String,
    /// Called when it was closed by the browser or must be.
    pub(super) close: fn(C),
    /// What is in it while it is shown.
    pub(super) content: fn(C) -> El,
}

/// A dialog; `app` is what its functions are given.
pub(super) fn dialog<C: Copy + Send + Sync + 'static>(app: C, spec: Spec<C>) -> El {
    let title = move || live(move || (spec.title)(app));
    let content = move || {
        fragment()
            .child(classed("h2", "dialog__title").child(title()))
            .child((spec.content)(app))
    };
    let whole = classed("dialog", "dialog")
        .attr("tabindex", "-1")
        .bind(
            "aria-label",
            live(move || (spec.open)(app).then(|| (spec.title)(app))),
        )
        .on("close", move |e: Event| {
            // Word of it comes late: it may have been opened again meanwhile.
            let again = e
                .current_target()
                .and_then(|t| t.dyn_into::<HtmlDialogElement>().ok());
            if !again.is_some_and(|dialog| dialog.open()) && untrack(|| (spec.open)(app)) {
                (spec.close)(app);
                // The browser gives the keys back to the button that was pressed. Who pointed at it goes on in the text, where
                // Enter does not press it once more.
                if !focus::give_back() && !focus::on_opener() && !over_another() {
                    reader::focus();
                }
            }
        })
        .child(when(move || (spec.open)(app), content));
    let dialog: HtmlDialogElement = whole.node();
    // Runs once what is in it is there.
    Effect::new(move || {
        let open = (spec.open)(app);
        if open && !dialog.open() {
            focus::leave();
            // Fails only for a dialog that is not in the page.
            let _ = dialog.show_modal();
            // The first button has the focus, and may stand below all that is to be read: reading begins at the top.
            if dialog.scroll_top() > 0 {
                dialog.set_scroll_top(0);
                // Cannot fail.
                let _ = dialog.focus();
            }
        } else if !open && dialog.open() {
            dialog.close();
            // The keys are the text's when something was done, but what somebody is writing is not left for that.
            if !focus::give_back() {
                reader::focus();
            }
        }
    });
    whole
}

/// Whether another dialog is open, which has the keys again.
fn over_another() -> bool {
    // Cannot fail.
    document().query_selector("dialog[open]").ok().flatten().is_some()
}
