//! Getting ready while the start screen is read.

use leptos::prelude::*;

use crate::browser::{clock, files};
use crate::minutes;
use crate::view::document::draw;

use super::opening::SAMPLE_NAME;
use super::state::{App, OpenDocument};

/// How often the sample is parsed in thought: after so many rounds the engine has optimised what costs time.
const ROUNDS: usize = 8;

/// Opens a document in thought while the person still reads the start screen: the browser compiles what a first
/// opening needs, and the panels are built, out of sight. Nothing is kept, and each step waits until the browser
/// has nothing better to do.
pub(crate) async fn get_ready(app: App) {
    clock::idle().await;
    app.warm.set(true);
    let bytes = files::fetch(&format!("./{SAMPLE_NAME}")).await;
    let text = bytes.and_then(|b| String::from_utf8(b).ok()).unwrap_or_default();
    for _ in 0..ROUNDS {
        clock::idle().await;
        if app.document.with_untracked(Option::is_some) {
            return;
        }
        let minutes = minutes::parse(&text);
        let document = OpenDocument::new(minutes.fingerprint(), minutes);
        draw(&document.minutes, false);
    }
}
