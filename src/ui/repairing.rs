//! Reading a text as people say it is to be read: a place is a new speech, goes on, is somebody else's, is no speech.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::parser;
use crate::minutes::{DocumentText, Question};
use crate::project::{self, Fingerprint};
use crate::text::OffsetIndex;
use crate::view::units::Place;

use super::i18n::messages;
use super::state::{App, OpenDocument};
use super::talk::ToDesk;
use super::{choosing, desk, documents, opening};

/// Asks what the current unit is; the desk has the question (`crate::desk`).
pub(crate) fn open_here(app: App) {
    let here = app.document.get_untracked().zip(app.place.get_untracked());
    match here {
        Some((document, place)) => {
            let byte = document.units.sentence(place.head).start;
            desk::open(app, ToDesk::Repair, &byte.to_string());
        }
        None => app.report(messages().choose_unit_first().to_owned()),
    }
}

/// Reads a text as people say it is to be read; nothing if the parser is not there or fails.
pub(crate) fn read(app: App, fingerprint: Fingerprint, text: DocumentText) -> Option<OpenDocument> {
    let index = OffsetIndex::new(&text.text);
    let repairs = app
        .work
        .with_value(|w| project::located(w.project.repairs_of(&fingerprint), &text.text, &index));
    let DocumentText {
        text,
        pages,
        lines,
        record,
    } = text;
    let question = Question {
        canonical: true,
        pages,
        lines,
        record,
        repairs,
    };
    let minutes = parser::parse(&question, text)?;
    Some(OpenDocument {
        repairs: question.repairs,
        ..OpenDocument::new(fingerprint, minutes)
    })
}

/// Reads open documents anew whose repairs have changed, and draws the one on the screen.
pub(crate) fn renew(app: App) {
    for document in app.opened.get_value() {
        let (text, index) = (&document.minutes.text, &document.index);
        let repairs = app
            .work
            .with_value(|w| project::located(w.project.repairs_of(&document.fingerprint), text, index));
        if repairs == document.repairs {
            continue;
        }
        let new = read(
            app,
            document.fingerprint.clone(),
            document.minutes.to_document_text(),
        );
        let Some(new) = new.map(Arc::new) else {
            documents::not_read(app, &document.fingerprint);
            continue;
        };
        app.opened.update_value(|opened| {
            for known in opened.iter_mut().filter(|d| d.fingerprint == new.fingerprint) {
                *known = new.clone();
            }
        });
        let shown =
            |d: &Option<Arc<OpenDocument>>| d.as_ref().is_some_and(|d| d.fingerprint == new.fingerprint);
        if app.document.with_untracked(shown) {
            spawn_local(redraw(app, document, new));
        }
    }
}

/// Draws a document that is read otherwise now; the person stays where they were.
async fn redraw(app: App, old: Arc<OpenDocument>, new: Arc<OpenDocument>) {
    let view = app.view.get_untracked();
    let here = app
        .place
        .get_untracked()
        .map(|p| old.units.sentence(p.head).start);
    opening::show(app, new.clone(), None).await;
    app.view.set(view);
    if let Some(address) = here.and_then(|byte| new.units.nearest(byte)) {
        choosing::go(app, Place::at(address), true);
    }
}
