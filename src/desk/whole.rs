//! Tags and a memo on the whole document, or on one of its sections.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use crate::browser::clock;
use crate::desk::dialog::{Spec, dialog};
use crate::order;
use crate::project::{self, Annotation, Label, Target, ThemeId, Unit, anchor};
use crate::text::{ByteRange, CharRange};
use crate::ui::html::{El, button, classed, dynamic, el, fragment, live, when};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::names::name_of;
use crate::ui::state::OpenDocument;
use crate::ui::talk::Dialog;
use crate::view::outline::sections;

use super::Desk;
use super::names::{Listed, about_words, listed};

/// Where the dialog says what the whole is about.
pub(super) fn whole(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.shows(Dialog::Whole),
            title: |_| t().whole().to_owned(),
            close: Desk::close,
            content,
        },
    )
}

/// Section `number` (from 1) or, for 0, the document.
fn place(document: &OpenDocument, number: usize) -> (Unit, ByteRange) {
    let all = document.minutes.text.len() as u32;
    let list = sections(&document.minutes);
    match number.checked_sub(1).and_then(|n| list.get(n)) {
        Some(section) => {
            let section_number = number as u32;
            let next = list.get(number).map_or(all, |s| s.at);
            (
                Unit::Section {
                    section: section_number,
                },
                ByteRange::new(section.at, next),
            )
        }
        None => (Unit::Document, ByteRange::new(0, all)),
    }
}

fn position(document: &OpenDocument, number: usize) -> CharRange {
    let range = place(document, number).1;
    document.index.chars(&document.minutes.text, range)
}

fn target(document: &OpenDocument, number: usize) -> Target {
    let (unit, range) = place(document, number);
    let mut target = anchor::target(&document.minutes, &document.index, unit, range);
    if target.unit == Unit::Document {
        // It is found without; the file need not hold the text twice.
        target.quote.exact = String::new();
    }
    target
}

/// The themes that the person has put on section `number`, or on the document.
fn on(desk: Desk, number: usize) -> Vec<ThemeId> {
    let app = desk.app;
    let (Some(document), Some(me)) = (app.document.get(), app.me.get()) else {
        return Vec::new();
    };
    let at = position(&document, number);
    app.read(|w| project::themes_on(&w.project, &me, &document.fingerprint, at))
}

/// What lies on the document (number 0) or on a section, by anybody who is shown.
#[derive(Clone, PartialEq)]
struct Lying {
    number: usize,
    /// Of the section; empty for the document.
    title: String,
    /// Tags in the order of the codebook, then memos.
    items: Vec<Item>,
}

/// Colour, the theme's name or the memo, and who it is of: empty for the person.
type Item = (Option<String>, String, String);

fn lying(desk: Desk) -> Vec<Lying> {
    let app = desk.app;
    let Some(document) = app.document.get() else {
        return Vec::new();
    };
    let (me, hidden) = (app.me.get(), app.hidden.get());
    app.read(|w| {
        let of_whole = w.project.annotations_of(&document.fingerprint).filter(|a| {
            let whole = matches!(a.target.unit, Unit::Document | Unit::Section { .. });
            whole && !hidden.contains(&a.annotator)
        });
        let mut of_whole: Vec<&Annotation> = of_whole.collect();
        let place = |a: &Annotation| match &a.theme {
            Some(id) => w.project.themes.get(id).map_or(0, |t| t.order),
            None => i64::MAX,
        };
        order::sort(&mut of_whole, &|a, b| place(a).cmp(&place(b)));
        let mut parts = None;
        let mut all: Vec<Lying> = Vec::new();
        for a in of_whole {
            let (number, title) = match a.target.unit {
                Unit::Document => (0, String::new()),
                _ => {
                    let parts = parts.get_or_insert_with(|| sections(&document.minutes));
                    let text = &document.minutes.text;
                    let at = document.index.bytes_of_chars(text, a.target.position).start;
                    let number = parts.partition_point(|s| s.at <= at);
                    let part = number.checked_sub(1).and_then(|n| parts.get(n));
                    (number, part.map_or(String::new(), |s| s.title.clone()))
                }
            };
            let theme = a.theme.as_ref().map(|id| w.project.themes.get(id));
            let (colour, words) = match theme {
                Some(Some(theme)) if !theme.deleted => (Some(theme.colour.to_string()), name_of(theme)),
                Some(_) => continue,
                None => (None, a.note.clone()),
            };
            let who = match me.as_ref() == Some(&a.annotator) {
                true => String::new(),
                false => w
                    .project
                    .annotators
                    .get(&a.annotator)
                    .map_or(String::new(), |x| x.nickname.clone()),
            };
            let item = (colour, words, who);
            match all.iter_mut().find(|l| l.number == number) {
                Some(known) => known.items.push(item),
                None => all.push(Lying {
                    number,
                    title,
                    items: vec![item],
                }),
            }
        }
        order::sort(&mut all, &|a: &Lying, b: &Lying| a.number.cmp(&b.number));
        all
    })
}

