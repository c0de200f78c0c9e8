//! くらべる: where two people agree, and the sentences on which they do not.

mod group;

use leptos::prelude::*;
use web_sys::Event;

use crate::analysis::agreement::{self, Used};
use crate::analysis::group::Share;
use crate::order;
use crate::project::{AnnotatorId, ThemeId};
use crate::ui::commands;
use crate::ui::html::{El, Value, button, classed, dynamic, el, fragment, live, when};
use crate::ui::i18n::{Message, Messages, t, word};
use crate::ui::state::View;

use super::Desk;
use super::names::{self, Listed, called, listed};
use super::statements::statement;

/// A cell of a table: a theme, and who used it, of the two or of all.
#[derive(Clone, PartialEq)]
enum Asked {
    Pair(ThemeId, Used),
    Group(ThemeId, Share),
}

/// Who is compared: somebody, and their name.
type Person = (AnnotatorId, String);

/// Two people side by side.
pub(super) fn compare(desk: Desk) -> El {
    let compare = Compare {
        desk,
        picks: [RwSignal::new(None), RwSignal::new(None)],
        asked: RwSignal::new(None),
    };
    fragment()
        .child(classed("h1", "unseen").child(word(Messages::compare)))
        .child(when(
            move || desk.app.view.get() == View::Compare,
            move || compare.report(),
        ))
}

/// What somebody has chosen on this screen.
#[derive(Clone, Copy)]
struct Compare {
    desk: Desk,
    /// Who is wanted on either side; nobody: who is there.
    picks: [RwSignal<Option<AnnotatorId>>; 2],
    /// The cell whose sentences are listed.
    asked: RwSignal<Option<Asked>>,
}

impl Compare {
    fn report(self) -> El {
        let enough = move || self.people().len() > 1;
        let too_few = || classed("p", "report__empty").child(word(Messages::compare_needs_two));
        fragment()
            .child(when(enough, move || self.tables()))
            .child(when(move || !enough(), too_few))
    }

    fn tables(self) -> El {
        let picks = classed("div", "report__picks")
            .child(self.pick(0, Messages::first_person))
            .child(self.pick(1, Messages::second_person));
        fragment()
            .child(picks)
            .child(dynamic(move || self.table()))
            .child(classed("p", "field__hint").child(word(Messages::compare_units)))
            .child(dynamic(move || self.sentences(false)))
            .child(group::group(self))
            .child(dynamic(move || self.sentences(true)))
    }

