//! Where a person is in the text: the unit that is chosen, and what chooses another one.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{document as nodes, settings};
use crate::project::{Address, AnnotationId, Unit};
use crate::text::{ByteRange, Utf16Range};
use crate::view::units::{Mode, Place};

use super::annotating::pressed;
use super::i18n::messages;
use super::names::name_of;
use super::state::{App, OpenDocument, View};

/// `data-current`: "12.3", or "12" when the unit is the speech.
pub(crate) fn current_name(app: App) -> Option<String> {
    let (mode, place) = (app.mode.get(), app.place.get()?);
    Some(name(mode, place.head))
}

/// `data-selection`: "12.3 12.5", or "12.3 12.3" style for a free span, by the sentences it touches.
pub(crate) fn selection_name(app: App) -> Option<String> {
    let (mode, place, span) = (app.mode.get(), app.place.get()?, app.span.get());
    if mode == Mode::Span
        && let (Some(span), Some(document)) = (span, app.document.get())
    {
        let from = document.units.nearest(span.start)?;
        let to = document.units.at(span.end.saturating_sub(1)).unwrap_or(from);
        return Some(format!("{from} {to}"));
    }
    let document = app.document.get()?;
    let (from, to) = document.units.ordered(place);
    (from != to).then(|| format!("{} {}", name(mode, from), name(mode, to)))
}

fn name(mode: Mode, at: Address) -> String {
    match mode {
        Mode::Speech if at.speech > 0 => at.speech.to_string(),
        _ => at.to_string(),
    }
}

/// Makes a unit current.
pub(crate) fn go(app: App, place: Place, reveal: bool) {
    app.asking.set(false);
    app.span.set(None);
    app.place.set(Some(place));
    draw_place(app, reveal);
    announce(app);
    // Where the next visit begins to read.
    settings::set("place", &place.head.to_string());
}

/// Remembers what is in view, for the next visit.
pub(crate) fn keep_line(app: App) {
    if !app.busy.get_untracked()
        && app.view.get_untracked() == View::Read
        && let Some(document) = app.document.get_untracked()
    {
        let line = [document.fingerprint.as_str(), " ", &nodes::whereabouts()].concat();
        settings::set("line", &line);
        app.session.update_value(|s| s.line = line);
    }
}

/// Brings the line back to the top that stood there last, where the text has another width now.
pub(crate) fn stay(app: App) {
    if let Some(document) = app.document.get_untracked() {
        let line = app.session.with_value(|s| s.line.clone());
        if let Some(line) = line.strip_prefix(document.fingerprint.as_str()) {
            nodes::go_back(line.trim_start());
        }
    }
}

/// Brings the text back to where the person was at the last visit: to the line that was the first on the screen, or
/// else to the sentence that was current. What is current is for them to choose.
pub(crate) fn return_to(app: App) {
    let last = settings::get("place").and_then(|p| Address::parse(&p));
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let line = settings::get("line");
    let line = line
        .as_deref()
        .and_then(|l| l.strip_prefix(document.fingerprint.as_str()));
    let last = last.filter(|at| !document.units.sentence(*at).is_empty());
    app.left_at.set_value(last);
    if let Some(line) = line {
        nodes::go_back(line.trim_start());
    } else if let Some(last) = last {
        nodes::reveal(document.utf16(document.units.sentence(last)), true);
    }
}

/// The unit to begin with: the first of the text, or of the screen where somebody has scrolled on, or was brought back
/// to where they had been.
fn beginning(app: App, document: &OpenDocument) -> Option<Address> {
    /// About so much is on a screen, in UTF-16 units.
    const SCREEN: u32 = 1_000;
    let far = super::reader::scroller().is_some_and(|s| s.scroll_top() > s.client_height());
    let seen = nodes::top().filter(|_| far).and_then(|top| {
        let left_at = app.left_at.get_value();
        let near = |at: &Address| {
            let start = document.utf16(document.units.sentence(*at)).start;
            (top..top + SCREEN).contains(&start)
        };
        let byte = document.bytes(Utf16Range::new(top, top)).start;
        left_at
            .filter(near)
            .or_else(|| document.units.beginning_after(byte))
    });
    seen.or_else(|| document.units.first())
}

