//! The first visit: what this is, and two things to do.

use crate::ui::i18n::{Messages, word};
use crate::ui::parts::press;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::opening;
use crate::ui::parts::toolbar::choose_files;
use crate::ui::state::App;

/// Shown while no document is open.
#[component]
pub(crate) fn Start() -> impl IntoView {
    let app = App::of_context();
    view! {
        <section class="start">
            <p class="start__brand" aria-hidden="true">
                <span class="start__note start__note--1"></span>
                <span class="start__note start__note--2"></span>
                <span class="start__note start__note--3"></span>
            </p>
            <h1 class="start__title">"Fusen " <span lang="ja">"付箋"</span></h1>
            <p class="start__words">{word(Messages::tagline)}</p>
            <div class="start__actions">
                <button
                    type="button"
                    class="button button--main"
                    on:click=press(move || spawn_local(opening::open_sample(app)))
                >
                    {word(Messages::open_sample)}
                </button>
                <button type="button" class="button button--large" on:click=press(choose_files)>
                    {word(Messages::open_files)}
                </button>
            </div>
            <p class="start__hint">{word(Messages::start_hint)}</p>
            <p class="start__hint">{word(Messages::sample_is)}</p>
            <p class="start__promise">{word(Messages::nothing_sent)}</p>
        </section>
    }
}
