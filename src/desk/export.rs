//! Tables for spreadsheets.

use leptos::prelude::*;

use crate::browser::files;
use crate::exchange::csv;
use crate::ui::i18n::{Language, language, messages};
use crate::ui::saving::file_stem;

use super::Desk;

/// Hands the person the annotations of the document as a table.
pub(super) fn table(desk: Desk) {
    let app = desk.app;
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let words = match language().get_untracked() {
        Language::Ja => csv::JAPANESE,
        Language::En => csv::ENGLISH,
    };
    let table = app
        .work
        .with_value(|w| csv::write(&w.project, &document.fingerprint, &document.minutes, &words));
    let name = format!("{}.csv", file_stem(app, 1));
    if files::download(&name, "text/csv;charset=utf-8", &table).is_err() {
        desk.ask("say", &messages().download_refused(&name));
    }
}
