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
    let (json, name, missing) = render(app).await;
    match files::download(&name, "application/json", &json) {
        Ok(()) => {
            app.run(Operation::Publish { at: clock::now() });
            app.sheet.set(None);
            let documents = app.work.with_value(|w| w.project.documents.len());
            app.report(match documents {
                0 | 1 => messages().file_saved(&name),
                n => messages().files_saved(&name, n),
            });
            for title in missing {
                app.tell(&name, messages().text_missing(&title));
            }
        }
        Err(_) => app.tell(&name, messages().download_refused(&name)),
    }
}

/// The file, what it is called, and the titles of the documents whose text is not in it because it cannot be read.
async fn render(app: App) -> (String, String, Vec<String>) {
    let infos = app.work.with_value(|w| w.project.documents.clone());
    let mut texts = Shelf::new();
    let mut missing = Vec::new();
    for info in &infos {
        match documents::text(app, &info.fingerprint).await {
            Some(text) => _ = texts.insert(info.fingerprint.clone(), text),
            None => missing.push(info.title.clone()),
        }
    }
    let digits = theme_keys::digits(&app.theme_keys());
    let json = app
        .work
        .with_value(|w| native::write(&w.project, &digits, &|f| texts.get(f)));
    let name = format!("{}.fusen.json", file_stem(app, infos.len(), true));
    (json, name, missing)
}

/// What files of this project are called: the document, how many others are in it, and where it is one's `own` the person,
/// so that twenty of them can lie in one folder.
pub(crate) fn file_stem(app: App, documents: usize, own: bool) -> String {
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
        match me
            .filter(|_| own)
            .and_then(|m| w.project.annotators.get(&m).map(|a| a.nickname.clone()))
        {
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
