//! Making and changing a theme.

use crate::ui::i18n::{Messages, live, word};
use crate::ui::parts::press;
use leptos::ev;
use leptos::prelude::*;

use crate::browser::clock;
use crate::project::{self, Colour, Label, Operation, ThemeId, palette};
use crate::ui::i18n::{messages, t};
use crate::ui::parts::dialog::Dialog;
use crate::ui::parts::themes::name_of;
use crate::ui::state::App;
use crate::view::keymap::RESERVED;

/// The dialog behind 「テーマを追加」 and the button beside each theme.
#[component]
pub(crate) fn ThemeDialog() -> impl IntoView {
    let app = App::of_context();
    let open = Signal::derive(move || app.theme_dialog.get().is_some());
    let title = Signal::derive(move || match app.theme_dialog.get().flatten() {
        Some(id) => app.read(|w| {
            w.project
                .themes
                .get(&id)
                .map_or(String::new(), |x| t().edit_theme(name_of(x)))
        }),
        None => t().add_theme().to_owned(),
    });
    view! {
        <Dialog open=open title=title on_close=Callback::new(move |()| app.theme_dialog.set(None))>
            <Form id=app.theme_dialog.get_untracked().flatten() />
        </Dialog>
    }
}

#[component]
fn Form(
    /// The theme to change; none makes a new one.
    id: Option<ThemeId>,
) -> impl IntoView {
    let app = App::of_context();
    let old = id
        .as_ref()
        .and_then(|id| app.work.with_value(|w| w.project.themes.get(id).cloned()));
    let free = app.work.with_value(|w| {
        let used: Vec<Colour> = w.project.codebook().iter().map(|x| x.colour).collect();
        // The first that nobody uses, else the one that fewest use.
        let free = palette().min_by_key(|c| used.iter().filter(|u| *u == c).count());
        free.unwrap_or(Colour(0x0072B2))
    });
    let name = RwSignal::new(old.as_ref().map_or(String::new(), |x| x.name.clone()));
    let colour = RwSignal::new(old.as_ref().map_or(free, |x| x.colour));
    let key = RwSignal::new(
        old.as_ref()
            .and_then(|x| x.key)
            .map_or(String::new(), |k| k.to_string()),
    );
    let problem = RwSignal::new(String::new());
    let for_submit = id.clone();
    let submit = move |e: ev::SubmitEvent| {
        e.prevent_default();
        match check(
            app,
            for_submit.as_ref(),
            &name.get_untracked(),
            &key.get_untracked(),
        ) {
            Ok(key) => {
                save(
                    app,
                    for_submit.as_ref(),
                    name.get_untracked().trim(),
                    colour.get_untracked(),
                    key,
                );
                app.theme_dialog.set(None);
            }
            Err(words) => problem.set(words),
        }
    };
    // The Enter that confirms a conversion must not send the form.
    let guard = move |e: ev::KeyboardEvent| {
        if e.key() == "Enter" && (e.is_composing() || e.key_code() == 229) {
            e.prevent_default();
        }
    };
    let swatches = palette()
        .enumerate()
        .map(|(n, c)| {
            view! {
                <label class="swatch" style:--theme=c.to_string()>
                    <input
                        type="radio"
                        name="colour"
                        aria-label=live(move || t().colour_n(n + 1))
                        prop:checked=live(move || colour.get() == c)
                        on:change=move |_| colour.set(c)
                    />
                    <span aria-hidden="true"></span>
                </label>
            }
        })
        .collect_view();
    let exists = old.is_some();
    let delete = move |_| {
        let edit = id
            .as_ref()
            .and_then(|id| app.work.with_value(|w| project::delete_theme(w, id)));
        if let Some(edit) = edit {
            let label = Label::DeleteTheme {
                name: name.get_untracked(),
            };
            app.run(Operation::Do {
                edit,
                label,
                at: clock::now(),
                coalesce: None,
            });
        }
        app.theme_dialog.set(None);
    };
    view! {
        <form class="form" on:submit=submit on:keydown=guard novalidate>
            <label class="field">
                <span class="field__label">{word(Messages::name)}</span>
                <input
                    class="field__input"
                    type="text"
                    autofocus
                    maxlength="60"
                    prop:value=live(move || name.get())
                    on:input=move |e| name.set(event_target_value(&e))
                />
            </label>
            <fieldset class="field">
                <legend class="field__label">{word(Messages::colour)}</legend>
                <div class="swatches">{swatches}</div>
                <label class="field__other">
                    <input
                        type="color"
                        aria-label=word(Messages::colour)
                        prop:value=live(move || colour.get().to_string())
                        on:input=move |e| {
                            if let Some(c) = Colour::parse(&event_target_value(&e)) {
                                colour.set(c);
                            }
                        }
                    />
                </label>
            </fieldset>
            <label class="field">
                <span class="field__label">{word(Messages::key)}</span>
                <input
                    class="field__input field__input--key"
                    type="text"
                    maxlength="1"
                    autocomplete="off"
                    aria-describedby="key-hint"
                    prop:value=live(move || key.get())
                    on:input=move |e| key.set(event_target_value(&e))
                />
            </label>
            <p id="key-hint" class="field__hint">{word(Messages::key_hint)}</p>
            <p class="field__problem" role="alert">{problem}</p>
            <div class="form__buttons">
                <Show when=move || exists>
                    <button
                        type="button"
                        class="button button--danger"
                        title=word(Messages::delete_hint)
                        on:click=delete.clone()
                    >
                        {word(Messages::delete)}
                    </button>
                </Show>
                <button type="button" class="button" on:click=press(move || app.theme_dialog.set(None))>
                    {word(Messages::cancel)}
                </button>
                <button type="submit" class="button button--main">
                    {word(if exists { Messages::change } else { Messages::add })}
                </button>
            </div>
        </form>
    }
}

