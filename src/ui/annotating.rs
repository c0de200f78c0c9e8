//! What a person does to the chosen unit: tag it, write a note on it, take that back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, document as nodes};
use crate::order;
use crate::project::{
    self, Annotation, AnnotationId, Change, Entry, Label, Operation, Target, ThemeId, Unit, Workspace, anchor,
};
use crate::text::{ByteRange, CharRange};
use crate::view::units::Mode;

use super::choosing;
use super::i18n::{Messages, messages};
use super::names::name_of;
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

/// Themes the person's own layer has on the current unit, and whether on just that: one that lies on more has its sentences,
/// too.
pub(crate) fn pressed(app: App) -> Vec<(ThemeId, bool)> {
    let (Some(document), Some(me), Some(target)) = (app.document.get(), app.me.get(), target(app)) else {
        return Vec::new();
    };
    let at = target.position;
    app.read(|w| {
        let tags = w.project.annotations_of(&document.fingerprint);
        let here = tags.filter(|a| a.annotator == me && holds(a, at));
        here.filter_map(|a| Some((a.theme.clone()?, a.target.position == at)))
            .collect()
    })
}

/// Whether an annotation lies on a piece of text, and perhaps on more, but not on a whole document or section.
fn holds(a: &Annotation, at: CharRange) -> bool {
    a.target.place().is_some() && a.target.position.start <= at.start && at.end <= a.target.position.end
}

/// Whether a theme is on just the current unit.
fn is_on(app: App, theme: &ThemeId) -> bool {
    untrack(|| pressed(app))
        .iter()
        .any(|(on, just)| *just && on == theme)
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
    /// One's own that lies on more or less than the current unit: a press on it chooses that, where its key takes it off
    /// and its note can be written.
    pub(crate) elsewhere: Option<AnnotationId>,
}

