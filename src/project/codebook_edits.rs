//! Changes of the codebook as a whole: order and nesting, two themes made one, one made two, a codebook from a file.
//! Edits as in `commands`.
//!
//! The codebook is everybody's: when two themes become one, the tags of all people follow, so that nobody is left
//! with a theme that is gone.

use std::collections::BTreeMap;

use crate::order;
use crate::text::{CharRange, Fingerprint};

use super::codebook::parent_of;
use super::commands::{change_theme, changed_at, removed_as};
use super::{
    Annotation, AnnotationId, AnnotatorId, Edit, Example, Project, Revision, Theme, ThemeId, Timestamp,
    Workspace, in_order,
};

/// Live themes with the same parent, in order.
fn children<'a>(project: &'a Project, parent: Option<&ThemeId>) -> Vec<&'a Theme> {
    let live = project.themes.values().filter(|t| !t.deleted);
    let mut list: Vec<&Theme> = live
        .filter(|t| parent_of(project, t).map(|p| &p.id) == parent)
        .collect();
    in_order(&mut list);
    list
}

/// Whether `id` is `theme`, or stands somewhere under it.
fn is_under(project: &Project, id: &ThemeId, theme: &ThemeId) -> bool {
    let mut at = project.themes.get(id);
    // Ends: no theme is its own ancestor by `parent_of`.
    while let Some(t) = at {
        if &t.id == theme {
            return true;
        }
        at = parent_of(project, t);
    }
    false
}

/// Puts a theme under `parent` (none: at the top), in front of one of the themes there or behind them all.
/// `None` when that is where it is, when there is no such place, and when the parent stands under the theme itself.
pub fn move_theme(
    work: &Workspace,
    id: &ThemeId,
    parent: Option<&ThemeId>,
    before: Option<&ThemeId>,
) -> Option<Edit> {
    let project = &work.project;
    let theme = project.themes.get(id).filter(|t| !t.deleted)?;
    if let Some(parent) = parent {
        project.themes.get(parent).filter(|t| !t.deleted)?;
        if is_under(project, parent, id) {
            return None;
        }
    }
    let there = children(project, parent);
    let old = there.iter().position(|t| &t.id == id);
    let others: Vec<&Theme> = there.into_iter().filter(|t| &t.id != id).collect();
    let place = match before {
        Some(before) => others.iter().position(|t| &t.id == before)?,
        None => others.len(),
    };
    if old == Some(place) {
        return None;
    }
    let revision = work.next_revision();
    let mut edits: Vec<Edit> = Vec::new();
    for (t, order) in renumbered(&others, theme, place) {
        let mut value = t.clone();
        value.order = order;
        if &t.id == id {
            value.parent = parent.cloned();
        }
        edits.push(Edit::Theme {
            id: t.id.clone(),
            value: Some(value.following(t, revision)),
        });
    }
    Some(Edit::Batch(edits))
}

/// New places of `theme`, which comes to stand at `place` among `others`, and of as few of these as can be.
fn renumbered<'a>(others: &[&'a Theme], theme: &'a Theme, place: usize) -> Vec<(&'a Theme, i64)> {
    let (front, back) = others.split_at(place.min(others.len()));
    let (previous, next) = (front.last(), back.first());
    let fits = previous.is_none_or(|p| (p.order, &p.id) < (theme.order, &theme.id))
        && next.is_none_or(|n| (theme.order, &theme.id) < (n.order, &n.id));
    if fits {
        return vec![(theme, theme.order)];
    }
    // Those behind give way, or those in front; at the ends of all numbers neither may be able to.
    let behind = || {
        let order = match (previous, next) {
            (Some(p), _) => p.order.checked_add(1)?,
            (None, Some(n)) => n.order.checked_sub(1)?,
            (None, None) => 0,
        };
        let mut list = vec![(theme, order)];
        let mut last = (order, &theme.id);
        for t in back {
            if (t.order, &t.id) > last {
                break;
            }
            last = (last.0.checked_add(1)?, &t.id);
            list.push((*t, last.0));
        }
        Some(list)
    };
    let in_front = || {
        let order = next?.order.checked_sub(1)?;
        let mut list = vec![(theme, order)];
        let mut last = (order, &theme.id);
        for t in front.iter().rev() {
            if (t.order, &t.id) < last {
                break;
            }
            last = (last.0.checked_sub(1)?, &t.id);
            list.push((*t, last.0));
        }
        Some(list)
    };
    match (behind(), in_front()) {
        (Some(a), Some(b)) if b.len() < a.len() => b,
        (Some(a), _) => a,
        (None, Some(b)) => b,
        (None, None) => {
            let all = front.iter().copied().chain([theme]).chain(back.iter().copied());
            all.zip(1..).collect()
        }
    }
}

