//! What a person does to how the text is read: a place is a new speech, goes on, is somebody else's, is no speech.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, document as nodes};
use crate::minutes::{self, DocumentText, Verdict};
use crate::project::{self, Fingerprint, Label, Operation};
use crate::text::{ByteRange, OffsetIndex};
use crate::view::repair::Spot;
use crate::view::units::Place;

use super::i18n::messages;
use super::state::{App, OpenDocument};
use super::{choosing, commands, opening, reader};

/// A place that is being repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repairing {
    /// What it is now.
    pub(crate) spot: Spot,
    /// Byte of the speech whose speaker is asked for.
    pub(crate) naming: Option<u32>,
}

/// Asks what the place at `byte` is.
pub(crate) fn open(app: App, byte: u32) {
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    if let Some(spot) = Spot::of(&document.minutes, byte) {
        let words = ByteRange::new(spot.at, spot.at + spot.words.trim_end_matches('…').len() as u32);
        let words = document.utf16(words);
        app.say([spot.words.as_str(), " ", messages().repair_question()].concat());
        app.repair.set(Some(Repairing { spot, naming: None }));
        // Above the question, once that is there.
        request_animation_frame(move || nodes::reveal(words, false));
    }
}

/// Asks about the current unit.
pub(crate) fn open_here(app: App) {
    let here = app.document.get_untracked().zip(app.place.get_untracked());
    match here {
        Some((document, place)) => open(app, document.units.sentence(place.head).start),
        None => app.report(messages().choose_unit_first().to_owned()),
    }
}

/// Leaves the question open.
pub(crate) fn close(app: App) {
    app.repair.set(None);
    reader::focus();
}

/// The first to the fifth answer; one that does not fit does nothing.
pub(crate) fn answer(app: App, n: u32) {
    let Some(Repairing { spot, .. }) = app.repair.get_untracked() else {
        return;
    };
    match n {
        1 if spot.printed.is_some() => settle(app, spot.at, Verdict::Speech { speaker: None }),
        1 => ask_name(app, spot.at),
        2 if spot.may_continue() => settle(app, spot.at, Verdict::Continues),
        3 => {
            if let Some(speech) = spot.speech {
                ask_name(app, speech);
            }
        }
        4 if spot.speech.is_some() => settle(app, spot.at, Verdict::NotSpeech),
        5 if spot.doubted => settle(app, spot.at, spot.as_it_is()),
        _ => {}
    }
}

fn ask_name(app: App, at: u32) {
    app.repair.update(|r| {
        if let Some(r) = r {
            r.naming = Some(at);
        }
    });
    commands::focus("#speaker");
}

/// The speaker who was asked for.
pub(crate) fn name(app: App, speaker: &str) {
    let speaker = speaker.trim();
    let at = app.repair.with_untracked(|r| r.as_ref().and_then(|r| r.naming));
    if let Some(at) = at.filter(|_| !speaker.is_empty()) {
        let speaker = Some(speaker.to_owned());
        settle(app, at, Verdict::Speech { speaker });
    }
}

fn settle(app: App, at: u32, verdict: Verdict) {
    close(app);
    say(app, at, Some(verdict));
}

/// Takes a repair back.
pub(crate) fn take_back(app: App, at: u32) {
    say(app, at, None);
}

fn say(app: App, at: u32, verdict: Option<Verdict>) {
    let Some((document, me)) = app.document.get_untracked().zip(app.me.get_untracked()) else {
        return;
    };
    let text = (document.minutes.text.as_str(), &document.index);
    let back = verdict.is_none();
    let edit = app
        .work
        .with_value(|w| project::repair(w, &me, &document.fingerprint, text, at, verdict));
    if let Some(edit) = edit {
        let at = clock::now();
        app.run(Operation::Do {
            edit,
            label: Label::Repair,
            at,
            coalesce: None,
        });
    }
    let m = messages();
    app.report(if back { m.repair_taken_back() } else { m.repaired() }.to_owned());
}

/// Reads a text as people say it is to be read.
pub(crate) fn read(app: App, fingerprint: Fingerprint, text: DocumentText) -> OpenDocument {
    let index = OffsetIndex::new(&text.text);
    let repairs = app
        .work
        .with_value(|w| project::located(w.project.repairs_of(&fingerprint), &text.text, &index));
    let minutes = minutes::parse_repaired(text, &repairs);
    OpenDocument {
        repairs,
        ..OpenDocument::new(fingerprint, minutes)
    }
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
        let new = Arc::new(new);
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
    if let Some(address) = here.and_then(|byte| new.units.at_or_after(byte)) {
        choosing::go(app, Place::at(address), true);
    }
}
