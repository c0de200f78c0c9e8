//! Deleted themes, and the way back.

use leptos::prelude::*;
use web_sys::Event;

use crate::project::{self, Label, Theme, ThemeId};
use crate::ui::commands;
use crate::ui::html::{El, button, classed, dynamic, el, fragment, when};
use crate::ui::i18n::{Messages, messages, t, word};
use crate::ui::names::name_of;
use crate::ui::talk::ToPage;

use super::{Desk, counts, name_in};

/// Deletes a theme, and says what goes with it.
pub(in crate::desk) fn delete(desk: Desk, id: &ThemeId) {
    let edit = desk.app.work.with_value(|w| project::delete_theme(w, id));
    if edit.is_none() {
        return;
    }
    let name = name_in(desk, id);
    let hides = untrack(|| counts(desk)).get(id).copied().unwrap_or_default();
    desk.ask(
        ToPage::Say,
        &match hides {
            0 => messages().theme_gone(&name),
            n => messages().theme_deleted(&name, n),
        },
    );
    desk.run(edit, Label::DeleteTheme { name });
}

/// Deleted themes, and the way back.
pub(super) fn deleted(desk: Desk) -> El {
    let app = desk.app;
    let list = move || -> Vec<(ThemeId, String, usize)> {
        let tags = counts(desk);
        app.read(|w| {
            let gone = w.project.themes.values().filter(|t| t.deleted);
            let row = |t: &Theme| {
                let n = tags.get(&t.id).copied().unwrap_or_default();
                (t.id.clone(), name_of(t), n)
            };
            gone.map(row).collect()
        })
    };
    let rows = move || {
        let row = |(id, name, n): (ThemeId, String, usize)| {
            let back = {
                let name = name.clone();
                move || {
                    let edit = app.work.with_value(|w| project::restore_theme(w, &id));
                    desk.run(edit, Label::RestoreTheme { name: name.clone() });
                }
            };
            let which = t().labelled(t().restore(), &name);
            classed("li", "book__gone")
                .child(classed("span", "theme__name").child(name))
                .child(classed("span", "theme__count").child(t().tags_count(n)))
                .child(
                    button("button button--small", back)
                        .bind("aria-label", Some(which))
                        .child(word(Messages::restore)),
                )
        };
        list().into_iter().map(row).collect::<Vec<El>>()
    };
    let some = move || !list().is_empty();
    fragment().child(when(some, move || {
        el("details")
            .on("toggle", |_: Event| commands::show(".book__gone:last-child"))
            .child(el("summary").child(word(Messages::deleted_themes)))
            .child(classed("ul", "book__themes").child(dynamic(rows)))
    }))
}