/// Below the list of documents: what lies on the document and its sections, each a way to it.
pub(super) fn summary(desk: Desk) -> El {
    let all = Memo::new(move |_| lying(desk));
    let item = |(colour, words, who): Item| {
        let class = match (&colour, who.is_empty()) {
            (None, _) => "tag tag--note",
            (_, true) => "tag",
            (_, false) => "tag tag--other",
        };
        classed("li", class)
            .style("--theme", colour)
            .child(classed("span", "tag__name").child(words))
            .child(classed("span", "tag__who").child(who))
    };
    let part = move |l: Lying| {
        let open = move || desk.open(Dialog::Whole, &l.number.to_string());
        let title = || match l.number {
            0 => el("span").child(word(Messages::whole_document)),
            _ => el("span").attr("lang", "ja").child(l.title.clone()),
        };
        let name = button("whole__part", open).child(title());
        let list = classed("ul", "tags").child(l.items.into_iter().map(item).collect::<Vec<El>>());
        let list = match l.number {
            0 => list.bind("aria-label", word(Messages::whole_document)),
            _ => list.attr("aria-label", &l.title),
        };
        fragment().child(name).child(list)
    };
    let parts = move || all.get().into_iter().map(part).collect::<Vec<El>>();
    let open = button("button button--quiet button--small", move || {
        desk.open(Dialog::Whole, "")
    });
    fragment()
        .child(dynamic(parts))
        .child(open.child(word(Messages::whole_open)))
}

