//! Tags on the text: which ranges carry which colour, and the stripes of what is in view.

use std::collections::BTreeMap;

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::browser::document::{self as nodes, Paint, Stripe};
use crate::order;
use crate::project::{Annotation, AnnotationId, AnnotatorId, ThemeId};
use crate::text::Utf16Range;
use crate::view::stripes::lanes;

use super::state::{App, OpenDocument};

/// What is on the screen.
#[derive(Default)]
pub(crate) struct Canvas {
    shown: BTreeMap<AnnotationId, Shown>,
    groups: Vec<HtmlElement>,
}

#[derive(Clone)]
struct Shown {
    range: Utf16Range,
    theme: ThemeId,
    annotator: AnnotatorId,
    created: u64,
}

/// The name of a theme's highlight.
fn highlight(theme: &ThemeId) -> String {
    format!("theme-{theme}")
}

fn shown(app: App, document: &OpenDocument, annotation: &Annotation) -> Option<Shown> {
    let theme = annotation.theme.clone()?;
    let hidden = app.hidden.with_untracked(|h| h.contains(&annotation.annotator));
    let live = app
        .work
        .with_value(|w| w.project.themes.get(&theme).is_some_and(|t| !t.deleted));
    if hidden || !live || annotation.deleted || annotation.document != document.fingerprint {
        return None;
    }
    let bytes = document
        .index
        .bytes_of_chars(&document.minutes.text, annotation.target.position);
    let range = document.utf16(bytes);
    let annotator = annotation.annotator.clone();
    (!range.is_empty()).then_some(Shown {
        range,
        theme,
        annotator,
        created: annotation.created,
    })
}

/// Paints everything anew: another document, another filter, many changes.
pub(crate) fn repaint(app: App) -> usize {
    nodes::unpaint_all();
    let Some(document) = app.document.get_untracked() else {
        app.canvas.update_value(|c| c.shown.clear());
        return 0;
    };
    let mut all: BTreeMap<AnnotationId, Shown> = BTreeMap::new();
    app.work.with_value(|w| {
        for a in w.project.annotations.values() {
            if let Some(shown) = shown(app, &document, a) {
                all.insert(a.id.clone(), shown);
            }
        }
    });
    let paint: Vec<Paint> = all.iter().map(|(id, s)| to_paint(id, s)).collect();
    nodes::paint(&paint);
    app.canvas.update_value(|c| c.shown = all);
    for group in app.canvas.with_value(|c| c.groups.clone()) {
        stripes(app, &group);
    }
    paint.len()
}

fn to_paint(id: &AnnotationId, s: &Shown) -> Paint {
    Paint {
        id: id.to_string(),
        highlight: highlight(&s.theme),
        range: s.range,
    }
}

/// Paints what changed.
pub(crate) fn update(app: App, ids: &[AnnotationId]) {
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let mut touched: Vec<Utf16Range> = Vec::new();
    let mut paint = Vec::new();
    for id in ids {
        let now = app.work.with_value(|w| {
            w.project
                .annotations
                .get(id)
                .and_then(|a| shown(app, &document, a))
        });
        let before = app.canvas.try_update_value(|c| c.shown.remove(id)).flatten();
        touched.extend(before.iter().chain(&now).map(|s| s.range));
        match now {
            Some(s) => {
                paint.push(to_paint(id, &s));
                app.canvas.update_value(|c| {
                    c.shown.insert(id.clone(), s);
                });
            }
            None if before.is_some() => nodes::unpaint(id.as_str()),
            None => {}
        }
    }
    nodes::paint(&paint);
    for group in app.canvas.with_value(|c| c.groups.clone()) {
        let extent = extent(&group);
        if touched.iter().any(|r| r.overlaps(extent)) {
            stripes(app, &group);
        }
    }
}

/// A group came near the view, or left it.
pub(crate) fn visible(app: App, group: HtmlElement, near: bool) {
    app.canvas.update_value(|c| {
        c.groups.retain(|g| g != &group);
        if near {
            c.groups.push(group.clone());
        }
    });
    if near {
        nodes::place_pages(&group);
        stripes(app, &group);
    }
}

/// Forgets the groups of the document before.
pub(crate) fn forget(app: App) {
    app.canvas.update_value(|c| c.groups.clear());
}

/// Puts stripes and page marks where the lines are now: the width or the text size has changed.
pub(crate) fn relay(app: App) {
    for group in app.canvas.with_value(|c| c.groups.clone()) {
        nodes::place_pages(&group);
        stripes(app, &group);
    }
    super::annotating::draw_place(app, false);
}

fn extent(group: &HtmlElement) -> Utf16Range {
    let number = |name: &str| {
        group
            .get_attribute(name)
            .and_then(|v| v.parse().ok())
            .unwrap_or(0)
    };
    Utf16Range::new(number("data-from"), number("data-to"))
}

fn stripes(app: App, group: &HtmlElement) {
    let extent = extent(group);
    let mut here: Vec<(AnnotationId, Shown)> = app.canvas.with_value(|c| {
        let near = c.shown.iter().filter(|(_, s)| s.range.overlaps(extent));
        near.map(|(id, s)| (id.clone(), s.clone())).collect()
    });
    order::sort(&mut here, &|(a, x), (b, y)| {
        (x.range.start, x.created, a).cmp(&(y.range.start, y.created, b))
    });
    let spans: Vec<(u32, u32)> = here.iter().map(|(_, s)| (s.range.start, s.range.end)).collect();
    let lanes = lanes(&spans);
    let me = app.me.get_untracked();
    let list: Vec<Stripe> = app.work.with_value(|w| {
        here.iter()
            .zip(lanes)
            .map(|((id, s), lane)| {
                let theme = w.project.themes.get(&s.theme).map_or("", |t| t.name.as_str());
                let person = w
                    .project
                    .annotators
                    .get(&s.annotator)
                    .map_or("", |a| a.nickname.as_str());
                Stripe {
                    id: id.to_string(),
                    theme: s.theme.to_string(),
                    title: format!("{theme} · {person}"),
                    own: me.as_ref() == Some(&s.annotator),
                    lane,
                    range: s.range,
                }
            })
            .collect()
    });
    nodes::stripes(group, &list);
}

/// Writes the rules that give themes their colours.
pub(crate) fn colours(app: App) {
    let rules = app.work.with_value(|w| {
        let mut root = String::from(":root {");
        let mut paints = String::new();
        for theme in w.project.themes.values().filter(|t| !t.deleted) {
            root.push_str(&format!("--theme-{}:{};", theme.id, theme.colour));
            paints.push_str(&format!(
                "::highlight(theme-{id}) {{ background-color: color-mix(in oklab, var(--theme-{id}) var(--tint), transparent); }}\n",
                id = theme.id
            ));
        }
        root.push_str("}\n");
        root + &paints
    });
    nodes::colours(&rules);
}
