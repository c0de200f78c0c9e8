//! Messages about files, the bar of long work, and the voice for those who hear the page.

use crate::ui::i18n::{Messages, live, word};
use crate::ui::parts::press;
use leptos::prelude::*;

use crate::ui::reader;
use crate::ui::state::App;

/// Problems, each with a way to close it.
#[component]
pub(crate) fn Alerts() -> impl IntoView {
    let app = App::of_context();
    view! {
        <div class="alerts">
            <For each=move || app.problems.get() key=|p| p.id let:problem>
                <div class="alert" role="alert">
                    <p class="alert__words">{problem.message.clone()}</p>
                    <button
                        type="button"
                        class="button button--quiet"
                        on:click=press(move || {
                            app.problems.update(|list| list.retain(|p| p.id != problem.id));
                            reader::focus();
                        })
                    >
                        {word(Messages::close)}
                    </button>
                </div>
            </For>
            // Those who hear the page have been told by the live region.
            <p class="done" aria-hidden="true">{live(move || app.done.get())}</p>
        </div>
    }
}

/// Long work that can be stopped.
#[component]
pub(crate) fn Progress() -> impl IntoView {
    let app = App::of_context();
    let percent = move || (app.progress.get().unwrap_or(0.0) * 100.0) as u32;
    view! {
        <Show when=move || app.progress.get().is_some()>
            <div class="progress">
                <span class="progress__words">{word(Messages::working)}</span>
                <div
                    role="progressbar"
                    aria-label=word(Messages::working)
                    aria-valuemin="0"
                    aria-valuemax="100"
                    aria-valuenow=live(move || percent().to_string())
                    class="progress__bar"
                    style:--done=live(move || format!("{}%", percent()))
                ></div>
                <button type="button" class="button button--quiet" on:click=press(move || app.stopped.set_value(true))>
                    {word(Messages::stop)}
                </button>
            </div>
        </Show>
    }
}

/// What has happened, for those who hear the page.
#[component]
pub(crate) fn Voice() -> impl IntoView {
    let app = App::of_context();
    view! { <div class="unseen" aria-live="polite" data-testid="live">{live(move || app.said.get())}</div> }
}