/// Goes `by` units on, from nowhere to where reading begins, and from where nothing is in sight any more to what is;
/// `extend` keeps where the selection began.
pub(crate) fn step(app: App, by: i64, extend: bool) {
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    // What the browser has selected, Shift with an arrow would go on from; it is not what is chosen any more.
    deselect();
    if !extend {
        return_to_unit(app);
    }
    let mode = app.mode.get_untracked();
    let in_sight = |place: &Place| {
        let range = document.utf16(document.units.range(mode, Place::at(place.head)));
        nodes::in_view(range) || nodes::folded(range)
    };
    let place = match app.place.get_untracked().filter(|p| extend || in_sight(p)) {
        None => match beginning(app, &document) {
            Some(first) => Place::at(unfolded(app, &document, mode, first, 1)),
            None => return,
        },
        Some(place) => {
            let next = unfolded(
                app,
                &document,
                mode,
                document.units.step(mode, place.head, by > 0),
                by,
            );
            // Beyond the last that is left there is only what is folded.
            let head = if is_folded(app, &document, mode, next) {
                place.head
            } else {
                next
            };
            Place {
                anchor: if extend { place.anchor } else { head },
                head,
            }
        }
    };
    go(app, place, true);
    if mode == Mode::Span && extend {
        app.span.set(Some(document.units.range(mode, place)));
    }
}

/// Moves an edge of the span by a letter; from a sentence that is chosen it begins with the whole of it. `false` where
/// no span can be chosen.
pub(crate) fn move_edge(app: App, by: i64, end: bool) -> bool {
    let here = app.document.get_untracked().zip(app.place.get_untracked());
    let spans = app.mode.get_untracked() == Mode::Span && app.view.get_untracked() == View::Read;
    let Some((document, place)) = here.filter(|_| spans) else {
        return false;
    };
    let range = app.span.get_untracked();
    let range = range.unwrap_or_else(|| document.units.range(Mode::Span, place));
    let text = &document.minutes.text;
    let moved = match end {
        true => ByteRange::new(range.start, letter(text, range.end, by)),
        false => ByteRange::new(letter(text, range.start, by), range.end),
    };
    if moved.is_empty() || trim(text, moved).is_empty() {
        return true;
    }
    deselect();
    app.span.set(Some(moved));
    if let Some(address) = document.units.nearest(moved.start) {
        app.place.set(Some(Place::at(address)));
    }
    draw_place(app, false);
    let edge = match end {
        true => ByteRange::new(letter(text, moved.end, -1), moved.end),
        false => ByteRange::new(moved.start, letter(text, moved.start, 1)),
    };
    nodes::reveal(document.utf16(edge), false);
    announce(app);
    true
}

/// The next place between two letters, before or behind; marks that belong to a letter are not parted from it, and a
/// line break is none.
fn letter(text: &str, at: u32, by: i64) -> u32 {
    let part = |c: char| matches!(c, '\u{200d}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}');
    let mut at = at as usize;
    loop {
        let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
        let passed = match by > 0 {
            true => after.chars().next(),
            false => before.chars().next_back(),
        };
        let Some(c) = passed else { break };
        at = if by > 0 {
            at + c.len_utf8()
        } else {
            at - c.len_utf8()
        };
        let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
        let joined = after.chars().next().is_some_and(part) || before.ends_with('\u{200d}');
        if c != '\n' && !joined {
            break;
        }
    }
    at as u32
}

/// Takes the browser's own selection away.
pub(crate) fn deselect() {
    if let Some(selection) = window()
        .get_selection()
        .ok()
        .flatten()
        .filter(|s| !s.is_collapsed())
    {
        // Fails for no selection of the page's.
        let _ = selection.remove_all_ranges();
    }
}

