//! The right side: units, themes, and the note on what is chosen.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, MouseEvent};

use crate::browser::settings;
use crate::project::{Theme, ThemeId};
use crate::ui::html::{El, button, classed, dynamic, each, el, listen, live, when};
use crate::ui::i18n::{Language, Message, Messages, language, t, word};
use crate::ui::names::{Listed, apart, listed, name_of};
use crate::ui::state::{App, View};
use crate::ui::talk::Dialog;
use crate::ui::{annotating, choosing, commands, desk, leaving, opening, reader, repairing};
use crate::view::units::Mode;

/// The setting that is there once a swipe has led to another sentence on this machine.
pub(crate) const SWIPED: &str = "swiped";

/// How many annotations of visible people each theme has in the document.
pub(crate) fn counts(app: App) -> Vec<(ThemeId, usize)> {
    let Some(document) = app.document.get() else {
        return Vec::new();
    };
    let hidden = app.hidden.get();
    app.read(|w| {
        let mut counts: Vec<(ThemeId, usize)> = Vec::new();
        for a in w
            .project
            .annotations_of(&document.fingerprint)
            .filter(|a| !hidden.contains(&a.annotator))
        {
            if let Some(theme) = &a.theme {
                match counts.iter_mut().find(|(t, _)| t == theme) {
                    Some((_, n)) => *n += 1,
                    None => counts.push((theme.clone(), 1)),
                }
            }
        }
        counts
    })
}

fn count(counts: &[(ThemeId, usize)], theme: &ThemeId) -> usize {
    counts.iter().find(|(id, _)| id == theme).map_or(0, |(_, n)| *n)
}

/// Units and themes.
pub(crate) fn themes(app: App) -> El {
    let themes = move || app.read(|w| listed(&w.project));
    let keys = Memo::new(move |_| {
        app.read(|_| ());
        app.theme_keys()
    });
    let pressed = Memo::new(move |_| annotating::pressed(app));
    let counts = Memo::new(move |_| counts(app));
    let hint = move || match (app.place.get().is_none(), app.mode.get()) {
        (_, Mode::Span) if reader::by_finger() => t().select_by_finger(),
        (_, Mode::Span) => t().select_hint(),
        // Until somebody has: nothing else on the screen says so.
        _ if reader::by_finger() => match settings::get(SWIPED) {
            None => t().swipe_hint(),
            Some(_) => "",
        },
        (true, _) => t().choose_hint(),
        _ => t().tag_hint(),
    };
    // A theme that is changed in any way gets a new row.
    let key = |Listed {
                   depth, theme, mark, ..
               }: &Listed| {
        let number = theme.revision.to_string();
        let own = theme.key.map(String::from).unwrap_or_default();
        [
            theme.id.as_str(),
            &depth.to_string(),
            &number,
            &theme.name,
            &theme.colour.to_string(),
            &own,
            mark,
        ]
        .join(" ")
    };
    let row = move |Listed {
                        depth, theme, mark, ..
                    }: Listed| {
        let theme = Rc::new(theme);
        let (a, b, c) = (theme.clone(), theme.clone(), theme.clone());
        let key = move || {
            let found = keys.with(|k| k.iter().find(|(id, _)| *id == a.id).map(|(_, k)| *k));
            found.map(String::from)
        };
        let number = move || counts.with(|n| count(n, &b.id)).to_string();
        let toggle = move || annotating::toggle(app, &c.id);
        let (a, b, c, d) = (theme.clone(), theme.clone(), theme.clone(), theme.clone());
        let hidden = |tag, class| classed(tag, class).attr("aria-hidden", "true");
        let name = classed("span", "theme__name")
            .bind("lang", live(move || language_of(&a)))
            .child(live(move || name_of(&b)))
            .child(apart(&mark));
        // A double click is one that was meant once.
        let click = move |e: MouseEvent| {
            if e.detail() != 2 {
                toggle();
            }
        };
        let main = classed("button", "theme")
            .attr("type", "button")
            .on("click", click)
            .attr("data-theme", theme.id.as_str())
            .bind("data-count", live(number.clone()))
            .bind(
                "aria-pressed",
                live(move || {
                    let on =
                        |p: &Vec<(_, bool)>| p.iter().filter(|(id, _)| *id == c.id).map(|(_, on)| *on).max();
                    match pressed.with(on) {
                        None => "false",
                        Some(false) => "mixed",
                        Some(true) => "true",
                    }
                }),
            )
            .bind("aria-keyshortcuts", live(key.clone()))
            .style("--theme", theme.colour.to_string())
            .child(hidden("kbd", "theme__key").child(live(key)))
            .child(hidden("span", "theme__chip"))
            .child(name)
            .child(hidden("span", "theme__count").child(live(number)));
        let change = move || desk::dialog(app, Dialog::Theme, theme.id.as_str());
        let edit = button("theme__edit", change)
            .bind("aria-label", live(move || t().edit_theme(name_of(&d))))
            .child(hidden("span", "icon icon--more"));
        classed("li", "themes__row")
            .style("--depth", depth.to_string())
            .attr("aria-level", &(depth + 1).to_string())
            .child(main)
            .child(edit)
    };
    let offer = move || {
        let words = el("p")
            .child(word(Messages::no_themes))
            .child(" ")
            .child(word(Messages::starter_offer));
        let add = button("button", move || spawn_local(opening::add_starter(app)));
        classed("div", "offer")
            .child(words)
            .child(add.child(word(Messages::starter_add)))
    };
    let none = move || app.read(|w| w.project.themes.values().all(|t| t.deleted));
    let head = classed("div", "panel__head")
        .child(classed("h2", "panel__title").child(word(Messages::themes)))
        // On a phone the note lies below all themes.
        .child(
            button("button button--small panel__note", || {
                commands::focus("#note");
            })
            .child(word(Messages::note)),
        )
        .child(units(app));
    let add = button("button button--wide", move || {
        desk::dialog(app, Dialog::Theme, "")
    })
    .attr("id", "add-theme");
    classed("section", "panel panel--themes")
        .bind("aria-label", word(Messages::themes))
        .child(head)
        .child(classed("p", "panel__hint").child(live(hint)))
        .child(classed("ul", "themes").child(each(themes, key, row)))
        .child(when(none, offer))
        .child(
            classed("div", "themes__foot")
                .child(add.child(word(Messages::add_theme)))
                .child(
                    button("button button--quiet", move || {
                        desk::dialog(app, Dialog::Codebook, "")
                    })
                    .child(word(Messages::codebook)),
                ),
        )
}

