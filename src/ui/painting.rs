//! Tags on the text: which ranges carry which colour, and the stripes of what is in view.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

use crate::browser::document::{self as nodes, Paint, Stripe};
use crate::order;
use crate::project::{Annotation, AnnotationId, AnnotatorId, ThemeId, Unit};
use crate::text::{Shelf, Utf16Range};
use crate::view::stripes::{Placed, Span, arrange};
use crate::view::tints::{Tint, seen};

use super::i18n::messages;
use super::names::name_of;
use super::state::{App, OpenDocument};

/// What is on the screen.
#[derive(Default)]
pub(crate) struct Canvas {
    /// Set while the minimap waits to be drawn.
    pub(crate) minimap: bool,
    shown: Shelf<AnnotationId, Shown>,
    groups: Vec<HtmlElement>,
}

#[derive(Clone)]
struct Shown {
    range: Utf16Range,
    /// None: a note without a theme.
    theme: Option<ThemeId>,
    /// Whether a whole speech carries it.
    speech: bool,
    annotator: AnnotatorId,
    created: u64,
}

/// The name of a theme's highlight.
fn highlight(theme: &ThemeId) -> String {
    format!("theme-{theme}")
}

fn shown(app: App, document: &OpenDocument, annotation: &Annotation) -> Option<Shown> {
    let theme = annotation.theme.clone();
    let hidden = app.hidden.with_untracked(|h| h.contains(&annotation.annotator));
    let live = theme.as_ref().is_none_or(|theme| {
        app.work
            .with_value(|w| w.project.themes.get(theme).is_some_and(|t| !t.deleted))
    });
    if hidden || !live || annotation.deleted || annotation.document != document.fingerprint {
        return None;
    }
    let range = document
        .index
        .utf16_of_chars(&document.minutes.text, annotation.target.place()?);
    let annotator = annotation.annotator.clone();
    (!range.is_empty()).then_some(Shown {
        range,
        theme,
        speech: matches!(annotation.target.unit, Unit::Speech { .. }),
        annotator,
        created: annotation.created,
    })
}

/// Paints everything anew: another document, another filter, many changes.
pub(crate) fn repaint(app: App) -> usize {
    nodes::unpaint_all();
    let Some(document) = app.document.get_untracked() else {
        app.canvas.update_value(|c| c.shown = Shelf::new());
        return 0;
    };
    let mut all: Shelf<AnnotationId, Shown> = Shelf::new();
    app.work.with_value(|w| {
        for a in w.project.annotations.values() {
            if let Some(shown) = shown(app, &document, a) {
                all.insert(a.id.clone(), shown);
            }
        }
    });
    let paint: Vec<Paint> = all.iter().filter_map(|(id, s)| to_paint(id, s)).collect();
    nodes::paint(&paint);
    app.canvas.update_value(|c| c.shown = all);
    super::minimap::changed(app);
    for group in app.canvas.with_value(|c| c.groups.clone()) {
        stripes(app, &group);
    }
    over(app);
    paint.len()
}

/// What is tinted: tags; a note has its mark in the gutter.
fn to_paint(id: &AnnotationId, s: &Shown) -> Option<Paint> {
    Some(Paint {
        id: id.to_string(),
        highlight: highlight(s.theme.as_ref()?),
        range: s.range,
    })
}

/// Paints what changed; `named`: themes may have other names, which stripes say.
pub(crate) fn update(app: App, ids: &[AnnotationId], named: bool) {
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
                paint.extend(to_paint(id, &s));
                app.canvas.update_value(|c| {
                    c.shown.insert(id.clone(), s);
                });
            }
            None if before.is_some() => nodes::unpaint(id.as_str()),
            None => {}
        }
    }
    nodes::paint(&paint);
    super::minimap::changed(app);
    for group in app.canvas.with_value(|c| c.groups.clone()) {
        let extent = extent(&group);
        if named || touched.iter().any(|r| r.overlaps(extent)) {
            stripes(app, &group);
        }
    }
    over(app);
}

/// Near the view, tints once more what lies below other themes and is to be seen.
fn over(app: App) {
    let me = app.me.get_untracked();
    app.canvas.with_value(|c| {
        let extents: Vec<Utf16Range> = c.groups.iter().map(extent).collect();
        let mut themes: Vec<&str> = Vec::new();
        let mut tints = Vec::new();
        for (_, s) in c.shown.iter() {
            let Some(id) = s
                .theme
                .as_ref()
                .filter(|_| extents.iter().any(|e| s.range.overlaps(*e)))
            else {
                continue;
            };
            let theme = themes
                .iter()
                .position(|t| *t == id.as_str())
                .unwrap_or(themes.len());
            if theme == themes.len() {
                themes.push(id.as_str());
            }
            tints.push(Tint {
                range: s.range,
                theme,
                speech: s.speech,
                own: me.as_ref() == Some(&s.annotator),
                created: s.created,
            });
        }
        let parts = seen(&tints);
        let numbers = parts
            .iter()
            .flat_map(|(r, theme)| [*theme as u32, r.start, r.end]);
        nodes::paint_over(&themes.join(" "), &numbers.collect::<Vec<u32>>());
    });
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
        over(app);
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
    super::choosing::draw_place(app, false);
}

