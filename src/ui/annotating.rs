//! What a person does to the text: go to a unit, tag it, write a note on it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, document as nodes, settings};
use crate::order;
use crate::project::{self, Address, Label, Operation, Target, ThemeId, Unit, Workspace, anchor};
use crate::text::{ByteRange, Utf16Range};
use crate::view::units::{Mode, Place};

use super::i18n::{Messages, messages};
use super::state::{App, OpenDocument, View};

/// The target an annotation would get now, if a unit is chosen.
pub(crate) fn target(app: App) -> Option<Target> {
    let document = app.document.get()?;
    let (mode, place, span) = (app.mode.get(), app.place.get(), app.span.get());
    let (unit, range) = match (mode, span, place) {
        (Mode::Span, Some(range), _) => (Unit::Span, range),
        (_, _, Some(place)) => (
            document.units.unit(mode, place),
            document.units.range(mode, place),
        ),
        _ => return None,
    };
    if range.is_empty() {
        return None;
    }
    let target = anchor::target(&document.minutes, &document.index, unit, range);
    let former = (unit != Unit::Span)
        .then(|| former_target(app, &document, &target, range))
        .flatten();
    Some(former.unwrap_or(target))
}

/// The target of the person's own tags on the same sentences, where these began elsewhere before somebody corrected
/// how the text is read: 「真壁：賛成です。」 before 真壁 was a speaker.
fn former_target(app: App, document: &OpenDocument, target: &Target, range: ByteRange) -> Option<Target> {
    if document.repairs.is_empty() {
        return None;
    }
    let me = app.me.get()?;
    let here = document.units.covered(range);
    app.read(|w| {
        let mut found = None;
        for a in w.project.annotations_of(&document.fingerprint) {
            let at = a.target.position;
            if a.annotator != me || a.target.unit == Unit::Span || at.end <= target.position.start {
                continue;
            }
            if at == target.position {
                return None;
            }
            let bytes = document.index.bytes_of_chars(&document.minutes.text, at);
            if at.start < target.position.end && document.units.covered(bytes) == here {
                found = Some(a.target.clone());
            }
        }
        found
    })
}

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
        let from = document.units.at_or_after(span.start)?;
        let to = document.units.at(span.end.saturating_sub(1)).unwrap_or(from);
        return Some(format!("{from} {to}"));
    }
    let (from, to) = place.ordered();
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
    app.repair.set(None);
    app.span.set(None);
    app.place.set(Some(place));
    draw_place(app, reveal);
    announce(app);
    // Where the next visit begins to read.
    settings::set("place", &place.head.to_string());
}

