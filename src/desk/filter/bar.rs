//! The bar above the text, in which a filter is put together.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlSelectElement, KeyboardEvent};

use crate::ui::html::{El, button, classed, dynamic, el, fragment, live, when};
use crate::ui::i18n::{Message, Messages, t, word};
use crate::ui::talk::{Dialog, ToPage};

use super::super::Desk;
use super::Picked;
use super::lists::{Choice, Lists, family};

/// The bar above the text, while it is wanted.
pub(in crate::desk) fn bar(desk: Desk) -> El {
    fragment().child(when(move || desk.filtering.get(), move || content(desk)))
}

fn content(desk: Desk) -> El {
    let fields = desk.fields;
    let lists = Lists(desk.app);
    let words = classed("input", "field__input filter__words")
        .attr("type", "search")
        .bind("aria-label", word(Messages::filter_words))
        .bind("placeholder", word(Messages::filter_words_hint))
        .value(live(move || fields.words.get()))
        .on("input", move |e: Event| fields.words.set(event_target_value(&e)));
    let join = el("select")
        .class("field__input filter__join")
        .bind("aria-label", word(Messages::filter_join))
        .on("change", move |e: Event| {
            fields.any.set(event_target_value(&e) == "any")
        })
        .child(
            el("option")
                .attr("value", "all")
                .child(word(Messages::filter_all)),
        )
        .child(
            el("option")
                .attr("value", "any")
                .bind("selected", fields.any.get_untracked())
                .child(word(Messages::filter_any)),
        );
    let count = classed("p", "filter__count")
        .attr("role", "status")
        .child(live(move || match desk.found.get() {
            None => t().filter_nothing().to_owned(),
            Some(n) => t().filter_found(n),
        }));
    let tag = button("button button--small", move || desk.open(Dialog::TagAll, ""))
        .bind("hidden", live(move || desk.found.get().is_none_or(|n| n == 0)))
        .child(word(Messages::tag_all));
    let close = move || {
        fields.clear();
        desk.filtering.set(false);
        desk.ask(ToPage::Read, "");
    };
    let closer = button("button button--quiet button--small", close).child(word(Messages::filter_close));
    // What is open inside it closes first, then the words go, if the keys are there.
    let key = move |e: KeyboardEvent| {
        let inside = e.current_target().and_then(|t| t.dyn_into::<Element>().ok());
        let list = |bar: Element| bar.query_selector(":popover-open").ok().flatten();
        let chosen = e.target().is_some_and(|t| t.has_type::<HtmlSelectElement>());
        if e.key() != "Escape" || e.is_composing() || chosen || inside.and_then(list).is_some() {
            return;
        }
        e.prevent_default();
        e.stop_propagation();
        let typed = e.target().and_then(|t| t.dyn_into::<Element>().ok());
        let typed = typed.is_some_and(|t| t.class_list().contains("filter__words"));
        if typed && !fields.words.with_untracked(String::is_empty) {
            fields.words.set(String::new());
        } else if untrack(|| fields.is_empty()) {
            close();
        } else {
            // What was ticked with care stays; only the keys go back to the text.
            desk.ask(ToPage::Read, "");
        }
    };
    let content = classed("div", "filter__fields")
        .child(choices(
            Field {
                every: Some(fields.every),
                ..Field::new("filter-themes", Messages::themes, fields.themes)
            },
            move || lists.themes(),
        ))
        .child(tick(Messages::filter_untagged, fields.untagged))
        .child(choices(
            Field::new("filter-speakers", Messages::speakers, fields.speakers),
            move || lists.speakers(),
        ))
        .child(choices(
            Field::new("filter-roles", Messages::filter_roles, fields.roles),
            move || lists.roles(),
        ))
        .child(choices(
            Field::new("filter-sections", Messages::filter_sections, fields.sections),
            move || lists.sections(),
        ))
        .child(choices(
            Field {
                without: false,
                ..Field::new("filter-people", Messages::people, fields.people)
            },
            move || lists.people(),
        ))
        .child(tick(Messages::filter_noted, fields.noted))
        .child(words)
        .child(join)
        .child(tick(Messages::filter_not, fields.not));
    let foot = classed("div", "filter__foot")
        .child(count)
        .child(tag)
        .child(closer);
    classed("section", "filter")
        .bind("aria-label", word(Messages::filter))
        .on("keydown", key)
        .child(content)
        .child(foot)
}

