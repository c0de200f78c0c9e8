//! 候補: what the words of the current unit propose. Taken with one key, refused for good with another.

use leptos::prelude::*;

use crate::browser::settings;
use crate::project::{self, ThemeId};
use crate::ui::html::{El, button, classed, dynamic, el, fragment, live};
use crate::ui::i18n::{Language, Messages, language, messages, t, word};
use crate::ui::names::name_of;
use crate::ui::talk::{Dialog, ToPage};

use super::names::{Listed, about_words, called, listed};
use super::{Desk, glossary, put};

/// A theme proposed for the current unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Proposal {
    theme: ThemeId,
    name: String,
    /// What it is for, if that is said.
    about: Option<String>,
    colour: String,
    /// The words that propose it.
    words: String,
    /// Not here, somebody said.
    refused: bool,
}

/// What was refused on this computer, each as document, theme and the code point where the unit begins.
pub(super) fn stored() -> Vec<String> {
    let list = settings::get("refused").unwrap_or_default();
    list.lines().map(str::to_owned).collect()
}

/// What is proposed for the current unit: themes whose words are in it, less those it has; those refused come last.
pub(super) fn proposed(desk: Desk) -> Vec<Proposal> {
    let app = desk.app;
    let (Some(document), Some(at), Some(me)) = (app.document.get(), desk.at.get(), app.me.get()) else {
        return Vec::new();
    };
    let range = document.index.bytes_of_chars(&document.minutes.text, at);
    let mentions = desk.keywords.with(|k| k.find(&document.minutes.text, range));
    let refused = desk.refused.get();
    app.read(|w| {
        let on = project::themes_on(&w.project, &me, &document.fingerprint, at);
        let mut list: Vec<Proposal> = Vec::new();
        let mut names: Option<Vec<Listed>> = None;
        for mention in mentions {
            let key = refusal(document.fingerprint.as_str(), &mention.theme, at.start);
            if on.contains(&mention.theme) {
                continue;
            }
            match list.iter_mut().find(|p| p.theme == mention.theme) {
                Some(known) if known.words.contains(&mention.word) => {}
                Some(known) => {
                    known.words.push('、');
                    known.words.push_str(&mention.word);
                }
                None => {
                    let Some(theme) = w.project.themes.get(&mention.theme) else {
                        continue;
                    };
                    let names = names.get_or_insert_with(|| listed(&w.project));
                    list.push(Proposal {
                        name: called(names, &mention.theme).unwrap_or_default(),
                        about: about_words(theme),
                        theme: mention.theme,
                        colour: theme.colour.to_string(),
                        words: mention.word,
                        refused: refused.contains(&key),
                    });
                }
            }
        }
        let (mut open, refused): (Vec<Proposal>, Vec<Proposal>) = list.into_iter().partition(|p| !p.refused);
        open.extend(refused);
        open
    })
}

fn refusal(document: &str, theme: &ThemeId, at: u32) -> String {
    format!("{document} {theme} {at}")
}

/// Refuses a theme here, or takes that back.
fn refuse(desk: Desk, theme: &ThemeId, on: bool) {
    let Some((document, at)) = desk.app.document.get_untracked().zip(desk.at.get_untracked()) else {
        return;
    };
    let key = refusal(document.fingerprint.as_str(), theme, at.start);
    // Another tab may have refused something meanwhile.
    let mut list = stored();
    list.retain(|known| known != &key);
    if on {
        list.push(key);
    }
    desk.ask(ToPage::Refused, &on.to_string());
    settings::set("refused", &list.join("\n"));
    put(desk.refused, list);
}

/// Takes the last refusal back, as the undo of what has just been done.
fn refuse_back(desk: Desk) {
    let mut list = stored();
    let Some(last) = desk.refused.with_untracked(|l| l.last().cloned()) else {
        return;
    };
    list.retain(|known| known != &last);
    settings::set("refused", &list.join("\n"));
    put(desk.refused, list);
    let theme = last.split(' ').nth(1).and_then(ThemeId::parse);
    let name = desk.app.work.with_value(|w| {
        let theme = theme.and_then(|t| w.project.themes.get(&t).map(name_of));
        theme.unwrap_or_default()
    });
    desk.ask(ToPage::Say, &messages().undone(messages().refuse(name)));
}

