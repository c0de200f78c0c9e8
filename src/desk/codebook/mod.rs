//! テーマ表: the codebook as a whole. Beside the list stands all about one theme; the whole goes out as a file and comes
//! in from one.

mod deleted;
mod detail;
mod examples;
mod files;
mod joining;
mod list;
mod places;

use std::collections::BTreeMap;

use leptos::prelude::*;
use web_sys::Element;

use crate::desk::dialog::{Spec, dialog};
use crate::project::ThemeId;
use crate::ui::commands;
use crate::ui::html::{El, button, classed, dynamic, live};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::names::name_of;
use crate::ui::steps;
use crate::ui::talk::{Dialog, ToPage};

use super::Desk;

pub(super) use deleted::delete;

/// The dialog; where it is about a theme, that one is chosen.
pub(super) fn codebook(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.shows(Dialog::Codebook),
            title: |_| t().codebook().to_owned(),
            close: Desk::close,
            content,
        },
    )
}

/// Which theme the right side is about.
type Chosen = RwSignal<Option<ThemeId>>;

fn content(desk: Desk) -> El {
    let app = desk.app;
    let asked = untrack(|| ThemeId::parse(&desk.about(Dialog::Codebook)?));
    let first = move || {
        app.work
            .with_value(|w| w.project.codebook().first().map(|t| t.id.clone()))
    };
    let chosen: Chosen = RwSignal::new(asked.or_else(first));
    // Drawn anew for another theme, or when it is gone, and not while it is being changed.
    let here = Memo::new(move |_| {
        let id = chosen.get()?;
        let live = app.read(|w| w.project.themes.get(&id).is_some_and(|t| !t.deleted));
        live.then_some(id)
    });
    // The first themes came in, or came back.
    Effect::new(move || {
        app.read(|_| ());
        if here.get().is_none()
            && let Some(id) = first()
        {
            chosen.set(Some(id));
        }
    });
    let detail = move || {
        let id = here.get()?;
        let theme = app.work.with_value(|w| w.project.themes.get(&id).cloned());
        theme.map(|theme| detail::detail(desk, chosen, &theme))
    };
    let list = classed("div", "book__list")
        .child(list::list(desk, chosen))
        .child(list::add(desk, chosen))
        .child(deleted::deleted(desk));
    let close = button("button button--main", move || desk.close()).child(word(Messages::close));
    // It may be a step in the text, which nobody sees behind the dialog.
    let next = move || app.read(|w| w.entries().last().map(|e| steps::words(w, &e.label)));
    let back = button("button button--small", move || desk.ask(ToPage::Key, "^z"))
        .attr("data-undo", "")
        .bind("disabled", live(move || !app.read(|w| w.can_undo())))
        .bind("title", live(next))
        .child(word(Messages::step_back));
    let foot = classed("div", "form__buttons")
        .child(files::codebook_files(desk))
        .child(back)
        .child(close);
    let pane = classed("div", "book__detail").child(dynamic(detail));
    let top: Element = pane.node();
    // Another theme is shown from its name on.
    Effect::new(move || {
        here.track();
        // Once its fields are there.
        let top = top.clone();
        request_animation_frame(move || top.set_scroll_top(0));
    });
    // The list scrolls, and the browser would give it the keys as a whole.
    let row = chosen.get_untracked();
    request_animation_frame(move || focus(row.as_ref()));
    classed("div", "book").child(list).child(pane).child(foot)
}

/// Gives the keys to a theme's row, or to what can be pressed instead.
fn focus(theme: Option<&ThemeId>) {
    let row = theme.map(|id| format!("[data-book='{id}']"));
    commands::focus(row.as_deref().unwrap_or(".book__list button"));
}

/// Shows another theme, when the one that was shown is gone; the keys are on its row, so that whoever presses Enter once
/// more does nothing to it.
fn go_on(chosen: Chosen, next: Option<ThemeId>) {
    chosen.set(next.clone());
    request_animation_frame(move || focus(next.as_ref()));
}

/// How many tags each theme has, in every document.
fn counts(desk: Desk) -> BTreeMap<ThemeId, usize> {
    desk.app.read(|w| {
        let mut counts = BTreeMap::new();
        for tag in w.project.annotations.values().filter(|a| !a.deleted) {
            if let Some(theme) = &tag.theme {
                *counts.entry(theme.clone()).or_insert(0) += 1;
            }
        }
        counts
    })
}

fn name_in(desk: Desk, id: &ThemeId) -> String {
    desk.app.work.with_value(|w| {
        w.project
            .themes
            .get(id)
            .map_or(String::new(), |t| untrack(|| name_of(t)))
    })
}