    /// Who has tagged the document, oneself first.
    fn people(self) -> Vec<Person> {
        let app = self.desk.app;
        let Some(document) = app.document.get() else {
            return Vec::new();
        };
        let me = app.me.get();
        let mut list: Vec<Person> = app.read(|w| {
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
    }

    /// Who is chosen, or else the first who is there; never one person twice.
    fn pair(self) -> Option<[Person; 2]> {
        let people = self.people();
        let find = |n: usize, not: Option<&AnnotatorId>| {
            let wanted = self.picks.get(n).and_then(|p| p.get());
            let mut others = people.iter().filter(|(id, _)| Some(id) != not);
            let wanted = others.clone().find(|(id, _)| Some(id) == wanted.as_ref());
            wanted.or_else(|| others.next()).cloned()
        };
        let first = find(0, None)?;
        let second = find(1, Some(&first.0))?;
        Some([first, second])
    }

    /// Puts a person on side `n`; who is chosen on the other side changes sides.
    fn choose(self, n: usize, id: &str) {
        let Some([first, second]) = untrack(|| self.pair()) else {
            return;
        };
        let mut ids = [first.0, second.0];
        let mut people = untrack(|| self.people()).into_iter();
        let Some((id, _)) = people.find(|(i, _)| i.as_str() == id) else {
            return;
        };
        if ids.contains(&id) {
            ids.reverse();
        } else if let Some(place) = ids.get_mut(n) {
            *place = id;
        }
        for (pick, id) in self.picks.into_iter().zip(ids) {
            pick.set(Some(id));
        }
    }

    /// The choice of who is on side `n`.
    fn pick(self, n: usize, label: Message) -> El {
        let options = move || {
            let chosen = self.pair().and_then(|p| p.into_iter().nth(n));
            let option = |(id, name): Person| {
                el("option")
                    .attr("value", id.as_str())
                    .bind("selected", chosen.as_ref().is_some_and(|(c, _)| *c == id))
                    .child(name)
            };
            self.people().into_iter().map(option).collect::<Vec<El>>()
        };
        let select = classed("select", "field__input")
            .on("change", move |e: Event| self.choose(n, &event_target_value(&e)))
            .child(dynamic(options));
        classed("label", "field field--inline")
            .child(classed("span", "field__label").child(word(label)))
            .child(select)
    }

    /// A row for each theme that either has used.
    fn table(self) -> Option<El> {
        let app = self.desk.app;
        let [first, second] = self.pair()?;
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
        let themes = app.work.with_value(|w| listed(&w.project));
        let used = |l: &Listed| list.iter().find(|a| a.theme == l.theme.id);
        let row = |(n, theme): (usize, &Listed)| {
            let mut under = themes.iter().skip(n + 1).take_while(|l| l.depth > theme.depth);
            let found = used(theme);
            // Without it those that were used would seem to stand under another.
            if found.is_none() && !under.any(|l| used(l).is_some()) {
                return None;
            }
            let [both, first, second] = found.map_or([0; 3], |a| [a.both, a.first, a.second]);
            let share = found.and_then(|a| a.percent()).map_or("–".to_owned(), percent);
            let kappa = found.and_then(|a| a.kappa()).map_or("–".to_owned(), hundredths);
            let id = &theme.theme.id;
            let cell = |words: String| el("td").child(words);
            let count = |n, used| self.count(n, Asked::Pair(id.clone(), used));
            let row = el("tr")
                .style("--depth", theme.depth.to_string())
                .child(el("th").attr("scope", "row").child(theme.words()))
                .child(count(both, (true, true)))
                .child(count(first, (true, false)))
                .child(count(second, (false, true)))
                .child(cell(share))
                .child(cell(kappa));
            Some(row)
        };
        let mut body: Vec<El> = themes.iter().enumerate().filter_map(row).collect();
        if let Some((share, kappa)) = agreement::pooled(&list).filter(|_| list.len() > 1) {
            let sum = |of: fn(&agreement::Agreement) -> usize| {
                el("td").child(list.iter().map(of).sum::<usize>().to_string())
            };
            let all = classed("tr", "report__all")
                .child(el("th").attr("scope", "row").child(word(Messages::all_themes)))
                .child(sum(|a| a.both))
                .child(sum(|a| a.first))
                .child(sum(|a| a.second))
                .child(el("td").child(percent(share)))
                .child(el("td").child(kappa.map_or("–".to_owned(), hundredths)));
            body.push(all);
        }
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
    }

    /// How many sentences; pressed, it lists them.
    fn count(self, n: usize, cell: Asked) -> El {
        if n == 0 {
            return el("td").child(classed("span", "report__zero").child("0"));
        }
        let asked = self.asked;
        let shown = cell.clone();
        let ask = move || {
            asked.update(|a| *a = (a.as_ref() != Some(&cell)).then(|| cell.clone()));
            // The table may be as high as the window.
            request_animation_frame(|| commands::show("#asked"));
        };
        let expanded = move || asked.with(|a| a.as_ref() == Some(&shown)).to_string();
        let button = button("report__count", ask)
            .bind("aria-expanded", live(expanded))
            .child(n.to_string());
        el("td").child(button)
    }

    /// The sentences of the cell that was asked for, below the table it is in.
    fn sentences(self, of_group: bool) -> Option<El> {
        let app = self.desk.app;
        let asked = self.asked.get()?;
        if matches!(asked, Asked::Group(..)) != of_group {
            return None;
        }
        let document = app.document.get()?;
        let (theme, who, found) = match asked {
            Asked::Pair(theme, used) => {
                let [first, second] = self.pair()?;
                let people = [&first.0, &second.0];
                let (fingerprint, minutes) = (&document.fingerprint, &document.minutes);
                let found = app
                    .read(|w| agreement::sentences(&w.project, fingerprint, minutes, people, &theme, used));
                let who = match used {
                    (true, true) => t().both().to_owned(),
                    (true, false) => t().only(&first.1),
                    _ => t().only(&second.1),
                };
                (theme, who, found)
            }
            Asked::Group(theme, share) => {
                let found = group::ask(self, &group::shown(self), |g| g.sentences(&theme, share))?;
                let who = match share {
                    Share::Most => t().group_most(),
                    Share::Alone => t().group_alone(),
                };
                (theme, who.to_owned(), found)
            }
        };
        let name = app
            .work
            .with_value(|w| called(&listed(&w.project), &theme).unwrap_or_default());
        let row = |range| el("li").child(statement(self.desk, &document.minutes, range, &[]));
        let title = t().compare_list(&name, &who, found.len());
        let list = classed("ul", "statements").child(found.into_iter().map(row).collect::<Vec<El>>());
        let found = el("div")
            .attr("id", "asked")
            .child(classed("h2", "report__title").child(title))
            .child(list);
        Some(found)
    }
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
