//! The interface: Leptos around the document's own nodes.

#![allow(
    unreachable_pub,
    reason = "what leptos writes for a component's properties is public"
)]

mod annotating;
mod commands;
mod i18n;
mod merging;
mod opening;
mod page;
mod painting;
mod parts;
mod problems;
mod reader;
mod saving;
mod session;
mod state;
mod warm_up;

/// Puts the page into the body.
pub fn mount() {
    // The released page leaves the words out; the browser still shows where it stopped.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    // Made outside of every component, the language outlives them all.
    i18n::language();
    leptos::mount::mount_to_body(page::Page);
}
