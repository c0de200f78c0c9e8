//! Getting ready while the start screen is read.

use leptos::prelude::*;

use crate::browser::{clock, document as nodes, files, parser};
use crate::minutes::Question;
use crate::view::document::draw;

use super::html::{self, fragment};
use super::opening::SAMPLE_NAME;
use super::parts::meeting::meeting_card;
use super::parts::outline::speaker_rows;
use super::state::{App, OpenDocument};
use super::{documents, painting, reader};

/// How long the sample is parsed in thought, in milliseconds. The engine runs code as it was compiled at first until it
/// has seen it often; a loop that goes over a whole long text has to be seen before, since it stays as it is until it
/// ends.
const PRACTICE: f64 = 300.0;

/// The longest that a click waits for it.
const SLICE: f64 = 20.0;

/// Opens a document in thought while the person still reads the start screen: the browser compiles what a first
/// opening needs, finds the fonts, and the panels are built, all out of sight. Nothing is kept, and each step waits
/// until the browser has nothing better to do.
pub(crate) async fn get_ready(app: App) {
    clock::idle().await;
    app.warm.set(true);
    let bytes = files::fetch(&format!("./{SAMPLE_NAME}")).await;
    let text = bytes.and_then(|b| String::from_utf8(b).ok()).unwrap_or_default();
    let opened = || app.document.with_untracked(Option::is_some);
    if opened() {
        return;
    }
    documents::tools().await;
    let parse = || parser::parse(&Question::default(), text.clone());
    let Some(minutes) = parse() else { return };
    let fingerprint = minutes.fingerprint();
    rehearse(app, OpenDocument::new(fingerprint.clone(), minutes)).await;
    let mut left = PRACTICE;
    while left > 0.0 {
        clock::idle().await;
        let begun = clock::instant();
        while clock::instant() - begun < SLICE {
            if opened() {
                return;
            }
            if let Some(minutes) = parse() {
                let document = OpenDocument::new(fingerprint.clone(), minutes);
                draw(&document.minutes, false);
            }
        }
        left -= clock::instant() - begun;
    }
}

/// Draws a document on a stage that nobody sees.
async fn rehearse(app: App, document: OpenDocument) {
    let Some((stage, holder)) = nodes::detached().zip(nodes::detached()) else {
        return;
    };
    let views = html::stage(&stage, || {
        fragment()
            .child(meeting_card(app, &document))
            .child(speaker_rows(app, &document))
    });
    // Cannot fail: both are fresh elements.
    let _ = stage.append_child(&holder);
    reader::with_watcher(app, |visible| {
        nodes::build(
            &holder,
            &document.minutes.text,
            &draw(&document.minutes, false),
            visible,
        );
    });
    nodes::rehearse(&stage).await;
    if app.document.with_untracked(Option::is_none) {
        painting::forget(app);
    }
    views.cleanup();
}
