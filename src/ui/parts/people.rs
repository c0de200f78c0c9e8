//! Who annotates, and whose annotations are shown.

use crate::ui::i18n::{Messages, live, word};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock;
use crate::order;
use crate::project::{self, Annotator, AnnotatorId, Edit, Label, Operation};
use crate::ui::i18n::t;
use crate::ui::painting;
use crate::ui::state::App;

/// A checkbox for each person, and the person's own nickname.
#[component]
pub(crate) fn People() -> impl IntoView {
    let app = App::of_context();
    let me = move || app.me.get();
    let people = move || {
        let me = me();
        let mut list = app.read(|w| w.project.annotators.values().cloned().collect::<Vec<Annotator>>());
        order::sort(&mut list, &|a, b| {
            (Some(&a.id) != me.as_ref(), &a.nickname, &a.id).cmp(&(
                Some(&b.id) != me.as_ref(),
                &b.nickname,
                &b.id,
            ))
        });
        list
    };
    let count = move |id: &AnnotatorId| {
        let document = app.document.get();
        app.read(|w| {
            let mine = |a: &&project::Annotation| &a.annotator == id && a.theme.is_some();
            document.map_or(0, |d| {
                w.project.annotations_of(&d.fingerprint).filter(mine).count()
            })
        })
    };
    let nickname =
        move || me().and_then(|m| app.read(|w| w.project.annotators.get(&m).map(|a| a.nickname.clone())));
    // Only somebody who has done nothing here can turn out to be somebody else.
    let fresh =
        move || me().is_some_and(|m| !app.read(|w| w.project.annotations.values().any(|a| a.annotator == m)));
    let rename = move |value: String| {
        let edit = me().and_then(|m| app.work.with_value(|w| project::name_annotator(w, &m, &value)));
        if let Some(edit) = edit {
            app.run(Operation::Do {
                edit,
                label: Label::Rename,
                at: clock::now(),
                coalesce: None,
            });
        }
    };
    view! {
        <section class="panel" aria-label=word(Messages::people)>
            <h2 class="panel__title">{word(Messages::people)}</h2>
            <ul class="people">
                <For each=people key=|p| (p.id.clone(), p.nickname.clone()) let:person>
                    {
                        let own = Some(&person.id) == me().as_ref();
                        let (a, b, c, d) = (person.id.clone(), person.id.clone(), person.id.clone(), person.id.clone());
                        let other = person.nickname.clone();
                        view! {
                            <li class="people__row">
                                <label class="choice">
                                    <input
                                        type="checkbox"
                                        data-annotator=person.id.to_string()
                                        prop:checked=live(move || !app.hidden.with(|h| h.contains(&a)))
                                        on:change=move |e| {
                                            let show = event_target_checked(&e);
                                            app.hidden
                                                .update(|h| {
                                                    if show {
                                                        h.retain(|x| x != &b);
                                                    } else {
                                                        h.push(b.clone());
                                                    }
                                                });
                                            painting::repaint(app);
                                        }
                                    />
                                    <span class="people__name">{person.nickname.clone()}</span>
                                    {own.then(|| view! { <span class="people__me">{word(Messages::people_me)}</span> })}
                                </label>
                                <span class="people__count">{live(move || t().tags_count(count(&c)))}</span>
                                <Show when=move || !own && fresh()>
                                    <button
                                        type="button"
                                        class="button button--quiet button--small people__become"
                                        on:click={
                                            let d = d.clone();
                                            move |_| become_other(app, d.clone())
                                        }
                                    >
                                        {
                                            let other = other.clone();
                                            move || t().continue_as(&other)
                                        }
                                    </button>
                                </Show>
                            </li>
                        }
                    }
                </For>
            </ul>
            <label class="field">
                <span class="field__label">{word(Messages::nickname)}</span>
                <input
                    class="field__input"
                    type="text"
                    maxlength="40"
                    prop:value=live(move || nickname().unwrap_or_default())
                    on:change=move |e| rename(event_target_value(&e))
                />
            </label>
        </section>
    }
}

/// The person turns out to be somebody the file knows: the same one on another computer.
fn become_other(app: App, id: AnnotatorId) {
    // Whoever they were until now has done nothing, and is nobody.
    if let Some(nobody) = app.me.get_untracked() {
        let edit = Edit::Annotator {
            id: nobody,
            value: None,
        };
        app.run(Operation::Silent { edit });
    }
    app.me.set(Some(id.clone()));
    let storage = app.session.with_value(|s| s.storage.clone());
    spawn_local(async move {
        if let Some(storage) = storage
            && storage.set_me(id.as_str()).await.is_err()
        {
            app.tell("", t().storage_failed());
        }
    });
}
