//! The meeting: its name large, the rest one step away.

use crate::ui::i18n::{Messages, word};
use leptos::prelude::*;

use crate::minutes::Meeting;
use crate::project::Source;

/// Name, number, date, time, place, agenda, materials.
#[component]
pub(crate) fn MeetingCard(
    /// As parsed.
    meeting: Meeting,
    /// The original, if known.
    source: Option<Source>,
    /// What the document is called where the text names no meeting.
    title: String,
) -> impl IntoView {
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
    let has_lists = !meeting.agenda.is_empty() || !materials.is_empty() || source.is_some();
    let source = source.map(|s| s.attribution.unwrap_or(s.name));
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
            <h1 class="meeting__title">
                {meeting.number.clone().map(|n| view! { <span data-field="number">{n}</span> })} {name}
            </h1>
            <dl class="meeting__fields">
                {field("date", Messages::date, dates)} {times} {field("place", Messages::place, meeting.place.clone())}
                {online.then(|| view! { <div class="meeting__field"><dt class="unseen">{word(Messages::place)}</dt><dd class="meeting__online">{word(Messages::online)}</dd></div> })}
            </dl>
            {has_lists
                .then(|| {
                    view! {
                        <details class="meeting__more" open=true>
                            <summary>{word(Messages::details)}</summary>
                            <dl class="meeting__lists">
                                {list("agenda", Messages::agenda, meeting.agenda.clone())}
                                {list("materials", Messages::materials, materials)}
                                {field("source", Messages::source, source)}
                            </dl>
                        </details>
                    }
                })}
        </section>
    }
}
