//! くらべる: where two people agree, and the sentences on which they do not.

use leptos::prelude::*;
use web_sys::Event;

use crate::analysis::agreement::{self, Used};
use crate::order;
use crate::project::{AnnotatorId, ThemeId};
use crate::ui::commands;
use crate::ui::html::{El, Value, button, classed, dynamic, el, fragment, live, when};
use crate::ui::i18n::{Message, Messages, t, word};
use crate::ui::state::View;

use super::Desk;
use super::names::{self, called, listed};
use super::statements::statement;

/// A cell of the table: a theme, and who used it.
type Cell = (ThemeId, Used);

/// Two people side by side.
pub(super) fn compare(desk: Desk) -> El {
    let app = desk.app;
    let shown = move || app.view.get() == View::Compare;
    let people = move || -> Vec<(AnnotatorId, String)> {
        let Some(document) = app.document.get() else {
            return Vec::new();
        };
        let me = app.me.get();
        let mut list: Vec<(AnnotatorId, String)> = app.read(|w| {
            let tagged = |id: &AnnotatorId| {
                w.project
                    .annotations_of(&document.fingerprint)
                    .any(|a| &a.annotator == id && a.theme.is_some())
            };
            let mut all = names::people(&w.project);
            all.retain(|(id, _)| tagged(id));
            all
        });
        order::sort(&mut list, &|(a, x), (b, y)| {
            (Some(a) != me.as_ref(), x).cmp(&(Some(b) != me.as_ref(), y))
        });
        list
    };
    let picks: [RwSignal<Option<AnnotatorId>>; 2] = [RwSignal::new(None), RwSignal::new(None)];
    // Who is chosen, or else the first who is there; never one person twice.
    let pair = move || {
        let people = people();
        let find = |n: usize, not: Option<&AnnotatorId>| {
            let wanted = picks.get(n).and_then(|p| p.get());
            let mut others = people.iter().filter(|(id, _)| Some(id) != not);
            let wanted = others.clone().find(|(id, _)| Some(id) == wanted.as_ref());
            wanted.or_else(|| others.next()).cloned()
        };
        let first = find(0, None)?;
        let second = find(1, Some(&first.0))?;
        Some([first, second])
    };
    let choose = move |n: usize, id: String| {
        let Some([first, second]) = untrack(pair) else {
            return;
        };
        let mut ids = [first.0, second.0];
        let Some((id, _)) = untrack(people).into_iter().find(|(i, _)| i.to_string() == id) else {
            return;
        };
        // Who is chosen on the other side changes sides.
        if ids.contains(&id) {
            ids.reverse();
        } else if let Some(place) = ids.get_mut(n) {
            *place = id;
        }
        for (pick, id) in picks.into_iter().zip(ids) {
            pick.set(Some(id));
        }
    };
    let pick = move |n: usize, label: Message| {
        let options = move || {
            let chosen = pair().and_then(|p| p.into_iter().nth(n));
            let option = |(id, name): (AnnotatorId, String)| {
                el("option")
                    .attr("value", &id.to_string())
                    .bind("selected", chosen.as_ref().is_some_and(|(c, _)| *c == id))
                    .child(name)
            };
            people().into_iter().map(option).collect::<Vec<El>>()
        };
        let select = classed("select", "field__input")
            .on("change", move |e: Event| choose(n, event_target_value(&e)))
            .child(dynamic(options));
        classed("label", "field field--inline")
            .child(classed("span", "field__label").child(word(label)))
            .child(select)
    };
    let rows = move || {
        let [first, second] = pair()?;
        let document = app.document.get()?;
        let list = app.read(|w| {
            agreement::compare(
                &w.project,
                &document.fingerprint,
                &document.minutes,
                &first.0,
                &second.0,
            )
        });
        Some((first, second, list))
    };
    let asked = RwSignal::new(None::<Cell>);
    let table = move || {
        let (first, second, list) = rows()?;
        let names = app.work.with_value(|w| listed(&w.project));
        let row = |row: agreement::Agreement| {
            let name = called(&names, &row.theme).unwrap_or_default();
            let percent = row.percent().map_or("–".to_owned(), percent);
            let kappa = row.kappa().map_or("–".to_owned(), hundredths);
            let cell = |words: String| el("td").child(words);
            let count = |n: usize, used: Used| {
                if n == 0 {
                    return el("td").child(classed("span", "report__zero").child("0"));
                }
                let cell = (row.theme.clone(), used);
                let shown = cell.clone();
                let ask = move || {
                    asked.update(|a| *a = (a.as_ref() != Some(&cell)).then(|| cell.clone()));
                    // The table may be as high as the window.
                    request_animation_frame(|| commands::show("#asked"));
                };
                let button = button("report__count", ask)
                    .bind(
                        "aria-expanded",
                        live(move || asked.with(|a| a.as_ref() == Some(&shown)).to_string()),
                    )
                    .child(n.to_string());
                el("td").child(button)
            };
            el("tr")
                .child(el("th").attr("scope", "row").child(name))
                .child(count(row.both, (true, true)))
                .child(count(row.first, (true, false)))
                .child(count(row.second, (false, true)))
                .child(cell(percent))
                .child(cell(kappa))
        };
        let body: Vec<El> = list.into_iter().map(row).collect();
        let column = |words: Value| el("th").attr("scope", "col").child(words);
        let head = el("tr")
            .child(column(word(Messages::themes)))
            .child(column(word(Messages::both)))
            .child(column(live(move || t().only(&first.1))))
            .child(column(live(move || t().only(&second.1))))
            .child(column(word(Messages::agreement)))
            .child(column(word(Messages::kappa)));
        let table = el("table")
            .child(el("thead").child(head))
            .child(el("tbody").child(body));
        let region = classed("div", "report__table")
            .attr("role", "region")
            .attr("tabindex", "0")
            .bind("aria-label", word(Messages::agreement))
            .child(table);
        Some(region)
    };
    let list = move || {
        let (theme, used) = asked.get()?;
        let (first, second, _) = rows()?;
        let document = app.document.get()?;
        let people = [&first.0, &second.0];
        let found = app.read(|w| {
            agreement::sentences(
                &w.project,
                &document.fingerprint,
                &document.minutes,
                people,
                &theme,
                used,
            )
        });
        let name = app
            .work
            .with_value(|w| called(&listed(&w.project), &theme).unwrap_or_default());
        let who = match used {
            (true, true) => t().both().to_owned(),
            (true, false) => t().only(&first.1),
            _ => t().only(&second.1),
        };
        let row = |range| el("li").child(statement(desk, &document.minutes, range, &[]));
        let title = t().compare_list(&name, &who, found.len());
        let list = classed("ul", "statements").child(found.into_iter().map(row).collect::<Vec<El>>());
        Some(
            el("div")
                .attr("id", "asked")
                .child(classed("h2", "report__title").child(title))
                .child(list),
        )
    };
    let enough = move || people().len() > 1;
    let tables = move || {
        let picks = classed("div", "report__picks")
            .child(pick(0, Messages::first_person))
            .child(pick(1, Messages::second_person));
        fragment()
            .child(picks)
            .child(dynamic(table))
            .child(classed("p", "field__hint").child(word(Messages::compare_units)))
            .child(dynamic(list))
    };
    let report = move || {
        let too_few = || classed("p", "report__empty").child(word(Messages::compare_needs_two));
        fragment()
            .child(when(enough, tables))
            .child(when(move || !enough(), too_few))
    };
    fragment()
        .child(classed("h1", "unseen").child(word(Messages::compare)))
        .child(when(shown, report))
}

/// A share in tenths of a percent. Only what is all is 100%, and only what is nothing 0%.
fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() as u32;
    match share {
        1.0 => "100%".to_owned(),
        0.0 => "0%".to_owned(),
        _ => {
            let tenths = tenths.clamp(1, 999);
            format!("{}.{}%", tenths / 10, tenths % 10)
        }
    }
}

/// Two decimals. Of whole numbers, because printing fractions in general takes tables.
fn hundredths(value: f64) -> String {
    let n = (value * 100.0).round() as i64;
    let sign = if n < 0 { "−" } else { "" };
    format!("{sign}{}.{:02}", n.abs() / 100, n.abs() % 100)
}
