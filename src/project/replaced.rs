//! Themes that were made one with another one, and tags that have them still; and what a merge makes one.
//!
//! Who makes two themes one leads everybody's tags over, as far as they are here. Those in other people's files have the
//! theme that is gone, and would not be seen; they follow when the files are merged.

use super::codebook_edits::{Making, rethemed};
use super::merge::{Followed, MergePlan};
use super::{Edit, LAST_REVISION, Project, Revision, Theme, ThemeId, Timestamp, Workspace};

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
/// what one person has put on the same text twice, at two computers, becomes one; `several`: they are of several files.
/// It is a change like any other, made here: [`super::merge::join`] knows nothing of it, so that files give the same
/// project in whatever order they are joined.
pub fn follow(work: &mut Workspace, theirs: &Project, plan: &mut MergePlan, several: bool, now: Timestamp) {
    let replaced = [&work.project, theirs]
        .iter()
        .any(|p| p.themes.values().any(|t| t.replaced_by.is_some()));
    // A file alone, as it is opened, is taken as it is.
    let twice = several || !work.project.annotations.is_empty();
    if !replaced && !twice {
        return;
    }
    let revision = work.next_revision().max(theirs.revision().saturating_add(1));
    let revision = revision.min(LAST_REVISION);
    // A look at it as it would be: a second project beside it would be as large.
    let back = work.project.apply(plan.edit.clone());
    let (followed, edits) = following(&work.project, revision, now);
    let besides = Edit::Batch(edits);
    let first = work.project.apply(besides.clone());
    let same = match twice {
        true => rethemed(made_here(&work.project, revision, now), None),
        false => Vec::new(),
    };
    work.project.apply(first);
    work.project.apply(back);
    if followed.is_empty() && same.is_empty() {
        return;
    }
    let summary = &mut plan.summary;
    for edit in &same {
        let Edit::Annotation { id, value: Some(one) } = edit else {
            continue;
        };
        let (same, new) = match one.theme {
            Some(_) => (&mut summary.same_tags, &mut summary.new_tags),
            None => (&mut summary.same_notes, &mut summary.new_notes),
        };
        if one.deleted {
            *same += 1;
            *new -= usize::from(!work.project.annotations.contains_key(id));
        }
    }
    let edit = std::mem::replace(&mut plan.edit, Edit::Batch(Vec::new()));
    plan.edit = Edit::Batch(vec![edit, besides, Edit::Batch(same)]);
    summary.followed = followed;
    summary.nothing = false;
}

fn made_here(project: &Project, revision: Revision, now: Timestamp) -> Making<'_> {
    Making {
        project,
        revision,
        // All that is in files is with others.
        published: Revision::MAX,
        now,
    }
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
    (followed, rethemed(made_here(project, revision, now), Some(moved)))
}
