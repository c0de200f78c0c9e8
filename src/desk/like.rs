//! 似た発言: statements like those that already have a theme, with the words that make them so.

use leptos::prelude::*;

use crate::analysis::likeness::{Likeness, Terms};
use crate::analysis::sentences::tagged;
use crate::browser::clock;
use crate::desk::dialog::{Spec, dialog};
use crate::project::{self, Label, ThemeId, anchor};
use crate::text::ByteRange;
use crate::ui::html::{El, button, classed, dynamic, fragment, live};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::talk::Dialog;
use crate::view::units::{Mode, Place};

use super::Desk;
use super::names::{Listed, listed};
use super::statements::{statement, theme_field};

/// How many are shown; tagging one brings the next.
const ROWS: usize = 20;

/// The list, for one theme after the other.
pub(super) fn like(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.shows(Dialog::Like),
            title: |_| t().like().to_owned(),
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
    let themes: Vec<Listed> = app.read(|w| listed(&w.project));
    // How many sentences somebody has put a theme on; what is put on here counts at once.
    let count = {
        let document = document.clone();
        move |id: &ThemeId| {
            let me = app.me.get();
            let mine =
                |a: &&project::Annotation| a.theme.as_ref() == Some(id) && Some(&a.annotator) == me.as_ref();
            app.read(|w| {
                let all = w.project.annotations_of(&document.fingerprint);
                all.filter(mine).count()
            })
        }
    };
    // The theme that was asked for, else the one that has most.
    let asked = untrack(|| ThemeId::parse(&desk.about(Dialog::Like)?));
    let most = || {
        let ids = themes.iter().map(|l| &l.theme.id);
        untrack(|| ids.max_by_key(|id| count(id)).cloned())
    };
    let theme = RwSignal::new(asked.or_else(most));
    let field = theme_field(&themes, theme, |l| {
        let (words, id, count) = (l.words(), l.theme.id.clone(), count.clone());
        live(move || [&*words, &t().apart(count(&id))].concat())
    });
    let terms = StoredValue::new(Terms::new(&document.minutes));
    let left = RwSignal::new(Vec::<usize>::new());
    let found = {
        let document = document.clone();
        move || -> Vec<Likeness> {
            let (Some(theme), Some(me)) = (theme.get(), app.me.get()) else {
                return Vec::new();
            };
            let with =
                app.read(|w| tagged(&w.project, &document.fingerprint, &document.minutes, &me, &theme));
            let left = left.get();
            terms.with_value(|t| t.like(&document.minutes, &with, &|n| left.contains(&n), ROWS))
        }
    };
    let tag = {
        let document = document.clone();
        move |range: ByteRange| {
            let (Some(theme), Some(me)) = (theme.get_untracked(), app.me.get_untracked()) else {
                return;
            };
            let Some(address) = document.units.at(range.start) else {
                return;
            };
            let unit = document.units.unit(Mode::Sentence, Place::at(address));
            let target = anchor::target(&document.minutes, &document.index, unit, range);
            let edit = app.work.with_value(|w| {
                let (mut ids, now) = (clock::uuid, clock::now());
                project::toggle_theme(w, &me, &document.fingerprint, target, &theme, &mut ids, now)
            });
            desk.run(Some(edit), Label::AddTag { theme });
        }
    };
    let rows = move || {
        let list = found();
        if list.is_empty() {
            return vec![classed("li", "report__empty").child(t().like_none())];
        }
        let row = |one: Likeness| {
            let range = document
                .minutes
                .sentences
                .get(one.sentence)
                .copied()
                .unwrap_or_default();
            let (n, tag) = (one.sentence, tag.clone());
            let take = button("button button--small", move || tag(range)).child(word(Messages::put_on));
            let no = button("button button--quiet button--small", move || {
                left.update(|l| l.push(n))
            })
            .child(word(Messages::leave_out));
            let share = format!("{}%", (one.score * 100.0).round() as u32);
            classed("li", "like")
                .child(statement(desk, &document.minutes, range, &one.words))
                .child(
                    classed("p", "like__foot")
                        .child(
                            classed("span", "like__share")
                                .style("--share", share.clone())
                                .child(share),
                        )
                        .child(take)
                        .child(no),
                )
        };
        list.into_iter().map(row).collect::<Vec<El>>()
    };
    let close = button("button", move || desk.close()).child(word(Messages::close));
    fragment()
        .child(field)
        .child(classed("p", "field__hint").child(live(move || t().like_hint())))
        .child(classed("ul", "statements").child(dynamic(rows)))
        .child(classed("div", "form__buttons").child(close))
}
