//! コマンド: any theme, command, speaker, section or document by the first letters of its name.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent, MouseEvent};

use crate::browser::files;
use crate::desk::dialog::{Spec, dialog};
use crate::ui::commands;
use crate::ui::html::{El, classed, dynamic, el, fragment, live};
use crate::ui::i18n::{Language, Message, Messages, english, japanese, language, t, word};
use crate::ui::talk::{Dialog, ToPage};
use crate::view::outline;
use crate::view::readings::Readings;
use crate::view::typeahead::{self, Entry};

use super::names::{Listed, about_words, listed, named};
use super::readings::reading;
use super::{Desk, export};

/// How many are shown.
const ROWS: usize = 50;

/// The dialog.
pub(super) fn palette(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.shows(Dialog::Palette),
            title: |_| t().palette().to_owned(),
            close: Desk::close,
            content,
        },
    )
}

/// Something that can be found.
#[derive(Clone)]
struct Item {
    name: String,
    english: String,
    /// What kind of thing it is.
    kind: Message,
    /// The colour of a theme.
    colour: Option<String>,
    /// What tells a theme apart from others of its name.
    mark: String,
    /// What a theme is for.
    about: Option<String>,
    /// What is done when it is chosen, and its particulars.
    act: (Act, String),
}

/// What choosing something does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    /// Asks the page.
    Ask(ToPage),
    /// Opens a dialog of the desk.
    Dialog(Dialog),
    /// Opens the panel of the page's looks; the focus goes to a field there.
    Looks,
    /// Gives the focus to a list beside the text.
    List,
    /// Downloads the table of the document's tags.
    Table,
    /// Opens the filter's bar.
    Filter,
    /// The same, and asks for what has no tag.
    Untagged,
}

impl Item {
    fn entry(&self) -> Entry<'_> {
        Entry {
            name: &self.name,
            english: &self.english,
            reading: reading(&self.act.1),
        }
    }
}

/// The page's commands, as it knows them by key.
const KEYS: [(Message, &str); 9] = [
    (Messages::keys_note, "n"),
    (Messages::search, "/"),
    (Messages::keys_unit, "u"),
    (Messages::keys_repair, "r"),
    (Messages::keys_outline, "g"),
    (Messages::keys_repeat, "."),
    (Messages::undo, "^z"),
    (Messages::redo, "^y"),
    (Messages::keys, "?"),
];

/// Buttons of the page, by id.
const BUTTONS: [(Message, &str); 3] = [
    (Messages::open_files, "open-file"),
    (Messages::merge, "merge-file"),
    (Messages::save_to_file, "save-file"),
];

/// Screens of the desk that are no dialogs.
const SCREENS: [(Message, Act); 3] = [
    (Messages::palette_export, Act::Table),
    (Messages::filter, Act::Filter),
    (Messages::filter_untagged, Act::Untagged),
];

/// What is chosen on the panel of the page's looks, and where the focus goes there.
const LOOKS: [(Message, &str); 4] = [
    (Messages::display, "input:checked"),
    (Messages::language, "[name=language]:checked"),
    (Messages::appearance, "[name=appearance]:checked"),
    (Messages::text_size, "[name=text-size]:checked"),
];

/// Lists beside the text; there are none of some.
const LISTS: [(Message, &str); 1] = [(Messages::to_check, "#to-check button")];

/// Dialogs of the desk.
const DIALOGS: [(Message, Act); 5] = [
    (Messages::add_theme, Act::Dialog(Dialog::Theme)),
    (Messages::codebook, Act::Dialog(Dialog::Codebook)),
    (Messages::like, Act::Dialog(Dialog::Like)),
    (Messages::history, Act::Dialog(Dialog::History)),
    (Messages::whole, Act::Dialog(Dialog::Whole)),
];

const VIEWS: [(Message, &str); 3] = [
    (Messages::read, "read"),
    (Messages::compare, "compare"),
    (Messages::insights, "insights"),
];

fn items(desk: Desk) -> Vec<Item> {
    let app = desk.app;
    let item = |name: &str, english: &str, kind, act, value: &str| Item {
        name: name.to_owned(),
        english: english.to_owned(),
        kind,
        colour: None,
        mark: String::new(),
        about: None,
        act: (act, value.to_owned()),
    };
    let mut list: Vec<Item> = Vec::new();
    app.work.with_value(|w| {
        for Listed { theme, mark, .. } in listed(&w.project) {
            let english = theme.name_en.as_deref().unwrap_or_default();
            list.push(Item {
                colour: Some(theme.colour.to_string()),
                mark,
                about: about_words(&theme),
                ..item(
                    &theme.name,
                    english,
                    Messages::theme,
                    Act::Ask(ToPage::Theme),
                    theme.id.as_str(),
                )
            });
        }
    });
    let commands = [
        (&KEYS[..], Act::Ask(ToPage::Key)),
        (&BUTTONS[..], Act::Ask(ToPage::Click)),
        (&VIEWS[..], Act::Ask(ToPage::View)),
        (&LOOKS[..], Act::Looks),
        (&LISTS[..], Act::List),
    ];
    let command = |message: Message, act, value| {
        let (name, english) = (message(japanese()), message(english()));
        item(name, english, Messages::command, act, value)
    };
    for (group, act) in commands {
        let there = group
            .iter()
            .filter(|(_, value)| act != Act::List || exists(value));
        list.extend(there.map(|(message, value)| command(*message, act, value)));
    }
    list.extend(
        DIALOGS
            .into_iter()
            .chain(SCREENS)
            .map(|(message, act)| command(message, act, "")),
    );
    if let Some(document) = app.document.get_untracked() {
        for section in outline::sections(&document.minutes) {
            let at = section.at.to_string();
            list.push(item(
                &section.title,
                "",
                Messages::section,
                Act::Ask(ToPage::Go),
                &at,
            ));
        }
        for row in outline::speakers(&document.minutes) {
            if let Some(first) = row.speeches.first() {
                let at = document.units.speech(*first).start.to_string();
                list.push(item(&row.label, "", Messages::speaker, Act::Ask(ToPage::Go), &at));
            }
        }
    }
    app.work.with_value(|w| {
        for document in &w.project.documents {
            let to = document.fingerprint.as_str();
            list.push(item(
                &document.title,
                "",
                Messages::document,
                Act::Ask(ToPage::Document),
                to,
            ));
        }
    });
    list
}

