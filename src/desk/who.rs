//! Who the person is: somebody new, or one whom a file knows. Whoever opens a file at another computer is a stranger
//! there, and is asked once, before they tag as somebody else.

use leptos::prelude::*;

use crate::browser::{clock, settings};
use crate::desk::dialog::{Spec, dialog};
use crate::project::{Annotation, AnnotatorId, Label, Operation, hand_over};
use crate::text::stored;
use crate::ui::html::{El, button, classed, el, fragment, live, when};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::parts::people::been_here;
use crate::ui::talk::{Dialog, ToPage};

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
        desk.ask(ToPage::Read, "");
    };
    let asked = move || {
        let people = list.get_untracked().into_iter().map(person).collect::<Vec<El>>();
        let body = classed("div", "alert__body")
            .child(classed("p", "alert__words").child(word(Messages::who_are_you)))
            .child(classed("div", "alert__answer").child(people));
        let alert = classed("div", "alert alert--calm")
            .attr("role", "alert")
            .child(body)
            .child(button("button button--quiet", close).child(word(Messages::none_of_them)));
        classed("div", "alerts").child(alert)
    };
    fragment().child(when(move || !list.with(Vec::is_empty), asked))
}

/// From now on the person is the one with this id, or, where it is none, somebody new.
pub(super) fn become_one(desk: Desk, id: &str) {
    match AnnotatorId::parse(id) {
        Some(id) => become_known(desk, &id),
        None => become_new(desk),
    }
}

/// Somebody else sits down at this computer.
fn become_new(desk: Desk) {
    let Some(id) = AnnotatorId::parse(&clock::uuid()) else {
        return;
    };
    desk.ask(ToPage::Be, id.as_str());
    desk.ask(ToPage::Say, &t().new_person_done(crate::ui::names::first(&id)));
}

/// What somebody is called in the list of people.
fn name_of(desk: Desk, id: &AnnotatorId) -> String {
    let named = desk.app.read(|w| names::people(&w.project));
    let mine = named.into_iter().find(|(other, _)| other == id);
    mine.map_or(String::new(), |(_, name)| name)
}

/// The person turns out to be one whom a file knows. Whoever comes back to this computer takes nothing with them; who has
/// tagged something is asked whether it shall be that one's.
fn become_known(desk: Desk, id: &AnnotatorId) {
    match handed(desk, id) {
        0 => become_it(desk, id),
        _ => desk.open(Dialog::Hand, id.as_str()),
    }
}

/// How many tags and notes would become that person's.
fn handed(desk: Desk, id: &AnnotatorId) -> usize {
    let Some(me) = desk.app.me.get().filter(|_| !been_here().contains(id)) else {
        return 0;
    };
    let mine = |a: &&Annotation| a.annotator == me && !a.deleted;
    desk.app
        .read(|w| w.project.annotations.values().filter(mine).count())
}

fn become_it(desk: Desk, id: &AnnotatorId) {
    let app = desk.app;
    let came_back = been_here().contains(id);
    let name = name_of(desk, id);
    let handed = app.me.get_untracked().and_then(|me| {
        app.work.with_value(|w| {
            let own = w.project.annotations.values().any(|a| a.annotator == me);
            let edit = || hand_over(w, &me, id, clock::now());
            let edit = (!came_back || !own).then(edit).flatten()?;
            Some((edit, own))
        })
    });
    match handed {
        Some((edit, true)) => desk.run(Some(edit), Label::GoOnAs { name: name.clone() }),
        // Who has done nothing is nobody: there is nothing to take back.
        Some((edit, false)) => desk.ask(ToPage::Run, &stored::to_json(&Operation::Silent { edit })),
        None => {}
    }
    desk.ask(ToPage::Be, id.as_str());
    desk.ask(ToPage::Say, &t().continued_as(name));
}

/// The person whose tags the dialog asks about.
fn asked_about(desk: Desk) -> Option<AnnotatorId> {
    AnnotatorId::parse(&desk.about(Dialog::Hand)?)
}

/// Asks before somebody's tags become another person's.
pub(super) fn handing(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| asked_about(desk).is_some(),
            title: |desk| asked_about(desk).map_or(String::new(), |id| t().continue_as(name_of(desk, &id))),
            close: Desk::close,
            content,
        },
    )
}

fn content(desk: Desk) -> El {
    let Some(id) = untrack(|| asked_about(desk)) else {
        return fragment();
    };
    let (name, count) = untrack(|| (name_of(desk, &id), handed(desk, &id)));
    let own = untrack(|| desk.app.me.get().map_or(String::new(), |me| name_of(desk, &me)));
    let hand = move || {
        desk.close();
        become_it(desk, &id);
    };
    let buttons = classed("div", "form__buttons")
        .child(button("button button--main", hand).child(word(Messages::hand_over_do)))
        .child(
            button("button", move || desk.close())
                .attr("autofocus", "")
                .child(word(Messages::cancel)),
        );
    fragment()
        .child(el("p").child(t().hand_over_words(&own, count, &name)))
        .child(buttons)
}

/// A step that may make somebody another person, and who is known before it.
pub(super) fn before_turn(desk: Desk, operation: &Operation) -> Option<Vec<AnnotatorId>> {
    desk.app.work.with_value(|w| {
        let label = match operation {
            Operation::Undo => w.undo_label(),
            Operation::Redo => w.redo_label(),
            _ => None,
        };
        let ids = || w.project.annotators.keys().cloned().collect();
        // Older steps of this kind are called as those that change a name.
        matches!(label, Some(Label::GoOnAs { .. } | Label::Rename)).then(ids)
    })
}

/// Whoever had become another person is who they were once that is taken back, and the other one when it is done again.
pub(super) fn after_turn(desk: Desk, known: &[AnnotatorId]) {
    let been = been_here();
    let now = |id: &AnnotatorId| {
        desk.app
            .work
            .with_value(|w| w.project.annotators.contains_key(id))
    };
    let back = been.iter().find(|id| !known.contains(id) && now(id));
    let gone = || {
        desk.app
            .me
            .get_untracked()
            .filter(|me| known.contains(me) && !now(me))
            .and_then(|_| been.last())
    };
    // The page hears of it once it has taken that step itself.
    if let Some(id) = back.or_else(gone).cloned() {
        queue_microtask(move || desk.ask(ToPage::Be, id.as_str()));
    }
}