/// The tag or note whose stripe or mark somebody presses.
pub(crate) fn stripe_at(target: Option<EventTarget>) -> Option<AnnotationId> {
    let node = target?.dyn_into::<Element>().ok()?;
    let id = node
        .get_attribute("data-stripe")
        .or_else(|| node.get_attribute("data-note"))?;
    // Where several are only counted, the first.
    AnnotationId::parse(id.split(' ').next()?)
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

/// What begins before the end of the line on which a tag ends lies beside it on that line. Where the line ends is not
/// known without measuring: at most so many letters on, and with the paragraph.
fn line_end(document: &OpenDocument, end: u32) -> u32 {
    const LINE: u32 = 30;
    let byte = document.bytes(Utf16Range::new(end, end)).start;
    let rest = document.minutes.text.get(byte as usize..).unwrap_or("");
    let line = rest.chars().take(LINE as usize).take_while(|c| *c != '\n');
    end + line.map(char::len_utf16).sum::<usize>() as u32
}

/// Of those that are only counted, a card beside the stripes lists so many.
const LISTED: usize = 12;

fn stripes(app: App, group: &HtmlElement) {
    let extent = extent(group);
    let mut here: Vec<(AnnotationId, Shown)> = app.canvas.with_value(|c| {
        let near = c.shown.iter().filter(|(_, s)| s.range.overlaps(extent));
        near.map(|(id, s)| (id.clone(), s.clone())).collect()
    });
    let me = app.me.get_untracked();
    let own = |s: &Shown| me.as_ref() == Some(&s.annotator);
    // One's own come first, so that they lie next to the words and are not among those that are only counted.
    let key = |s: &Shown| (s.range.start, !own(s), s.created);
    order::sort(&mut here, &|(a, x), (b, y)| (key(x), a).cmp(&(key(y), b)));
    let document = app.document.get_untracked();
    // What looks the same: a theme, and whether somebody else put it there.
    let mut looks: Vec<(&Option<ThemeId>, bool)> = Vec::new();
    let spans = here.iter().map(|(_, s)| {
        let look = (&s.theme, own(s));
        let kind = looks.iter().position(|l| *l == look).unwrap_or_else(|| {
            looks.push(look);
            looks.len() - 1
        });
        Span {
            start: s.range.start,
            end: s.range.end,
            reach: document
                .as_ref()
                .map_or(s.range.end, |d| line_end(d, s.range.end)),
            kind,
        }
    });
    let spans: Vec<Span> = spans.collect();
    let list: Vec<Stripe> = app.work.with_value(|w| {
        let stripe = |placed: &Placed| {
            let (id, s) = here.get(placed.of)?;
            let theme = s.theme.as_ref().and_then(|t| w.project.themes.get(t));
            let theme = theme.map_or_else(|| messages().note().to_owned(), name_of);
            let person = w.project.annotators.get(&s.annotator);
            let person = person.map_or("", |a| a.nickname.as_str());
            let counted = placed.counts.iter().take(LISTED).filter_map(|n| here.get(*n));
            let counted: Vec<&str> = counted.map(|(id, _)| id.as_str()).collect();
            Some(Stripe {
                id: if counted.is_empty() {
                    id.to_string()
                } else {
                    counted.join(" ")
                },
                theme: s.theme.as_ref().map_or(String::new(), ToString::to_string),
                title: match placed.counts.len() {
                    0 => format!("{theme} · {person}"),
                    n => messages().more_tags(n),
                },
                own: own(s),
                lane: placed.lane,
                counts: placed.counts.len() as u32,
                range: s.range,
            })
        };
        arrange(&spans).iter().filter_map(stripe).collect()
    });
    nodes::stripes(group, &list);
}

/// Where themes are in the document on the screen: first and last place of each tag, and the colour.
pub(crate) fn marks(app: App) -> Vec<u32> {
    let mut marks = Vec::new();
    app.work.with_value(|w| {
        app.canvas.with_value(|c| {
            for (_, s) in c.shown.iter() {
                if let Some(theme) = s.theme.as_ref().and_then(|t| w.project.themes.get(t)) {
                    marks.extend([s.range.start, s.range.end, theme.colour.0]);
                }
            }
        });
    });
    marks
}

/// Of more themes only those that are used have a rule for the text: the browser works out each rule for each element,
/// which took it two seconds for a tag where there were a thousand.
pub(crate) const RULED: usize = 100;

/// Writes the rules that give themes their colours; `true` when they were others. Each time it lets the browser style
/// the text anew, which takes it long where themes are many.
pub(crate) fn colours(app: App) -> bool {
    let rules = app.work.with_value(|w| {
        let mut used: Vec<&ThemeId> = Vec::new();
        if w.project.themes.len() > RULED {
            used.extend(w.project.annotations.values().filter_map(|a| a.theme.as_ref()));
            order::sort(&mut used, &|a, b| a.cmp(b));
        }
        let mut root = String::from(":root {");
        let mut paints = String::new();
        for theme in w.project.themes.values().filter(|t| !t.deleted) {
            // A dark brown on a dark page would be seen by nobody.
            root.push_str(&format!(
                "--theme-{}:oklch(from {} max(l,var(--lift)) c h);",
                theme.id, theme.colour
            ));
            if w.project.themes.len() > RULED && used.binary_search(&&theme.id).is_err() {
                continue;
            }
            paints.push_str(&format!(
                ".group ::highlight(theme-{id}), .group ::highlight(over-{id}) {{ background-color: color-mix(in oklab, var(--theme-{id}) var(--tint), var(--page)); text-decoration: var(--line-under, none) var(--theme-{id}); }}\n",
                id = theme.id
            ));
        }
        root.push_str("}\n");
        root + &paints
    });
    nodes::colours(&rules)
}
