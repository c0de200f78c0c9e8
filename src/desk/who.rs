//! Who the person is: somebody new, or one whom a file knows. Whoever opens a file at another computer is a stranger
//! there, and is asked once, before they tag as somebody else.

use leptos::prelude::*;

use crate::browser::{clock, settings};
use crate::project::{Annotation, AnnotatorId, Label, hand_over};
use crate::ui::html::{El, button, classed, fragment, live, when};
use crate::ui::i18n::{Messages, t, word};

use super::{Desk, names};

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
        let become_them = move || become_known(desk, &id);
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

/// From now on the person is the one who is asked for, or, where nobody is, somebody new.
pub(super) fn become_one(desk: Desk, asked: &str) {
    match asked.split(' ').nth(1).and_then(AnnotatorId::parse) {
        Some(id) => become_known(desk, &id),
        None => become_new(desk),
    }
}

/// Somebody else sits down at this computer.
fn become_new(desk: Desk) {
    let Some(id) = AnnotatorId::parse(&clock::uuid()) else {
        return;
    };
    desk.ask("be", id.as_str());
    // The page has given them a nickname.
    let name = desk.app.work.with_value(|w| {
        let annotator = w.project.annotators.get(&id);
        annotator.map_or(String::new(), |a| a.nickname.clone())
    });
    desk.ask("say", &t().new_person_done(name));
}

/// The person turns out to be one whom a file knows. Whoever comes back to this computer takes nothing with them.
fn become_known(desk: Desk, id: &AnnotatorId) {
    let app = desk.app;
    let came_back = settings::get("people").is_some_and(|l| l.split(' ').any(|p| p == id.as_str()));
    let edit = app.me.get_untracked().and_then(|me| {
        app.work.with_value(|w| {
            let own = w.project.annotations.values().any(|a| a.annotator == me);
            let edit = || hand_over(w, &me, id, clock::now());
            (!came_back || !own).then(edit).flatten()
        })
    });
    desk.run(edit, Label::Rename);
    desk.ask("be", id.as_str());
}