fn tick(label: Message, signal: RwSignal<bool>) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .checked(live(move || signal.get()))
        .on("change", move |e: Event| signal.set(event_target_checked(&e)));
    classed("label", "choice")
        .child(input)
        .child(el("span").child(word(label)))
}

/// One of the lists.
struct Field {
    id: &'static str,
    label: Message,
    picked: Picked,
    /// Whether all that are ticked are wanted at once, where a sentence can have several.
    every: Option<RwSignal<bool>>,
    /// Whether what has one of them can be left out.
    without: bool,
}

impl Field {
    fn new(id: &'static str, label: Message, picked: Picked) -> Self {
        Self {
            id,
            label,
            picked,
            every: None,
            without: true,
        }
    }
}

/// A button that opens a list of boxes to tick; it says how many are. Without anything to choose it is not there.
fn choices(field: Field, list: impl Fn() -> Vec<Choice> + Send + Sync + Clone + 'static) -> El {
    let Field {
        id,
        label,
        picked,
        every,
        without,
    } = field;
    let rows = {
        let list = list.clone();
        move || {
            let all = list();
            let row = |one: Choice| {
                // Themes below a theme go with it. Headings below a heading need no tick of their own.
                let keys = match every {
                    Some(_) => family(&all, &one.key),
                    None => vec![one.key.clone()],
                };
                choice(one, keys, picked, without)
            };
            all.iter().cloned().map(row).collect::<Vec<El>>()
        }
    };
    let said = move || {
        let m = t();
        let wanted = picked.wanted.with(Vec::len);
        let unwanted = picked.unwanted.with(Vec::len);
        let wanted = (wanted > 0).then(|| wanted.to_string());
        let unwanted = (unwanted > 0).then(|| format!("{} {unwanted}", m.filter_leave_out()));
        let counts: Vec<String> = wanted.into_iter().chain(unwanted).collect();
        [label(m), &counts.join(m.comma())]
            .join(" ")
            .trim_end()
            .to_owned()
    };
    let button = classed("button", "button button--small")
        .attr("type", "button")
        .attr("popovertarget", id)
        .bind("aria-pressed", live(move || picked.is_chosen().to_string()))
        .child(live(said));
    let panel = classed("div", "menu__list menu__list--panel")
        .attr("id", id)
        .attr("popover", "auto")
        .child(dynamic(rows))
        .child(every.map(|every| {
            let several = move || picked.wanted.with(|c| c.len() > 1);
            fragment().child(when(several, move || {
                tick(Messages::filter_every, every).class("choice choice--last")
            }))
        }));
    classed("div", "menu")
        .bind("hidden", live(move || list().len() < 2))
        .child(button)
        .child(panel)
}

/// A box to tick; and beside it, where that is offered, the button that leaves out what has it. `keys` are what either
/// takes along.
fn choice(one: Choice, keys: Vec<String>, picked: Picked, without: bool) -> El {
    let Choice {
        key,
        name,
        depth,
        colour,
    } = one;
    let chip = colour.map(|colour| classed("span", "theme__chip").style("--theme", colour));
    let is_in = {
        let key = key.clone();
        move |list: RwSignal<Vec<String>>| list.with(|l| l.contains(&key))
    };
    let input = el("input")
        .attr("type", "checkbox")
        .checked(live({
            let is_in = is_in.clone();
            move || is_in(picked.wanted)
        }))
        .on("change", {
            let keys = keys.clone();
            move |e: Event| picked.put(&keys, picked.wanted, event_target_checked(&e))
        });
    let label = classed("label", "choice")
        .child(input)
        .child(chip)
        .child(el("span").attr("lang", "ja").child(name.clone()));
    let not = without.then(|| {
        let press = {
            let is_in = is_in.clone();
            move || {
                let on = untrack(|| is_in(picked.unwanted));
                picked.put(&keys, picked.unwanted, !on);
            }
        };
        button("button button--quiet button--small filter__without", press)
            .bind("aria-pressed", live(move || is_in(picked.unwanted).to_string()))
            .bind("aria-label", live(move || t().filter_without(&name)))
            .child(word(Messages::filter_leave_out))
    });
    classed("div", "filter__choice")
        .style("--depth", depth.to_string())
        .child(label)
        .child(not)
}