/// The key, or why it will not do.
fn check(app: App, id: Option<&ThemeId>, name: &str, key: &str) -> Result<Option<char>, String> {
    let (m, name) = (messages(), name.trim());
    if name.is_empty() {
        return Err(m.name_missing().to_owned());
    }
    app.work.with_value(|w| {
        let others: Vec<_> = w
            .project
            .codebook()
            .into_iter()
            .filter(|x| Some(&x.id) != id)
            .collect();
        if others.iter().any(|x| x.name == name) {
            return Err(m.name_taken(name));
        }
        // A full-width digit is what an IME gives.
        let folded = key.trim().chars().next().map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0)
                .unwrap_or(c)
                .to_ascii_lowercase(),
            c => c.to_ascii_lowercase(),
        });
        let Some(key) = folded else { return Ok(None) };
        if RESERVED.contains(&key) {
            return Err(m.key_reserved(key));
        }
        if !(key.is_ascii_lowercase() || ('1'..='9').contains(&key)) {
            return Err(m.key_bad().to_owned());
        }
        match others.iter().find(|x| x.key == Some(key)) {
            Some(other) => Err(m.key_taken(key, &other.name)),
            None => Ok(Some(key)),
        }
    })
}

fn save(app: App, id: Option<&ThemeId>, name: &str, colour: Colour, key: Option<char>) {
    let (edit, label) = match id {
        None => {
            let add = |w: &project::Workspace| project::add_theme(w, name, colour, key, &mut clock::uuid);
            (
                Some(app.work.with_value(add)),
                Label::AddTheme {
                    name: name.to_owned(),
                },
            )
        }
        Some(id) => {
            let change = |w: &project::Workspace| {
                project::change_theme(w, id, |x| {
                    if x.name != name {
                        // The other language's name would no longer fit.
                        x.name_en = None;
                    }
                    name.clone_into(&mut x.name);
                    (x.colour, x.key) = (colour, key);
                })
            };
            (
                app.work.with_value(change),
                Label::ChangeTheme {
                    name: name.to_owned(),
                },
            )
        }
    };
    if let Some(edit) = edit {
        app.run(Operation::Do {
            edit,
            label,
            at: clock::now(),
            coalesce: None,
        });
    }
}