fn language_of(theme: &Theme) -> &'static str {
    if language().get() == Language::En && theme.name_en.is_some() {
        "en"
    } else {
        "ja"
    }
}

/// 文, 発言, 範囲.
fn units(app: App) -> El {
    let choice = move |mode: Mode, label: Message| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "unit")
            .checked(live(move || app.mode.get() == mode))
            .on("change", move |_: Event| choosing::set_mode(app, mode));
        classed("label", "segment")
            .child(input)
            .child(el("span").child(word(label)))
    };
    classed("div", "segments")
        .attr("role", "radiogroup")
        .bind("aria-label", word(Messages::unit))
        .child(choice(Mode::Sentence, Messages::sentence))
        .child(choice(Mode::Speech, Messages::speech))
        .child(choice(Mode::Span, Messages::span))
}

/// The person's note on the current unit.
pub(crate) fn note(app: App) -> El {
    let composing = StoredValue::new(false);
    let tag = move |tag: annotating::TagHere| {
        let class = match (tag.colour.is_some(), tag.who.is_empty()) {
            (true, true) => "tag",
            (true, false) => "tag tag--other",
            (false, _) => "tag tag--note",
        };
        let people = tag.who.join(t().comma());
        // What may be cut short, or counted, in full.
        let (who, title) = match tag.who.len() {
            0 => (people, Some(tag.words.clone())),
            1..=2 => (people, None),
            n => (t().several(n), Some(people)),
        };
        let name = match tag.elsewhere {
            Some(id) => button("tag__name", move || {
                choosing::choose_tag(app, &id);
                reader::focus();
            }),
            None => classed("span", "tag__name"),
        };
        classed("li", class)
            .style("--theme", tag.colour)
            .bind("title", title)
            .child(name.child(tag.words))
            .child(classed("span", "tag__who").child(who))
    };
    let list = dynamic(move || {
        annotating::tags_here(app)
            .into_iter()
            .map(tag)
            .collect::<Vec<El>>()
    });
    let written = StoredValue::new(false);
    let place = move || {
        app.place.track();
        app.mode.track();
        annotating::note(app)
    };
    let field = move || {
        classed("textarea", "note")
            .attr("id", "note")
            .attr("rows", "2")
            .bind("placeholder", word(Messages::note_placeholder))
            .bind(
                "disabled",
                live(move || app.place.get().is_none() || app.view.get() != View::Read),
            )
            .value(live(move || annotating::note(app)))
            // What is written about is seen, wherever somebody has scrolled to.
            .on("focus", move |_: Event| choosing::show_place(app))
            .typed(composing, move |words| {
                written.set_value(true);
                annotating::write_note(app, &words);
            })
    };
    // The browser's own undo knows nothing of units: in a field in which the note on one was written it would write that
    // into the note on another.
    let fresh = RwSignal::new(());
    Effect::new(move || {
        place();
        if written.get_value() && reader::find("#note:focus").is_none() {
            written.set_value(false);
            fresh.set(());
        }
    });
    let field = dynamic(move || {
        fresh.track();
        untrack(field)
    });
    // A conversion that is going on when the page goes away is confirmed: its letters are seen, and said to be saved.
    listen(&window(), "pagehide", move |_: Event| {
        let typed = reader::find("#note").filter(|_| composing.get_value());
        if let Some(typed) = typed.map(|n| n.unchecked_into::<HtmlTextAreaElement>()) {
            composing.set_value(false);
            annotating::write_note(app, &typed.value());
            leaving::keep(app);
        }
    });
    let repair = button("button button--quiet button--small", move || {
        app.sheet.set(None);
        repairing::open_here(app);
    });
    let repair = repair.bind(
        "disabled",
        live(move || app.place.get().is_none() || app.view.get() != View::Read),
    );
    let label = classed("label", "panel__title")
        .attr("for", "note")
        .child(word(Messages::note));
    let head = classed("div", "note__head")
        .child(label)
        .child(repair.child(word(Messages::repair_here)));
    classed("section", "panel panel--note")
        .bind("aria-label", word(Messages::tags_here))
        .child(
            classed("ul", "tags")
                .bind("data-none", word(Messages::no_tags_here))
                .child(list),
        )
        .child(head)
        .child(field)
        .child(classed("div", "suggestions").attr("id", "suggestions"))
}
