//! まとめ: what the meeting was about, in numbers.

use crate::ui::i18n::{Messages, dynamic, live, word};
use leptos::prelude::*;

use crate::analysis::counts::{self, Table};
use crate::ui::parts::themes::name_of;
use crate::ui::state::{App, View};

/// Tables of counts.
#[component]
pub(crate) fn Insights() -> impl IntoView {
    let app = App::of_context();
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
    view! {
        <main class="report" tabindex="0" hidden=live(move || !shown()) aria-label=word(Messages::insights)>
            <h1 class="unseen">{word(Messages::insights)}</h1>
            <Show when=shown>
                <h2 class="report__title">{word(Messages::theme_by_speaker)}</h2>
                {dynamic(move || speakers().map(|(rows, labels)| draw(Messages::theme_by_speaker, rows, labels)))}
                <h2 class="report__title">{word(Messages::theme_by_person)}</h2>
                {dynamic(move || people().map(|(rows, labels)| draw(Messages::theme_by_person, rows, labels)))}
            </Show>
        </main>
    }
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

fn draw(name: fn(Messages) -> &'static str, rows: Vec<Row>, labels: Vec<String>) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="report__empty">{word(Messages::no_tags_yet)}</p> }.into_any();
    }
    let most = rows
        .iter()
        .map(|(_, _, c)| c.iter().sum::<usize>())
        .max()
        .unwrap_or(1)
        .max(1);
    let head = labels
        .into_iter()
        .map(|l| view! { <th scope="col">{l}</th> })
        .collect_view();
    let body = rows
        .into_iter()
        .map(|(name, colour, counts)| {
            let sum: usize = counts.iter().sum();
            let cells = counts
                .into_iter()
                .map(|n| view! { <td>{if n > 0 { n.to_string() } else { String::new() }}</td> })
                .collect_view();
            view! {
                <tr style:--theme=colour>
                    <th scope="row">{name}</th>
                    <td class="report__bar" style:--share=format!("{}%", sum * 100 / most)>{sum}</td>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="report__table" role="region" tabindex="0" aria-label=word(name)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{word(Messages::themes)}</th>
                        <th scope="col">{word(Messages::total)}</th>
                        {head}
                    </tr>
                </thead>
                <tbody lang="ja">{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}
