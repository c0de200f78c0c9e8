//! What can be done with the whole: open, merge, save, undo, display; and how far saving is.

use crate::ui::i18n::{Messages, live, word};
use crate::ui::parts::press;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::{clock, files, settings};
use crate::project::{Label, Workspace};
use crate::ui::i18n::{Language, language, t};
use crate::ui::parts::search::Search;
use crate::ui::state::{App, View};
use crate::ui::{annotating, merging, opening, painting, reader, saving};

fn click(id: &str) {
    let element = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.get_element_by_id(id));
    if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Asks for files to open.
pub(crate) fn choose_files() {
    click("open-file");
}

/// The inputs that the buttons reach.
#[component]
pub(crate) fn Inputs() -> impl IntoView {
    let app = App::of_context();
    view! {
        <input
            id="open-file"
            hidden
            type="file"
            multiple
            data-testid="open-file"
            on:change=move |e| {
                let start = clock::instant();
                let chosen = files::take(&event_target::<web_sys::HtmlInputElement>(&e));
                spawn_local(opening::open_files(app, chosen, start));
            }
        />
        <input
            id="merge-file"
            hidden
            type="file"
            multiple
            accept=".json"
            data-testid="merge-file"
            on:change=move |e| {
                let chosen = files::take(&event_target::<web_sys::HtmlInputElement>(&e));
                spawn_local(merging::preview_merge(app, chosen));
            }
        />
    }
}

fn words(w: &Workspace, label: &Label) -> String {
    let m = t();
    let theme = |id| {
        w.project
            .themes
            .get(id)
            .map_or("", |x| x.name.as_str())
            .to_owned()
    };
    match label {
        Label::AddTag { theme: id } => m.step_add_tag(theme(id)),
        Label::RemoveTag { theme: id } => m.step_remove_tag(theme(id)),
        Label::EditNote => m.step_note().to_owned(),
        Label::AddTheme { name } => m.step_add_theme(name),
        Label::ChangeTheme { name } => m.step_change_theme(name),
        Label::DeleteTheme { name } => m.step_delete_theme(name),
        Label::Rename => m.step_rename().to_owned(),
        Label::AddStarter => m.step_starter().to_owned(),
        Label::Merge { name } => m.step_merge(name),
    }
}

/// The bar at the top.
#[component]
pub(crate) fn Toolbar() -> impl IntoView {
    let app = App::of_context();
    let panels = move || app.panels();
    let title = move || {
        let document = app.document.get()?;
        app.read(|w| {
            w.project
                .documents
                .iter()
                .find(|d| d.fingerprint == document.fingerprint)
                .map(|d| d.title.clone())
        })
    };
    let undo_title = move || app.read(|w| w.undo_label().map(|l| t().undo_what(words(w, l))));
    let redo_title = move || app.read(|w| w.redo_label().map(|l| t().redo_what(words(w, l))));
    view! {
        <header class="toolbar">
            <p class="toolbar__brand">
                <span class="toolbar__mark" aria-hidden="true"></span>
                "Fusen"
            </p>
            <p class="toolbar__title" lang="ja">{live(move || title().unwrap_or_default())}</p>
            <Show when=panels>
                <div class="toolbar__actions" data-panel="more">
                    <button type="button" class="button" on:click=press(choose_files)>
                        {word(Messages::open_files)}
                    </button>
                    <button type="button" class="button" on:click=press(move || click("merge-file"))>
                        {word(Messages::merge)}
                    </button>
                    <button
                        type="button"
                        class="button button--main"
                        on:click=press(move || spawn_local(saving::save_file(app)))
                    >
                        {word(Messages::save_to_file)}
                    </button>
                    <Export />
                </div>
                <div class="toolbar__steps">
                    <button
                        type="button"
                        class="button button--quiet"
                        title=live(undo_title)
                        disabled=live(move || !app.read(|w| w.can_undo()))
                        on:click=press(move || annotating::undo(app))
                    >
                        <span class="icon icon--undo" aria-hidden="true"></span>
                        <span class="button__label">{word(Messages::undo)}</span>
                    </button>
                    <button
                        type="button"
                        class="button button--quiet"
                        title=live(redo_title)
                        disabled=live(move || !app.read(|w| w.can_redo()))
                        on:click=press(move || annotating::redo(app))
                    >
                        <span class="icon icon--redo" aria-hidden="true"></span>
                        <span class="button__label">{word(Messages::redo)}</span>
                    </button>
                </div>
                <Search />
            </Show>
            <SaveState />
            <Display />
        </header>
    }
}

#[component]
fn Export() -> impl IntoView {
    let app = App::of_context();
    view! {
        <div class="menu">
            <button type="button" class="button" popovertarget="export-menu" aria-haspopup="menu">
                {word(Messages::export)}
            </button>
            <div id="export-menu" class="menu__list" popover="auto" role="menu" aria-label=word(Messages::export)>
                <button
                    type="button"
                    role="menuitem"
                    class="menu__item"
                    popovertarget="export-menu"
                    popovertargetaction="hide"
                    on:click=press(move || spawn_local(saving::export_csv(app)))
                >
                    {word(Messages::export_csv)}
                </button>
            </div>
        </div>
    }
}