/// Brings the text back to where the person was at the last visit; what is current is for them to choose.
pub(crate) fn return_to(app: App) {
    let last = settings::get("place").and_then(|p| Address::parse(&p));
    if let Some((document, last)) = app.document.get_untracked().zip(last) {
        let range = document.units.sentence(last);
        if !range.is_empty() {
            nodes::reveal(document.utf16(range), true);
            app.left_at.set_value(Some(last));
        }
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

/// Goes `by` units on, from nowhere to where reading begins; `extend` keeps where the selection began.
pub(crate) fn step(app: App, by: i64, extend: bool) {
    let Some(document) = app.document.get_untracked() else {
        return;
    };
    let mode = app.mode.get_untracked();
    let place = match app.place.get_untracked() {
        None => match beginning(app, &document) {
            Some(first) => Place::at(unfolded(&document, mode, first, 1)),
            None => return,
        },
        Some(place) => {
            let next = unfolded(&document, mode, document.units.step(mode, place.head, by), by);
            // Beyond the last that is left there is only what is folded.
            let head = if is_folded(&document, next) {
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

fn is_folded(document: &OpenDocument, at: Address) -> bool {
    nodes::folded(document.utf16(document.units.sentence(at)))
}

/// The first unit from `at` on that no filter has folded away.
fn unfolded(document: &OpenDocument, mode: Mode, mut at: Address, by: i64) -> Address {
    while is_folded(document, at) {
        let next = document.units.step(mode, at, by.signum());
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

/// Chooses sentence, speech or span; the current unit stays where it is.
pub(crate) fn set_mode(app: App, mode: Mode) {
    app.mode.set(mode);
    if let Some(place) = app.place.get_untracked() {
        go(app, Place::at(place.head), false);
    }
}

/// A click on the text, or on the stripe of a tag, whose words begin at `stripe`; `extend` with Shift. `false` where
/// there is nothing.
pub(crate) fn click(app: App, stripe: Option<u32>, (x, y): (f64, f64), extend: bool) -> bool {
    let Some((document, offset)) = app
        .document
        .get_untracked()
        .zip(stripe.or_else(|| nodes::offset_at_point(x, y)))
    else {
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

/// The browser's selection has come to rest: in span mode it is what will be tagged, and a finger's chooses the units
/// that it touches, since no click follows it.
pub(crate) fn selected(app: App, finger: bool) {
    if app.mode.get_untracked() != Mode::Span {
        if finger {
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
    let first = document.units.at_or_after(range.start);
    first
        .filter(|_| !range.is_empty())
        .map(|first| (document, first, range))
}

fn trim(text: &str, range: ByteRange) -> ByteRange {
    let inside = range.of(text);
    let start = range.start + (inside.len() - inside.trim_start().len()) as u32;
    ByteRange::new(start, start + inside.trim().len() as u32)
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
            .filter_map(|t| w.project.themes.get(t))
            .map(|t| t.name.clone())
            .collect()
    });
    let at = name(mode, place.head);
    let tags = match names.is_empty() {
        true => String::new(),
        false => messages().announce_tags(names.join("、")),
    };
    app.say(messages().announce_unit(&at, &words, tags));
}

/// Themes the person's own layer has on the current unit.
pub(crate) fn pressed(app: App) -> Vec<ThemeId> {
    let (Some(document), Some(me), Some(target)) = (app.document.get(), app.me.get(), target(app)) else {
        return Vec::new();
    };
    app.read(|w| project::themes_on(&w.project, &me, &document.fingerprint, target.position))
}

/// What others, or the person, have put on the current unit.
#[derive(Clone, PartialEq)]
pub(crate) struct TagHere {
    /// The theme's colour; none for a note.
    pub(crate) colour: Option<String>,
    /// The theme's name, or the note.
    pub(crate) words: String,
    /// The other people's nicknames; none for one's own.
    pub(crate) who: Vec<String>,
}

/// Tags on the current unit, one's own first, those of others by theme; then the notes of others. One's own note is
/// in the field below.
pub(crate) fn tags_here(app: App) -> Vec<TagHere> {
    let (Some(document), Some(target)) = (app.document.get(), target(app)) else {
        return Vec::new();
    };
    let (me, hidden, at) = (app.me.get(), app.hidden.get(), target.position);
    app.read(|w| {
        let (mut own, mut others, mut notes) = (Vec::new(), Vec::<TagHere>::new(), Vec::new());
        for a in w.project.annotations_of(&document.fingerprint) {
            let here = a.target.position.start < at.end && at.start < a.target.position.end;
            // What is said of the whole is said beside the text.
            let whole = matches!(a.target.unit, Unit::Document | Unit::Section { .. });
            if !here || whole || hidden.contains(&a.annotator) {
                continue;
            }
            let mine = me.as_ref() == Some(&a.annotator);
            let person = w.project.annotators.get(&a.annotator);
            let person = person.map_or(String::new(), |p| p.nickname.clone());
            if !mine && !a.note.is_empty() {
                notes.push(TagHere {
                    colour: None,
                    words: a.note.clone(),
                    who: vec![person.clone()],
                });
            }
            let theme = a.theme.as_ref().and_then(|t| w.project.themes.get(t));
            let Some(theme) = theme.filter(|t| !t.deleted) else {
                continue;
            };
            let mut tag = TagHere {
                colour: Some(theme.colour.to_string()),
                words: super::parts::themes::name_of(theme),
                who: Vec::new(),
            };
            if mine {
                own.push((theme.order, tag));
                continue;
            }
            match others
                .iter_mut()
                .find(|o| o.colour == tag.colour && o.words == tag.words)
            {
                Some(known) if known.who.contains(&person) => {}
                Some(known) => known.who.push(person),
                None => {
                    tag.who.push(person);
                    others.push(tag);
                }
            }
        }
        // As in the list of themes.
        order::sort(&mut own, &|a, b| a.0.cmp(&b.0));
        let mut all: Vec<TagHere> = own.into_iter().map(|(_, tag)| tag).collect();
        all.extend(others);
        all.extend(notes);
        all
    })
}

/// Puts a theme on the current unit, or takes it off.
pub(crate) fn toggle(app: App, theme: &ThemeId) {
    let start = clock::instant();
    let Some((document, me)) = app.document.get_untracked().zip(app.me.get_untracked()) else {
        return;
    };
    // A key must not tag what nobody sees.
    let seen = app.view.get_untracked() == View::Read;
    let Some(target) = untrack(|| target(app)).filter(|_| seen) else {
        app.report(messages().choose_unit_first().to_owned());
        return;
    };
    // Whoever tags wants to see it.
    if app.hidden.with_untracked(|h| h.contains(&me)) {
        app.hidden.update(|h| h.retain(|x| x != &me));
        super::painting::repaint(app);
    }
    let on = untrack(|| pressed(app)).contains(theme);
    let edit = app.work.with_value(|w| {
        project::toggle_theme(
            w,
            &me,
            &document.fingerprint,
            target,
            theme,
            &mut clock::uuid,
            clock::now(),
        )
    });
    if !on {
        app.last.set_value(Some(theme.clone()));
    }
    let label = if on {
        Label::RemoveTag { theme: theme.clone() }
    } else {
        Label::AddTag { theme: theme.clone() }
    };
    app.run_with(
        Operation::Do {
            edit,
            label,
            at: clock::now(),
            coalesce: None,
        },
        Vec::new(),
        start,
    );
    let name = app.work.with_value(|w| {
        w.project
            .themes
            .get(theme)
            .map_or(String::new(), |t| t.name.clone())
    });
    app.say(if on {
        messages().announce_untagged(&name)
    } else {
        messages().announce_tagged(&name)
    });
    measured(start);
}

/// Puts the theme that was put on last on this unit, too; never takes it off.
pub(crate) fn repeat(app: App) {
    let last = app.last.get_value();
    if let Some(theme) = last.filter(|t| !untrack(|| pressed(app)).contains(t)) {
        toggle(app, &theme);
    }
}

/// Writes `fusen:annotate` once the edit is on the screen.
fn measured(start: f64) {
    spawn_local(async move {
        clock::painted().await;
        clock::measure("fusen:annotate", start);
    });
}

/// The person's note on the current unit.
pub(crate) fn note(app: App) -> String {
    let (Some(document), Some(me), Some(target)) = (app.document.get(), app.me.get(), target(app)) else {
        return String::new();
    };
    app.read(|w| {
        let found = project::note_of(&w.project, &me, &document.fingerprint, target.position);
        found.map_or(String::new(), |a| a.note.clone())
    })
}

/// Writes the note on the current unit, as it is being typed.
pub(crate) fn write_note(app: App, note: &str) {
    let start = clock::instant();
    let Some((document, me)) = app.document.get_untracked().zip(app.me.get_untracked()) else {
        return;
    };
    let Some(target) = untrack(|| target(app)) else {
        return;
    };
    let key = format!("note {} {}", target.position.start, target.position.end);
    let edit = app.work.with_value(|w| {
        project::set_note(
            w,
            &me,
            &document.fingerprint,
            target,
            note,
            &mut clock::uuid,
            clock::now(),
        )
    });
    if let Some(edit) = edit {
        let operation = Operation::Do {
            edit,
            label: Label::EditNote,
            at: clock::now(),
            coalesce: Some(key),
        };
        app.run_with(operation, Vec::new(), start);
    }
}

/// Takes the last operation back.
pub(crate) fn undo(app: App) {
    let label = app.work.with_value(|w| w.undo_label().cloned());
    turn(app, Operation::Undo, label, Messages::undone);
}

/// Runs what was taken back again.
pub(crate) fn redo(app: App) {
    let label = app.work.with_value(|w| w.redo_label().cloned());
    turn(app, Operation::Redo, label, Messages::redone);
}

fn turn(app: App, operation: Operation, label: Option<Label>, words: fn(Messages, String) -> String) {
    let Some(label) = label else { return };
    let start = clock::instant();
    let words = words(
        messages(),
        app.work.with_value(|w| super::steps::words(w, &label)),
    );
    let change = app.run_with(operation, Vec::new(), start);
    measured(start);
    let here = app
        .document
        .with_untracked(|d| d.as_ref().map(|d| d.fingerprint.clone()));
    let elsewhere = change.document.filter(|f| {
        let known = |w: &Workspace| w.project.documents.iter().any(|d| &d.fingerprint == f);
        Some(f) != here.as_ref() && app.work.with_value(known)
    });
    // What was done out of sight is told, and shown.
    app.report(words);
    if let Some(fingerprint) = elsewhere {
        spawn_local(async move { super::session::show_stored(app, &fingerprint).await });
    }
}
