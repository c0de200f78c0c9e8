//! Two themes made one, and one made two.

use leptos::prelude::*;
use web_sys::Event;

use crate::browser::clock;
use crate::order;
use crate::project::{self, Label, ThemeId};
use crate::text::CharRange;
use crate::ui::html::{El, button, classed, dynamic, each, el, fragment, live};
use crate::ui::i18n::{Messages, messages, t, word};

use super::examples::{from_document, keep};
use super::{Chosen, Desk, go_on, name_in};
use crate::desk::colours::free_colour;
use crate::desk::names::{listed, shortened};
use crate::desk::statements::statement;
use crate::ui::talk::ToPage;

/// The field for the theme to become one with, and the button that does it.
pub(super) fn merge(desk: Desk, chosen: Chosen, id: &ThemeId) -> El {
    let into = RwSignal::new(None::<ThemeId>);
    let others = {
        let id = id.clone();
        Memo::new(move |_| {
            let list = desk.app.read(|w| listed(&w.project)).into_iter();
            let others = list.filter(|l| l.theme.id != id);
            others
                .map(|l| (l.theme.id.clone(), l.words()))
                .collect::<Vec<_>>()
        })
    };
    let options = move || {
        let option = |(id, name): (ThemeId, String)| {
            el("option")
                .attr("value", id.as_str())
                .bind("selected", into.get_untracked().as_ref() == Some(&id))
                .child(name)
        };
        others.get().into_iter().map(option).collect::<Vec<El>>()
    };
    let field = classed("select", "field__input")
        .on("change", move |e: Event| {
            into.set(ThemeId::parse(&event_target_value(&e)))
        })
        .child(el("option").attr("value", "").child(word(Messages::choose)))
        .child(dynamic(options));
    let id = id.clone();
    let now = button("button button--small", move || {
        let Some(into) = into.get_untracked() else { return };
        let (from_name, into_name) = (name_in(desk, &id), name_in(desk, &into));
        let edit = desk
            .app
            .work
            .with_value(|w| project::merge_themes(w, &id, &into, clock::now()));
        desk.ask(ToPage::Say, &messages().themes_merged(&from_name, &into_name));
        let label = Label::MergeThemes {
            from: from_name,
            into: into_name,
        };
        desk.run(edit, label);
        go_on(chosen, Some(into));
    })
    .bind("disabled", live(move || into.with(Option::is_none)))
    .child(word(Messages::merge_now));
    let field = classed("label", "field")
        .child(classed("span", "field__label").child(word(Messages::merge_into)))
        .child(field);
    classed("div", "book__pair book__pair--end")
        .child(field)
        .child(now)
}

/// Statements with the theme, each to be an example of it, or to be given to a theme of its own: that is how one theme
/// becomes two.
pub(super) fn tagged(desk: Desk, id: &ThemeId) -> El {
    let app = desk.app;
    let Some(document) = app.document.get_untracked() else {
        return fragment();
    };
    let picked = RwSignal::new(Vec::<project::AnnotationId>::new());
    let tags = {
        let (id, fingerprint) = (id.clone(), document.fingerprint.clone());
        Memo::new(move |_| {
            app.read(|w| {
                let list = w.project.annotations_of(&fingerprint);
                let list = list.filter(|a| a.theme.as_ref() == Some(&id));
                let mut list: Vec<_> = list.map(|a| (a.id.clone(), a.target.position)).collect();
                order::sort(&mut list, &|(_, a), (_, b)| a.cmp(b));
                list
            })
        })
    };
    // What has gone to another theme is picked no more.
    Effect::new(move || {
        tags.track();
        let there = |id: &project::AnnotationId| tags.with(|t| t.iter().any(|(x, _)| x == id));
        if picked.with_untracked(|p| !p.iter().all(there)) {
            picked.update(|p| p.retain(there));
        }
    });
    let theme = id.clone();
    let row = move |(tag, position): (project::AnnotationId, CharRange)| {
        let range = document.index.bytes_of_chars(&document.minutes.text, position);
        let mine = tag.clone();
        let said = shortened(range.of(&document.minutes.text), 24);
        let input = el("input")
            .attr("type", "checkbox")
            .bind("aria-label", live(move || t().labelled(t().split_pick(), &said)))
            .checked(live(move || picked.with(|p| p.contains(&mine))))
            .on("change", move |e: Event| {
                let on = event_target_checked(&e);
                picked.update(|p| match on {
                    true => p.push(tag.clone()),
                    false => p.retain(|x| x != &tag),
                });
            });
        let example = {
            let (theme, document) = (theme.clone(), document.clone());
            button("button button--quiet button--small", move || {
                keep(desk, &theme, from_document(desk, &document, range));
            })
        };
        classed("li", "book__tagged")
            .child(input)
            .child(statement(desk, &document.minutes, range, &[]))
            .child(example.child(word(Messages::example_make)))
    };
    let rows = each(move || tags.get(), |(id, _)| id.to_string(), row);
    let name = RwSignal::new(String::new());
    let old = name_in(desk, id);
    let split = move || {
        let given = name.get_untracked().trim().to_owned();
        if given.is_empty() {
            return;
        }
        let ids = picked.get_untracked();
        let edit = app.work.with_value(|w| {
            let new = project::add_theme(w, &given, free_colour(w), None, &mut clock::uuid);
            let project::Edit::Theme { id, .. } = &new else {
                return None;
            };
            let id = id.clone();
            // The tags are given to a theme that is there.
            let mut with = w.clone();
            with.project.apply(new.clone());
            let moved = project::retag(&with, &ids, &id, clock::now())?;
            Some(project::Edit::Batch(vec![new, moved]))
        });
        if edit.is_some() {
            name.set(String::new());
        }
        desk.run(edit, Label::SplitTheme { name: old.clone() });
    };
    let field = classed("input", "field__input")
        .attr("type", "text")
        .attr("maxlength", "60")
        .bind("aria-label", word(Messages::split_name))
        .bind("placeholder", word(Messages::split_name))
        .value(live(move || name.get()))
        .on("input", move |e: Event| name.set(event_target_value(&e)));
    let ready = move || name.with(|n| !n.trim().is_empty()) && picked.with(|p| !p.is_empty());
    let split = button("button button--small", split)
        .bind("disabled", live(move || !ready()))
        .child(live(move || t().split(picked.with(Vec::len))));
    el("details")
        .bind("hidden", live(move || tags.with(Vec::is_empty)))
        .child(el("summary").child(live(move || t().with_theme(tags.with(Vec::len)))))
        .child(classed("ul", "statements").child(rows))
        .child(classed("div", "book__split").child(field).child(split))
}
