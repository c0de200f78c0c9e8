//! 例: statements that show what a theme is for. From the text, or written by hand; kept as words, with who says them
//! and where, so that they mean something to people who have the codebook alone.

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::settings;
use crate::project::{self, Example, Label, ThemeId};
use crate::text::ByteRange;
use crate::ui::html::{El, button, classed, dynamic, el, live};
use crate::ui::i18n::{Messages, messages, t, word};
use crate::ui::state::OpenDocument;

use super::{Desk, name_in};
use crate::desk::statements::speaker;
use crate::ui::talk::ToPage;

/// From how many bytes on an example may not fit into its place.
const LONG: usize = 400;

/// How many characters of an example name it where it is only mentioned.
const SHORT: usize = 20;

/// A place of the text as an example.
pub(super) fn from_document(desk: Desk, document: &OpenDocument, range: ByteRange) -> Example {
    let title = desk.app.work.with_value(|w| {
        let all = w.project.documents.iter();
        let mut here = all.filter(|d| d.fingerprint == document.fingerprint);
        here.next().map_or(String::new(), |d| d.title.clone())
    });
    Example {
        words: range.of(&document.minutes.text).trim().to_owned(),
        speaker: speaker(&document.minutes, range.start).to_owned(),
        document: title,
    }
}

/// Keeps an example as one step, and says so.
pub(super) fn keep(desk: Desk, id: &ThemeId, example: Example) {
    let name = name_in(desk, id);
    let edit = desk
        .app
        .work
        .with_value(|w| project::add_example(w, id, &example));
    let said = match edit.is_some() {
        true => messages().example_added(&name),
        false => messages().example_known(&name),
    };
    desk.ask(ToPage::Say, &said);
    desk.run(edit, Label::ChangeTheme { name });
}

/// What is chosen in the text now.
fn chosen_now(desk: Desk) -> Option<Example> {
    let (document, at) = (desk.app.document.get()?, desk.at.get()?);
    let range = document.index.bytes_of_chars(&document.minutes.text, at);
    Some(from_document(desk, &document, range)).filter(|e| !e.words.is_empty())
}

/// The examples of a theme, and the ways to more.
pub(super) fn examples(desk: Desk, id: &ThemeId) -> El {
    let list = {
        let id = id.clone();
        Memo::new(move |_| {
            let of = |w: &project::Workspace| w.project.themes.get(&id).map(|t| t.usage.examples.clone());
            desk.app.read(of).unwrap_or_default()
        })
    };
    let row = {
        let id = id.clone();
        move |e: String| example(desk, &id, e)
    };
    let rows = move || list.get().into_iter().map(&row).collect::<Vec<El>>();
    let take = {
        let id = id.clone();
        button("button button--small", move || {
            if let Some(example) = untrack(|| chosen_now(desk)) {
                keep(desk, &id, example);
            }
        })
    };
    let known = move || {
        let now = chosen_now(desk);
        now.is_none_or(|e| list.with(|l| l.iter().any(|other| Example::parse(other).words == e.words)))
    };
    let take = take
        .bind("disabled", live(known))
        .child(word(Messages::example_take));
    let here = live(move || match chosen_now(desk) {
        Some(e) => e.words,
        None => t().choose_unit_first().to_owned(),
    });
    // One that somebody has begun is there when they come back, also after a reload.
    let begun = settings::get("draft").and_then(|draft| {
        let (theme, words) = draft.split_once(' ')?;
        (theme == id.as_str()).then(|| words.strip_suffix('\n').unwrap_or(words).to_owned())
    });
    let written = RwSignal::new(begun.unwrap_or_default());
    let keep_draft = {
        let id = id.clone();
        move |words: String| {
            settings::set("draft", &[id.as_str(), " ", &words, "\n"].concat());
            written.set(words);
        }
    };
    let typed = keep_draft.clone();
    let field = classed("textarea", "note")
        .attr("rows", "2")
        .bind("aria-label", word(Messages::example_write))
        .bind("placeholder", word(Messages::example_write))
        .value(live(move || written.get()))
        .on("input", move |e: Event| typed(event_target_value(&e)));
    let add = {
        let id = id.clone();
        button("button button--small", move || {
            let words = written.get_untracked();
            let example = Example {
                words,
                ..Example::default()
            };
            keep(desk, &id, example);
            keep_draft(String::new());
        })
    };
    let add = add
        .bind("disabled", live(move || written.with(|w| w.trim().is_empty())))
        .child(word(Messages::example_add));
    classed("fieldset", "field book__examples")
        .child(classed("legend", "field__label").child(word(Messages::examples)))
        .child(
            classed("ul", "examples")
                .bind("aria-label", word(Messages::examples))
                .child(dynamic(rows)),
        )
        .child(
            classed("div", "book__take")
                .child(take)
                .child(classed("span", "book__here").attr("lang", "ja").child(here)),
        )
        .child(classed("div", "book__write").child(field).child(add))
}

fn example(desk: Desk, id: &ThemeId, written: String) -> El {
    let e = Example::parse(&written);
    let from: Vec<&str> = [e.speaker.as_str(), e.document.as_str()]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect();
    let from = (!from.is_empty()).then(|| classed("span", "example__from").child(from.join("　")));
    let words = classed("span", "example__words")
        .attr("lang", "ja")
        .child(e.words.as_str());
    let length = e.words.len();
    let mut short: String = e.words.chars().take(SHORT).collect();
    if short.len() < e.words.len() {
        short.push('…');
    }
    let id = id.clone();
    let remove = button("button button--quiet button--small", move || {
        let name = name_in(desk, &id);
        let edit = desk
            .app
            .work
            .with_value(|w| project::remove_example(w, &id, &written));
        desk.run(edit, Label::ChangeTheme { name });
    })
    .bind("aria-label", live(move || t().example_remove(&short)))
    .bind("title", word(Messages::delete))
    .child(el("span").attr("aria-hidden", "true").child("×"));
    // A whole speech scrolls in its place, with keys too.
    let long = (length > LONG).then_some("0");
    let what = classed("div", "example__what").bind("tabindex", long);
    classed("li", "example")
        .child(what.child(words).child(from))
        .child(remove)
}
