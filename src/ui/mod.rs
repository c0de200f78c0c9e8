//! Leptos components.

/// Puts the page into the body.
pub fn mount() {}