/// Fetches how kanji are read, the first time. Without it, themes of one's own are found by what is printed.
async fn learn(desk: Desk) {
    if desk.readings.with_untracked(Readings::is_empty)
        && let Some(list) = files::fetch("./readings.txt").await
    {
        let list = String::from_utf8(list).unwrap_or_default();
        desk.readings.set(Readings::read(&list));
    }
}

fn exists(selector: &str) -> bool {
    matches!(document().query_selector(selector), Ok(Some(_)))
}

/// Does what was chosen.
fn run(desk: Desk, (act, value): (Act, String)) {
    match act {
        Act::Table => export::table(desk),
        Act::Filter | Act::Untagged => {
            if act == Act::Untagged {
                desk.fields.only_untagged();
            }
            desk.filtering.set(true);
            request_animation_frame(|| commands::focus(".filter button"));
        }
        Act::Dialog(dialog) => desk.open(dialog, ""),
        Act::Looks => {
            let panel = document().get_element_by_id("display-panel");
            if let Some(panel) = panel.and_then(|p| p.dyn_into::<HtmlElement>().ok()) {
                // One that is open already stays so.
                let _ = panel.show_popover();
            }
            commands::focus(&format!("#display-panel {value}"));
        }
        Act::List => {
            // Where the lists are behind a button, they come up first.
            desk.ask(ToPage::Key, "g");
            commands::focus(&value);
        }
        Act::Ask(what) => desk.ask(what, &value),
    }
}

fn content(desk: Desk) -> El {
    leptos::task::spawn_local(learn(desk));
    let items = StoredValue::new(items(desk));
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0usize);
    let found = Memo::new(move |_| {
        let query = query.get();
        items.with_value(|items| {
            let entries: Vec<Entry<'_>> = items.iter().map(Item::entry).collect();
            let mut found = desk
                .readings
                .with(|readings| typeahead::rank(&query, &entries, readings));
            found.truncate(ROWS);
            found
        })
    });
    let choose = move |place: usize| {
        let Some(item) = found
            .with_untracked(|f| f.get(place).copied())
            .and_then(|n| items.with_value(|list| list.get(n).cloned()))
        else {
            return;
        };
        desk.close();
        // Once the dialog has given the focus back.
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            run(desk, item.act);
        });
    };
    let keys = move |e: KeyboardEvent| {
        if e.is_composing() || e.key_code() == 229 {
            return;
        }
        let last = found.with_untracked(|f| f.len().saturating_sub(1));
        match e.key().as_str() {
            "ArrowDown" => chosen.update(|n| *n = if *n >= last { 0 } else { *n + 1 }),
            "ArrowUp" => chosen.update(|n| *n = n.checked_sub(1).unwrap_or(last)),
            "Enter" => choose(chosen.get_untracked()),
            _ => return,
        }
        e.prevent_default();
    };
    let field = classed("input", "field__input")
        .attr("type", "text")
        .attr("autofocus", "")
        .attr("autocomplete", "off")
        .attr("role", "combobox")
        .attr("aria-expanded", "true")
        .attr("aria-controls", "palette-list")
        .bind("aria-label", word(Messages::palette_hint))
        .bind("placeholder", word(Messages::palette_hint))
        .bind(
            "aria-activedescendant",
            live(move || format!("palette-{}", chosen.get())),
        )
        .on("input", move |e: Event| {
            query.set(event_target_value(&e));
            chosen.set(0);
        })
        .on("keydown", keys);
    let row = move |(place, n): (usize, usize)| {
        let item = items.with_value(|list| list.get(n).cloned());
        item.map(|item| {
            let chip = item.colour.is_some().then(|| classed("span", "theme__chip"));
            let name = match language().get() {
                Language::En if !item.english.is_empty() => item.english,
                _ => item.name,
            };
            let option = classed("li", "palette__item")
                .attr("role", "option")
                .attr("id", &format!("palette-{place}"))
                .bind("aria-selected", live(move || (chosen.get() == place).to_string()))
                .style("--theme", item.colour)
                .bind("title", item.about)
                .child(chip)
                .child(classed("span", "palette__name").child(named(name, &item.mark)))
                .child(classed("span", "palette__kind").child(word(item.kind)));
            let node: HtmlElement = option.node();
            Effect::new(move || {
                if chosen.get() == place {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    node.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
            option.on("click", move |_: MouseEvent| choose(place))
        })
    };
    let rows = move || {
        let list = found.get();
        if list.is_empty() {
            return vec![classed("li", "field__hint").child(word(Messages::search_none))];
        }
        list.into_iter().enumerate().filter_map(row).collect::<Vec<El>>()
    };
    let list = el("ul")
        .class("palette")
        .attr("id", "palette-list")
        .attr("role", "listbox")
        .bind("aria-label", word(Messages::palette))
        .child(dynamic(rows));
    fragment().child(field).child(list)
}
