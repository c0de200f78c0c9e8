//! Whoever opens a file at another computer is a stranger there, and may be one of those who have tagged in it: asked
//! once, before they tag as somebody else.

use leptos::prelude::*;

use crate::browser::settings;
use crate::project::{Annotation, AnnotatorId};
use crate::ui::html::{El, button, classed, fragment, live, when};
use crate::ui::i18n::{Messages, t, word};

use super::{Desk, become_other, names};

/// Of more people nobody is to be found among their buttons; the list of people has them all.
const MOST: usize = 8;

/// The setting that is there once the question was closed on this computer.
const ASKED: &str = "stranger";

/// The people of whom a stranger may be one. Nobody for who is known here, and where several share the computer: they
/// say so themselves.
fn people(desk: Desk) -> Vec<(AnnotatorId, String)> {
    let app = desk.app;
    let (Some(me), Some(_)) = (app.me.get(), app.document.get()) else {
        return Vec::new();
    };
    if settings::get("people").is_some() || settings::get(ASKED).is_some() {
        return Vec::new();
    }
    app.read(|w| {
        let all = || w.project.annotations.values();
        let by = |id: &AnnotatorId| all().any(|a: &Annotation| &a.annotator == id);
        let mut people = names::people(&w.project);
        people.retain(|(id, _)| by(id));
        match people.len() > MOST || people.iter().any(|(id, _)| *id == me) {
            true => Vec::new(),
            false => people,
        }
    })
}

/// The question, above the text.
pub(super) fn question(desk: Desk) -> El {
    let closed = RwSignal::new(false);
    let list = Memo::new(move |_| match closed.get() {
        true => Vec::new(),
        false => people(desk),
    });
    let person = move |(id, name): (AnnotatorId, String)| {
        let become_them = move || become_other(desk, &id);
        button("button", become_them).child(live(move || t().continue_as(&name)))
    };
    let close = move || {
        settings::set(ASKED, "");
        closed.set(true);
        desk.ask("read", "");
    };
    let asked = move || {
        let people = list.get_untracked().into_iter().map(person).collect::<Vec<El>>();
        let body = classed("div", "alert__body")
            .child(classed("p", "alert__words").child(word(Messages::who_are_you)))
            .child(classed("div", "alert__answer").child(people));
        let alert = classed("div", "alert alert--calm")
            .attr("role", "alert")
            .child(body)
            .child(button("button button--quiet", close).child(word(Messages::close)));
        classed("div", "alerts").child(alert)
    };
    fragment().child(when(move || !list.with(Vec::is_empty), asked))
}
