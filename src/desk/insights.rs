//! まとめ: what the meeting was about, in numbers that lead to the text.

use leptos::prelude::*;

use crate::analysis::counts::{self, Row, Table};
use crate::project::{AnnotatorId, ThemeId};
use crate::ui::html::{El, button, classed, dynamic, el, fragment, when};
use crate::ui::i18n::{Message, Messages, t, word};
use crate::ui::state::{App, View};
use crate::ui::talk::ToPage;

use super::Desk;
use super::names::{self, listed};

/// Tables of counts; each count leads to what it counts.
pub(super) fn insights(desk: Desk) -> El {
    let app = desk.app;
    let shown = move || app.view.get() == View::Insights;
    let speakers = move || {
        let document = app.document.get()?;
        let hidden = app.hidden.get();
        let table = app.read(|w| {
            counts::by_speaker(&w.project, &document.fingerprint, &document.minutes, |a| {
                !hidden.contains(a)
            })
        });
        let label = |n: &u32| {
            let speaker = document.minutes.speakers.get(*n as usize);
            speaker.map_or(String::new(), |s| s.label.clone())
        };
        let read = {
            let document = document.clone();
            move |themes: &[ThemeId], speaker: Option<&u32>| {
                let speaker = speaker.and_then(|n| document.minutes.speakers.get(*n as usize));
                read(desk, themes, speaker.map(|s| s.label.as_str()), None);
            }
        };
        let tagged = app.read(|w| {
            w.project
                .annotations_of(&document.fingerprint)
                .any(|a| a.theme.is_some())
        });
        let nothing = if tagged {
            Messages::no_tags_on_speech
        } else {
            Messages::no_tags_yet
        };
        let title = Messages::theme_by_speaker;
        Some(draw(app, title, nothing, table, label, read))
    };
    let people = move || {
        let document = app.document.get()?;
        let hidden = app.hidden.get();
        let shown = |a: &AnnotatorId| !hidden.contains(a);
        let table = app.read(|w| counts::by_person(&w.project, &document.fingerprint, shown));
        let all = app.work.with_value(|w| names::people(&w.project));
        let name = |id: &AnnotatorId| {
            let mut found = all.iter().filter(|(other, _)| other == id);
            found.next().map_or(String::new(), |(_, name)| name.clone())
        };
        let read = move |themes: &[ThemeId], person: Option<&AnnotatorId>| read(desk, themes, None, person);
        let (title, nothing) = (Messages::theme_by_person, Messages::no_tags_yet);
        Some(draw(app, title, nothing, table, name, read))
    };
    // Somebody may be out of sight, and of the count, without remembering it.
    let hidden = move || {
        let all = app.work.with_value(|w| names::people(&w.project));
        let hidden = app.hidden.get();
        let names: Vec<String> = all
            .into_iter()
            .filter(|(id, _)| hidden.contains(id))
            .map(|(_, name)| name)
            .collect();
        let words = (!names.is_empty()).then(|| t().insights_hidden(names.join(t().comma())));
        words.map(|words| classed("p", "field__hint").child(words))
    };
    let report = move || {
        let title = |name| classed("h2", "report__title").child(word(name));
        fragment()
            .child(classed("p", "field__hint").child(word(Messages::insights_units)))
            .child(dynamic(hidden))
            .child(title(Messages::theme_by_speaker))
            .child(dynamic(speakers))
            .child(title(Messages::theme_by_person))
            .child(dynamic(people))
    };
    fragment()
        .child(classed("h1", "unseen").child(word(Messages::insights)))
        .child(when(shown, report))
}

/// Shows in the text what a count counts.
fn read(desk: Desk, themes: &[ThemeId], speaker: Option<&str>, person: Option<&AnnotatorId>) {
    desk.fields.only(themes, speaker, person);
    desk.filtering.set(true);
    desk.ask(ToPage::View, "read");
    // The first of them is chosen: a key is for what was asked for, not for what was chosen before. Once all else is
    // folded away, so that it stays in sight.
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        let first = untrack(|| {
            let found = super::filter::shown(desk)?.iter().position(|m| *m)?;
            let document = desk.app.document.get()?;
            document.minutes.sentences.get(found).map(|s| s.start)
        });
        if let Some(byte) = first {
            desk.ask(ToPage::Go, &byte.to_string());
        }
        desk.ask(ToPage::Read, "");
    });
}

/// A table, or that there is `nothing` to count; `label` names its columns, and `read` shows what is in a cell, or in the row.
fn draw<C: Clone + 'static>(
    app: App,
    title: Message,
    nothing: Message,
    table: Table<C>,
    label: impl Fn(&C) -> String,
    read: impl Fn(&[ThemeId], Option<&C>) + Clone + 'static,
) -> El {
    let Table { columns, rows } = table;
    let labels: Vec<String> = columns.iter().map(label).collect();
    let mut body: Vec<El> = Vec::new();
    let names = app.work.with_value(|w| listed(&w.project));
    let most = rows.iter().map(Row::total).max().unwrap_or(1).max(1);
    // A column of its own only where something stands under what is counted.
    let nested = rows.iter().any(|row| row.all > row.total());
    for row in rows {
        let Some(listed) = names.iter().find(|l| l.theme.id == row.theme) else {
            continue;
        };
        let (name, colour) = (listed.words(), listed.theme.colour.to_string());
        let own = [row.theme.clone()];
        let all: Vec<ThemeId> = own.iter().chain(&row.under).cloned().collect();
        let cell = |themes: &[ThemeId], n: usize, column: Option<&C>, label: &str| {
            let (read, themes, column) = (read.clone(), themes.to_vec(), column.cloned());
            button("report__count", move || read(&themes, column.as_ref()))
                .attr("aria-label", &t().read_tags(&name, label, n))
                .child(n.to_string())
        };
        let total = row.total();
        let with_under = nested
            .then(|| el("td").child((row.all > total).then(|| cell(&all, row.all, None, t().with_under()))));
        let bar = classed("td", "report__bar")
            .style("--share", format!("{}%", total * 100 / most))
            .child((total > 0).then(|| cell(&own, total, None, t().total())));
        let cells = row
            .counts
            .iter()
            .zip(&columns)
            .zip(&labels)
            .map(|((n, column), label)| {
                el("td").child((*n > 0).then(|| cell(&own, *n, Some(column), label)))
            });
        body.push(
            el("tr")
                .style("--theme", colour)
                .style("--depth", listed.depth.to_string())
                .child(el("th").attr("scope", "row").child(listed.shown()))
                .child(bar)
                .child(with_under)
                .child(cells.collect::<Vec<El>>()),
        );
    }
    if body.is_empty() {
        return classed("p", "report__empty").child(word(nothing));
    }
    let column = || el("th").attr("scope", "col");
    let mut head = el("tr")
        .child(column().child(word(Messages::themes)))
        .child(column().child(word(Messages::total)))
        .child(nested.then(|| column().child(word(Messages::with_under))));
    for label in labels {
        head = head.child(column().child(label));
    }
    let table = el("table")
        .child(el("thead").child(head))
        .child(el("tbody").attr("lang", "ja").child(body));
    classed("div", "report__table")
        .attr("role", "region")
        .attr("tabindex", "0")
        .bind("aria-label", word(title))
        .child(table)
}
