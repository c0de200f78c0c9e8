//! The documents of the project: read from the disk, shown, taken out.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, document as nodes, parser};
use crate::minutes::DocumentText;
use crate::project::{self, Fingerprint, Label, Operation};
use crate::text::{stored, utf8};

use super::i18n::messages;
use super::state::{App, OpenDocument};

/// Shows a document of the project, reading it from the disk where needed.
pub(crate) async fn show_stored(app: App, fingerprint: &Fingerprint) {
    let turn = super::opening::next(app);
    let document = document(app, fingerprint).await;
    // Another has been asked for since, and may be on the screen.
    if turn != app.session.with_value(|s| s.turn) {
        return;
    }
    match document {
        Some(document) => super::opening::show(app, document, None).await,
        None => not_read(app, fingerprint),
    }
}

/// Says that a document of the project cannot be shown: its text is not on the disk, or what reads or draws it does not
/// come.
pub(crate) fn not_read(app: App, fingerprint: &Fingerprint) {
    let title = app.work.with_value(|w| {
        let mut all = w.project.documents.iter();
        all.find(|d| &d.fingerprint == fingerprint)
            .map_or(String::new(), |d| d.title.clone())
    });
    app.tell(&title, messages().error_broken(&title));
}

/// Takes a document out of the project. Its text stays on the disk, so that undo brings all of it back.
pub(crate) fn remove_document(app: App, fingerprint: &Fingerprint) {
    let found = app.work.with_value(|w| {
        let list = &w.project.documents;
        let at = list.iter().position(|d| &d.fingerprint == fingerprint)?;
        let edit = project::remove_document(&w.project, fingerprint, at);
        let beside = list.get(at + 1).or_else(|| list.get(at.checked_sub(1)?));
        let beside = beside.map(|d| d.fingerprint.clone());
        Some((edit, list.get(at)?.title.clone(), beside))
    });
    let Some((edit, name, beside)) = found else { return };
    app.session.update_value(|s| s.beside = beside);
    app.report(messages().document_removed(&name));
    app.run(Operation::Do {
        edit,
        label: Label::RemoveDocument { name },
        at: clock::now(),
        coalesce: None,
    });
}

/// Shows another document, or the start screen, where the one on the screen has been taken out, here or in another tab:
/// nobody is to tag what no file will hold.
pub(crate) fn leave_removed(app: App) {
    let Some(shown) = app.document.get_untracked() else {
        return;
    };
    let next = app.work.with_value(|w| {
        let list = &w.project.documents;
        let gone = list.iter().all(|d| d.fingerprint != shown.fingerprint);
        let beside = app.session.with_value(|s| s.beside.clone());
        let next = list.iter().find(|d| Some(&d.fingerprint) == beside.as_ref());
        gone.then(|| next.or(list.last()).map(|d| d.fingerprint.clone()))
    });
    // In another tab, perhaps: then nothing else says why it is gone.
    if next.is_some()
        && let Some(name) = app.work.with_value(|w| match &w.entries().last()?.label {
            Label::RemoveDocument { name } => Some(name.clone()),
            _ => None,
        })
    {
        app.report(messages().document_removed(name));
    }
    match next {
        Some(Some(next)) => spawn_local(async move { show_stored(app, &next).await }),
        Some(None) => super::opening::close(app),
        None => {}
    }
}

/// Fetches what reads a document and what draws it, unless they are there.
pub(crate) async fn tools() -> bool {
    let drawing = nodes::load();
    let parsing = parser::load().await;
    drawing.await && parsing
}

/// The text of a document of the project, without anything that reads it.
pub(crate) async fn text(app: App, fingerprint: &Fingerprint) -> Option<DocumentText> {
    let known = app.opened.with_value(|o| {
        let mut all = o.iter().filter(|d| &d.fingerprint == fingerprint);
        all.next().map(|d| d.minutes.to_document_text())
    });
    match known {
        None => stored_text(app, fingerprint).await,
        known => known,
    }
}

async fn stored_text(app: App, fingerprint: &Fingerprint) -> Option<DocumentText> {
    let storage = app.session.with_value(|s| s.storage.clone())?;
    let bytes = storage.text(fingerprint).await.ok().flatten()?;
    stored::read(utf8(&bytes)?).ok()
}

/// A document of the project, parsed.
pub(crate) async fn document(app: App, fingerprint: &Fingerprint) -> Option<Arc<OpenDocument>> {
    let known = app
        .opened
        .with_value(|o| o.iter().find(|d| &d.fingerprint == fingerprint).cloned());
    if known.is_some() {
        return known;
    }
    let text = stored_text(app, fingerprint).await?;
    tools().await;
    let document = Arc::new(super::repairing::read(app, fingerprint.clone(), text)?);
    app.opened.update_value(|o| o.push(document.clone()));
    Some(document)
}
