//! The whole page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, DragEvent, Element, Event, MouseEvent};

use crate::browser::{clock, files, presses, settings};
use crate::view::units::Mode;

use super::html::{El, button, classed, el, fragment, listen, live, when};
use super::i18n::{Message, Messages, messages, word};
use super::parts::alerts::{alerts, progress, voice};
use super::parts::outline::{documents, outline};
use super::parts::people::people;
use super::parts::search;
use super::parts::themes::{SWIPED, note, themes};
use super::parts::toolbar::{inputs, tabs, toolbar};
use super::reader::{by_finger, narrow, reader};
use super::state::{App, View};
use super::{choosing, commands, desk, leaving, minimap, opening, painting, session};

/// Everything.
pub(crate) fn page() -> El {
    let app = App::new();
    listen_everywhere(app);
    commands::listen(app);
    session::guard(app);
    leaving::watch(app);
    desk::inform(app);
    spawn_local(session::restore(app));
    // The window may have changed while another view was open.
    Effect::new(move |before: Option<View>| {
        let view = app.view.get();
        if view == View::Read && before.is_some_and(|b| b != view) {
            request_animation_frame(move || painting::relay(app));
        }
        view
    });
    let open = move || app.document.get().is_some();
    let panels = move || app.panels();
    let left = move || {
        classed("div", "side side--left")
            .attr("data-panel", "outline")
            .child(documents(app))
            .child(
                classed("section", "whole")
                    .attr("id", "whole")
                    .bind("aria-label", word(Messages::whole)),
            )
            .child(outline(app))
            .child(el("div").attr("id", "to-check"))
            .child(people(app))
    };
    let right = move || {
        let side = classed("div", "side side--right")
            .attr("data-panel", "themes")
            .child(grip(app))
            .child(themes(app))
            .child(note(app));
        let top: Element = side.node();
        // On a phone it comes up with the themes, wherever it was left.
        Effect::new(move |before: Option<bool>| {
            let up = app.sheet.get().is_some();
            if up && before == Some(false) {
                let top = top.clone();
                request_animation_frame(move || top.set_scroll_top(0));
            }
            up
        });
        fragment()
            .child(screen(app, View::Compare, Messages::compare))
            .child(screen(app, View::Insights, Messages::insights))
            .child(side)
    };
    let swipe = StoredValue::new(None::<(i32, i32)>);
    let touch = |e: &web_sys::TouchEvent| {
        let touch = e.changed_touches().get(0)?;
        Some((touch.client_x(), touch.client_y()))
    };
    let body = classed("div", "body")
        // One finger, on a page of its own size: two zoom, and where it is zoomed, one moves it about.
        .on("touchstart", move |e: web_sys::TouchEvent| {
            let moves = e.touches().length() == 1 && !zoomed();
            swipe.set_value(touch(&e).filter(|_| moves))
        })
        // Sideways: to the next sentence, or back. Not while words are being selected.
        .on("touchend", move |e: web_sys::TouchEvent| {
            let Some(((a, b), (x, y))) = swipe.get_value().zip(touch(&e)) else {
                return;
            };
            // Down by its handle: the sheet goes.
            let by = e.target().and_then(|t| t.dyn_into::<Element>().ok());
            if y - b > SWIPE && by.is_some_and(|t| t.class_name() == GRIP) {
                app.sheet.set(None);
                return;
            }
            let far = (x - a).abs() > SWIPE && (y - b).abs() * 2 < (x - a).abs();
            // Who looks for words to select goes nowhere.
            let far = far && app.mode.get_untracked() != Mode::Span;
            let selecting = window().get_selection().ok().flatten();
            if far && selecting.is_none_or(|s| s.is_collapsed()) && app.view.get_untracked() == View::Read {
                settings::set(SWIPED, "");
                choosing::step(app, if x < a { 1 } else { -1 }, false);
            }
        })
        .child(when(panels, left))
        .child(reader(app))
        .child(minimap::minimap(app))
        .child(when(panels, right));
    let close = Closure::<dyn Fn()>::new(move || app.sheet.set(None)).into_js_value();
    Effect::new(move || {
        let up = app.sheet.with(Option::is_some) && narrow();
        presses::back(close.dyn_ref().filter(|_| up));
    });
    classed("div", "app")
        .bind("data-sheet", live(move || app.sheet.get()))
        .bind("data-open", live(move || open().to_string()))
        .bind("data-undo", live(move || app.read(|w| w.can_undo()).to_string()))
        .bind("data-view", live(move || app.view.get().name()))
        .child(toolbar(app))
        .child(tabs(app))
        .child(el("div").attr("id", "filter"))
        .child(alerts(app))
        .child(body)
        .child(when(panels, move || bottom_bar(app)))
        .child(el("div").attr("id", "repair"))
        .child(progress(app))
        .child(voice(app))
        .child(inputs(app))
        .child(when(
            move || app.dragging.get(),
            || {
                classed("div", "drop-sign")
                    .attr("aria-hidden", "true")
                    .child(word(Messages::drop_here))
            },
        ))
}

