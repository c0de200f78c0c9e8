//! The preview of a merge.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::project::Replacement;
use crate::ui::html::{El, button, classed, dynamic, el, live};
use crate::ui::i18n::{Messages, messages, t, word};
use crate::ui::merging;
use crate::ui::parts::dialog::{Spec, dialog};
use crate::ui::state::App;

/// Says what would come in, and asks.
pub(crate) fn merge_dialog(app: App) -> El {
    dialog(
        app,
        Spec {
            open: |app| app.preview.with(Option::is_some),
            title: |_| t().merge_title().to_owned(),
            close: |app| app.preview.set(None),
            content,
        },
    )
}

fn content(app: App) -> El {
    let number = move |f: fn(&crate::project::MergePlan) -> usize| {
        live(move || {
            app.preview
                .with(|p| p.as_ref().map_or(0, |p| f(&p.plan)).to_string())
        })
    };
    let accept = move || {
        if let Some(preview) = app.preview.get_untracked() {
            let (n, changed) = (preview.plan.new_tags, preview.plan.changed);
            app.preview.set(None);
            app.sheet.set(None);
            spawn_local(async move {
                merging::take_over(app, preview, false).await;
                app.report(messages().merged(n, changed));
            });
        }
    };
    let from = move || {
        app.preview
            .with(|p| p.as_ref().map_or(String::new(), |p| t().merge_from(&p.files)))
    };
    let list = move || {
        let lines = app.preview.with(|p| p.as_ref().map(|p| lines(&p.plan)));
        let item = |words: String| el("li").child(words);
        lines
            .unwrap_or_default()
            .into_iter()
            .map(item)
            .collect::<Vec<El>>()
    };
    let nothing = move || app.preview.with(|p| p.as_ref().is_none_or(|p| p.plan.is_empty()));
    let cancel = button("button", move || app.preview.set(None));
    let accept = button("button button--main", accept)
        .attr("autofocus", "")
        .bind("hidden", live(nothing));
    let buttons = classed("div", "form__buttons")
        .child(cancel.child(word(Messages::cancel)))
        .child(accept.child(word(Messages::merge_do)));
    classed("div", "merge")
        .attr("data-testid", "merge-preview")
        .bind("data-new-themes", number(|p| p.new_themes))
        .bind("data-new-tags", number(|p| p.new_tags))
        .bind("data-changed", number(|p| p.changed))
        .child(el("p").child(live(from)))
        .child(classed("ul", "merge__list").child(dynamic(list)))
        .child(
            classed("p", "field__hint")
                .bind("hidden", live(nothing))
                .child(word(Messages::merge_undo)),
        )
        .child(buttons)
}

fn lines(plan: &crate::project::MergePlan) -> Vec<String> {
    let m = t();
    if plan.is_empty() {
        return vec![m.merge_nothing().to_owned()];
    }
    let mut lines = vec![m.merge_themes(plan.new_themes), m.merge_tags(plan.new_tags)];
    if !plan.same_names.is_empty() {
        lines.push(m.merge_same(plan.same_names.join("、")));
    }
    if plan.hidden_tags > 0 {
        lines.push(m.merge_hidden(plan.hidden_tags));
    }
    if plan.new_notes > 0 {
        lines.push(m.merge_notes(plan.new_notes));
    }
    if plan.new_repairs > 0 {
        lines.push(m.merge_repairs(plan.new_repairs));
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
    lines.extend(plan.replaced.iter().map(replacement));
    lines
}

fn replacement(what: &Replacement) -> String {
    let m = t();
    let short = |s: &str| s.chars().take(40).collect::<String>();
    match what {
        Replacement::Note { old, new } => m.merge_note(short(old), short(new)),
        Replacement::Removed { theme, words } => m.merge_untagged(theme, short(words)),
        Replacement::Renamed { old, new } => m.merge_renamed(old, new),
    }
}