/// Tags on the current unit, one's own first, those of others by theme; then notes. One's own note on just this unit
/// is in the field below.
pub(crate) fn tags_here(app: App) -> Vec<TagHere> {
    let (Some(document), Some(target)) = (app.document.get(), target(app)) else {
        return Vec::new();
    };
    let (me, hidden, at) = (app.me.get(), app.hidden.get(), target.position);
    app.read(|w| {
        let (mut own, mut others, mut notes) = (Vec::new(), Vec::<TagHere>::new(), Vec::new());
        let people = super::names::people(&w.project);
        for a in w.project.annotations_of(&document.fingerprint) {
            let here = a.target.position.start < at.end && at.start < a.target.position.end;
            if !here || a.target.place().is_none() || hidden.contains(&a.annotator) {
                continue;
            }
            let mine = me.as_ref() == Some(&a.annotator);
            let elsewhere = (mine && a.target.position != at).then(|| a.id.clone());
            let person = people.iter().find(|(id, _)| id == &a.annotator);
            let person = person.map_or(String::new(), |(_, name)| name.clone());
            if !a.note.is_empty() && (!mine || elsewhere.is_some()) {
                notes.push(TagHere {
                    colour: None,
                    words: a.note.clone(),
                    who: if mine { Vec::new() } else { vec![person.clone()] },
                    elsewhere: elsewhere.clone(),
                });
            }
            let theme = a.theme.as_ref().and_then(|t| w.project.themes.get(t));
            let Some(theme) = theme.filter(|t| !t.deleted) else {
                continue;
            };
            let mut tag = TagHere {
                colour: Some(theme.colour.to_string()),
                words: super::names::called(&w.project, theme),
                who: Vec::new(),
                elsewhere,
            };
            if mine {
                // A speech has what its sentences have, each once; what lies on just this unit is not elsewhere.
                let same =
                    |(_, known): &&mut (i64, TagHere)| known.colour == tag.colour && known.words == tag.words;
                match own.iter_mut().find(same) {
                    Some((_, known)) => {
                        known.elsewhere = known.elsewhere.take().filter(|_| tag.elsewhere.is_some())
                    }
                    None => own.push((theme.order, tag)),
                }
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
        let m = messages();
        let words = if seen {
            m.choose_unit_first()
        } else {
            m.tag_under_read()
        };
        app.report(words.to_owned());
        return;
    };
    // Whoever tags wants to see it, and where: not below what the browser has selected.
    choosing::deselect();
    let words = document
        .index
        .bytes_of_chars(&document.minutes.text, target.position);
    let words = document.utf16(words);
    // What was chosen and scrolled away from may not be what they mean.
    if !nodes::in_view(words) && !nodes::folded(words) {
        nodes::show(words);
        return app.report(messages().tag_out_of_sight().to_owned());
    }
    if app.hidden.with_untracked(|h| h.contains(&me)) {
        app.hidden.update(|h| h.retain(|x| x != &me));
        super::painting::repaint(app);
    }
    let on = is_on(app, theme);
    let (at, here) = (target.position, &document.fingerprint);
    let around = app.work.with_value(|w| {
        let mut tags = w.project.annotations_of(here).filter(|_| !on);
        let found = tags.find(|a| holds(a, at) && a.annotator == me && a.theme.as_ref() == Some(theme))?;
        Some((found.id.clone(), found.target.unit))
    });
    let name = app
        .work
        .with_value(|w| w.project.themes.get(theme).map_or(String::new(), name_of));
    // One tag on several sentences: the key that is said to take it off takes no second one on.
    if let (Some((id, Unit::Sentence { .. })), Unit::Sentence { .. }) = (&around, target.unit) {
        choosing::choose_tag(app, id);
        return app.report(messages().tag_on_several(&name));
    }
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
    // What was said of a step before is over.
    if !app.done.with_untracked(String::is_empty) {
        app.done.set(String::new());
    }
    match on {
        true => app.say(messages().announce_untagged(&name)),
        false if around.is_some() => app.report(messages().tagged_twice(&name)),
        false => app.say(messages().announce_tagged(&name)),
    }
    measured(start);
}

/// Puts the theme that was put on last on this unit, too; never takes it off.
pub(crate) fn repeat(app: App) {
    // After a reload the steps still know.
    let last = app.last.get_value().or_else(|| {
        app.work.with_value(|w| {
            let mut steps = w.entries().iter().rev();
            steps.find_map(|step| match &step.label {
                Label::AddTag { theme } => Some(theme.clone()),
                _ => None,
            })
        })
    });
    if last.is_none() {
        app.report(messages().nothing_to_repeat().to_owned());
    }
    if let Some(theme) = last.filter(|t| !is_on(app, t)) {
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
    // What is typed in one visit, by one person in one place, is one step.
    let visit = app.session.with_value(|s| s.tab.clone());
    let key = format!(
        "note {visit} {me} {} {} {}",
        document.fingerprint, target.position.start, target.position.end
    );
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
    if app.refused.get_untracked() {
        app.refused.set(false);
        super::desk::key("refuse-back");
        return;
    }
    turn(app, Operation::Undo, |w| w.entries().last(), Messages::undone);
}

/// Runs what was taken back again.
pub(crate) fn redo(app: App) {
    turn(app, Operation::Redo, |w| w.undone().last(), Messages::redone);
}

fn turn(
    app: App,
    operation: Operation,
    entry: fn(&Workspace) -> Option<&Entry>,
    words: fn(Messages, String) -> String,
) {
    let start = clock::instant();
    let me = app.me.get_untracked();
    let said = app.work.with_value(|w| {
        let entry = entry(w)?;
        let author = entry.author(&w.project).filter(|a| me.as_ref() != Some(a));
        Some(match author.and_then(|a| w.project.annotators.get(a)) {
            // Whoever sits down after somebody else does not take back what that one did.
            Some(other) => Err(messages().step_of_other(&other.nickname)),
            None => Ok(words(messages(), super::steps::words(w, &entry.label))),
        })
    });
    let words = match said {
        Some(Ok(words)) => words,
        Some(Err(words)) => return app.report(words),
        None => return,
    };
    let change = app.run_with(operation, Vec::new(), start);
    measured(start);
    let here = app
        .document
        .with_untracked(|d| d.as_ref().map(|d| d.fingerprint.clone()));
    let elsewhere = change.document.clone().filter(|f| {
        let known = |w: &Workspace| w.project.documents.iter().any(|d| &d.fingerprint == f);
        Some(f) != here.as_ref() && app.work.with_value(known)
    });
    // What was done out of sight is told, and shown.
    app.report(words);
    if let Some(fingerprint) = elsewhere {
        spawn_local(async move {
            super::documents::show_stored(app, &fingerprint).await;
            show(app, &change);
        });
    } else {
        show(app, &change);
    }
}

/// Brings what was changed into view; where it is one tag or note it is chosen, as it was when that was done.
fn show(app: App, change: &Change) {
    let Some((document, place)) = app.document.get_untracked().zip(change.place) else {
        return;
    };
    let range = document.index.bytes_of_chars(&document.minutes.text, place);
    match change.unit {
        Some(unit) if change.annotations.len() == 1 => choosing::choose(app, unit, range),
        _ => nodes::show(document.utf16(range)),
    }
}