/// How far a finger goes in a swipe, in pixels.
const SWIPE: i32 = 60;

const GRIP: &str = "sheet__grip";

/// Puts the themes away again, on a narrow screen.
fn grip(app: App) -> El {
    button(GRIP, move || app.sheet.set(None)).bind("aria-label", word(Messages::close))
}

/// The place of a view that the desk draws, once it is there.
fn screen(app: App, view: View, label: Message) -> El {
    classed("main", "report")
        .attr("id", view.name())
        .attr("tabindex", "0")
        .bind("hidden", live(move || app.view.get() != view))
        .bind("aria-label", word(label))
        .child(el("p").child(word(Messages::working)))
}

/// A pasted text of fewer characters does not replace what is being read.
const SHORT: usize = 200;

/// Drop and paste anywhere, selection, and changes of the window's width.
fn listen_everywhere(app: App) {
    let window = window();
    listen(&window, "dragover", move |e: DragEvent| {
        e.prevent_default();
        let types = e.data_transfer().map(|d| d.types());
        let files = types.is_some_and(|t| t.includes(&"Files".into(), 0));
        if files && !app.dragging.get_untracked() {
            app.dragging.set(true);
        }
    });
    listen(&window, "dragleave", move |e: DragEvent| {
        // Only where the pointer leaves the window is there nothing it comes to.
        if e.related_target().is_none() {
            app.dragging.set(false);
        }
    });
    listen(&window, "drop", move |e: DragEvent| {
        e.prevent_default();
        app.dragging.set(false);
        let start = clock::instant();
        let files = e
            .data_transfer()
            .map(|d| files::of_transfer(&d))
            .unwrap_or_default();
        if let Some(file) = files.first().filter(|_| commands::busy_elsewhere()) {
            app.report(messages().close_first(file.name()));
            return;
        }
        spawn_local(opening::open_files(app, files, start));
    });
    listen(&window, "paste", move |e: Event| paste(app, &e));
    // Where only the height is another, as with the keyboard of a phone, no line has moved.
    let width = || {
        leptos::prelude::window()
            .inner_width()
            .ok()
            .and_then(|w| w.as_f64())
    };
    let before = StoredValue::new(width());
    listen(&window, "resize", move |_: Event| {
        let turned = before.get_value() != width();
        before.set_value(width());
        request_animation_frame(move || {
            if turned {
                choosing::stay(app);
            }
            painting::relay(app);
            // The keyboard of a phone has come up: what is being written stays in sight above it, and what it is about.
            let writes = document().query_selector("#note:focus").ok().flatten().is_some();
            if writes && app.sheet.with_untracked(Option::is_some) {
                choosing::draw_place(app, true);
                commands::show("#note");
            }
        });
    });
    // Selecting fires at every character; what counts is where it comes to rest. A finger's selection says nothing else,
    // and says it to the document alone.
    let waiting = StoredValue::new_local(None::<gloo_timers::callback::Timeout>);
    // That the button is up, after a drag that chooses units or one that does not: the browser may say what is selected
    // later than that.
    let let_go = StoredValue::new(None::<bool>);
    let choose = move |moved: Option<bool>| {
        if let Some(drag) = let_go.get_value().or(moved) {
            let_go.set_value(None);
            choosing::selected(app, drag);
        }
    };
    listen(&document(), "selectionchange", move |_: Event| {
        waiting.set_value(Some(gloo_timers::callback::Timeout::new(120, move || {
            choose(Some(by_finger()))
        })));
    });
    // A button pressed with the mouse gives the keys back to the text, or Enter would press it again. A finger has no
    // Enter, and may belong to somebody whose screen reader follows the focus.
    listen(&window, "click", move |e: MouseEvent| {
        if e.detail() > 0 && app.view.get_untracked() == View::Read && !by_finger() {
            commands::let_go(&e);
        }
    });
    // A drag over words may begin or end beside them: then the text hears of no click.
    let pressed = StoredValue::new(false);
    let inside = |e: &MouseEvent| {
        let target = e.target().and_then(|x| x.dyn_into::<Element>().ok());
        target.is_some_and(|x| x.closest("main").ok().flatten().is_some())
    };
    listen(&window, "pointerdown", move |e: MouseEvent| {
        pressed.set_value(inside(&e))
    });
    listen(&window, "pointerup", move |e: MouseEvent| {
        let drag = (pressed.get_value() || inside(&e)) && !e.shift_key() && !by_finger();
        // Once the browser has let go of it: Chromium 148 stops if units are chosen before, where the drag has gone beyond the
        // text. What was selected before went when the button was pressed.
        let_go.set_value(Some(drag));
        waiting.set_value(Some(gloo_timers::callback::Timeout::new(0, move || choose(None))));
    });
    // A key that comes sooner is for it.
    listen(&document(), "keydown", move |_: Event| choose(None));
}

