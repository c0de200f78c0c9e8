//! The right side: units, themes, and the note on what is chosen.

use crate::ui::i18n::{Messages, dynamic, live, word};
use crate::ui::parts::press;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::project::{Theme, ThemeId};
use crate::ui::i18n::{Language, language, t};
use crate::ui::state::App;
use crate::ui::{annotating, opening, reader};
use crate::view::keymap::assign_keys;
use crate::view::units::Mode;

/// A theme's name in the language of the interface, if it has one.
pub(crate) fn name_of(theme: &Theme) -> String {
    match (language().get(), &theme.name_en) {
        (Language::En, Some(name)) => name.clone(),
        _ => theme.name.clone(),
    }
}

/// How many annotations of visible people each theme has in the document.
pub(crate) fn counts(app: App) -> Vec<(ThemeId, usize)> {
    let Some(document) = app.document.get() else {
        return Vec::new();
    };
    let hidden = app.hidden.get();
    app.read(|w| {
        let mut counts: Vec<(ThemeId, usize)> = Vec::new();
        for a in w
            .project
            .annotations_of(&document.fingerprint)
            .filter(|a| !hidden.contains(&a.annotator))
        {
            if let Some(theme) = &a.theme {
                match counts.iter_mut().find(|(t, _)| t == theme) {
                    Some((_, n)) => *n += 1,
                    None => counts.push((theme.clone(), 1)),
                }
            }
        }
        counts
    })
}

fn count(counts: &[(ThemeId, usize)], theme: &ThemeId) -> usize {
    counts.iter().find(|(id, _)| id == theme).map_or(0, |(_, n)| *n)
}

/// Units and themes.
#[component]
pub(crate) fn Themes() -> impl IntoView {
    let app = App::of_context();
    let themes =
        Memo::new(move |_| app.read(|w| w.project.codebook().into_iter().cloned().collect::<Vec<Theme>>()));
    let keys = live(move || themes.with(|list| assign_keys(&list.iter().collect::<Vec<_>>())));
    let pressed = Memo::new(move |_| annotating::pressed(app));
    let counts = Memo::new(move |_| counts(app));
    view! {
        <section class="panel panel--themes" aria-label=word(Messages::themes)>
            <div class="panel__head">
                <h2 class="panel__title">{word(Messages::themes)}</h2>
                <Units />
            </div>
            <p class="panel__hint">
                {live(move || match (app.place.get().is_none(), app.mode.get()) {
                    (_, Mode::Span) => t().select_hint(),
                    (true, _) => t().choose_hint(),
                    _ => "",
                })}
            </p>
            <ul class="themes">
                <For each=move || themes.get() key=|theme| (theme.id.clone(), theme.revision, theme.name.clone(), theme.colour, theme.key) let:theme>
                    {
                        let id = theme.id.clone();
                        let (a, b, c, d, e) = (id.clone(), id.clone(), id.clone(), id.clone(), id.clone());
                        let (for_name, for_edit) = (theme.clone(), theme.clone());
                        let colour = theme.colour.to_string();
                        let key = move || keys.with(|k| k.iter().find(|(id, _)| *id == a).map(|(_, k)| k.to_string()));
                        let key = live(key);
                        view! {
                            <li class="themes__row">
                                <button
                                    type="button"
                                    class="theme"
                                    data-theme=id.to_string()
                                    data-count=live(move || counts.with(|n| count(n, &c)).to_string())
                                    aria-pressed=live(move || pressed.with(|p| p.contains(&b)).to_string())
                                    aria-keyshortcuts=live(move || key.get())
                                    style:--theme=colour
                                    on:click=move |e: ev::MouseEvent| {
                                        annotating::toggle(app, &d);
                                        // Not when it was pressed with a key: the focus stays where the person put it.
                                        if e.detail() > 0 {
                                            reader::focus();
                                        }
                                    }
                                >
                                    <kbd class="theme__key" aria-hidden="true">{live(move || key.get().unwrap_or_default())}</kbd>
                                    <span class="theme__chip" aria-hidden="true"></span>
                                    <span class="theme__name" lang=live(move || language_of(&theme))>{live(move || name_of(&for_name))}</span>
                                    <span class="theme__count" aria-hidden="true">
                                        {live(move || counts.with(|n| count(n, &e)).to_string())}
                                    </span>
                                </button>
                                <button
                                    type="button"
                                    class="theme__edit"
                                    aria-label=live(move || t().edit_theme(name_of(&for_edit)))
                                    on:click=press(move || app.theme_dialog.set(Some(Some(id.clone()))))
                                >
                                    <span class="icon icon--more" aria-hidden="true"></span>
                                </button>
                            </li>
                        }
                    }
                </For>
            </ul>
            <Show when=move || themes.with(Vec::is_empty)>
                <div class="offer">
                    <p>{word(Messages::no_themes)} " " {word(Messages::starter_offer)}</p>
                    <button type="button" class="button" on:click=press(move || spawn_local(opening::add_starter(app)))>
                        {word(Messages::starter_add)}
                    </button>
                </div>
            </Show>
            <button type="button" class="button button--wide" on:click=press(move || app.theme_dialog.set(Some(None)))>
                {word(Messages::add_theme)}
            </button>
        </section>
    }
}

fn language_of(theme: &Theme) -> &'static str {
    if language().get() == Language::En && theme.name_en.is_some() {
        "en"
    } else {
        "ja"
    }
}

/// 文, 発言, 範囲.
#[component]
fn Units() -> impl IntoView {
    let app = App::of_context();
    let choice = move |mode: Mode, label: fn(Messages) -> &'static str| {
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name="unit"
                    prop:checked=live(move || app.mode.get() == mode)
                    on:change=move |_| annotating::set_mode(app, mode)
                />
                <span>{word(label)}</span>
            </label>
        }
    };
    view! {
        <div class="segments" role="radiogroup" aria-label=word(Messages::unit)>
            {choice(Mode::Sentence, Messages::sentence)} {choice(Mode::Speech, Messages::speech)}
            {choice(Mode::Span, Messages::span)}
        </div>
    }
}

/// The person's note on the current unit.
#[component]
pub(crate) fn Note() -> impl IntoView {
    let app = App::of_context();
    let note = Memo::new(move |_| annotating::note(app));
    let tags = Memo::new(move |_| annotating::tags_here(app));
    let composing = StoredValue::new(false);
    let write = move |e: &ev::Event| {
        let value = event_target_value(e);
        annotating::write_note(app, &value);
    };
    view! {
        <section class="panel panel--note" aria-label=word(Messages::tags_here)>
            <ul class="tags">
                {dynamic(move || {
                    tags.get()
                        .into_iter()
                        .map(|tag| {
                            let other = !tag.who.is_empty();
                            view! {
                                <li class="tag" class:tag--other=other style:--theme=tag.colour>
                                    {tag.theme}
                                    <span class="tag__who">{tag.who}</span>
                                </li>
                            }
                        })
                        .collect_view()
                })}
            </ul>
            <label class="panel__title" for="note">{word(Messages::note)}</label>
            <textarea
                id="note"
                class="note"
                rows="3"
                placeholder=word(Messages::note_placeholder)
                disabled=live(move || app.place.get().is_none())
                prop:value=live(move || note.get())
                on:compositionstart=move |_| composing.set_value(true)
                on:compositionend=move |e| {
                    composing.set_value(false);
                    write(&e.into());
                }
                on:input=move |e| {
                    if !composing.get_value() {
                        write(&e);
                    }
                }
            ></textarea>
        </section>
    }
}
