//! What a system or policy is called, and where it is mentioned.

use std::cell::OnceCell;

use leptos::prelude::*;

use crate::analysis::glossary::{Glossary, SYSTEMS};
use crate::desk::dialog::{Spec, dialog};
use crate::ui::html::{El, button, classed, el, fragment, live};
use crate::ui::i18n::{Language, Messages, language, t, word};
use crate::ui::names::name_of;
use crate::ui::talk::Dialog;

use super::Desk;
use super::statements::{sentence, statement};

fn with<T>(f: impl FnOnce(&Glossary) -> T) -> T {
    thread_local! {
        static READ: OnceCell<Glossary> = const { OnceCell::new() };
    }
    // The file is part of the program; a test reads it.
    READ.with(|cell| f(cell.get_or_init(|| Glossary::read(SYSTEMS).unwrap_or_default())))
}

/// The systems that the current unit names: id, Japanese and English name.
pub(super) fn named(desk: Desk) -> Vec<(String, String, String)> {
    let Some((document, at)) = desk.app.document.get().zip(desk.at.get()) else {
        return Vec::new();
    };
    let text = &document.minutes.text;
    let range = document.index.bytes_of_chars(text, at);
    with(|g| {
        let found = g.named(text, range);
        let names = found
            .into_iter()
            .map(|s| (s.id.clone(), s.name.ja.clone(), s.name.en.clone()));
        names.collect()
    })
}

/// The card of a system.
pub(super) fn glossary(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| id(desk).is_some(),
            title: |desk| {
                let id = id(desk).unwrap_or_default();
                with(|g| {
                    let found = g.systems.iter().find(|s| s.id == id);
                    found.map_or(String::new(), |s| s.name.ja.clone())
                })
            },
            close: Desk::close,
            content,
        },
    )
}

fn in_english() -> bool {
    language().get() == Language::En
}

fn id(desk: Desk) -> Option<String> {
    desk.about(Dialog::Glossary)
}

fn content(desk: Desk) -> El {
    let app = desk.app;
    let id = untrack(|| id(desk)).unwrap_or_default();
    let document = app.document.get_untracked();
    let found = with(|g| {
        let n = g.systems.iter().position(|s| s.id == id)?;
        let system = g.systems.get(n)?;
        let places = document.as_ref().map(|d| g.mentions(&d.minutes));
        let places = places.and_then(|p| p.get(n).cloned()).unwrap_or_default();
        Some((
            system.name.en.clone(),
            system.about.clone(),
            system.theme.clone(),
            places,
        ))
    });
    let Some((english, about, theme, places)) = found else {
        return fragment();
    };
    let of_theme = app.work.with_value(|w| {
        let theme = w.project.themes.get(&theme).filter(|t| !t.deleted)?;
        let chip = classed("span", "theme__chip").style("--theme", theme.colour.to_string());
        Some(classed("p", "card__theme").child(chip).child(name_of(theme)))
    });
    let mut rows: Vec<El> = Vec::new();
    let mut before = None;
    if let Some(document) = document {
        for place in &places {
            let range = sentence(&document.minutes, *place);
            if before.replace(range) == Some(range) {
                continue;
            }
            let word = place.of(&document.minutes.text).to_owned();
            rows.push(el("li").child(statement(desk, &document.minutes, range, &[word])));
        }
    }
    let close = button("button", move || desk.close()).child(word(Messages::close));
    fragment()
        .child(classed("p", "card__name").attr("lang", "en").child(english))
        .child(
            el("p")
                .bind("lang", live(move || if in_english() { "en" } else { "ja" }))
                .child(live(move || match in_english() {
                    true => about.en.clone(),
                    false => about.ja.clone(),
                })),
        )
        .child(of_theme)
        .child(classed("p", "field__label").child(t().mentioned(places.len())))
        .child(classed("ul", "statements").child(rows))
        .child(classed("div", "form__buttons").child(close))
}
