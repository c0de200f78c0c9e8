//! One theme on every sentence that the filter shows, after a look at them.

use leptos::prelude::*;

use crate::browser::clock;
use crate::project::{self, Label, anchor};
use crate::text::ByteRange;
use crate::ui::html::{El, button, classed, el, fragment, live};
use crate::ui::i18n::{Messages, messages, t, word};
use crate::ui::parts::dialog::{Spec, dialog};
use crate::view::units::{Mode, Place};

use super::names::{Listed, listed};
use super::statements::{statement, theme_field};
use super::{Desk, filter};

/// How many are shown; all of them are tagged.
const ROWS: usize = 200;

/// The dialog.
pub(super) fn tag_all(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.open.with(|o| o == "tag-all"),
            title: |_| t().tag_all_title().to_owned(),
            close: Desk::close,
            content,
        },
    )
}

fn content(desk: Desk) -> El {
    let app = desk.app;
    let Some(document) = app.document.get_untracked() else {
        return fragment();
    };
    let shown = untrack(|| filter::shown(desk)).unwrap_or_default();
    let hits: Vec<ByteRange> = document
        .minutes
        .sentences
        .iter()
        .zip(shown)
        .filter(|(_, shown)| *shown)
        .map(|(range, _)| *range)
        .collect();
    let themes: Vec<Listed> = app.work.with_value(|w| listed(&w.project));
    // Whoever tags a hundred sentences at once says with what.
    let theme = RwSignal::new(None);
    let field = theme_field(&themes, theme, Listed::words);
    let count = hits.len();
    let rows: Vec<El> = hits
        .iter()
        .take(ROWS)
        .map(|range| el("li").child(statement(desk, &document.minutes, *range, &[])))
        .collect();
    let rest = (count > ROWS).then(|| classed("p", "field__hint").child(t().and_more(count - ROWS)));
    let put = move || {
        let (Some(theme), Some(me)) = (theme.get_untracked(), app.me.get_untracked()) else {
            return;
        };
        let target = |range: &ByteRange| {
            let address = document.units.at(range.start)?;
            let unit = document.units.unit(Mode::Sentence, Place::at(address));
            Some(anchor::target(&document.minutes, &document.index, unit, *range))
        };
        let targets = hits.iter().filter_map(target).collect();
        let edit = app.work.with_value(|w| {
            let (mut ids, now) = (clock::uuid, clock::now());
            project::tag_all(w, &me, &document.fingerprint, targets, &theme, &mut ids, now)
        });
        desk.close();
        match edit {
            Some(edit) => {
                desk.run(Some(edit), Label::TagAll { theme });
                desk.ask("say", &messages().tagged_all(count));
            }
            None => desk.ask("say", messages().tagged_already()),
        }
    };
    let cancel = button("button", move || desk.close()).child(word(Messages::cancel));
    let put = button("button button--main", put)
        .bind("disabled", live(move || theme.with(Option::is_none)))
        .child(live(move || t().tag_all_do(count)));
    fragment()
        .child(field)
        .child(classed("ul", "statements").child(rows))
        .child(rest)
        .child(classed("div", "form__buttons").child(cancel).child(put))
}
