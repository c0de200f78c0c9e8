//! The parts of the page, one area of the screen each.

pub(super) mod alerts;
pub(super) mod compare;
pub(super) mod dialog;
pub(super) mod insights;
pub(super) mod meeting;
pub(super) mod merging;
pub(super) mod outline;
pub(super) mod people;
pub(super) mod search;
pub(super) mod start;
pub(super) mod theme_dialog;
pub(super) mod themes;
pub(super) mod toolbar;

/// What a button does. One type for all buttons, for each type of handler weighs on the page.
pub(crate) fn press(mut f: impl FnMut() + 'static) -> Box<dyn FnMut(leptos::ev::MouseEvent)> {
    Box::new(move |_| f())
}
