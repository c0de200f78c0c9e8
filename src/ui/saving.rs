//! Out of the page: the native file, tables, and what files are called.

use leptos::prelude::*;

use crate::browser::{clock, files};
use crate::exchange::native;
use crate::project::Operation;

use crate::text::Shelf;
use crate::view::theme_keys;

use super::documents;
use super::i18n::messages;
use super::state::App;

/// Saves everything to a file.
pub(crate) async fn save_file(app: App) {
    let Some((json, name)) = render(app).await else {
        return;
    };
    match files::download(&name, "application/json", &json) {
        Ok(()) => {
            app.run(Operation::Publish { at: clock::now() });
            app.sheet.set(None);
            let documents = app.work.with_value(|w| w.project.documents.len());
            app.report(match documents {
                0 | 1 => messages().file_saved(&name),
                n => messages().files_saved(&name, n),
            });
        }
        Err(_) => app.tell(&name, messages().download_refused(&name)),
    }
}

async fn render(app: App) -> Option<(String, String)> {
    let infos = app.work.with_value(|w| w.project.documents.clone());
    let mut texts = Shelf::new();
    for info in &infos {
        let document = documents::document(app, &info.fingerprint).await?;
        texts.insert(info.fingerprint.clone(), document.minutes.to_document_text());
    }
    let digits = theme_keys::digits(&app.theme_keys());
    let json = app
        .work
        .with_value(|w| native::write(&w.project, &digits, &|f| texts.get(f)));
    Some((json, format!("{}.fusen.json", file_stem(app, infos.len()))))
}

/// What files of this project are called: the document, how many others are in it, and the person, so that twenty of
/// them can lie in one folder.
pub(crate) fn file_stem(app: App, documents: usize) -> String {
    let current = app.document.get_untracked().map(|d| d.fingerprint.clone());
    let me = app.me.get_untracked();
    let raw = app.work.with_value(|w| {
        let all = &w.project.documents;
        let info = all
            .iter()
            .find(|d| Some(&d.fingerprint) == current.as_ref())
            .or(all.first());
        let mut title = info.map_or("fusen", |d| d.title.as_str()).to_owned();
        if documents > 1 {
            title = messages().files_and_more(&title, documents - 1);
        }
        match me.and_then(|m| w.project.annotators.get(&m).map(|a| a.nickname.clone())) {
            Some(nickname) => format!("{title}_{nickname}"),
            None => title,
        }
    });
    raw.chars()
        .map(|c| {
            // What turns the letters round would make of one kind of file another.
            let turns =
                matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if turns || c.is_control() || "/\\:*?\"<>|　 ".contains(c) {
                '-'
            } else {
                c
            }
        })
        .take(80)
        .collect()
}
