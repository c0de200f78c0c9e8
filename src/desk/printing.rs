//! On paper: above, what is printed; below the minutes, which theme is which, and the notes, which a screen shows beside
//! the text.

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::{Element, Event};

use crate::project::{Annotation, Unit, Workspace};
use crate::ui::html::{self, El, classed, el, listen};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::parts::themes::counts;
use crate::ui::state::{OpenDocument, View};

use super::names::listed;
use super::statements::speaker;
use super::{Desk, filter};

thread_local! {
    /// What was put around the page for the paper, and who owns it.
    static SHEETS: RefCell<Vec<(Element, Owner)>> = const { RefCell::new(Vec::new()) };
}

/// From here on whatever is printed has them.
pub(super) fn begin(desk: Desk) {
    let window = window();
    listen(&window, "beforeprint", move |_: Event| {
        clear();
        let Some((body, open)) = document().body().zip(desk.app.document.get_untracked()) else {
            return;
        };
        filter::for_paper(desk, true);
        put(&body, true, || head(desk, &open));
        if desk.app.view.get_untracked() == View::Read {
            put(&body, false, || sheet(desk, &open));
        }
    });
    listen(&window, "afterprint", move |_: Event| {
        clear();
        filter::for_paper(desk, false);
    });
}

/// Puts something above or below the page.
fn put(body: &Element, above: bool, content: impl FnOnce() -> El) {
    let place: Element = classed("section", "paper").node();
    let owner = html::stage(&place, content);
    let first = body.first_child().filter(|_| above);
    if body.insert_before(&place, first.as_ref()).is_ok() {
        SHEETS.with_borrow_mut(|sheets| sheets.push((place, owner)));
    }
}

fn clear() {
    for (place, owner) in SHEETS.take() {
        owner.cleanup();
        place.remove();
    }
}

/// What a sheet does not say by itself: that something is left out of the minutes, and of which a table is.
fn head(desk: Desk, open: &OpenDocument) -> El {
    let m = t();
    let view = match desk.app.view.get_untracked() {
        View::Read => {
            let found = desk.found.get_untracked();
            let asked = untrack(|| filter::in_words(desk));
            let words = found.map(|n| [m.filter(), &asked, &m.filter_found(n)].join("　"));
            return html::fragment().child(words.map(|words| el("p").child(words)));
        }
        View::Compare => m.compare(),
        View::Insights => m.insights(),
    };
    let title = desk.app.work.with_value(|w| {
        let info = w
            .project
            .documents
            .iter()
            .find(|d| d.fingerprint == open.fingerprint);
        info.map_or(String::new(), |d| d.title.clone())
    });
    html::fragment().child(classed("p", "paper__title").child([&title, view].join("　")))
}

fn sheet(desk: Desk, open: &OpenDocument) -> El {
    let app = desk.app;
    let used = counts(app);
    let list = app.work.with_value(|w| listed(&w.project));
    let themes: Vec<El> = list
        .into_iter()
        .filter_map(|l| {
            let (_, n) = used.iter().find(|(id, _)| id == &l.theme.id)?;
            let row = el("li").style("--theme", l.theme.colour.to_string());
            let name = classed("span", "paper__theme").child(l.shown());
            Some(row.child(name).child(t().tags_count(*n)))
        })
        .collect();
    let hidden = app.hidden.get();
    let notes: Vec<El> = app.work.with_value(|w| {
        let all = w.project.annotations_of(&open.fingerprint);
        let mut all: Vec<&Annotation> = all
            .filter(|a| !a.note.is_empty() && !hidden.contains(&a.annotator))
            .collect();
        crate::order::sort(&mut all, &|a, b| {
            let at = |x: &Annotation| (x.target.position.start, x.target.position.end);
            at(a).cmp(&at(b))
        });
        all.into_iter().map(|a| note(w, open, a)).collect()
    });
    let part = |title, list: Vec<El>| {
        (!list.is_empty()).then(|| {
            el("div")
                .child(el("h2").child(word(title)))
                .child(el("ul").child(list))
        })
    };
    html::fragment()
        .child(part(Messages::themes, themes))
        .child(part(Messages::notes, notes))
}

/// A note, with what it is on and who wrote it.
fn note(w: &Workspace, open: &OpenDocument, a: &Annotation) -> El {
    let minutes = &open.minutes;
    let range = open.index.bytes_of_chars(&minutes.text, a.target.position);
    let on = match a.target.unit {
        Unit::Document => t().whole_document().to_owned(),
        // Its heading.
        Unit::Section { .. } => range
            .of(&minutes.text)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned(),
        _ => [speaker(minutes, range.start), range.of(&minutes.text)].join("　"),
    };
    let who = w.project.annotators.get(&a.annotator);
    el("li")
        .child(classed("p", "paper__on").attr("lang", "ja").child(on))
        .child(classed("p", "paper__note").child(a.note.as_str()))
        .child(classed("p", "paper__who").child(who.map_or(String::new(), |x| x.nickname.clone())))
}
