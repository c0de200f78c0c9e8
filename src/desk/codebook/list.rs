//! The list of themes: choosing one, and putting it elsewhere by hand or with keys.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, HtmlInputElement, KeyboardEvent, Node};

use crate::browser::clock;
use crate::project::{self, Label, ThemeId};
use crate::ui::html::{El, button, classed, each, live};
use crate::ui::i18n::{Messages, t, word};

use super::places::{Zone, by_key, drop_on};
use super::{Chosen, Desk, counts};
use crate::desk::colours::free_colour;
use crate::desk::names::{Listed, listed};

/// The themes, each with how many tags it has. A row that looks as before keeps its node: with hundreds of themes
/// drawing them all anew would be felt at every key.
pub(super) fn list(desk: Desk, chosen: Chosen) -> El {
    let hand = Hand {
        dragged: RwSignal::new(None),
        dropped: RwSignal::new(None),
    };
    let rows = move || {
        let tags = counts(desk);
        let list = desk.app.read(|w| listed(&w.project));
        let row = |l: Listed| {
            let n = tags.get(&l.theme.id).copied().unwrap_or_default();
            (l, n)
        };
        list.into_iter().map(row).collect::<Vec<(Listed, usize)>>()
    };
    let key = |(l, n): &(Listed, usize)| {
        let (id, colour) = (l.theme.id.as_str(), l.theme.colour);
        [
            id,
            &l.depth.to_string(),
            &n.to_string(),
            &colour.to_string(),
            &l.mark,
            &l.name,
        ]
        .join("\n")
    };
    let make = move |(l, n): (Listed, usize)| row(desk, chosen, hand, &l, n);
    classed("ul", "book__themes")
        .bind("aria-label", word(Messages::themes))
        .child(each(rows, key, make))
}

/// What is being dragged, and where it was let go.
#[derive(Clone, Copy)]
struct Hand {
    dragged: Chosen,
    dropped: RwSignal<Option<(ThemeId, ThemeId, Zone)>>,
}

fn row(desk: Desk, chosen: Chosen, hand: Hand, l: &Listed, tags: usize) -> El {
    let Hand { dragged, dropped } = hand;
    let id = l.theme.id.clone();
    let (a, b, c, d, e) = (id.clone(), id.clone(), id.clone(), id.clone(), id.clone());
    let current = live(move || chosen.with(|x| x.as_ref() == Some(&a)).then_some("true"));
    let pick = button("book__theme", move || chosen.set(Some(b.clone())))
        .bind("aria-current", current)
        .child(classed("span", "theme__chip").attr("aria-hidden", "true"))
        .child(classed("span", "theme__name").child(l.shown()))
        .child(classed("span", "theme__count").child(tags.to_string()))
        .attr("data-book", id.as_str())
        .on("keydown", move |e: KeyboardEvent| {
            if e.alt_key() && !e.is_composing() && by_key(desk, &c, &e.key()) {
                e.prevent_default();
                chosen.set(Some(c.clone()));
                // Moving a node takes the focus away.
                let moved = c.clone();
                request_animation_frame(move || super::focus(Some(&moved)));
            }
        });
    let over = move |e: DragEvent| {
        if dragged.with_untracked(Option::is_some) {
            e.prevent_default();
            let (row, zone) = place(&e);
            let _ = row.set_attribute("data-drop", zone.name());
        }
    };
    // What is left for something inside the row is not left.
    let leave = |e: DragEvent| {
        let row = place(&e).0;
        let to = e.related_target().and_then(|t| t.dyn_into::<Node>().ok());
        if !row.contains(to.as_ref()) {
            let _ = row.remove_attribute("data-drop");
        }
    };
    let drop = move |event: DragEvent| {
        let Some(from) = dragged.get_untracked() else {
            return;
        };
        event.prevent_default();
        event.stop_propagation();
        let (row, zone) = place(&event);
        let _ = row.remove_attribute("data-drop");
        dropped.set(Some((from, d.clone(), zone)));
    };
    // Only now: a row that is moved may be drawn anew, and what had been dragged would not hear of the end.
    let end = move |_: DragEvent| {
        dragged.set(None);
        let done = dropped.get_untracked();
        dropped.set(None);
        if let Some((from, onto, zone)) = done {
            drop_on(desk, &from, &onto, zone);
            chosen.set(Some(from));
        }
    };
    let start = move |event: DragEvent| {
        // Without data some browsers drag nothing; with text it could be let go in a field.
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("application/x-fusen-theme", e.as_str());
        }
        dragged.set(Some(e.clone()));
    };
    classed("li", "book__row")
        .attr("draggable", "true")
        .style("--theme", l.theme.colour.to_string())
        .style("--depth", l.depth.to_string())
        .attr("aria-level", &(l.depth + 1).to_string())
        .on("dragstart", start)
        .on("dragend", end)
        .on("dragenter", over)
        .on("dragover", over)
        .on("dragleave", leave)
        .on("drop", drop)
        .child(pick)
}

/// The row that hears the event, and where on it the pointer is.
fn place(e: &DragEvent) -> (Element, Zone) {
    let row: Element = event_target::<Element>(e);
    let row = row.closest(".book__row").ok().flatten().unwrap_or(row);
    let at = row.get_bounding_client_rect();
    let share = (f64::from(e.client_y()) - at.top()) / at.height().max(1.0);
    (row, Zone::of(share))
}

/// A new theme, which is then the one in question.
pub(super) fn add(desk: Desk, chosen: Chosen) -> El {
    let app = desk.app;
    button("button", move || {
        let colour = app.work.with_value(free_colour);
        let edit = app
            .work
            .with_value(|w| project::add_theme(w, t().new_theme(), colour, None, &mut clock::uuid));
        if let project::Edit::Theme { id, .. } = &edit {
            chosen.set(Some(id.clone()));
        }
        let name = t().new_theme().to_owned();
        desk.run(Some(edit), Label::AddTheme { name });
        // Its name is written next.
        request_animation_frame(|| {
            let field = document()
                .query_selector(".book__detail .field__input")
                .ok()
                .flatten();
            if let Some(field) = field.and_then(|f| f.dyn_into::<HtmlInputElement>().ok()) {
                let _ = field.focus();
                field.select();
            }
        });
    })
    .child(word(Messages::add_theme))
}