/// Whether the last edit is on the disk.
#[component]
fn SaveState() -> impl IntoView {
    let app = App::of_context();
    let state = move || {
        let s = app.save.get();
        match (s.failed, s.durable < s.made) {
            (true, _) => "failed",
            (_, true) => "saving",
            _ => "saved",
        }
    };
    view! {
        <p
            class="save-state"
            role="status"
            data-testid="save-state"
            data-state=live(state)
            data-revision=live(move || app.save.get().made.to_string())
            data-saved=live(move || app.save.get().durable.to_string())
        >
            {live(move || match state() {
                "failed" => t().save_failed(),
                "saving" => t().saving(),
                _ => t().saved(),
            })}
        </p>
    }
}

#[component]
fn Display() -> impl IntoView {
    let app = App::of_context();
    let appearance = RwSignal::new(settings::get("appearance").unwrap_or_else(|| "system".to_owned()));
    let size = RwSignal::new(settings::get("text-size").unwrap_or_else(|| "m".to_owned()));
    Effect::new(move || {
        let value = appearance.get();
        settings::set_root("data-appearance", &value);
        settings::set("appearance", &value);
    });
    Effect::new(move || {
        let value = size.get();
        settings::set_root("data-text-size", &value);
        settings::set("text-size", &value);
        request_animation_frame(move || painting::relay(app));
    });
    Effect::new(move || {
        let code = if language().get() == Language::En {
            "en"
        } else {
            "ja"
        };
        settings::set_root("lang", code);
        settings::set("language", code);
    });
    let choice = move |name: &'static str,
                       value: &'static str,
                       label: fn(Messages) -> &'static str,
                       chosen: RwSignal<String>| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name
                    prop:checked=live(move || chosen.get() == value)
                    on:change=move |_| chosen.set(value.to_owned())
                />
                <span>{word(label)}</span>
            </label>
        }
    };
    let speak = move |value: Language, label: &'static str, code: &'static str| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="language"
                    prop:checked=live(move || language().get() == value)
                    on:change=move |_| language().set(value)
                />
                <span lang=code>{label}</span>
            </label>
        }
    };
    view! {
        <div class="menu">
            <button type="button" class="button button--quiet" popovertarget="display-panel">
                {word(Messages::display)}
            </button>
            <div id="display-panel" class="menu__list menu__list--panel" popover="auto" on:toggle=move |_| ()>
                <fieldset>
                    <legend>{word(Messages::language)}</legend>
                    {speak(Language::Ja, "日本語", "ja")} {speak(Language::En, "English", "en")}
                </fieldset>
                <fieldset>
                    <legend>{word(Messages::appearance)}</legend>
                    {choice("appearance", "light", Messages::light, appearance)}
                    {choice("appearance", "dark", Messages::dark, appearance)}
                    {choice("appearance", "system", Messages::system, appearance)}
                </fieldset>
                <fieldset>
                    <legend>{word(Messages::text_size)}</legend>
                    {choice("text-size", "s", Messages::size_s, size)} {choice("text-size", "m", Messages::size_m, size)}
                    {choice("text-size", "l", Messages::size_l, size)}
                    {choice("text-size", "xl", Messages::size_xl, size)}
                </fieldset>
                <button
                    type="button"
                    class="button button--quiet"
                    popovertarget="display-panel"
                    popovertargetaction="hide"
                    on:click=press(move || app.help.set(true))
                >
                    {word(Messages::keys)}
                </button>
            </div>
        </div>
    }
}

/// 読む, くらべる, まとめ.
#[component]
pub(crate) fn Tabs() -> impl IntoView {
    let app = App::of_context();
    let views = [View::Read, View::Compare, View::Insights];
    let go = move |view: View| {
        app.view.set(view);
        app.sheet.set(None);
    };
    let tab = move |view: View, label: fn(Messages) -> &'static str| {
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                aria-selected=live(move || (app.view.get() == view).to_string())
                tabindex=live(move || if app.view.get() == view { "0" } else { "-1" })
                on:click=press(move || go(view))
            >
                {word(label)}
            </button>
        }
    };
    let arrows = move |e: leptos::ev::KeyboardEvent| {
        let now = views
            .iter()
            .position(|v| *v == app.view.get_untracked())
            .unwrap_or(0);
        let next = match e.key().as_str() {
            "ArrowRight" => (now + 1) % 3,
            "ArrowLeft" => (now + 2) % 3,
            _ => return,
        };
        e.prevent_default();
        if let Some(view) = views.get(next) {
            go(*view);
        }
        reader::focus_tab();
    };
    view! {
        <Show when=move || app.panels()>
            <nav class="views" aria-label=word(Messages::views)>
                <div class="tabs" role="tablist" aria-label=word(Messages::views) on:keydown=arrows>
                    {tab(View::Read, Messages::read)} {tab(View::Compare, Messages::compare)}
                    {tab(View::Insights, Messages::insights)}
                </div>
            </nav>
        </Show>
    }
}
