//! One theme on the sentences that the filter shows, after a look at them, in which some can be left out.

use std::collections::BTreeSet;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::clock;
use crate::desk::dialog::{Spec, dialog};
use crate::project::{self, Edit, Label, anchor};
use crate::text::ByteRange;
use crate::ui::html::{El, button, classed, dynamic, fragment, live, when};
use crate::ui::i18n::{Messages, messages, t, word};
use crate::ui::talk::{Dialog, ToPage};
use crate::view::units::{Mode, Place};

use super::names::{Listed, listed};
use super::statements::{theme_field, ticked};
use super::{Desk, filter};

/// How many more are shown at a time; those that are not shown are tagged, too.
const ROWS: usize = 200;

/// The dialog.
pub(super) fn tag_all(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.shows(Dialog::TagAll),
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
    let hits: Rc<[ByteRange]> = document
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
    let field = theme_field(&themes, theme, |l| l.words().into());
    let all = hits.len();
    let left_out = RwSignal::new(BTreeSet::<usize>::new());
    let count = move || all - left_out.with(BTreeSet::len);
    let listed = RwSignal::new(ROWS);
    let rows = {
        let (document, hits) = (document.clone(), hits.clone());
        let words = desk.fields.words();
        move || {
            let row = |(n, range): (usize, &ByteRange)| {
                let tick = move |on: bool| {
                    left_out.update(|left| {
                        if on {
                            left.remove(&n);
                        } else {
                            left.insert(n);
                        }
                    });
                };
                let on = live(move || left_out.with(|left| !left.contains(&n)));
                ticked(&document.minutes, *range, &words, on, tick)
            };
            hits.iter()
                .take(listed.get())
                .enumerate()
                .map(row)
                .collect::<Vec<El>>()
        }
    };
    let more = move || {
        button("button button--quiet button--small", move || {
            listed.update(|n| *n += ROWS)
        })
        .child(live(move || t().and_more(all - listed.get().min(all))))
    };
    let more = when(move || listed.get() < all, more);
    let none = button("button button--quiet button--small", move || {
        left_out.update(|left| {
            *left = if left.is_empty() {
                (0..all).collect()
            } else {
                BTreeSet::new()
            };
        });
    })
    .child(live(move || {
        if left_out.with(BTreeSet::is_empty) {
            t().tick_none()
        } else {
            t().tick_all()
        }
    }));
    let put = move || {
        let (Some(theme), Some(me)) = (theme.get_untracked(), app.me.get_untracked()) else {
            return;
        };
        let target = |(n, range): (usize, &ByteRange)| {
            if left_out.with_untracked(|left| left.contains(&n)) {
                return None;
            }
            let address = document.units.at(range.start)?;
            let unit = document.units.unit(Mode::Sentence, Place::at(address));
            Some(anchor::target(&document.minutes, &document.index, unit, *range))
        };
        let targets = hits.iter().enumerate().filter_map(target).collect();
        let edit = app.work.with_value(|w| {
            let (mut ids, now) = (clock::uuid, clock::now());
            project::tag_all(w, &me, &document.fingerprint, targets, &theme, &mut ids, now)
        });
        let count = untrack(count);
        desk.close();
        match edit {
            Some(edit) => {
                // Some may have had it.
                let new = match &edit {
                    Edit::Batch(list) => list.len(),
                    _ => count,
                };
                desk.run(Some(edit), Label::TagAll { theme });
                desk.ask(ToPage::Say, &messages().tagged_all(new));
            }
            None => desk.ask(ToPage::Say, messages().tagged_already()),
        }
    };
    let cancel = button("button", move || desk.close()).child(word(Messages::cancel));
    let put = button("button button--main", put)
        .bind(
            "disabled",
            live(move || theme.with(Option::is_none) || count() == 0),
        )
        .child(live(move || t().tag_all_do(count())));
    fragment()
        .child(field)
        .child(classed("ul", "statements").child(dynamic(rows)))
        .child(classed("div", "statements__foot").child(none).child(more))
        .child(classed("div", "form__buttons").child(cancel).child(put))
}