/// A change of many tags: what it is made in, and how it is stamped.
#[derive(Clone, Copy)]
pub(super) struct Making<'a> {
    pub(super) project: &'a Project,
    pub(super) revision: Revision,
    /// What others may hold goes up to this one.
    pub(super) published: Revision,
    pub(super) now: Timestamp,
}

impl<'a> Making<'a> {
    pub(super) fn of(work: &'a Workspace, now: Timestamp) -> Self {
        Self {
            project: &work.project,
            revision: work.next_revision(),
            published: work.published(),
            now,
        }
    }
}

/// What a tag or a note is to be: with which theme, and whose.
pub(super) struct Becoming<'a> {
    pub(super) was: &'a Annotation,
    pub(super) theme: Option<&'a ThemeId>,
    pub(super) whose: &'a AnnotatorId,
}

impl<'a> Becoming<'a> {
    fn with(was: &'a Annotation, theme: Option<&'a ThemeId>) -> Self {
        let whose = &was.annotator;
        Self { was, theme, whose }
    }
}

/// The edits after which each of these tags has the theme beside it. Where the person has that on exactly the same text
/// already, one is left, with the notes of both. Without tags: the same for all that is there, notes included.
pub(super) fn rethemed(making: Making<'_>, tags: Option<Vec<(&Annotation, &ThemeId)>>) -> Vec<Edit> {
    // Those that have the theme come first.
    let have = making.project.annotations.values().filter(|a| !a.deleted);
    let mut all: Vec<Becoming<'_>> = have.map(|a| Becoming::with(a, a.theme.as_ref())).collect();
    if let Some(tags) = tags {
        let mut themes: Vec<&ThemeId> = Vec::new();
        for (_, to) in &tags {
            if !themes.contains(to) {
                themes.push(to);
            }
        }
        all.retain(|b| b.theme.is_some_and(|t| themes.contains(&t)));
        all.extend(tags.into_iter().map(|(tag, to)| Becoming::with(tag, Some(to))));
    }
    made_one(making, all)
}

/// The edits after which all of these are what they are to be. What comes to one place is one, the first of them, with
/// the notes of all.
pub(super) fn made_one(making: Making<'_>, mut all: Vec<Becoming<'_>>) -> Vec<Edit> {
    let Making {
        revision,
        published,
        now,
        ..
    } = making;
    type Place<'a> = (
        Option<&'a ThemeId>,
        &'a Fingerprint,
        &'a AnnotatorId,
        CharRange,
        Option<&'a str>,
    );
    fn key<'a>(b: &Becoming<'a>) -> Place<'a> {
        let target = &b.was.target;
        // What has lost its place is told apart by its words.
        let lost = target.position.is_empty().then_some(target.quote.exact.as_str());
        (b.theme, &b.was.document, b.whose, target.position, lost)
    }
    order::sort(&mut all, &|a, b| key(a).cmp(&key(b)));
    let mut edits = Vec::new();
    for same in all.chunk_by(|a, b| key(a) == key(b)) {
        let Some((first, others)) = same.split_first() else {
            continue;
        };
        let mut kept = first.was.clone();
        for Becoming { was: tag, whose, .. } in others {
            let mut edit = removed_as(published, tag, revision, now);
            if let Edit::Annotation {
                value: Some(gone), ..
            } = &mut edit
            {
                gone.annotator.clone_from(whose);
            }
            edits.push(edit);
            if !tag.note.is_empty() && kept.note != tag.note {
                if !kept.note.is_empty() {
                    kept.note.push('\n');
                }
                kept.note.push_str(&tag.note);
            }
        }
        kept.theme = first.theme.cloned();
        kept.annotator.clone_from(first.whose);
        if kept != *first.was {
            (kept.modified, kept.revision) = (changed_at(first.was, now), revision);
            edits.push(Edit::Annotation {
                id: kept.id.clone(),
                value: Some(Box::new(kept)),
            });
        }
    }
    edits
}

/// Keeps a statement as an example of a theme, behind the others. `None` when there is no such theme, nothing is said,
/// or the same words are an example already.
pub fn add_example(work: &Workspace, id: &ThemeId, example: &Example) -> Option<Edit> {
    let live = work.project.themes.get(id).filter(|t| !t.deleted)?;
    // As it will be read again.
    let example = Example::parse(&example.to_string());
    let same = |e: &String| Example::parse(e).words == example.words;
    if example.words.is_empty() || live.usage.examples.iter().any(same) {
        return None;
    }
    change_theme(work, id, |t| t.usage.examples.push(example.to_string()))
}

/// Takes an example of a theme away. `None` when it is none.
pub fn remove_example(work: &Workspace, id: &ThemeId, example: &str) -> Option<Edit> {
    change_theme(work, id, |t| t.usage.examples.retain(|e| e != example))
}

