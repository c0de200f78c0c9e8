//! Search in the document: every hit while typing, from one character.

use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

use crate::browser::{clock, document as nodes, files};
use crate::text::search::{Variants, find_all};
use crate::ui::annotating;
use crate::ui::html::{El, button, classed, fragment, live, when};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::state::App;
use crate::view::units::Place;

fn run(app: App) {
    let start = clock::instant();
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let query = app.search.get_untracked();
    let mut hits = app
        .variants
        .with_value(|v| find_all(&document.minutes.text, &query, v));
    let begin = document.begin();
    hits.retain(|h| h.start >= begin);
    let spans: Vec<_> = hits.iter().map(|h| document.utf16(*h)).collect();
    nodes::paint_plain("search", &spans);
    app.hits.set(hits);
    app.hit.set(0);
    mark(app);
    leptos::task::spawn_local(async move {
        clock::painted().await;
        clock::measure("fusen:search", start);
    });
}

/// Fetches the list of old kanji, once somebody is about to search. Without it the search goes by what is printed.
async fn learn(app: App) {
    if app
        .variants_known
        .try_update_value(|known| std::mem::replace(known, true))
        == Some(false)
        && let Some(list) = files::fetch("./kanji.txt").await
    {
        let list = String::from_utf8(list).unwrap_or_default();
        app.variants.set_value(Variants::read(&list));
        if !app.search.with_untracked(String::is_empty) {
            run(app);
        }
    }
}

/// Shows the current hit.
fn mark(app: App) {
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let hit = app
        .hits
        .with_untracked(|h| h.get(app.hit.get_untracked()).copied());
    let spans: Vec<_> = hit.iter().map(|h| document.utf16(*h)).collect();
    nodes::paint_plain("search-current", &spans);
    if let Some(span) = spans.first() {
        nodes::reveal(*span, true);
    }
}

/// Makes the sentence of the current hit the current unit, so that it can be tagged.
pub(crate) fn choose(app: App) {
    let hit = app
        .hits
        .with_untracked(|h| h.get(app.hit.get_untracked()).copied());
    let document = app.document.get_untracked();
    let at = document.zip(hit).and_then(|(d, hit)| d.units.at(hit.start));
    if let Some(at) = at {
        annotating::go(app, Place::at(at), false);
    }
}

fn step(app: App, by: usize) {
    let count = app.hits.with_untracked(Vec::len);
    if count > 0 {
        app.hit.update(|n| *n = (*n + by) % count);
        mark(app);
    }
}

/// The search box with its count.
pub(crate) fn search(app: App) -> El {
    let count = move || app.hits.with(Vec::len);
    let back = move || app.hits.with_untracked(Vec::len).saturating_sub(1);
    let input = classed("input", "search__box")
        .attr("id", "search")
        .attr("type", "search")
        .bind("aria-label", word(Messages::search))
        .bind("placeholder", word(Messages::search))
        .value(live(move || app.search.get()))
        .on("focus", move |_: Event| leptos::task::spawn_local(learn(app)))
        .on("input", move |e: Event| {
            app.search.set(event_target_value(&e));
            run(app);
        })
        .on("keydown", move |e: KeyboardEvent| {
            if e.key() == "Enter" && !e.is_composing() && e.key_code() != 229 {
                e.prevent_default();
                step(app, if e.shift_key() { back() } else { 1 });
            }
        });
    let words = move || match (app.search.get().trim().is_empty(), count()) {
        (true, _) => String::new(),
        (_, 0) => t().search_none().to_owned(),
        (_, n) => t().search_count(app.hit.get() + 1, n),
    };
    let counted = classed("span", "search__count")
        .attr("data-testid", "search-count")
        .bind("data-count", live(move || count().to_string()))
        .attr("aria-live", "polite")
        .child(live(words));
    let class = "button button--quiet button--small";
    let steps = move || {
        let previous = button(class, move || step(app, back()))
            .bind("aria-label", word(Messages::search_previous))
            .child("↑");
        let next = button(class, move || step(app, 1))
            .bind("aria-label", word(Messages::search_next))
            .child("↓");
        fragment().child(previous).child(next)
    };
    classed("div", "search")
        .attr("role", "search")
        .attr("data-panel", "search")
        .child(input)
        .child(counted)
        .child(when(move || count() != 0, steps))
}

/// Takes the hits of the document before away.
pub(crate) fn forget(app: App) {
    app.search.set(String::new());
    app.hits.set(Vec::new());
    nodes::paint_plain("search", &[]);
    nodes::paint_plain("search-current", &[]);
}
