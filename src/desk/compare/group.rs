//! All who are shown, at once: how far they agree on each theme, and who is close to whom.

use leptos::prelude::*;

use crate::analysis::group::{Closeness, Group, Share, Shared};
use crate::desk::names::{Listed, listed};
use crate::project::AnnotatorId;
use crate::ui::html::{El, Value, button, classed, dynamic, el, fragment, live, when};
use crate::ui::i18n::{Message, Messages, t, word};

use super::{Asked, Compare, Person, hundredths};

/// Of fewer people the table above tells all.
const FEWEST: usize = 3;

/// Both tables, below that of two people.
pub(super) fn group(compare: Compare) -> El {
    let people = Memo::new(move |_| shown(compare));
    let many = move || people.with(Vec::len) >= FEWEST;
    let tables = move || {
        classed("section", "report__group")
            .bind("aria-label", word(Messages::group))
            .child(classed("h2", "report__title").child(live(move || t().group_of(people.with(Vec::len)))))
            .child(dynamic(move || themes(compare, &people.get())))
            .child(dynamic(move || close(compare, &people.get())))
            .child(classed("p", "field__hint").child(word(Messages::group_hint)))
    };
    fragment().child(when(many, tables))
}

/// Who has tagged the document and is not hidden.
pub(super) fn shown(compare: Compare) -> Vec<Person> {
    let hidden = compare.desk.app.hidden.get();
    let mut people = compare.people();
    people.retain(|(id, _)| !hidden.contains(id));
    people
}

/// Asks the group something; nothing without a document.
pub(super) fn ask<T>(compare: Compare, people: &[Person], question: impl Fn(&Group<'_>) -> T) -> Option<T> {
    let app = compare.desk.app;
    let document = app.document.get()?;
    let ids: Vec<AnnotatorId> = people.iter().map(|(id, _)| id.clone()).collect();
    Some(app.read(|w| {
        let group = Group::new(&w.project, &document.fingerprint, &document.minutes, &ids);
        question(&group)
    }))
}

fn table(label: Message, head: El, body: Vec<El>) -> El {
    let table = el("table")
        .child(el("thead").child(head))
        .child(el("tbody").child(body));
    classed("div", "report__table")
        .attr("role", "region")
        .attr("tabindex", "0")
        .bind("aria-label", word(label))
        .child(table)
}

fn column(words: Value) -> El {
    el("th").attr("scope", "col").child(words)
}

/// A row for each theme that somebody used.
fn themes(compare: Compare, people: &[Person]) -> Option<El> {
    let rows = ask(compare, people, |g| g.themes())?;
    let all = compare.desk.app.work.with_value(|w| listed(&w.project));
    let row = |theme: &Listed| {
        let shared: &Shared = rows.iter().find(|r| r.theme == theme.theme.id)?;
        let count = |n: usize, share: Share| compare.count(n, Asked::Group(shared.theme.clone(), share));
        let row = el("tr")
            .child(el("th").attr("scope", "row").child(theme.words()))
            .child(el("td").child(shared.people.to_string()))
            .child(count(shared.most, Share::Most))
            .child(count(shared.alone, Share::Alone))
            .child(el("td").child(shared.alpha.map_or("–".to_owned(), hundredths)));
        Some(row)
    };
    let body = all.iter().filter_map(row).collect();
    let head = el("tr")
        .child(column(word(Messages::themes)))
        .child(column(word(Messages::group_users)))
        .child(column(word(Messages::group_most)))
        .child(column(word(Messages::group_alone)))
        .child(column(word(Messages::alpha)));
    Some(table(Messages::group, head, body))
}

/// A row for each person; the one closest and the one farthest lead to the table of the two.
fn close(compare: Compare, people: &[Person]) -> Option<El> {
    let rows = ask(compare, people, |g| g.closeness())?;
    let other = |from: &AnnotatorId, found: Option<(usize, f64)>| {
        let Some((person, kappa)) = found.and_then(|(n, kappa)| Some((people.get(n)?, kappa))) else {
            return el("td").child("–");
        };
        let pair = [from.clone(), person.0.clone()];
        let show = move || {
            for (pick, id) in compare.picks.into_iter().zip(pair.clone()) {
                pick.set(Some(id));
            }
            request_animation_frame(|| crate::ui::commands::show(".report__picks"));
        };
        let name = button("report__count", show).child(person.1.as_str());
        let kappa = classed("span", "report__kappa").child(hundredths(kappa));
        el("td").child(name).child(kappa)
    };
    let row = |((id, name), close): (&Person, Closeness)| {
        el("tr")
            .child(el("th").attr("scope", "row").child(name.as_str()))
            .child(el("td").child(close.mean.map_or("–".to_owned(), hundredths)))
            .child(other(id, close.nearest))
            .child(other(id, close.farthest))
    };
    let body = people.iter().zip(rows).map(row).collect();
    let head = el("tr")
        .child(column(word(Messages::people)))
        .child(column(word(Messages::group_mean)))
        .child(column(word(Messages::group_nearest)))
        .child(column(word(Messages::group_farthest)));
    Some(table(Messages::group_close, head, body))
}
