//! What can be done with the whole: open, merge, save, undo, display; and how far saving is.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::browser::{clock, document as nodes, files, settings};
use crate::ui::html::{El, Region, Value, button, classed, el, fragment, live, when};
use crate::ui::i18n::{Language, Message, Messages, language, t, word};
use crate::ui::parts::search::search;
use crate::ui::state::{App, View};
use crate::ui::talk::{Dialog, ToDesk};
use crate::ui::{annotating, desk, merging, opening, painting, reader, saving, steps};

/// Does what the button or field with an id does.
pub(crate) fn click(id: &str) {
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
pub(crate) fn inputs(app: App) -> El {
    let input = |id: &str| {
        el("input")
            .attr("id", id)
            .attr("data-testid", id)
            .attr("hidden", "")
            .attr("type", "file")
            .attr("multiple", "")
    };
    let taken = |e: &Event| files::take(&event_target::<HtmlInputElement>(e));
    let open = input("open-file").on("change", move |e: Event| {
        let start = clock::instant();
        spawn_local(opening::open_files(app, taken(&e), start));
    });
    let merge = input("merge-file")
        .attr("accept", ".json,.zip")
        .on("change", move |e: Event| {
            spawn_local(merging::preview_merge(app, taken(&e)));
        });
    fragment().child(open).child(merge)
}

/// The bar at the top.
pub(crate) fn toolbar(app: App) -> El {
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
    let undo_title = move || match app.refused.get() {
        true => Some(t().undo_what(t().step_refuse())),
        false => app.read(|w| w.undo_label().map(|l| t().undo_what(steps::words(w, l)))),
    };
    let redo_title = move || app.read(|w| w.redo_label().map(|l| t().redo_what(steps::words(w, l))));
    let actions = move || {
        let open = button("button", choose_files);
        let merge = button("button", || click("merge-file"));
        let save = button("button button--main", move || spawn_local(saving::save_file(app)))
            .attr("data-once", "")
            .attr("id", "save-file");
        classed("div", "toolbar__actions")
            .attr("data-panel", "more")
            .child(open.child(word(Messages::open_files)))
            .child(merge.child(word(Messages::merge)))
            .child(save.child(word(Messages::save_to_file)))
            .child(export(app))
    };
    let step = |icon, label| {
        fragment()
            .child(classed("span", icon).attr("aria-hidden", "true"))
            .child(classed("span", "button__label").child(word(label)))
    };
    let steps = move || {
        let undo = button("button button--quiet", move || annotating::undo(app))
            .bind("title", live(undo_title))
            .bind(
                "disabled",
                live(move || !app.refused.get() && !app.read(|w| w.can_undo())),
            )
            .child(step("icon icon--undo", Messages::undo));
        let redo = button("button button--quiet", move || annotating::redo(app))
            .bind("title", live(redo_title))
            .bind("disabled", live(move || !app.read(|w| w.can_redo())))
            .child(step("icon icon--redo", Messages::redo));
        classed("div", "toolbar__steps").child(undo).child(redo)
    };
    let with_document = move || fragment().child(search(app)).child(actions()).child(steps());
    let mark = classed("span", "toolbar__mark").attr("aria-hidden", "true");
    classed("header", "toolbar")
        .child(classed("p", "toolbar__brand").child(mark).child("Fusen"))
        .child(
            classed("p", "toolbar__title")
                .attr("lang", "ja")
                .child(live(title)),
        )
        .child(when(move || app.panels(), with_document))
        .child(save_state(app))
        .child(display(app))
}

/// A button that opens a menu or panel.
fn opener(class: &str, target: &str, label: Message) -> El {
    classed("button", class)
        .attr("type", "button")
        .attr("popovertarget", target)
        .child(word(label))
}

/// Makes a button close the menu or panel it is in.
fn closing(button: El, target: &str, label: Message) -> El {
    button
        .attr("popovertarget", target)
        .attr("popovertargetaction", "hide")
        .child(word(label))
}

fn export(app: App) -> El {
    let csv = button("menu__item", move || desk::open(app, ToDesk::Table, ""))
        .attr("id", "export-csv")
        .attr("role", "menuitem")
        // Where the keys are once the menu is open.
        .attr("autofocus", "");
    let list = classed("div", "menu__list")
        .attr("id", "export-menu")
        .attr("popover", "auto")
        .attr("role", "menu")
        .bind("aria-label", word(Messages::export))
        .child(closing(csv, "export-menu", Messages::export_csv));
    classed("div", "menu")
        .child(opener("button", "export-menu", Messages::export).attr("aria-haspopup", "menu"))
        .child(list)
}

/// Whether the last edit is on the disk.
fn save_state(app: App) -> El {
    let state = move || {
        let s = app.save.get();
        match (s.failed, s.durable < s.made) {
            (true, _) => "failed",
            (_, true) => "saving",
            _ => "saved",
        }
    };
    classed("p", "save-state")
        .attr("role", "status")
        .attr("data-testid", "save-state")
        .bind("data-state", live(state))
        .bind("data-revision", live(move || app.save.get().made.to_string()))
        .bind("data-saved", live(move || app.save.get().durable.to_string()))
        .child(live(move || match state() {
            "failed" => t().save_failed(),
            "saving" => t().saving(),
            _ => t().saved(),
        }))
}

fn display(app: App) -> El {
    let appearance = RwSignal::new(settings::get("appearance").unwrap_or_else(|| "system".to_owned()));
    let size = RwSignal::new(settings::get("text-size").unwrap_or_else(|| "m".to_owned()));
    Effect::new(move || {
        let value = appearance.get();
        settings::set_root("data-appearance", &value);
        settings::set("appearance", &value);
    });
    Effect::new(move || {
        let value = size.get();
        let here = nodes::whereabouts();
        settings::set_root("data-text-size", &value);
        settings::set("text-size", &value);
        // The lines that were on the screen stay there.
        nodes::go_back(&here);
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
    let choice = |name: &str, chosen: Value, label: El| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", name)
            .checked(chosen);
        move |choose: Box<dyn Fn()>| {
            classed("label", "choice")
                .child(input.on("change", move |_: Event| choose()))
                .child(label)
        }
    };
    let pick = move |name: &'static str, value: &'static str, label: Message, chosen: RwSignal<String>| {
        let label = el("span").child(word(label));
        choice(name, live(move || chosen.get() == value), label)(Box::new(move || {
            chosen.set(value.to_owned());
        }))
    };
    let speak = move |value: Language, label: &'static str, code: &'static str| {
        let label = el("span").attr("lang", code).child(label);
        let chosen = live(move || language().get() == value);
        choice("language", chosen, label)(Box::new(move || language().set(value)))
    };
    let group = |label| el("fieldset").child(el("legend").child(word(label)));
    let languages = group(Messages::language)
        .child(speak(Language::Ja, "日本語", "ja"))
        .child(speak(Language::En, "English", "en"));
    let appearances = group(Messages::appearance)
        .child(pick("appearance", "light", Messages::light, appearance))
        .child(pick("appearance", "dark", Messages::dark, appearance))
        .child(pick("appearance", "system", Messages::system, appearance));
    let sizes = group(Messages::text_size)
        .child(pick("text-size", "s", Messages::size_s, size))
        .child(pick("text-size", "m", Messages::size_m, size))
        .child(pick("text-size", "l", Messages::size_l, size))
        .child(pick("text-size", "xl", Messages::size_xl, size));
    let keys = button("button button--quiet", move || {
        desk::dialog(app, Dialog::Keys, "")
    });
    let panel = classed("div", "menu__list menu__list--panel")
        .attr("id", "display-panel")
        .attr("popover", "auto")
        .child(languages)
        .child(appearances)
        .child(sizes)
        .child(closing(keys, "display-panel", Messages::keys));
    classed("div", "menu")
        .child(opener("button button--quiet", "display-panel", Messages::display))
        .child(panel)
}

/// 読む, くらべる, まとめ.
pub(crate) fn tabs(app: App) -> Region {
    let views = [View::Read, View::Compare, View::Insights];
    let go = move |view: View| {
        app.view.set(view);
        app.sheet.set(None);
    };
    let tab = move |view: View, label: Message| {
        let selected = move || app.view.get() == view;
        button("tab", move || go(view))
            .attr("role", "tab")
            .bind("aria-selected", live(move || selected().to_string()))
            .bind("tabindex", live(move || if selected() { "0" } else { "-1" }))
            .child(word(label))
    };
    let arrows = move |e: KeyboardEvent| {
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
    let bar = move || {
        let list = classed("div", "tabs")
            .attr("role", "tablist")
            .bind("aria-label", word(Messages::views))
            .on("keydown", arrows)
            .child(tab(View::Read, Messages::read))
            .child(tab(View::Compare, Messages::compare))
            .child(tab(View::Insights, Messages::insights));
        let way = |label, open: fn(App)| {
            button("button button--quiet button--small", move || open(app)).child(word(label))
        };
        let ways = classed("div", "views__ways")
            .child(way(Messages::filter, |app| desk::open(app, ToDesk::Filter, "")))
            .child(way(Messages::history, |app| {
                desk::dialog(app, Dialog::History, "")
            }))
            .child(
                way(Messages::palette, |app| desk::dialog(app, Dialog::Palette, ""))
                    .child(classed("kbd", "views__key").child("Ctrl K")),
            );
        classed("nav", "views")
            .bind("aria-label", word(Messages::views))
            .child(list)
            .child(ways)
    };
    when(move || app.panels(), bar)
}