/// Whether a filter has folded a unit away, or only shows a sentence because one beside it matches.
fn is_folded(app: App, document: &OpenDocument, mode: Mode, at: Address) -> bool {
    let range = document.utf16(document.units.sentence(at));
    let beside = |dim: &Vec<Utf16Range>| dim.binary_search_by_key(&range.start, |r| r.start).is_ok();
    nodes::folded(range) || mode != Mode::Speech && app.dim.with_value(beside)
}

/// The first unit from `at` on that no filter has folded away.
fn unfolded(app: App, document: &OpenDocument, mode: Mode, mut at: Address, by: i64) -> Address {
    while is_folded(app, document, mode, at) {
        let next = document.units.step(mode, at, by > 0);
        if next == at {
            break;
        }
        at = next;
    }
    at
}

/// Leaves a selection of several units; the current one stays.
pub(crate) fn collapse(app: App) {
    if let Some(place) = app.place.get_untracked()
        && (place.anchor != place.head || app.span.get_untracked().is_some())
    {
        go(app, Place::at(place.head), false);
    }
}

/// Chooses what a tag or a note lies on.
pub(crate) fn choose_tag(app: App, id: &AnnotationId) {
    let target = app
        .work
        .with_value(|w| Some(w.project.annotations.get(id)?.target.clone()));
    if let Some((document, target)) = app.document.get_untracked().zip(target) {
        let range = document
            .index
            .bytes_of_chars(&document.minutes.text, target.position);
        choose(app, target.unit, range);
    }
}

/// The unit that somebody reads by, once they go on from a tag that was chosen in the one in which it was made.
fn return_to_unit(app: App) {
    if let Some(mode) = app.mode_before.try_update_value(Option::take).flatten() {
        app.mode.set(mode);
    }
}

/// Chooses what a tag or a note lies on, in the unit in which it was made.
pub(crate) fn choose(app: App, unit: Unit, range: ByteRange) {
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let Some((anchor, head)) = document.units.covered(range) else {
        return;
    };
    let (mode, place) = match unit {
        Unit::Speech { .. } => (Mode::Speech, Place::at(anchor)),
        Unit::Span => (Mode::Span, Place::at(anchor)),
        _ => (Mode::Sentence, Place { anchor, head }),
    };
    let before = app.mode.get_untracked();
    if mode != before {
        app.mode_before.update_value(|b| _ = b.get_or_insert(before));
        app.mode.set(mode);
    }
    go(app, place, false);
    if mode == Mode::Span {
        app.span.set(Some(range));
        draw_place(app, false);
    }
    nodes::show(document.utf16(range));
}

/// Chooses sentence, speech or span; the current unit stays where it is.
pub(crate) fn set_mode(app: App, mode: Mode) {
    app.mode_before.set_value(None);
    // What the browser has selected was what would be tagged, and is not any more.
    if app.mode.get_untracked() == Mode::Span {
        deselect();
    }
    app.mode.set(mode);
    if let Some(place) = app.place.get_untracked() {
        go(app, Place::at(place.head), false);
    }
}

/// A click on the text; `extend` with Shift. `false` where there is nothing.
pub(crate) fn click(app: App, (x, y): (f64, f64), extend: bool) -> bool {
    let Some((document, offset)) = app.document.get_untracked().zip(nodes::offset_at_point(x, y)) else {
        return false;
    };
    let byte = document.bytes(Utf16Range::new(offset, offset)).start;
    let before = || document.units.at(byte.saturating_sub(1));
    let Some(address) = document.units.at(byte).or_else(before) else {
        return false;
    };
    let anchor = match app.place.get_untracked() {
        Some(place) if extend => place.anchor,
        _ => address,
    };
    return_to_unit(app);
    go(
        app,
        Place {
            anchor,
            head: address,
        },
        false,
    );
    true
}

