//! The preview of a merge.

use crate::ui::i18n::{Messages, dynamic, live, word};
use crate::ui::parts::press;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::i18n::{messages, t};
use crate::ui::merging;
use crate::ui::parts::dialog::Dialog;
use crate::ui::state::App;

/// Says what would come in, and asks.
#[component]
pub(crate) fn MergeDialog() -> impl IntoView {
    let app = App::of_context();
    let open = Signal::derive(move || app.preview.get().is_some());
    let title = word(Messages::merge_title);
    let number = move |f: fn(&crate::project::MergePlan) -> usize| {
        app.preview
            .with(|p| p.as_ref().map_or(0, |p| f(&p.plan)).to_string())
    };
    let accept = move |_| {
        if let Some(preview) = app.preview.get_untracked() {
            let n = preview.plan.new_tags;
            app.preview.set(None);
            spawn_local(async move {
                merging::take_over(app, preview, false).await;
                app.report(messages().merged(n));
            });
        }
    };
    view! {
        <Dialog open=open title=title on_close=Callback::new(move |()| app.preview.set(None))>
            <div
                class="merge"
                data-testid="merge-preview"
                data-new-themes=live(move || number(|p| p.new_themes))
                data-new-tags=live(move || number(|p| p.new_tags))
                data-changed=live(move || number(|p| p.changed))
            >
                <p>{live(move || app.preview.with(|p| p.as_ref().map_or(String::new(), |p| t().merge_from(&p.files))))}</p>
                <ul class="merge__list">
                    {dynamic(move || {
                        app.preview
                            .with(|p| p.as_ref().map(|p| lines(&p.plan)))
                            .unwrap_or_default()
                            .into_iter()
                            .map(|l| view! { <li>{l}</li> })
                            .collect_view()
                    })}
                </ul>
                <p class="field__hint">{word(Messages::merge_undo)}</p>
                <div class="form__buttons">
                    <button type="button" class="button" on:click=press(move || app.preview.set(None))>
                        {word(Messages::cancel)}
                    </button>
                    <button type="button" class="button button--main" autofocus on:click=accept>
                        {word(Messages::merge_do)}
                    </button>
                </div>
            </div>
        </Dialog>
    }
}

fn lines(plan: &crate::project::MergePlan) -> Vec<String> {
    let m = t();
    if plan.is_empty() {
        return vec![m.merge_nothing().to_owned()];
    }
    let mut lines = vec![m.merge_themes(plan.new_themes), m.merge_tags(plan.new_tags)];
    if plan.new_notes > 0 {
        lines.push(m.merge_notes(plan.new_notes));
    }
    if !plan.new_people.is_empty() {
        lines.push(m.merge_people(plan.new_people.join("、")));
    }
    if !plan.new_documents.is_empty() {
        lines.push(m.merge_documents(plan.new_documents.join("、")));
    }
    lines.push(if plan.changed == 0 {
        m.merge_unchanged().to_owned()
    } else {
        m.merge_changed(plan.changed)
    });
    lines
}