fn content(desk: Desk) -> El {
    let app = desk.app;
    let Some(document) = app.document.get_untracked() else {
        return fragment();
    };
    let asked = untrack(|| desk.about(Dialog::Whole)?.parse().ok());
    let number = RwSignal::new(asked.unwrap_or(0usize));
    let mut options = vec![el("option").attr("value", "0").child(t().whole_document())];
    for (n, section) in sections(&document.minutes).into_iter().enumerate() {
        options.push(
            el("option")
                .attr("value", &(n + 1).to_string())
                .bind("selected", asked == Some(n + 1))
                .child(section.title),
        );
    }
    let select = classed("select", "field__input")
        .on("change", move |e: Event| {
            number.set(event_target_value(&e).parse().unwrap_or(0))
        })
        .child(options);
    let toggle = {
        let document = document.clone();
        move |theme: &ThemeId, on: bool| {
            let Some(me) = app.me.get_untracked() else { return };
            let target = target(&document, number.get_untracked());
            let edit = app.work.with_value(|w| {
                let (mut ids, now) = (clock::uuid, clock::now());
                project::toggle_theme(w, &me, &document.fingerprint, target, theme, &mut ids, now)
            });
            let theme = theme.clone();
            let label = if on {
                Label::RemoveTag { theme }
            } else {
                Label::AddTag { theme }
            };
            desk.run(Some(edit), label);
        }
    };
    // The keys of the themes do here what they do in the text, wherever nothing is typed.
    let by_key = {
        let toggle = toggle.clone();
        move |e: KeyboardEvent| {
            let field = e.target().and_then(|t| t.dyn_into::<Element>().ok());
            let typed = field.is_some_and(|f| f.matches("textarea, select").unwrap_or(false));
            let held = e.ctrl_key() || e.meta_key() || e.alt_key() || e.repeat();
            if typed || held || e.is_composing() {
                return;
            }
            let mut keys = app.theme_keys().into_iter();
            if let Some((theme, _)) = keys.find(|(_, key)| *e.key() == *key.encode_utf8(&mut [0; 4])) {
                e.prevent_default();
                e.stop_propagation();
                let pressed = untrack(|| on(desk, number.get())).contains(&theme);
                toggle(&theme, pressed);
            }
        }
    };
    let themes = move || {
        let on = on(desk, number.get());
        let list = app.read(|w| listed(&w.project));
        let keys = app.theme_keys();
        let row = |(n, l): (usize, Listed)| {
            let (name, depth) = (l.shown(), l.depth.to_string());
            let theme = l.theme;
            let pressed = on.contains(&theme.id);
            let key = keys.iter().find(|(id, _)| *id == theme.id);
            let key = key.map_or(String::new(), |(_, key)| key.to_string());
            let (toggle, id) = (toggle.clone(), theme.id.clone());
            let flip = button("theme", move || toggle(&id, pressed))
                .attr("aria-pressed", if pressed { "true" } else { "false" })
                .style("--theme", theme.colour.to_string())
                .bind("title", about_words(&theme))
                // Where a theme's key is meant for it, and no letter to find what is to be tagged.
                .bind("autofocus", (n == 0).then_some(""))
                .bind("aria-keyshortcuts", Some(key.clone()).filter(|k| !k.is_empty()))
                .child(
                    classed("kbd", "theme__key")
                        .attr("aria-hidden", "true")
                        .child(key),
                )
                .child(classed("span", "theme__chip").attr("aria-hidden", "true"))
                .child(classed("span", "theme__name").child(name));
            classed("li", "themes__row").style("--depth", depth).child(flip)
        };
        list.into_iter().enumerate().map(row).collect::<Vec<El>>()
    };
    let memo = {
        let document = document.clone();
        move || {
            let at = position(&document, number.get());
            let me = app.me.get();
            me.map_or(String::new(), |me| {
                app.read(|w| {
                    let note = project::note_of(&w.project, &me, &document.fingerprint, at);
                    note.map_or(String::new(), |a| a.note.clone())
                })
            })
        }
    };
    let visit = clock::now();
    let write = move |note: String| {
        let Some(me) = app.me.get_untracked() else { return };
        let target = target(&document, number.get_untracked());
        let at = target.position;
        let key = format!(
            "whole {visit} {me} {} {} {}",
            document.fingerprint, at.start, at.end
        );
        let edit = app.work.with_value(|w| {
            let (mut ids, now) = (clock::uuid, clock::now());
            project::set_note(w, &me, &document.fingerprint, target, &note, &mut ids, now)
        });
        desk.run_joined(edit, Label::EditNote, Some(key));
    };
    let none = move || app.read(|w| w.project.themes.values().all(|t| t.deleted));
    let none = when(none, || {
        classed("p", "field__hint").child(word(Messages::no_themes))
    });
    let field = |label, input: El| {
        classed("label", "field")
            .child(classed("span", "field__label").child(word(label)))
            .child(input)
    };
    let note = classed("textarea", "note")
        .attr("rows", "5")
        .value(live(memo))
        .typed(StoredValue::new(false), write);
    let close = button("button", move || desk.close()).child(word(Messages::close));
    classed("div", "form")
        .on("keydown", by_key)
        .child(field(Messages::whole_what, select))
        .child(none)
        .child(classed("ul", "themes themes--columns").child(dynamic(themes)))
        .child(field(Messages::memo, note))
        .child(classed("div", "form__buttons").child(close))
}
