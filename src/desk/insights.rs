//! まとめ: what the meeting was about, in numbers.

use leptos::prelude::*;

use crate::analysis::counts::{self, Table};
use crate::ui::html::{El, classed, dynamic, el, fragment, when};
use crate::ui::i18n::{Message, Messages, word};
use crate::ui::parts::themes::name_of;
use crate::ui::state::{App, View};

/// Tables of counts.
pub(super) fn insights(app: App) -> El {
    let shown = move || app.view.get() == View::Insights;
    let speakers = move || {
        let document = app.document.get()?;
        let hidden = app.hidden.get();
        let table = app.read(|w| {
            counts::by_speaker(&w.project, &document.fingerprint, &document.minutes, |a| {
                !hidden.contains(a)
            })
        });
        let labels = table.columns.iter().map(|n| {
            document
                .minutes
                .speakers
                .get(*n as usize)
                .map_or(String::new(), |s| s.label.clone())
        });
        let labels = labels.collect();
        Some((table_of_counts(app, table), labels))
    };
    let people = move || {
        let document = app.document.get()?;
        let table = app.read(|w| counts::by_person(&w.project, &document.fingerprint));
        let name = |id| {
            app.work.with_value(|w| {
                w.project
                    .annotators
                    .get(id)
                    .map_or(String::new(), |a| a.nickname.clone())
            })
        };
        let labels = table.columns.iter().map(name).collect();
        Some((table_of_counts(app, table), labels))
    };
    let report = move || {
        let title = |name| classed("h2", "report__title").child(word(name));
        fragment()
            .child(title(Messages::theme_by_speaker))
            .child(dynamic(move || {
                speakers().map(|(rows, labels)| draw(Messages::theme_by_speaker, rows, labels))
            }))
            .child(title(Messages::theme_by_person))
            .child(dynamic(move || {
                people().map(|(rows, labels)| draw(Messages::theme_by_person, rows, labels))
            }))
    };
    fragment()
        .child(classed("h1", "unseen").child(word(Messages::insights)))
        .child(when(shown, report))
}

/// Name, colour and counts of a row.
type Row = (String, String, Vec<usize>);

fn table_of_counts<C>(app: App, table: Table<C>) -> Vec<Row> {
    app.work.with_value(|w| {
        let row = |(id, counts)| {
            let theme = w.project.themes.get(&id)?;
            Some((name_of(theme), theme.colour.to_string(), counts))
        };
        table.rows.into_iter().filter_map(row).collect()
    })
}

fn draw(name: Message, rows: Vec<Row>, labels: Vec<String>) -> El {
    if rows.is_empty() {
        return classed("p", "report__empty").child(word(Messages::no_tags_yet));
    }
    let most = rows
        .iter()
        .map(|(_, _, c)| c.iter().sum::<usize>())
        .max()
        .unwrap_or(1)
        .max(1);
    let column = || el("th").attr("scope", "col");
    let mut head = el("tr")
        .child(column().child(word(Messages::themes)))
        .child(column().child(word(Messages::total)));
    for label in labels {
        head = head.child(column().child(label));
    }
    let row = |(name, colour, counts): Row| {
        let sum: usize = counts.iter().sum();
        let bar = classed("td", "report__bar")
            .style("--share", format!("{}%", sum * 100 / most))
            .child(sum.to_string());
        let cell = |n: &usize| el("td").child((*n > 0).then(|| n.to_string()));
        el("tr")
            .style("--theme", colour)
            .child(el("th").attr("scope", "row").child(name))
            .child(bar)
            .child(counts.iter().map(cell).collect::<Vec<El>>())
    };
    let body: Vec<El> = rows.into_iter().map(row).collect();
    let table = el("table")
        .child(el("thead").child(head))
        .child(el("tbody").attr("lang", "ja").child(body));
    classed("div", "report__table")
        .attr("role", "region")
        .attr("tabindex", "0")
        .bind("aria-label", word(name))
        .child(table)
}