/// What two themes say of one thing, when they become one: both, in lines of their own, and not twice.
fn joined(mine: &mut String, theirs: &str) {
    let lines = |text: &str| ["\n", text, "\n"].concat();
    if theirs.is_empty() || lines(mine).contains(&lines(theirs)) {
        return;
    }
    if !mine.is_empty() {
        mine.push('\n');
    }
    mine.push_str(theirs);
}

/// Makes two themes one: all tags of `from`, of everybody and in every document, become tags of `into`; so do the
/// themes under it. What it says of itself is said by `into`, too: its name and keywords become keywords, its texts
/// come behind those that are there, its examples behind the examples. `from` is deleted. `None` unless both are there.
pub fn merge_themes(work: &Workspace, from: &ThemeId, into: &ThemeId, now: Timestamp) -> Option<Edit> {
    let project = &work.project;
    let old = project.themes.get(from).filter(|t| !t.deleted)?;
    let target = project.themes.get(into).filter(|t| !t.deleted && into != from)?;
    let tags = project.annotations.values();
    let tags = tags.filter(|a| !a.deleted && a.theme.as_ref() == Some(from));
    let mut edits = rethemed(Making::of(work, now), Some(tags.map(|a| (a, into)).collect()));
    let revision = work.next_revision();
    let mut put = |old: &Theme, value: Theme| {
        edits.push(Edit::Theme {
            id: value.id.clone(),
            value: Some(value.following(old, revision)),
        });
    };
    let mut value = target.clone();
    for word in [&old.name].into_iter().chain(&old.keywords) {
        if !word.is_empty() && *word != value.name && !value.keywords.contains(word) {
            value.keywords.push(word.clone());
        }
    }
    joined(&mut value.definition, &old.definition);
    joined(&mut value.usage.when, &old.usage.when);
    joined(&mut value.usage.not, &old.usage.not);
    joined(&mut value.usage.note, &old.usage.note);
    for example in &old.usage.examples {
        if !value.usage.examples.contains(example) {
            value.usage.examples.push(example.clone());
        }
    }
    if is_under(project, into, from) {
        // It takes the place of the one that goes, or it would come to stand under itself.
        value.parent = parent_of(project, old).map(|p| p.id.clone());
    }
    put(target, value);
    for child in children(project, Some(from))
        .into_iter()
        .filter(|c| &c.id != into)
    {
        let parent = Some(into.clone());
        let value = Theme {
            parent,
            ..child.clone()
        };
        put(child, value);
    }
    let gone = Theme {
        deleted: true,
        replaced_by: Some(into.clone()),
        ..old.clone()
    };
    put(old, gone);
    Some(Edit::Batch(edits))
}

/// Gives some tags another theme: one theme becomes two. Notes without a theme are left alone. `None` when nothing
/// changes, or there is no such theme.
pub fn retag(work: &Workspace, ids: &[AnnotationId], to: &ThemeId, now: Timestamp) -> Option<Edit> {
    work.project.themes.get(to).filter(|t| !t.deleted)?;
    let mut tags: BTreeMap<&AnnotationId, &Annotation> = BTreeMap::new();
    for id in ids {
        let tag = work.project.annotations.get(id);
        let other = |a: &&Annotation| !a.deleted && a.theme.as_ref().is_some_and(|t| t != to);
        if let Some(tag) = tag.filter(other) {
            tags.insert(id, tag);
        }
    }
    let tags = tags.into_values().map(|a| (a, to)).collect();
    let edits = rethemed(Making::of(work, now), Some(tags));
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

/// Brings a deleted theme back; the tags it had are there again. `None` when it is not deleted.
pub fn restore_theme(work: &Workspace, id: &ThemeId) -> Option<Edit> {
    change_theme(work, id, |t| (t.deleted, t.replaced_by) = (false, None))
}

/// Takes in a codebook from a file: themes with ids that are known here become as the file has them and stay where
/// they are, also when they were deleted; others come behind all that are there, in the order of the file. `None`
/// when that changes nothing.
pub fn take_codebook(work: &Workspace, themes: Vec<Theme>) -> Option<Edit> {
    let last = work.project.themes.values().map(|t| t.order).max().unwrap_or(0);
    let revision = work.next_revision();
    let mut edits = Vec::new();
    for (theme, n) in themes.into_iter().zip(1i64..) {
        let old = work.project.themes.get(&theme.id);
        let same = Theme {
            order: old.map_or(last.saturating_add(n), |t| t.order),
            revision: old.map_or(revision, |t| t.revision),
            parts: old.map_or(Vec::new(), |t| t.parts.clone()),
            deleted: false,
            replaced_by: None,
            ..theme
        };
        if old != Some(&same) {
            let value = match old {
                Some(old) => same.following(old, revision),
                None => same,
            };
            edits.push(Edit::Theme {
                id: value.id.clone(),
                value: Some(value),
            });
        }
    }
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

#[cfg(test)]
mod tests;
