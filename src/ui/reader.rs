//! The reading view: the one `main` that holds the document and scrolls.

use std::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlElement, MouseEvent};

use crate::browser::document::Visible;
use crate::browser::settings;

use super::choosing;
use super::html::{El, classed, dynamic, el, live};
use super::i18n::{Messages, messages, word};
use super::painting;
use super::parts::meeting::meeting_card;
use super::parts::start::start;
use super::state::{App, View};
use crate::view::units::Mode;

thread_local! {
    /// The observer's callback lives as long as the page.
    static WATCHER: RefCell<Option<Visible>> = const { RefCell::new(None) };
}

/// Calls `f` with the callback that hears which groups are near the view.
pub(crate) fn with_watcher(app: App, f: impl FnOnce(&Visible)) {
    WATCHER.with_borrow_mut(|slot| {
        let watcher = slot.get_or_insert_with(|| {
            Closure::new(move |group: HtmlElement, near: bool| painting::visible(app, group, near))
        });
        f(watcher);
    });
}

pub(crate) fn find(selector: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.query_selector(selector).ok()??.dyn_into().ok()
}

/// The element that scrolls the document.
pub(crate) fn scroller() -> Option<HtmlElement> {
    find("[data-testid=document]")
}

/// The themes, come up by a tap on the text.
const TAPPED: &str = "themes-tapped";

/// Whether the panels are sheets here, as on a phone.
pub(crate) fn narrow() -> bool {
    is("(max-width: 47.9375em)")
}

/// Whether people point with a finger here.
pub(crate) fn by_finger() -> bool {
    is("(pointer: coarse)")
}

fn is(condition: &str) -> bool {
    let media = window().match_media(condition);
    media.ok().flatten().is_some_and(|m| m.matches())
}

/// The element that holds the document's groups.
pub(crate) fn holder() -> Option<HtmlElement> {
    find(".document__text")
}

/// Whether somebody is writing something, outside of a message.
pub(crate) fn typing() -> bool {
    find("textarea:focus,input:focus:not([type=checkbox],[type=radio],[type=file],.alert input)").is_some()
}

/// Puts the focus into the document, so that single keys work.
pub(crate) fn focus() {
    if let Some(main) = find("main:not([hidden])") {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // A main that cannot take the focus would be a defect of this file.
        let _ = main.focus_with_options(&options);
    }
}

/// Shows the text in place of a table, at once: what is out of sight cannot be scrolled to.
pub(crate) fn bring(app: App) {
    if app.view.get_untracked() != View::Read {
        app.view.set(View::Read);
        if let Some(main) = scroller() {
            // Cannot fail.
            let _ = main.remove_attribute("hidden");
        }
    }
}

/// Puts the focus on the open tab.
pub(crate) fn focus_tab() {
    leptos::task::spawn_local(async {
        leptos::task::tick().await;
        if let Some(tab) = find("[role=tab][aria-selected=true]") {
            let _ = tab.focus();
        }
    });
}

/// The document, or the start screen.
pub(crate) fn reader(app: App) -> El {
    let class = move || match app.document.with(Option::is_none) {
        true => "document document--empty",
        false => "document",
    };
    let click = move |e: MouseEvent| {
        let collapsed = web_sys::window()
            .and_then(|w| w.get_selection().ok().flatten())
            .is_none_or(|s| s.is_collapsed());
        if e.shift_key() && app.mode.get_untracked() != Mode::Span {
            // The browser has selected text, too; the next click would only take that away.
            choosing::deselect();
        }
        if !collapsed && !e.shift_key() && app.mode.get_untracked() != Mode::Span {
            choosing::dragged(app);
            if narrow() {
                app.sheet.set(Some(TAPPED));
            } else if settings::get("span-hint").is_none() {
                // Once on each computer: whoever drags may want the words alone.
                settings::set("span-hint", "seen");
                app.report(messages().span_hint().to_owned());
            }
        }
        if collapsed || e.shift_key() {
            let before = app.place.get_untracked();
            let point = (f64::from(e.client_x()), f64::from(e.client_y()));
            let hit = match painting::stripe_at(e.target()) {
                Some(tag) => {
                    choosing::choose_tag(app, &tag);
                    true
                }
                None => choosing::click(app, point, e.shift_key()),
            };
            if hit && app.mode.get_untracked() != Mode::Span && narrow() {
                // A tap brings the themes, a second one on the same words takes them away; the button below keeps them.
                match app.sheet.get_untracked() {
                    Some("themes") => {}
                    Some(TAPPED) if before == app.place.get_untracked() => return app.sheet.set(None),
                    _ => app.sheet.set(Some(TAPPED)),
                }
                request_animation_frame(move || {
                    choosing::draw_place(app, true);
                    // Another sentence begins with the first themes.
                    if let Some(sheet) = find(".side--right") {
                        sheet.set_scroll_top(0);
                    }
                });
            }
        }
    };
    // What was only just scrolled to is not laid out yet. Each step of a scrolling by keys or a script ends one: what
    // counts is where the last of them came to rest, since to look for the line costs as much as a frame.
    let waiting = StoredValue::new_local(None::<gloo_timers::callback::Timeout>);
    let rested = move |_: Event| {
        let look = move || choosing::keep_line(app);
        waiting.set_value(Some(gloo_timers::callback::Timeout::new(250, look)));
    };
    let above = move || match app.document.get() {
        Some(document) => untrack(|| meeting_card(app, &document)),
        None => untrack(|| start(app)),
    };
    // Else what is selected already would be dragged away, and no words chosen.
    let press = |e: MouseEvent| {
        if e.button() == 0 && !e.shift_key() {
            choosing::deselect();
        }
    };
    let text = classed("div", "document__text")
        .attr("lang", "ja")
        .on("mousedown", press)
        .on("click", click);
    el("main")
        .bind("class", live(class))
        .attr("data-testid", "document")
        .attr("tabindex", "0")
        .on("scrollend", rested)
        .bind("hidden", live(move || app.view.get() != View::Read))
        .bind("aria-label", word(Messages::minutes))
        .bind("aria-busy", live(move || app.busy.get().to_string()))
        .bind(
            "data-fingerprint",
            live(move || app.document.get().map(|d| d.fingerprint.to_string())),
        )
        .bind("data-current", live(move || choosing::current_name(app)))
        .bind("data-selection", live(move || choosing::selection_name(app)))
        .bind("data-mode", live(move || app.mode.get().name()))
        .bind("data-asking", live(move || app.asking.get()))
        .child(dynamic(above))
        .child(text)
}
