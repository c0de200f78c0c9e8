//! The name of the browser's tab: the document that is open, so that several tabs are told apart.

use leptos::prelude::*;

use super::Desk;

/// What the tab is called where no document is open; `index.html` says the same.
const PAGE: &str = "Fusen 付箋";

/// Names the tab after the document from now on.
pub(super) fn name(desk: Desk) {
    let app = desk.app;
    let title = Memo::new(move |_| {
        let document = app.document.get()?;
        app.read(|w| {
            let mut all = w.project.documents.iter();
            let known = all.find(|d| d.fingerprint == document.fingerprint)?;
            Some(format!("{} – {PAGE}", known.title))
        })
    });
    Effect::new(move || document().set_title(title.get().as_deref().unwrap_or(PAGE)));
}
