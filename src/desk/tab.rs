//! The name of the browser's tab: the document that is open, so that several tabs are told apart.

use leptos::prelude::*;

use super::Desk;

/// Names the tab after the document from now on.
pub(super) fn name(desk: Desk) {
    let app = desk.app;
    // Where no document is open.
    let page = document().title();
    let title = Memo::new(move |_| {
        let open = app.document.get()?;
        app.read(|w| {
            let mut all = w.project.documents.iter();
            let known = all.find(|d| d.fingerprint == open.fingerprint)?;
            Some(known.title.clone())
        })
    });
    Effect::new(move || {
        let named = title.get().map(|title| format!("{title} – {page}"));
        document().set_title(named.as_deref().unwrap_or(&page));
    });
}
