//! Search in the document: every hit while typing, from one character.

use crate::ui::i18n::{Messages, live, word};
use crate::ui::parts::press;
use leptos::ev;
use leptos::prelude::*;

use crate::browser::{clock, document as nodes};
use crate::text::search::find_all;
use crate::ui::i18n::t;
use crate::ui::state::App;

fn run(app: App) {
    let start = clock::instant();
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let query = app.search.get_untracked();
    let hits = find_all(&document.minutes.text, &query);
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

fn step(app: App, by: usize) {
    let count = app.hits.with_untracked(Vec::len);
    if count > 0 {
        app.hit.update(|n| *n = (*n + by) % count);
        mark(app);
    }
}

/// The search box with its count.
#[component]
pub(crate) fn Search() -> impl IntoView {
    let app = App::of_context();
    let count = move || app.hits.with(Vec::len);
    let back = move || app.hits.with_untracked(Vec::len).saturating_sub(1);
    view! {
        <div class="search" role="search" data-panel="search">
            <input
                id="search"
                class="search__box"
                type="search"
                aria-label=word(Messages::search)
                placeholder=word(Messages::search)
                prop:value=live(move || app.search.get())
                on:input=move |e| {
                    let typing = event_target_value(&e);
                    app.search.set(typing);
                    run(app);
                }
                on:keydown=move |e: ev::KeyboardEvent| {
                    if e.key() == "Enter" && !e.is_composing() && e.key_code() != 229 {
                        e.prevent_default();
                        step(app, if e.shift_key() { back() } else { 1 });
                    }
                }
            />
            <span
                class="search__count"
                data-testid="search-count"
                data-count=live(move || count().to_string())
                aria-live="polite"
            >
                {live(move || match (app.search.get().trim().is_empty(), count()) {
                    (true, _) => String::new(),
                    (_, 0) => t().search_none().to_owned(),
                    (_, n) => t().search_count(app.hit.get() + 1, n),
                })}
            </span>
            <Show when=move || count() != 0>
                <button
                    type="button"
                    class="button button--quiet button--small"
                    aria-label=word(Messages::search_previous)
                    on:click=press(move || step(app, back()))
                >
                    "↑"
                </button>
                <button
                    type="button"
                    class="button button--quiet button--small"
                    aria-label=word(Messages::search_next)
                    on:click=press(move || step(app, 1))
                >
                    "↓"
                </button>
            </Show>
        </div>
    }
}

/// Takes the hits of the document before away.
pub(crate) fn forget(app: App) {
    app.search.set(String::new());
    app.hits.set(Vec::new());
    nodes::paint_plain("search", &[]);
    nodes::paint_plain("search-current", &[]);
}