/// `accept` or `refuse`: the first proposal; `refuse-back`: what was refused last.
pub(super) fn key(desk: Desk, name: &str) {
    if name == "refuse-back" {
        return refuse_back(desk);
    }
    let first = desk
        .proposed
        .with_untracked(|list| list.first().filter(|p| !p.refused).cloned());
    match (first, name) {
        (Some(p), "accept") => desk.ask(ToPage::Theme, p.theme.as_str()),
        (Some(p), "refuse") => {
            refuse(desk, &p.theme, true);
            desk.ask(ToPage::Say, &messages().refused(&p.name));
        }
        _ => {}
    }
}

/// The first of them for who does not see the list: it has its keys as soon as it is there.
pub(super) fn spoken(desk: Desk) -> El {
    let first = move || {
        let of = |list: &Vec<Proposal>| list.iter().find(|p| !p.refused).map(|p| p.name.clone());
        desk.proposed
            .with(of)
            .map_or(String::new(), |name| t().suggested(name))
    };
    classed("p", "unseen").attr("role", "status").child(live(first))
}

/// The list below the note, and what the words of the unit mean.
pub(super) fn suggestions(desk: Desk) -> El {
    let gone = move |p: Proposal| {
        let back = button("button button--quiet button--small", move || {
            refuse(desk, &p.theme, false)
        });
        classed("li", "suggestion suggestion--refused")
            .style("--theme", p.colour)
            .child(classed("span", "theme__chip").attr("aria-hidden", "true"))
            .child(classed("span", "suggestion__name").child(p.name))
            .child(back.child(word(Messages::refuse_back)))
    };
    let row = move |(n, p): (usize, Proposal)| {
        if p.refused {
            return gone(p);
        }
        let (take, no) = (p.theme.clone(), p.theme.clone());
        let hint = |key: &str| (n == 0).then(|| el("kbd").attr("aria-hidden", "true").child(key));
        let chip = classed("span", "theme__chip").attr("aria-hidden", "true");
        let refuse_words = p.name.clone();
        let take = button("suggestion__take", move || desk.ask(ToPage::Theme, take.as_str()))
            .bind("title", p.about)
            .child(chip)
            .child(classed("span", "suggestion__name").child(p.name))
            .child(classed("span", "suggestion__why").child(p.words))
            .child(hint("⏎"));
        let no = button("suggestion__no", move || refuse(desk, &no, true))
            .bind("aria-label", live(move || t().refuse(&refuse_words)))
            .bind("title", word(Messages::keys_refuse))
            .child(hint("⌫"))
            .child((n > 0).then_some("×"))
            .child(classed("span", "suggestion__word").child(word(Messages::refuse_short)));
        classed("li", "suggestion")
            .style("--theme", p.colour)
            .child(take)
            .child(no)
    };
    let list = move || {
        let list = desk.proposed.get();
        list.into_iter().enumerate().map(row).collect::<Vec<El>>()
    };
    let meaning = move || {
        let names = glossary::named(desk);
        let button = |(id, ja, en): (String, String, String)| {
            let name = live(move || match language().get() {
                Language::Ja => ja.clone(),
                Language::En => en.clone(),
            });
            let open = move || desk.open(Dialog::Glossary, &id);
            button("term", open).child(name)
        };
        names.into_iter().map(button).collect::<Vec<El>>()
    };
    fragment()
        .child(classed("p", "panel__title").child(word(Messages::suggestions)))
        .child(
            classed("ul", "suggestions__list")
                .bind("aria-label", word(Messages::suggestions))
                .child(dynamic(list)),
        )
        .child(classed("p", "terms").child(dynamic(meaning)))
}