fn paste(app: App, e: &Event) {
    let Some(e) = e.dyn_ref::<ClipboardEvent>() else {
        return;
    };
    let target = e.target().and_then(|x| x.dyn_into::<Element>().ok());
    let typing = target.is_some_and(|x| x.closest("input, textarea").ok().flatten().is_some());
    let Some(data) = e
        .clipboard_data()
        .filter(|_| !typing && !commands::busy_elsewhere())
    else {
        return;
    };
    let start = clock::instant();
    let files = files::of_transfer(&data);
    if !files.is_empty() {
        e.prevent_default();
        spawn_local(opening::open_files(app, files, start));
    } else if let Ok(text) = data.get_data("text/plain")
        && !text.trim().is_empty()
    {
        e.prevent_default();
        // A word or two, pasted by accident while reading, is no document.
        let short = text.trim().chars().nth(SHORT).is_none() && text.trim().lines().nth(4).is_none();
        if short && app.document.with_untracked(Option::is_some) {
            app.report(messages().paste_short().to_owned());
        } else {
            // The source of a web page, too, or a transcript in cues.
            let file = files::of_text(&text, messages().pasted_text());
            spawn_local(opening::open_files(app, vec![file], start));
        }
    }
}

/// Whether two fingers have made the page larger.
fn zoomed() -> bool {
    let member = |of: &JsValue, name| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok();
    let viewport = member(&window(), "visualViewport");
    let scale = viewport.and_then(|v| member(&v, "scale")?.as_f64());
    scale.is_some_and(|s| s > 1.01)
}

/// The way to the panels on a narrow screen.
fn bottom_bar(app: App) -> El {
    let to = move |name: &'static str, label: Message| {
        let turn = move || {
            // Whoever puts the search away has done with its marks.
            if app.sheet.get_untracked() == Some("search") && name == "search" {
                search::forget(app);
            }
            app.sheet
                .update(|s| *s = if *s == Some(name) { None } else { Some(name) });
            match app.sheet.get_untracked() {
                // What is being tagged stays in sight above the sheet.
                Some("themes") => request_animation_frame(move || choosing::draw_place(app, true)),
                Some("search") => commands::focus("#search"),
                _ => {}
            }
        };
        button(&format!("bottom__button bottom__button--{name}"), turn)
            .bind(
                "aria-expanded",
                live(move || app.sheet.get().is_some_and(|s| s.starts_with(name)).to_string()),
            )
            .child(word(label))
    };
    classed("div", "bottom")
        .child(to("themes", Messages::themes))
        .child(to("outline", Messages::outline))
        .child(to("search", Messages::search))
        .child(to("more", Messages::more))
}
