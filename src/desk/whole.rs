//! Tags and a memo on the whole document, or on one of its sections.

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::clock;
use crate::project::{self, Label, Target, Theme, ThemeId, Unit, anchor};
use crate::text::ByteRange;
use crate::ui::html::{El, button, classed, dynamic, el, fragment, live};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::parts::dialog::{Spec, dialog};
use crate::ui::parts::themes::name_of;
use crate::ui::state::OpenDocument;
use crate::view::outline::sections;

use super::Desk;
use super::names::{Listed, about_words, listed};

/// Where the dialog says what the whole is about.
pub(super) fn whole(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.open.with(|o| o == "whole"),
            title: |_| t().whole().to_owned(),
            close: Desk::close,
            content,
        },
    )
}

/// Section `number` (from 1) or, for 0, the document.
fn target(document: &OpenDocument, number: usize) -> Target {
    let text = &document.minutes.text;
    let all = text.len() as u32;
    let list = sections(&document.minutes);
    let here = number.checked_sub(1).and_then(|n| list.get(n));
    let (unit, range) = match here {
        Some(section) => {
            let next = list.get(number).map_or(all, |s| s.at);
            (
                Unit::Section {
                    section: number as u32,
                },
                ByteRange::new(section.at, next),
            )
        }
        None => (Unit::Document, ByteRange::new(0, all)),
    };
    let mut target = anchor::target(&document.minutes, &document.index, unit, range);
    if target.unit == Unit::Document {
        // It is found without; the file need not hold the text twice.
        target.quote.exact = String::new();
    }
    target
}

/// Names and colours of the themes that the person has put on a target.
fn on(desk: Desk, number: usize) -> Vec<Theme> {
    let app = desk.app;
    let (Some(document), Some(me)) = (app.document.get(), app.me.get()) else {
        return Vec::new();
    };
    let at = target(&document, number).position;
    app.read(|w| {
        let ids = project::themes_on(&w.project, &me, &document.fingerprint, at);
        let themes = ids.iter().filter_map(|id| w.project.themes.get(id));
        themes.filter(|t| !t.deleted).cloned().collect()
    })
}

/// The line under the list of documents.
pub(super) fn summary(desk: Desk) -> El {
    let chips = move || {
        let chip = |theme: Theme| {
            classed("li", "tag")
                .style("--theme", theme.colour.to_string())
                .child(name_of(&theme))
        };
        on(desk, 0).into_iter().map(chip).collect::<Vec<El>>()
    };
    let open = button("button button--quiet button--small", move || {
        desk.open.set("whole".to_owned())
    });
    fragment()
        .child(
            classed("ul", "tags")
                .bind("aria-label", word(Messages::whole))
                .child(dynamic(chips)),
        )
        .child(open.child(word(Messages::whole_open)))
}

fn content(desk: Desk) -> El {
    let app = desk.app;
    let Some(document) = app.document.get_untracked() else {
        return fragment();
    };
    let number = RwSignal::new(0usize);
    let mut options = vec![el("option").attr("value", "0").child(t().whole_document())];
    for (n, section) in sections(&document.minutes).into_iter().enumerate() {
        options.push(
            el("option")
                .attr("value", &(n + 1).to_string())
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
    let themes = move || {
        let on: Vec<ThemeId> = on(desk, number.get()).into_iter().map(|t| t.id).collect();
        let list = app.read(|w| listed(&w.project));
        let row = |l: Listed| {
            let name = l.shown();
            let theme = l.theme;
            let pressed = on.contains(&theme.id);
            let (toggle, id) = (toggle.clone(), theme.id.clone());
            let flip = button("theme", move || toggle(&id, pressed))
                .attr("aria-pressed", if pressed { "true" } else { "false" })
                .style("--theme", theme.colour.to_string())
                .bind("title", about_words(&theme))
                .child(classed("span", "theme__chip").attr("aria-hidden", "true"))
                .child(classed("span", "theme__name").child(name));
            el("li").child(flip)
        };
        list.into_iter().map(row).collect::<Vec<El>>()
    };
    let memo = {
        let document = document.clone();
        move || {
            let at = target(&document, number.get()).position;
            let me = app.me.get();
            me.map_or(String::new(), |me| {
                app.read(|w| {
                    let note = project::note_of(&w.project, &me, &document.fingerprint, at);
                    note.map_or(String::new(), |a| a.note.clone())
                })
            })
        }
    };
    let write = move |e: Event| {
        let Some(me) = app.me.get_untracked() else { return };
        let target = target(&document, number.get_untracked());
        let key = format!("note {} {}", target.position.start, target.position.end);
        let note = event_target_value(&e);
        let edit = app.work.with_value(|w| {
            let (mut ids, now) = (clock::uuid, clock::now());
            project::set_note(w, &me, &document.fingerprint, target, &note, &mut ids, now)
        });
        desk.run_joined(edit, Label::EditNote, Some(key));
    };
    let field = |label, input: El| {
        classed("label", "field")
            .child(classed("span", "field__label").child(word(label)))
            .child(input)
    };
    let note = classed("textarea", "note")
        .attr("rows", "5")
        .value(live(memo))
        .on("input", write);
    let close = button("button", move || desk.close()).child(word(Messages::close));
    classed("div", "form")
        .child(field(Messages::whole_what, select))
        .child(classed("ul", "themes themes--columns").child(dynamic(themes)))
        .child(field(Messages::memo, note))
        .child(classed("div", "form__buttons").child(close))
}
