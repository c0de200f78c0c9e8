//! Themes that were made one with another one, and tags that have them still; and what a merge makes one.
//!
//! Who makes two themes one leads everybody's tags over, as far as they are here. Those in other people's files have the
//! theme that is gone, and would not be seen; they follow when the files are merged.

use super::codebook_edits::{Making, rethemed};
use super::commands::{changed_at, on, removed_as};
use super::merge::{Followed, MergePlan};
use super::{
    Annotation, AnnotationId, AnnotatorId, Edit, LAST_REVISION, Project, Revision, Theme, ThemeId, Timestamp,
    Workspace,
};

/// The theme that stands for one that is gone. `None` while it is there, when it was only deleted, and when the one
/// that stood for it is gone, too.
pub fn replacement<'a>(project: &'a Project, id: &ThemeId) -> Option<&'a Theme> {
    let gone = project.themes.get(id).filter(|t| t.deleted)?;
    live(gone, &|id| project.themes.get(id))
}

/// A theme, or the one that stands for it, if there is one to be seen.
pub(super) fn live<'a>(theme: &'a Theme, find: &dyn Fn(&ThemeId) -> Option<&'a Theme>) -> Option<&'a Theme> {
    let mut at = theme;
    // Two people may each make one of two themes one with the other: this ends, whatever the circle.
    for _ in 0..MOST {
        if !at.deleted {
            return Some(at);
        }
        at = find(at.replaced_by.as_ref()?)?;
    }
    None
}

/// How often a theme that stood for another was itself made one with a third.
const MOST: usize = 1000;

/// Adds to a plan for `theirs` what is to be done here besides: tags follow themes that were made one with others, and
/// what one person has put on the same text twice, at two computers, becomes one. It is a change like any other, made
/// here: [`super::merge::join`] knows nothing of it, so that files give the same project in whatever order they are
/// joined.
pub fn follow(work: &mut Workspace, theirs: &Project, plan: &mut MergePlan, now: Timestamp) {
    let replaced = [&work.project, theirs]
        .iter()
        .any(|p| p.themes.values().any(|t| t.replaced_by.is_some()));
    let mine = |who: &AnnotatorId| work.project.annotations.values().any(|a| &a.annotator == who);
    let again: Vec<&AnnotatorId> = theirs
        .annotators
        .values()
        .map(|a| &a.id)
        .filter(|who| mine(who))
        .collect();
    let new =
        |a: &&Annotation| again.contains(&&a.annotator) && !work.project.annotations.contains_key(&a.id);
    let new: Vec<AnnotationId> = theirs
        .annotations
        .values()
        .filter(new)
        .map(|a| a.id.clone())
        .collect();
    if !replaced && new.is_empty() {
        return;
    }
    let revision = work.next_revision().max(theirs.revision().saturating_add(1));
    let revision = revision.min(LAST_REVISION);
    // A look at it as it would be: a second project beside it would be as large.
    let mut back = vec![work.project.apply(plan.edit.clone())];
    let (followed, edits) = following(&work.project, revision, now);
    back.push(work.project.apply(Edit::Batch(edits.clone())));
    let mut besides = edits;
    for id in &new {
        let Some((second, edits)) = made_one(&work.project, id, revision, now) else {
            continue;
        };
        match &second.theme {
            Some(theme) => {
                plan.summary.same_tags += 1;
                let unseen = work.project.themes.get(theme).is_none_or(|t| t.deleted);
                plan.summary.hidden_tags -= usize::from(unseen && new.contains(&second.id));
            }
            None => plan.summary.same_notes += 1,
        }
        back.push(work.project.apply(Edit::Batch(edits.clone())));
        besides.extend(edits);
    }
    for edit in back.into_iter().rev() {
        work.project.apply(edit);
    }
    if besides.is_empty() {
        return;
    }
    let edit = std::mem::replace(&mut plan.edit, Edit::Batch(Vec::new()));
    plan.edit = Edit::Batch(vec![edit, Edit::Batch(besides)]);
    let summary = &mut plan.summary;
    summary.new_tags -= summary.same_tags.min(summary.new_tags);
    summary.new_notes -= summary.same_notes.min(summary.new_notes);
    summary.followed = followed;
    summary.nothing = false;
}

/// Makes a tag, or a note, that is there twice one, with the words of both: the one that was made first stays. The other,
/// and the edits.
fn made_one<'a>(
    project: &'a Project,
    id: &AnnotationId,
    revision: Revision,
    now: Timestamp,
) -> Option<(&'a Annotation, Vec<Edit>)> {
    let one = project.annotations.get(id).filter(|a| !a.deleted)?;
    let mut twins = on(project, &one.annotator, &one.document, one.target.position);
    let other = twins.find(|a| a.id != one.id && a.theme == one.theme)?;
    let (first, second) = match (one.created, &one.id) < (other.created, &other.id) {
        true => (one, other),
        false => (other, one),
    };
    let mut edits = vec![removed_as(Revision::MAX, second, revision, now)];
    if !second.note.is_empty() && first.note != second.note {
        let mut kept = first.clone();
        kept.note = [first.note.as_str(), &second.note].join("\n").trim().to_owned();
        (kept.modified, kept.revision) = (changed_at(first, now), revision);
        edits.push(Edit::Annotation {
            id: kept.id.clone(),
            value: Some(Box::new(kept)),
        });
    }
    Some((second, edits))
}

fn following(project: &Project, revision: Revision, now: Timestamp) -> (Vec<Followed>, Vec<Edit>) {
    let mut followed: Vec<Followed> = Vec::new();
    let mut moved = Vec::new();
    for tag in project.annotations.values().filter(|a| !a.deleted) {
        let from = tag.theme.as_ref().and_then(|id| project.themes.get(id));
        let Some((from, into)) = from.and_then(|t| Some((t, replacement(project, &t.id)?))) else {
            continue;
        };
        match followed.iter_mut().find(|f| f.from.id == from.id) {
            Some(one) => one.tags += 1,
            None => followed.push(Followed {
                from: from.clone(),
                into: into.clone(),
                tags: 1,
            }),
        }
        moved.push((tag, &into.id));
    }
    let making = Making {
        project,
        revision,
        // All that is in files is with others.
        published: Revision::MAX,
        now,
    };
    (followed, rethemed(making, moved))
}
