//! What a person can do, as edits. Pure: fresh ids and the time are arguments.

use std::collections::BTreeSet;

use crate::text::CharRange;

use super::replaced::replacement;
use super::{
    Annotation, AnnotationId, Annotator, AnnotatorId, Colour, DocumentInfo, Edit, Fingerprint, Label,
    Project, Revision, Target, Theme, ThemeId, Timestamp, Workspace,
};

/// Where fresh ids come from.
pub type Ids<'a> = &'a mut dyn FnMut() -> String;

/// What a person has put on exactly this piece of text.
pub(super) fn on<'a>(
    project: &'a Project,
    me: &'a AnnotatorId,
    document: &'a Fingerprint,
    position: CharRange,
) -> impl Iterator<Item = &'a Annotation> {
    let mine = move |a: &&Annotation| &a.annotator == me && a.target.position == position;
    project.annotations_of(document).filter(mine)
}

/// The themes that a person has put on exactly this piece of text.
pub fn themes_on(project: &Project, me: &AnnotatorId, document: &Fingerprint, at: CharRange) -> Vec<ThemeId> {
    on(project, me, document, at)
        .filter_map(|a| a.theme.clone())
        .collect()
}

/// The person's note on exactly this piece of text.
pub fn note_of<'a>(
    project: &'a Project,
    me: &'a AnnotatorId,
    document: &'a Fingerprint,
    at: CharRange,
) -> Option<&'a Annotation> {
    on(project, me, document, at).find(|a| a.theme.is_none())
}

fn fresh<T>(ids: Ids<'_>, parse: impl Fn(&str) -> Option<T>) -> T {
    loop {
        // A source of ids that yields none that parses would be a defect of the caller.
        if let Some(id) = parse(&ids()) {
            return id;
        }
    }
}

/// Takes an annotation away: without a trace if it never left this computer, else as a tombstone, so that
/// files made before do not bring it back. One that was changed may be in a file as it was before the change, so its
/// revision alone does not tell.
fn removed(work: &Workspace, old: &Annotation, now: Timestamp) -> Edit {
    removed_as(work.published(), old, work.next_revision(), now)
}

/// The time of a change, which is never that of the making, whatever two clocks say: [`removed`] goes by it.
pub(super) fn changed_at(old: &Annotation, now: Timestamp) -> Timestamp {
    now.max(old.created.saturating_add(1))
}

/// The same when many are taken away: the revision is asked for once.
pub(super) fn removed_as(published: Revision, old: &Annotation, revision: Revision, now: Timestamp) -> Edit {
    let shared = old.revision <= published || published > 0 && old.modified != old.created;
    let value = shared.then(|| Box::new(old.tombstone(revision, now)));
    Edit::Annotation {
        id: old.id.clone(),
        value,
    }
}

/// Puts a theme on a target, or takes the person's own tags of that theme off it.
pub fn toggle_theme(
    work: &Workspace,
    me: &AnnotatorId,
    document: &Fingerprint,
    target: Target,
    theme: &ThemeId,
    ids: Ids<'_>,
    now: Timestamp,
) -> Edit {
    let there: Vec<Edit> = on(&work.project, me, document, target.position)
        .filter(|a| a.theme.as_ref() == Some(theme))
        .map(|a| removed(work, a, now))
        .collect();
    if !there.is_empty() {
        return Edit::Batch(there);
    }
    add(
        work.next_revision(),
        me,
        document,
        target,
        Some(theme.clone()),
        String::new(),
        ids,
        now,
    )
}

#[expect(clippy::too_many_arguments, reason = "the parts of an annotation; private")]
fn add(
    revision: Revision,
    me: &AnnotatorId,
    document: &Fingerprint,
    target: Target,
    theme: Option<ThemeId>,
    note: String,
    ids: Ids<'_>,
    now: Timestamp,
) -> Edit {
    let id = fresh(ids, AnnotationId::parse);
    let value = Annotation {
        id: id.clone(),
        document: document.clone(),
        annotator: me.clone(),
        theme,
        target,
        note,
        created: now,
        modified: now,
        revision,
        deleted: false,
        extra: Default::default(),
    };
    Edit::Annotation {
        id,
        value: Some(Box::new(value)),
    }
}

