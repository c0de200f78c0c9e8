//! The bar that asks what a place of the text is.

use leptos::prelude::*;
use web_sys::{HtmlInputElement, KeyboardEvent};

use crate::ui::html::{El, Region, button, classed, el, live, when};
use crate::ui::i18n::{Message, Messages, word};
use crate::ui::repairing::{self, Repairing};
use crate::ui::state::App;

/// The answers, each with its key, and nothing else in the way.
pub(crate) fn repair_bar(app: App) -> Region {
    let naming = move || {
        app.repair
            .with(|r| r.as_ref().is_some_and(|r| r.naming.is_some()))
    };
    when(
        move || app.repair.with(Option::is_some),
        move || {
            let words = move || app.repair.with(|r| r.as_ref().map(|r| r.spot.words.clone()));
            let question = classed("p", "repair__question")
                .child(
                    classed("q", "repair__words")
                        .attr("lang", "ja")
                        .child(live(words)),
                )
                .child(" ")
                .child(word(Messages::repair_question));
            classed("section", "repair")
                .attr("data-testid", "repair")
                .bind("aria-label", word(Messages::repair))
                .child(classed("div", "repair__head").child(question).child(leave(app)))
                .child(when(move || !naming(), move || answers(app)))
                .child(when(naming, move || name_form(app)))
        },
    )
}

fn answers(app: App) -> El {
    let fits = move |n: u32| {
        app.repair.with(|r| {
            r.as_ref().is_some_and(|Repairing { spot, .. }| match n {
                2 => spot.may_continue(),
                3 | 4 => spot.speech.is_some(),
                5 => spot.doubted,
                _ => true,
            })
        })
    };
    let answer = move |n: u32, label: Message| {
        let key = classed("kbd", "theme__key").attr("aria-hidden", "true");
        button("button repair__answer", move || repairing::answer(app, n))
            .bind("disabled", live(move || !fits(n)))
            .attr("aria-keyshortcuts", &n.to_string())
            .child(key.child(n.to_string()))
            .child(el("span").child(word(label)))
    };
    classed("div", "repair__answers")
        .child(answer(1, Messages::repair_speech))
        .child(answer(2, Messages::repair_continues))
        .child(answer(3, Messages::repair_speaker))
        .child(answer(4, Messages::repair_not_speech))
        .child(answer(5, Messages::repair_as_it_is))
}

fn leave(app: App) -> El {
    button("button button--quiet", move || repairing::close(app)).child(word(Messages::close))
}

fn name_form(app: App) -> El {
    let mut list = el("datalist").attr("id", "speakers");
    if let Some(document) = app.document.get_untracked() {
        for speaker in &document.minutes.speakers {
            list = list.child(el("option").attr("value", &speaker.label));
        }
    }
    let input = classed("input", "field__input")
        .attr("id", "speaker")
        .attr("list", "speakers")
        .attr("maxlength", "80")
        .attr("autocomplete", "off");
    let field: HtmlInputElement = input.node();
    let typed = field.clone();
    let input = input.on("keydown", move |e: KeyboardEvent| {
        if e.key() == "Enter" && !e.is_composing() && e.key_code() != 229 {
            e.prevent_default();
            repairing::name(app, &typed.value());
        }
    });
    let label = el("label")
        .attr("for", "speaker")
        .child(word(Messages::repair_name));
    let done = button("button button--main", move || {
        repairing::name(app, &field.value())
    });
    classed("div", "repair__answers")
        .child(label)
        .child(input)
        .child(list)
        .child(done.child(word(Messages::change)))
}
