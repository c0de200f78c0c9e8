//! 履歴: every step in words, and the way back to any of them.

use crate::desk::dialog::{Spec, dialog};
use crate::project::{Entry, Label, Part, Theme, Workspace, parts_changed};
use crate::ui::html::{El, button, classed, dynamic, el, fragment};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::names::name_of;
use crate::ui::steps;
use crate::ui::talk::{Dialog, ToPage};

use super::Desk;
use super::names::{part_name, shortened};

/// The steps of this project, the newest first.
pub(super) fn history(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.shows(Dialog::History),
            title: |_| t().history().to_owned(),
            close: Desk::close,
            content,
        },
    )
}

fn content(desk: Desk) -> El {
    let rows = move || {
        let app = desk.app;
        app.read(|w| {
            let row = |entry: &Entry, what: ToPage, times: usize, label: &'static str| {
                let go = button("button button--small", move || desk.ask(what, &times.to_string()));
                let words = called(w, &entry.label);
                classed(
                    "li",
                    if what == ToPage::Undo {
                        "step"
                    } else {
                        "step step--undone"
                    },
                )
                .child(
                    classed("span", "step__what")
                        .child(words.clone())
                        .child(match &entry.label {
                            Label::TagAll { .. } => Some(count(entry)),
                            _ => w.about(entry).map(about),
                        })
                        .child(w.changed(entry).map(changed)),
                )
                .child(classed("time", "step__when").child(time(entry.at)))
                .child(
                    go.bind("aria-label", Some(t().labelled(label, &words)))
                        .child(label),
                )
            };
            // The first of the list is what would be run again last.
            let undone = w.undone().iter().enumerate();
            let undone = undone.map(|(n, e)| row(e, ToPage::Redo, w.undone().len() - n, t().redo_to()));
            let now = classed("li", "step step--now").child(t().now());
            let done = w.entries().iter().rev().enumerate();
            let done = done.map(|(n, e)| row(e, ToPage::Undo, n + 1, t().undo_to()));
            undone.chain([now]).chain(done).collect::<Vec<El>>()
        })
    };
    // Whoever presses Enter at once takes nothing back.
    let close = button("button", move || desk.close()).attr("autofocus", "");
    let close = close.child(word(Messages::close));
    fragment()
        .child(classed("p", "field__hint").child(word(Messages::history_hint)))
        .child(el("ol").class("steps").child(dynamic(rows)))
        .child(classed("div", "form__buttons").child(close))
}

/// A step in words. The theme of a tag that was taken back may be gone with it.
fn called(w: &Workspace, label: &Label) -> String {
    let name = |id| w.theme(id).map_or(String::new(), name_of);
    match label {
        Label::AddTag { theme } => t().step_add_tag(name(theme)),
        Label::RemoveTag { theme } => t().step_remove_tag(name(theme)),
        Label::TagAll { theme } => t().step_tag_all(name(theme)),
        label => steps::words(w, label),
    }
}

/// How many statements were tagged in one step.
fn count(entry: &Entry) -> El {
    classed("span", "step__about").child(t().tags_count(entry.annotations()))
}

/// How much of a text is quoted.
const FEW: usize = 24;

/// The first words of the text a step was about.
fn about(words: &str) -> El {
    let short = shortened(words, FEW);
    classed("span", "step__about").attr("lang", "ja").child(short)
}

/// What a step has changed in a theme.
fn changed((old, new): (&Theme, &Theme)) -> El {
    let part = |(part, old, new): (Part, String, String)| {
        let quoted = |s: String| match s.is_empty() {
            true => "–".to_owned(),
            false => shortened(&s, FEW),
        };
        // Of colours, keys and orders their names tell nothing.
        let told = !(old.is_empty() && new.is_empty() || matches!(part, Part::Colour | Part::Parent));
        match told {
            true => t().step_part(part_name(part), quoted(old), quoted(new)),
            false => part_name(part).to_owned(),
        }
    };
    let parts: Vec<String> = parts_changed(old, new).into_iter().map(part).collect();
    classed("span", "step__about").child(parts.join(t().comma()))
}

/// Month, day, hour and minute as the clock on the wall has them.
pub(super) fn time(at: u64) -> String {
    let date = js_sys::Date::new(&(at as f64).into());
    format!(
        "{}/{} {}:{:02}",
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}
