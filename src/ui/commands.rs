//! Keys of the whole window, led to commands.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::browser::presses;
use crate::view::keymap::{self, Command, KeyPress};
use crate::view::units::Mode;

use super::state::App;
use super::talk::Dialog;
use super::{annotating, choosing, desk, html, reader, repairing};

fn active() -> Option<Element> {
    web_sys::window()?.document()?.active_element()
}

fn query(selector: &str) -> Option<HtmlElement> {
    web_sys::window()?
        .document()?
        .query_selector(selector)
        .ok()??
        .dyn_into()
        .ok()
}

fn press(e: &KeyboardEvent) -> KeyPress {
    // Where the key was pressed. What it did there may have moved the focus, and closed a dialog.
    let focus = e.target().and_then(|t| t.dyn_into::<Element>().ok());
    let inside = |selector: &str| {
        focus
            .as_ref()
            .is_some_and(|f| f.closest(selector).ok().flatten().is_some())
    };
    let texts =
        "textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=file])";
    KeyPress {
        key: e.key(),
        command: e.ctrl_key() || e.meta_key(),
        alt: e.alt_key(),
        shift: e.shift_key(),
        composing: e.is_composing() || e.key() == "Process" || e.key_code() == 229,
        typing: inside(texts),
        arrows_taken: inside(
            "[role=radiogroup], fieldset, [role=tablist], [role=menu], [role=listbox], #outline",
        ),
        pressable: inside("button, a, input, select, summary, [role=option], [role=link]"),
        modal: query("dialog[open], [popover=auto]:popover-open").is_some(),
        shows_undo: query("dialog[open] [data-undo]").is_some(),
        repeat: e.repeat(),
    }
}

/// Whether a screen is open over the page, in which something may be half done. A preview of a merge is not: other files
/// may come to it.
pub(crate) fn busy_elsewhere() -> bool {
    query("dialog[open]:not(:has([data-testid=merge-preview]))").is_some()
}

/// Gives the focus back to the text, from the button of the page that was clicked. Dialogs and menus keep theirs.
pub(crate) fn let_go(e: &Event) {
    let clicked = e.target().and_then(|t| t.dyn_into::<Element>().ok());
    let button = clicked.and_then(|c| c.closest("button").ok()?);
    if let Some(button) = button.filter(|b| active().as_ref() == Some(b))
        && matches!(button.closest("dialog, [popover]"), Ok(None))
    {
        reader::focus();
    }
}

/// Listens to the window for as long as the page lives.
pub(crate) fn listen(app: App) {
    presses::guard();
    html::listen(&window(), "keydown", move |e: KeyboardEvent| {
        if !e.default_prevented()
            && let Some(command) = keymap::command(&press(&e))
            && run(app, command)
        {
            e.prevent_default();
        }
    });
}

/// Runs a command; `false` when it does not apply, so that the browser may have the key.
pub(crate) fn run(app: App, command: Command) -> bool {
    match command {
        Command::Step { by, extend } => {
            if app.document.get_untracked().is_none() || app.view.get_untracked() != super::state::View::Read
            {
                return false;
            }
            choosing::step(app, by, extend);
        }
        Command::Edge { by, end } => return choosing::move_edge(app, by, end),
        Command::Theme(_)
        | Command::Note
        | Command::Unit
        | Command::Repair
        | Command::Repeat
        | Command::Accept
        | Command::Refuse
            if app.view.get_untracked() != super::state::View::Read =>
        {
            return false;
        }
        // The bar that asks has the keys of its answers, and nobody puts on a theme beside it.
        Command::Theme(key) if app.asking.get_untracked() && desk::key(key.encode_utf8(&mut [0; 4])) => {}
        Command::Repair => repairing::open_here(app),
        Command::Theme(key) => {
            let theme = app.theme_keys().into_iter().find(|(_, k)| *k == key);
            match theme {
                Some((theme, _)) => annotating::toggle(app, &theme),
                None => return false,
            }
        }
        Command::Note => focus("#note"),
        Command::Search => {
            app.sheet.set(Some("search"));
            focus("#search");
        }
        Command::Unit => {
            let next = match app.mode.get_untracked() {
                Mode::Sentence => Mode::Speech,
                Mode::Speech => Mode::Span,
                Mode::Span => Mode::Sentence,
            };
            choosing::set_mode(app, next);
        }
        Command::Outline => {
            app.sheet.set(Some("outline"));
            focus("#outline button");
        }
        Command::Help => desk::dialog(app, Dialog::Keys, ""),
        Command::Leave => {
            // The last message first, then what is open, then what is selected.
            if app.problems.with_untracked(|p| !p.is_empty()) {
                app.problems.update(|p| {
                    p.pop();
                });
                return true;
            }
            if app.asking.get_untracked() {
                app.asking.set(false);
                reader::focus();
                return true;
            }
            // From the search to the sentence that was found; from the text out of a selection.
            let quiet = app.sheet.get_untracked().is_none() && app.span.get_untracked().is_none();
            match active().map(|e| e.id()).as_deref() {
                Some("search") => super::parts::search::choose(app),
                // Once more, and the marks of the search are gone.
                Some("") | None if quiet && !app.search.with_untracked(String::is_empty) => {
                    super::parts::search::forget(app);
                }
                Some("note") => {}
                _ => choosing::collapse(app),
            }
            app.sheet.set(None);
            reader::focus();
        }
        Command::Repeat => annotating::repeat(app),
        Command::Palette => desk::dialog(app, Dialog::Palette, ""),
        Command::Accept => return desk::key("accept"),
        Command::Refuse => return desk::key("refuse"),
        Command::Undo => annotating::undo(app),
        Command::Redo => annotating::redo(app),
    }
    true
}

/// Scrolls to an element, as far as needed.
pub(crate) fn show(selector: &str) {
    if let Some(element) = query(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Puts the focus on an element that may only just be shown.
pub(crate) fn focus(selector: &str) {
    let selector = selector.to_owned();
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        if let Some(element) = query(&selector) {
            // An element that is hidden keeps the focus where it is.
            let _ = element.focus();
        }
    });
}
