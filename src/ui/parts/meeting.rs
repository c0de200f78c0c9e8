//! The meeting: its name large, the rest one step away.

use std::sync::Arc;

use leptos::prelude::*;

use crate::project::DocumentInfo;
use crate::ui::i18n::{Messages, live, word};
use crate::ui::state::{App, OpenDocument};
use crate::view::document::front_page;

/// Name, number, date, time, place, agenda, materials, and the page on which they stand.
#[component]
pub(crate) fn MeetingCard(
    /// What is open.
    document: Arc<OpenDocument>,
) -> impl IntoView {
    let app = App::of_context();
    let meeting = document.minutes.meeting.clone();
    let first_page = front_page(&document.minutes);
    let fingerprint = document.fingerprint.clone();
    let info = move || {
        let mine = |d: &&DocumentInfo| d.fingerprint == fingerprint;
        app.read(|w| w.project.documents.iter().find(mine).cloned())
    };
    let (of_title, of_source) = (info.clone(), info);
    let title = live(move || of_title().map_or(String::new(), |i| i.title));
    let source =
        live(move || of_source().map_or(String::new(), |i| i.source.attribution.unwrap_or(i.source.name)));
    let online = meeting.online;
    let field = |name: &'static str, label: fn(Messages) -> &'static str, value: Option<String>| {
        value.map(|value| {
            view! {
                <div class="meeting__field">
                    <dt>{word(label)}</dt>
                    <dd data-field=name>{value}</dd>
                </div>
            }
        })
    };
    let list = |name: &'static str, label: fn(Messages) -> &'static str, items: Vec<String>| {
        (!items.is_empty()).then(|| {
            let items = items.into_iter().map(|i| view! { <li>{i}</li> }).collect_view();
            view! {
                <div class="meeting__field meeting__field--list">
                    <dt>{word(label)}</dt>
                    <dd data-field=name>
                        <ul>{items}</ul>
                    </dd>
                </div>
            }
        })
    };
    let dates = (!meeting.dates.is_empty()).then(|| meeting.dates.join("、"));
    let materials = meeting
        .materials
        .iter()
        .map(|m| format!("{}　{}", m.id, m.title).trim_end().to_owned())
        .collect::<Vec<_>>();
    let times = (meeting.start.is_some() || meeting.end.is_some()).then(|| {
        let end = meeting
            .end
            .clone()
            .map(|e| view! { "～" <span data-field="end">{e}</span> });
        view! {
            <div class="meeting__field">
                <dt>{word(Messages::time)}</dt>
                <dd>
                    {meeting.start.clone().map(|s| view! { <span data-field="start">{s}</span> })} {end}
                </dd>
            </div>
        }
    });
    let name = match &meeting.name {
        Some(name) => view! { <span data-field="name">{name.clone()}</span> }.into_any(),
        None => view! { <span>{title}</span> }.into_any(),
    };
    view! {
        <section class="meeting" data-testid="meeting" lang="ja" aria-label=word(Messages::meeting_name)>
            {first_page.map(|n| view! { <span class="page-mark" data-page=n.to_string()>{format!("p.{n}")}</span> })}
            <h1 class="meeting__title">
                {meeting.number.clone().map(|n| view! { <span data-field="number">{n}</span> })} {name}
            </h1>
            <dl class="meeting__fields">
                {field("date", Messages::date, dates)} {times} {field("place", Messages::place, meeting.place.clone())}
                {online.then(|| view! { <div class="meeting__field"><dt class="unseen">{word(Messages::place)}</dt><dd class="meeting__online">{word(Messages::online)}</dd></div> })}
            </dl>
            <details class="meeting__more" open=true>
                <summary>{word(Messages::details)}</summary>
                <dl class="meeting__lists">
                    {list("agenda", Messages::agenda, meeting.agenda.clone())}
                    {list("materials", Messages::materials, materials)}
                    <div class="meeting__field">
                        <dt>{word(Messages::source)}</dt>
                        <dd data-field="source">{source}</dd>
                    </div>
                </dl>
            </details>
        </section>
    }
}
