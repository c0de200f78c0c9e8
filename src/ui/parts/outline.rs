//! The left side: documents, outline, findings of the parser.

use crate::ui::i18n::{Messages, dynamic, live, word};
use crate::ui::parts::press;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::minutes::BlockKind;
use crate::project::{Address, Fingerprint};
use crate::ui::i18n::t;
use crate::ui::parts::themes::name_of;
use crate::ui::state::{App, OpenDocument};
use crate::ui::{annotating, opening, session};
use crate::view::outline;
use crate::view::units::Place;

/// Documents of the project.
#[component]
pub(crate) fn Documents() -> impl IntoView {
    let app = App::of_context();
    let list = move || {
        app.read(|w| {
            w.project
                .documents
                .iter()
                .map(|d| (d.fingerprint.clone(), d.title.clone()))
                .collect::<Vec<_>>()
        })
    };
    let current = move |f: &Fingerprint| app.document.get().is_some_and(|d| &d.fingerprint == f);
    view! {
        <section class="panel" aria-label=word(Messages::documents)>
            <h2 class="panel__title">{word(Messages::documents)}</h2>
            <ul class="list">
                <For each=list key=|(f, _)| f.clone() let:item>
                    {
                        let (fingerprint, title) = item;
                        let (f, g, id) = (fingerprint.clone(), fingerprint.clone(), fingerprint.to_string());
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class="list__item"
                                    lang="ja"
                                    data-document=id
                                    aria-current=live(move || current(&f).then_some("true"))
                                    on:click=press(move || {
                                        let fingerprint = g.clone();
                                        app.sheet.set(None);
                                        spawn_local(async move { session::show_stored(app, &fingerprint).await });
                                    })
                                >
                                    {title}
                                </button>
                            </li>
                        }
                    }
                </For>
            </ul>
            <button
                type="button"
                class="button button--quiet button--small"
                on:click=press(move || {
                    app.sheet.set(None);
                    spawn_local(opening::open_sample(app));
                })
            >
                {word(Messages::open_sample)}
            </button>
        </section>
    }
}

fn go_to_speech(app: App, speech: u32) {
    app.sheet.set(None);
    app.view.set(crate::ui::state::View::Read);
    annotating::go(app, Place::at(Address { speech, sentence: 1 }), true);
    crate::ui::reader::focus();
}

/// Sections and speakers.
#[component]
pub(crate) fn Outline() -> impl IntoView {
    let app = App::of_context();
    let sections = move || {
        app.document
            .get()
            .map(|d| outline::sections(&d.minutes))
            .unwrap_or_default()
    };
    view! {
        <nav id="outline" class="panel" aria-label=word(Messages::outline)>
            <h2 class="panel__title">{word(Messages::outline)}</h2>
            <Show when=move || !sections().is_empty()>
                <h3 class="panel__part">{word(Messages::sections)}</h3>
                <ul class="list" lang="ja">
                    {dynamic(move || {
                        sections()
                            .into_iter()
                            .map(|s| {
                                let at = s.at;
                                view! {
                                    <li>
                                        <button type="button" class="list__item" on:click=press(move || go_to_byte(app, at))>
                                            {s.title}
                                        </button>
                                    </li>
                                }
                            })
                            .collect_view()
                    })}
                </ul>
            </Show>
            <h3 class="panel__part">{word(Messages::speakers)}</h3>
            <ul class="list" lang="ja">
                {dynamic(move || app.document.get().map(|d| speaker_rows(app, &d)))}
            </ul>
        </nav>
    }
}

/// A row for each speaker: how often and how much; pressed, it leads from turn to turn.
pub(crate) fn speaker_rows(app: App, document: &OpenDocument) -> AnyView {
    let row = |s: outline::SpeakerRow| {
        let percent = s.share;
        let (label, count) = (s.label.clone(), s.speeches.len());
        let speeches = s.speeches;
        let name = s.label;
        view! {
            <li>
                <button
                    type="button"
                    class="list__item list__item--speaker"
                    aria-label=live(move || t().speaker_share(&name, percent, count))
                    style:--share=format!("{}%", s.bar)
                    on:click=press(move || {
                        let here = app.place.get_untracked().map_or(0, |p| p.head.speech);
                        let next = speeches.iter().find(|n| **n > here).or(speeches.first());
                        if let Some(next) = next {
                            go_to_speech(app, *next);
                        }
                    })
                >
                    <span class="list__label">{label}</span>
                    <span class="list__number" aria-hidden="true">{count}</span>
                </button>
            </li>
        }
    };
    outline::speakers(&document.minutes)
        .into_iter()
        .map(row)
        .collect_view()
        .into_any()
}

fn go_to_byte(app: App, byte: u32) {
    let address = app
        .document
        .get_untracked()
        .and_then(|d| d.units.at_or_after(byte));
    if let Some(address) = address {
        app.sheet.set(None);
        annotating::go(app, Place::at(address), true);
        crate::ui::reader::focus();
    }
}

/// Tags of opened files whose words are not in the text, in words.
fn lost(app: App) -> Vec<String> {
    let Some(document) = app.document.get() else {
        return Vec::new();
    };
    app.read(|w| {
        let lost = w.project.annotations_of(&document.fingerprint);
        let lost = lost.filter(|a| a.target.position.is_empty() && !a.target.quote.exact.is_empty());
        lost.map(|a| {
            let theme = a.theme.as_ref().and_then(|x| w.project.themes.get(x));
            let name = theme.map_or_else(|| t().note().to_owned(), name_of);
            let words: String = a.target.quote.exact.chars().take(40).collect();
            t().lost_tag(&name, &words)
        })
        .collect()
    })
}

/// What the parser was unsure of, and tags that found no place.
#[component]
pub(crate) fn ToCheck() -> impl IntoView {
    let app = App::of_context();
    let list = move || {
        app.document
            .get()
            .map(|d| d.minutes.diagnostics.clone())
            .unwrap_or_default()
    };
    let place = |d: &OpenDocument, line: Option<u32>| {
        let line = line?;
        let block = d
            .minutes
            .blocks
            .iter()
            .find(|b| b.line >= Some(line) && matches!(b.kind, BlockKind::Speech(_)))?;
        Some(block.range.start)
    };
    view! {
        <Show when=move || !list().is_empty() || !lost(app).is_empty()>
            <section class="panel" aria-label=word(Messages::to_check)>
                <h2 class="panel__title">{word(Messages::to_check)}</h2>
                <ul class="list">
                    {dynamic(move || {
                        lost(app)
                            .into_iter()
                            .map(|words| view! { <li class="list__item list__item--finding">{words}</li> })
                            .collect_view()
                    })}
                    {dynamic(move || {
                        list()
                            .into_iter()
                            .map(|f| {
                                let at = app.document.get().and_then(|d| f.at.or_else(|| place(&d, f.line)));
                                let line = f.line.map(|n| t().line_number(n));
                                view! {
                                    <li>
                                        <button
                                            type="button"
                                            class="list__item list__item--finding"
                                            disabled=at.is_none()
                                            on:click=press(move || {
                                                if let Some(at) = at {
                                                    go_to_byte(app, at);
                                                }
                                            })
                                        >
                                            {line.map(|l| view! { <span class="list__line">{l}</span> })}
                                            <span lang="ja">{f.message}</span>
                                        </button>
                                    </li>
                                }
                            })
                            .collect_view()
                    })}
                </ul>
            </section>
        </Show>
    }
}
