//! Messages about files, the bar of long work, and the voice for those who hear the page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::intake::ENCODINGS;
use crate::ui::html::{El, Region, button, classed, each, el, live, when};
use crate::ui::i18n::{Messages, word};
use crate::ui::state::{App, Problem, Question};
use crate::ui::{intake, reader};

/// Problems, each with a way to close it, and what files leave open.
pub(crate) fn alerts(app: App) -> El {
    let alert = move |problem: Problem| {
        let id = problem.id;
        let close = move || {
            app.close(id);
            reader::focus();
        };
        let words = classed("p", "alert__words").child(problem.message);
        let question = problem.question.map(|question| form(app, id, question));
        let class = if problem.calm {
            "alert alert--calm"
        } else {
            "alert"
        };
        classed("div", class)
            .attr("role", "alert")
            .child(classed("div", "alert__body").child(words).child(question))
            .child(button("button button--quiet", close).child(word(Messages::close)))
    };
    // How a text is encoded is asked while that is read, and beside no other.
    let shown_here = move || {
        let here = app.document.with(|d| d.as_ref().map(|d| d.fingerprint.clone()));
        let mut all = app.problems.get();
        all.retain(|p| match &p.question {
            Some(Question::Encoding { document, .. }) => document.is_none() || *document == here,
            _ => true,
        });
        all
    };
    // Those who hear the page have been told by the live region.
    let done = classed("p", "done")
        .attr("popover", "manual")
        .attr("aria-hidden", "true")
        // On a phone it lies on what somebody may want to see: a tap puts it away.
        .on("click", move |_: web_sys::MouseEvent| app.done.set(String::new()))
        .child(live(move || app.done.get()));
    // Above a dialog, too, in which something was done.
    let shown: HtmlElement = done.node();
    Effect::new(move || {
        // Fails where it is hidden already.
        let _ = shown.hide_popover();
        if !app.done.with(String::is_empty) {
            // What it speaks of is in the dialog: it stands above its title.
            let over = document().query_selector("dialog[open]").ok().flatten();
            shown.set_class_name(if over.is_some() { "done done--over" } else { "done" });
            let _ = shown.show_popover();
        }
    });
    classed("div", "alerts")
        .child(each(shown_here, |p| p.id.to_string(), alert))
        .child(done)
}

/// The field in which a question is answered.
fn form(app: App, id: u64, question: Question) -> El {
    let (label, field) = match &question {
        Question::Password => {
            let field = classed("input", "field__input").attr("type", "password");
            (word(Messages::password), field.attr("autocomplete", "off"))
        }
        Question::Encoding { guess, .. } => {
            let option = |name: &str| {
                el("option")
                    .bind("selected", *name == **guess)
                    .child(name.to_owned())
            };
            let options = ENCODINGS.into_iter().map(option).collect::<Vec<El>>();
            (
                word(Messages::encoding),
                classed("select", "field__input").child(options),
            )
        }
    };
    let typed: HtmlInputElement = field.node();
    if question == Question::Password {
        // What is typed next is meant for it.
        let field = typed.clone();
        spawn_local(async move {
            leptos::task::tick().await;
            if !reader::typing() {
                let _ = field.focus();
            }
        });
    }
    let answer = move || {
        let answer = typed.value();
        if !answer.is_empty() {
            spawn_local(intake::again(app, id, question.clone(), answer));
        }
    };
    let by_key = answer.clone();
    let field = field.on("keydown", move |e: KeyboardEvent| {
        if e.key() == "Enter" && !e.is_composing() {
            by_key();
        }
    });
    let label = classed("label", "field field--inline")
        .child(classed("span", "field__label").child(label))
        .child(field);
    let done = button("button", answer).child(word(Messages::open_it));
    classed("div", "alert__answer").child(label).child(done)
}

/// Long work that can be stopped.
pub(crate) fn progress(app: App) -> Region {
    let percent = move || (app.progress.get().unwrap_or(0.0) * 100.0) as u32;
    let bar = move || {
        let bar = classed("div", "progress__bar")
            .attr("role", "progressbar")
            .bind("aria-label", word(Messages::working))
            .attr("aria-valuemin", "0")
            .attr("aria-valuemax", "100")
            .bind("aria-valuenow", live(move || percent().to_string()))
            .style("--done", live(move || format!("{}%", percent())));
        let stop = button("button button--quiet", move || {
            app.stopped.set_value(true);
            crate::browser::intake::stop();
        });
        classed("div", "progress")
            .child(classed("span", "progress__words").child(word(Messages::working)))
            .child(bar)
            .child(stop.child(word(Messages::stop)))
    };
    when(move || app.progress.get().is_some(), bar)
}

/// What has happened, for those who hear the page.
pub(crate) fn voice(app: App) -> El {
    classed("div", "unseen")
        .attr("aria-live", "polite")
        .attr("data-testid", "live")
        .child(live(move || app.said.get()))
}
