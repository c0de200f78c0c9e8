//! The whole page.

use crate::ui::i18n::{Messages, live, word};
use crate::ui::parts::press;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::browser::{clock, files};

use super::parts::alerts::{Alerts, Progress, Voice};
use super::parts::compare::Compare;
use super::parts::dialog::Dialog;
use super::parts::insights::Insights;
use super::parts::merging::MergeDialog;
use super::parts::outline::{Documents, Outline, ToCheck};
use super::parts::people::People;
use super::parts::theme_dialog::ThemeDialog;
use super::parts::themes::{Note, Themes};
use super::parts::toolbar::{Inputs, Tabs, Toolbar};
use super::reader::Reader;
use super::state::App;
use super::{annotating, commands, opening, painting, session};

/// Everything.
#[component]
pub(crate) fn Page() -> impl IntoView {
    let app = App::new();
    provide_context(app);
    listen(app);
    commands::listen(app);
    session::guard(app);
    spawn_local(session::restore(app));
    let open = move || app.document.get().is_some();
    let panels = move || app.panels();
    view! {
        <div class="app" data-sheet=live(move || app.sheet.get()) data-open=live(move || open().to_string())>
            <Toolbar />
            <Tabs />
            <div class="body">
                <Show when=panels>
                    <div class="side side--left" data-panel="outline">
                        <Documents />
                        <Outline />
                        <ToCheck />
                    </div>
                </Show>
                <Reader />
                <Show when=panels>
                    <Compare />
                    <Insights />
                    <div class="side side--right" data-panel="themes">
                        <Themes />
                        <Note />
                        <People />
                    </div>
                </Show>
            </div>
            <Show when=panels>
                <BottomBar />
            </Show>
            <Alerts />
            <Progress />
            <Voice />
            <Inputs />
            <ThemeDialog />
            <MergeDialog />
            <Help />
        </div>
    }
}

/// Drop and paste anywhere, selection, and changes of the window's width.
fn listen(app: App) {
    let handles = [
        window_event_listener(ev::dragover, |e| e.prevent_default()),
        window_event_listener(ev::drop, move |e| {
            e.prevent_default();
            let start = clock::instant();
            let files = e
                .data_transfer()
                .map(|d| files::of_transfer(&d))
                .unwrap_or_default();
            spawn_local(opening::open_files(app, files, start));
        }),
        window_event_listener(ev::paste, move |e| paste(app, &e)),
        window_event_listener(ev::resize, move |_| {
            request_animation_frame(move || painting::relay(app))
        }),
    ];
    let select = document_selection_listener(app);
    on_cleanup(move || {
        handles.into_iter().for_each(|h| h.remove());
        drop(select);
    });
}

fn document_selection_listener(app: App) -> impl Send + Sync {
    // Selecting fires at every character; what counts is where it comes to rest.
    let waiting = StoredValue::new_local(None::<gloo_timers::callback::Timeout>);
    let handle = window_event_listener_untyped("selectionchange", move |_| {
        waiting.set_value(Some(gloo_timers::callback::Timeout::new(120, move || {
            annotating::selected(app)
        })));
    });
    let up = window_event_listener(ev::pointerup, move |_| {
        request_animation_frame(move || annotating::selected(app));
    });
    (handle, up)
}

fn paste(app: App, e: &web_sys::Event) {
    let Some(e) = e.dyn_ref::<web_sys::ClipboardEvent>() else {
        return;
    };
    let target = e.target().and_then(|x| x.dyn_into::<web_sys::Element>().ok());
    let typing = target.is_some_and(|x| x.closest("input, textarea").ok().flatten().is_some());
    let Some(data) = e.clipboard_data().filter(|_| !typing) else {
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
        spawn_local(opening::open_text(app, text, start));
    }
}

/// The way to the panels on a narrow screen.
#[component]
fn BottomBar() -> impl IntoView {
    let app = App::of_context();
    let button = move |name: &'static str, label: fn(Messages) -> &'static str| {
        view! {
            <button
                type="button"
                class=format!("bottom__button bottom__button--{name}")
                aria-expanded=live(move || (app.sheet.get() == Some(name)).to_string())
                on:click=press(move || app.sheet.update(|s| *s = if *s == Some(name) { None } else { Some(name) }))
            >
                {word(label)}
            </button>
        }
    };
    view! {
        <div class="bottom">
            {button("themes", Messages::themes)} {button("outline", Messages::outline)}
            {button("search", Messages::search)} {button("more", Messages::more)}
        </div>
    }
}

#[component]
fn Help() -> impl IntoView {
    let app = App::of_context();
    let row = |keys: &'static str, label: fn(Messages) -> &'static str| view! { <tr><th scope="row"><kbd>{keys}</kbd></th><td>{word(label)}</td></tr> };
    view! {
        <Dialog
            open=Signal::derive(move || app.help.get())
            title=word(Messages::keys)
            on_close=Callback::new(move |()| app.help.set(false))
        >
            <table class="keys">
                <tbody>
                    {row("j ↓", Messages::keys_next)} {row("k ↑", Messages::keys_previous)}
                    {row("Shift", Messages::keys_extend)} {row("1–9 a–z", Messages::keys_theme)}
                    {row("n", Messages::keys_note)} {row("u", Messages::keys_unit)} {row("/", Messages::keys_search)}
                    {row("g", Messages::keys_outline)} {row("Ctrl+Z", Messages::keys_undo)}
                    {row("Esc", Messages::keys_leave)} {row("?", Messages::keys_help)}
                </tbody>
            </table>
            <div class="form__buttons">
                <button type="button" class="button" on:click=press(move || app.help.set(false))>
                    {word(Messages::close)}
                </button>
            </div>
        </Dialog>
    }
}
