//! Tables for spreadsheets.

use leptos::prelude::*;

use crate::browser::files;
use crate::exchange::csv;
use crate::project::AnnotatorId;
use crate::ui::i18n::{Language, language, messages};
use crate::ui::names::{called, people};
use crate::ui::saving::file_stem;
use crate::ui::talk::ToPage;

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
    let (table, rows) = app.work.with_value(|w| {
        let (project, all) = (&w.project, people(&w.project));
        let person = |id: &AnnotatorId| {
            let found = all.iter().find(|(other, _)| other == id);
            found.map_or(String::new(), |(_, name)| name.clone())
        };
        let names = csv::Names {
            theme: &|theme| untrack(|| called(project, theme)),
            person: &person,
            sentences: &|range| document.units.covered(range),
        };
        let rows = project.annotations_of(&document.fingerprint).count();
        let table = csv::write(project, &document.fingerprint, &document.minutes, &words, &names);
        (table, rows)
    });
    let name = format!("{}.csv", file_stem(app, 1, false));
    let m = messages();
    desk.ask(
        ToPage::Say,
        &match files::download(&name, "text/csv;charset=utf-8", &table) {
            Ok(()) => m.csv_saved(&name, rows),
            Err(_) => m.download_refused(&name),
        },
    );
}