/// Puts a theme on many targets at once, and leaves out those on which the person has it. `None` when it is on
/// all of them, or there is no such theme.
pub fn tag_all(
    work: &Workspace,
    me: &AnnotatorId,
    document: &Fingerprint,
    targets: Vec<Target>,
    theme: &ThemeId,
    ids: Ids<'_>,
    now: Timestamp,
) -> Option<Edit> {
    work.project.themes.get(theme).filter(|t| !t.deleted)?;
    let mine = |a: &&Annotation| &a.annotator == me && a.theme.as_ref() == Some(theme);
    let there = work.project.annotations_of(document).filter(mine);
    let mut there: BTreeSet<CharRange> = there.map(|a| a.target.position).collect();
    let revision = work.next_revision();
    let edits: Vec<Edit> = targets
        .into_iter()
        .filter(|target| there.insert(target.position))
        .map(|target| {
            let (theme, note) = (Some(theme.clone()), String::new());
            add(revision, me, document, target, theme, note, ids, now)
        })
        .collect();
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

/// Writes the person's note on a target; an empty one removes it. `None` when nothing changes.
pub fn set_note(
    work: &Workspace,
    me: &AnnotatorId,
    document: &Fingerprint,
    target: Target,
    note: &str,
    ids: Ids<'_>,
    now: Timestamp,
) -> Option<Edit> {
    match note_of(&work.project, me, document, target.position) {
        Some(old) if old.note == note => None,
        Some(old) if note.is_empty() => Some(removed(work, old, now)),
        Some(old) => {
            let revision = work.next_revision();
            let value = Annotation {
                note: note.to_owned(),
                modified: changed_at(old, now),
                revision,
                ..old.clone()
            };
            Some(Edit::Annotation {
                id: old.id.clone(),
                value: Some(Box::new(value)),
            })
        }
        None if note.is_empty() => None,
        None => {
            let (revision, note) = (work.next_revision(), note.to_owned());
            Some(add(revision, me, document, target, None, note, ids, now))
        }
    }
}

/// A name as it is kept: without white space around it, and without signs that turn the writing of what stands behind
/// it (U+202A–202E, U+2066–2069).
pub(super) fn name(typed: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    typed.replace(turns, "").trim().to_owned()
}

/// Makes a theme at the end of the codebook.
pub fn add_theme(work: &Workspace, name: &str, colour: Colour, key: Option<char>, ids: Ids<'_>) -> Edit {
    let id = fresh(ids, ThemeId::parse);
    let last = work.project.themes.values().map(|t| t.order).max().unwrap_or(0);
    let value = Theme {
        id: id.clone(),
        name: self::name(name),
        name_en: None,
        colour,
        key,
        parent: None,
        order: last.saturating_add(1),
        definition: String::new(),
        keywords: Vec::new(),
        usage: Default::default(),
        revision: work.next_revision(),
        parts: Vec::new(),
        deleted: false,
        replaced_by: None,
    };
    Edit::Theme {
        id,
        value: Some(value),
    }
}

/// Changes a theme; `None` when there is no such theme or nothing changes.
pub fn change_theme(work: &Workspace, id: &ThemeId, change: impl FnOnce(&mut Theme)) -> Option<Edit> {
    let old = work.project.themes.get(id)?;
    let mut value = old.clone();
    change(&mut value);
    if &value == old {
        return None;
    }
    Some(Edit::Theme {
        id: id.clone(),
        value: Some(value.following(old, work.next_revision())),
    })
}

/// Deletes a theme. It stays as a tombstone and its annotations stay with it, so that undo brings all back.
pub fn delete_theme(work: &Workspace, id: &ThemeId) -> Option<Edit> {
    change_theme(work, id, |t| t.deleted = true)
}

/// Gives a person a nickname, making the person if there is none yet.
pub fn name_annotator(work: &Workspace, id: &AnnotatorId, nickname: &str) -> Option<Edit> {
    let nickname: String = name(nickname).chars().take(40).collect();
    let known = work.project.annotators.get(id);
    if nickname.is_empty() || known.is_some_and(|a| a.nickname == nickname) {
        return None;
    }
    let value = Annotator {
        id: id.clone(),
        nickname,
        revision: work.next_revision(),
    };
    Some(Edit::Annotator {
        id: id.clone(),
        value: Some(value),
    })
}

/// Takes a document into the project, behind the others.
pub fn add_document(info: DocumentInfo) -> Edit {
    Edit::Document {
        fingerprint: info.fingerprint.clone(),
        value: Some(info),
        at: usize::MAX,
    }
}

/// Takes a document, which is number `at` of the list, out of the project with all its tags and notes. They leave no
/// tombstones: whoever has the document in a file may bring it in again.
pub fn remove_document(project: &Project, fingerprint: &Fingerprint, at: usize) -> Edit {
    let of_it = project
        .annotations
        .values()
        .filter(|a| &a.document == fingerprint);
    let mut edits: Vec<Edit> = of_it
        .map(|a| Edit::Annotation {
            id: a.id.clone(),
            value: None,
        })
        .collect();
    let repairs = project.repairs.iter().filter(|r| &r.document == fingerprint);
    edits.extend(repairs.map(|r| Edit::Repair {
        document: fingerprint.clone(),
        at: r.at,
        value: None,
    }));
    edits.push(Edit::Document {
        fingerprint: fingerprint.clone(),
        value: None,
        at,
    });
    Edit::Batch(edits)
}

/// What went with a document when it was taken out the last time: its tags, notes and corrections, as far as undo
/// could still bring them back and nothing of it is here. Whoever opens the document again wants them.
pub fn left_behind(w: &Workspace, fingerprint: &Fingerprint) -> Vec<Edit> {
    let of_it = |edit: &&Edit| match edit {
        Edit::Annotation { id, value } => {
            let here = w.project.annotations.get(id).is_some();
            !here && value.as_ref().is_some_and(|a| &a.document == fingerprint)
        }
        Edit::Repair { document, at, value } => {
            document == fingerprint && value.is_some() && w.project.repair_at(document, *at).is_none()
        }
        _ => false,
    };
    let removals = w
        .entries()
        .iter()
        .rev()
        .filter(|e| matches!(e.label, Label::RemoveDocument { .. }));
    let batches = removals.filter_map(|e| match e.edit() {
        Edit::Batch(list) => Some(list),
        _ => None,
    });
    batches
        .map(|list| list.iter().filter(of_it).cloned().collect::<Vec<Edit>>())
        .find(|list| !list.is_empty())
        .map(|list| list.into_iter().map(|edit| led_over(&w.project, edit)).collect())
        .unwrap_or_default()
}

/// A tag that comes back, with the theme that stands for the one it had.
fn led_over(project: &Project, mut edit: Edit) -> Edit {
    if let Edit::Annotation { value: Some(tag), .. } = &mut edit
        && let Some(theme) = tag.theme.as_ref().and_then(|t| replacement(project, t))
    {
        tag.theme = Some(theme.id.clone());
    }
    edit
}
