//! くらべる: where two people agree.

use crate::ui::i18n::{Messages, dynamic, live, word};
use leptos::prelude::*;

use crate::analysis::agreement;
use crate::order;
use crate::project::AnnotatorId;
use crate::ui::i18n::t;
use crate::ui::parts::themes::name_of;
use crate::ui::state::{App, View};

/// Two people side by side.
#[component]
pub(crate) fn Compare() -> impl IntoView {
    let app = App::of_context();
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
            let all = w.project.annotators.values().filter(|a| tagged(&a.id));
            all.map(|a| (a.id.clone(), a.nickname.clone())).collect()
        });
        order::sort(&mut list, &|(a, x), (b, y)| {
            (Some(a) != me.as_ref(), x).cmp(&(Some(b) != me.as_ref(), y))
        });
        list
    };
    let picks = [RwSignal::new(0usize), RwSignal::new(1usize)];
    let pick = move |n: usize, label: fn(Messages) -> &'static str| {
        let signal = picks.get(n).copied().unwrap_or_else(|| RwSignal::new(0));
        let options = move || {
            people()
                .into_iter()
                .enumerate()
                .map(|(i, (_, name))| view! { <option value=i.to_string()>{name}</option> })
                .collect_view()
        };
        view! {
            <label class="field field--inline">
                <span class="field__label">{word(label)}</span>
                <select
                    class="field__input"
                    prop:value=live(move || signal.get().to_string())
                    on:change=move |e| signal.set(event_target_value(&e).parse().unwrap_or(0))
                >
                    {dynamic(options)}
                </select>
            </label>
        }
    };
    let rows = move || {
        let people = people();
        let [a, b] = picks;
        let (first, second) = (people.get(a.get())?.clone(), people.get(b.get())?.clone());
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
        Some((first.1, second.1, list))
    };
    let table = move || {
        let (first, second, list) = rows()?;
        let body = list
            .into_iter()
            .map(|row| {
                let name = app
                    .work
                    .with_value(|w| w.project.themes.get(&row.theme).map(name_of).unwrap_or_default());
                let percent = row
                    .percent()
                    .map_or("–".to_owned(), |p| format!("{}%", (p * 100.0).round() as u32));
                let kappa = row.kappa().map_or("–".to_owned(), hundredths);
                view! {
                    <tr>
                        <th scope="row">{name}</th>
                        <td>{row.both}</td>
                        <td>{row.first}</td>
                        <td>{row.second}</td>
                        <td>{percent}</td>
                        <td>{kappa}</td>
                    </tr>
                }
            })
            .collect_view();
        Some(view! {
            <div class="report__table" role="region" tabindex="0" aria-label=word(Messages::agreement)>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{word(Messages::themes)}</th>
                            <th scope="col">{word(Messages::both)}</th>
                            <th scope="col">{live(move || t().only(&first))}</th>
                            <th scope="col">{live(move || t().only(&second))}</th>
                            <th scope="col">{word(Messages::agreement)}</th>
                            <th scope="col">{word(Messages::kappa)}</th>
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        })
    };
    view! {
        <main class="report" tabindex="0" hidden=live(move || !shown()) aria-label=word(Messages::compare)>
            <h1 class="unseen">{word(Messages::compare)}</h1>
            <Show when=shown>
                <Show
                    when=move || { people().len() > 1 }
                    fallback=|| view! { <p class="report__empty">{word(Messages::compare_needs_two)}</p> }
                >
                    <div class="report__picks">
                        {pick(0, Messages::first_person)} {pick(1, Messages::second_person)}
                    </div>
                    {dynamic(table)}
                    <p class="field__hint">{word(Messages::compare_units)}</p>
                </Show>
            </Show>
        </main>
    }
}

/// Two decimals. Of whole numbers, because printing fractions in general takes tables.
fn hundredths(value: f64) -> String {
    let n = (value * 100.0).round() as i64;
    let sign = if n < 0 { "−" } else { "" };
    format!("{sign}{}.{:02}", n.abs() / 100, n.abs() % 100)
}