/// The browser's selection has come to rest: in span mode it is what will be tagged. Where `units` is set, the units that
/// it touches are chosen otherwise: a finger's is followed by no click, nor is one that ends beside the words.
pub(crate) fn selected(app: App, units: bool) {
    if app.mode.get_untracked() != Mode::Span {
        if units {
            dragged(app);
        }
        return;
    }
    if let Some((_, first, range)) = marked(app) {
        app.place.set(Some(Place::at(first)));
        app.span.set(Some(range));
        draw_place(app, false);
        announce(app);
    }
}

/// Words were dragged over, and let go: what will be tagged are the units that they touch. Not while they are dragged
/// over, and not with Shift, which goes on from where the person was and not from where the browser's caret is.
pub(crate) fn dragged(app: App) {
    if let Some((document, anchor, range)) = marked(app) {
        let head = document.units.at(range.end - 1).unwrap_or(anchor);
        go(app, Place { anchor, head }, false);
    }
}

/// What the browser's selection covers, without white space around it, and the unit in which it begins.
fn marked(app: App) -> Option<(Arc<OpenDocument>, Address, ByteRange)> {
    let document = app.document.get_untracked()?;
    let range = trim(&document.minutes.text, document.bytes(nodes::selection()?));
    let first = document.units.nearest(range.start);
    first
        .filter(|_| !range.is_empty())
        .map(|first| (document, first, range))
}

fn trim(text: &str, range: ByteRange) -> ByteRange {
    let inside = range.of(text);
    let start = range.start + (inside.len() - inside.trim_start().len()) as u32;
    ByteRange::new(start, start + inside.trim().len() as u32)
}

/// Shows what is chosen, where nothing of it is in view.
pub(crate) fn show_place(app: App) {
    let (document, place) = (app.document.get_untracked(), app.place.get_untracked());
    if let Some((document, place)) = document.zip(place) {
        let range = match app.span.get_untracked() {
            Some(span) if app.mode.get_untracked() == Mode::Span => span,
            _ => document
                .units
                .range(app.mode.get_untracked(), Place::at(place.head)),
        };
        nodes::show(document.utf16(range));
    }
}

/// Draws the box of the current unit.
pub(crate) fn draw_place(app: App, reveal: bool) {
    let none = Utf16Range::default();
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let (mode, span) = (app.mode.get_untracked(), app.span.get_untracked());
    let Some(place) = app.place.get_untracked() else {
        nodes::frame("current", none);
        nodes::frame("selection", none);
        return;
    };
    let head = document.utf16(document.units.range(mode, Place::at(place.head)));
    if reveal {
        nodes::reveal(head, mode == Mode::Speech);
    }
    nodes::frame("current", head);
    let selection = match span {
        Some(span) if mode == Mode::Span => document.utf16(span),
        _ if place.anchor != place.head => document.utf16(document.units.range(mode, place)),
        _ => none,
    };
    nodes::frame("selection", selection);
}

fn announce(app: App) {
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let (mode, place) = (app.mode.get_untracked(), app.place.get_untracked());
    let Some(place) = place else { return };
    let range = app
        .span
        .get_untracked()
        .unwrap_or_else(|| document.units.range(mode, place));
    let words: String = range.of(&document.minutes.text).chars().take(120).collect();
    let themes = untrack(|| pressed(app));
    let names: Vec<String> = app.work.with_value(|w| {
        themes
            .iter()
            // One that lies on more is not said again at each of its sentences.
            .filter(|(_, just)| *just)
            .filter_map(|(t, _)| w.project.themes.get(t))
            .map(name_of)
            .collect()
    });
    let at = name(mode, place.head);
    let tags = match names.is_empty() {
        true => String::new(),
        false => messages().announce_tags(names.join(messages().comma())),
    };
    app.say(messages().announce_unit(&at, &words, tags));
}
