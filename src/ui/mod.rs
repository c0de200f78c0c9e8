//! The interface: everything around the document's own nodes, kept up to date by Leptos.

mod annotating;
mod choosing;
pub(crate) mod commands;
mod desk;
mod documents;
pub(crate) mod html;
pub(crate) mod i18n;
mod intake;
mod leaving;
mod merging;
mod minimap;
pub(crate) mod names;
mod opening;
mod page;
mod painting;
pub(crate) mod parts;
mod problems;
pub(crate) mod reader;
pub(crate) mod repairing;
pub(crate) mod saving;
mod session;
pub(crate) mod state;
pub(crate) mod steps;
pub(crate) mod talk;
mod warm_up;

/// Puts the page into the body.
pub fn mount() {
    // The released page leaves the words out; the browser still shows where it stopped.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    // Made outside of every view, the language outlives them all.
    i18n::language();
    leptos::mount::mount_to_body(|| {
        if let Some(body) = leptos::prelude::document().body() {
            // It says that the page is on its way.
            body.set_text_content(None);
            // It lasts as long as the page.
            std::mem::forget(html::stage(&body, page::page));
        }
    });
}
