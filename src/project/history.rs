//! Undo and redo, as part of the state that is saved.
//!
//! A [`Workspace`] changes by [`Operation`]s, and is a pure function of their order: replaying a journal
//! from a snapshot gives the same workspace in every tab and after every restart, its history included.

use crate::text::stored::record;

use super::restamp::{Shared, greatest, restamped};
use super::{
    Annotation, AnnotationId, Annotator, AnnotatorId, Change, Edit, Fingerprint, LAST_REVISION, Label,
    Operation, Project, Repair, Revision, Theme, ThemeId, Timestamp, Unit,
};

/// A step that can be taken back, or run again.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Entry {
    /// Leads to the other side of the step.
    edit: Edit,
    /// What to call it.
    pub label: Label,
    /// When it was made.
    pub at: Timestamp,
    #[cfg_attr(test, serde(default, skip_serializing_if = "Option::is_none"))]
    coalesce: Option<String>,
    /// Came from a file.
    #[cfg_attr(test, serde(default, skip_serializing_if = "std::ops::Not::not"))]
    merged: bool,
}

record!(Entry {
    edit,
    label,
    at,
    coalesce: may,
    merged: may
});

impl Entry {
    /// Whose tag or note was made or taken off in the step, if it was about that.
    pub fn author<'a>(&'a self, project: &'a Project) -> Option<&'a AnnotatorId> {
        let own = matches!(
            self.label,
            Label::AddTag { .. } | Label::RemoveTag { .. } | Label::EditNote | Label::TagAll { .. }
        );
        self.first(project).filter(|_| own).map(|a| &a.annotator)
    }

    /// Number of tags and notes that the step was about.
    pub fn annotations(&self) -> usize {
        annotations(&self.edit)
    }

    /// What takes the step back, or runs it again.
    pub(super) fn edit(&self) -> &Edit {
        &self.edit
    }

    /// The first annotation that the step was about.
    fn first<'a>(&'a self, project: &'a Project) -> Option<&'a Annotation> {
        let (id, value) = first(&self.edit)?;
        value.or(project.annotations.get(id))
    }
}

/// The first annotation that an edit sets, and to what.
fn first(edit: &Edit) -> Option<(&AnnotationId, Option<&Annotation>)> {
    match edit {
        Edit::Batch(list) => list.iter().find_map(first),
        Edit::Annotation { id, value } => Some((id, value.as_deref())),
        _ => None,
    }
}

/// The first place that an edit says something of, and what.
fn repair(edit: &Edit) -> Option<(&Fingerprint, u32, Option<&Repair>)> {
    match edit {
        Edit::Batch(list) => list.iter().find_map(repair),
        Edit::Repair { document, at, value } => Some((document, *at, value.as_ref())),
        _ => None,
    }
}

/// The theme that an edit sets and nothing else, and to what.
fn theme(edit: &Edit) -> Option<(&ThemeId, Option<&Theme>)> {
    match edit {
        Edit::Theme { id, value } => Some((id, value.as_ref())),
        _ => None,
    }
}

/// What an edit sets a theme to, among other things.
fn theme_in<'a>(edit: &'a Edit, id: &ThemeId) -> Option<&'a Theme> {
    match edit {
        Edit::Batch(list) => list.iter().find_map(|edit| theme_in(edit, id)),
        edit => theme(edit).filter(|(other, _)| *other == id)?.1,
    }
}

/// Number of annotations that an edit sets.
fn annotations(edit: &Edit) -> usize {
    match edit {
        Edit::Batch(list) => list.iter().map(annotations).sum(),
        edit => usize::from(matches!(edit, Edit::Annotation { .. })),
    }
}

/// A project with its past.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Workspace {
    /// The project as it is now.
    pub project: Project,
    undo: Vec<Entry>,
    redo: Vec<Entry>,
    /// Values up to this revision may be in somebody's file.
    published: Revision,
    /// Values up to this revision may have come from somebody's file.
    #[cfg_attr(test, serde(default))]
    received: Revision,
    operations: u64,
}

record!(Workspace {
    project,
    undo,
    redo,
    published,
    received: default,
    operations,
});

impl Workspace {
    /// Runs an operation; undo and redo with nothing to do change nothing.
    pub fn run(&mut self, operation: Operation) -> Change {
        self.operations += 1;
        let mut change = Change::default();
        match operation {
            Operation::Do {
                edit,
                label,
                at,
                coalesce,
            } => {
                change.note(&edit, &self.project);
                let edit = self.project.apply(edit);
                self.redo.clear();
                match self.undo.last_mut() {
                    // The inverses run last to first, so the older one goes behind.
                    Some(last) if coalesce.is_some() && last.coalesce == coalesce => {
                        let older = std::mem::replace(&mut last.edit, Edit::Batch(Vec::new()));
                        last.edit = join(edit, older);
                        last.at = at;
                    }
                    _ => self.undo.push(Entry {
                        edit,
                        label,
                        at,
                        coalesce,
                        merged: false,
                    }),
                }
            }
            Operation::Merge { edit, label, at } => {
                change.note(&edit, &self.project);
                self.received = self.received.max(greatest(&edit));
                let edit = self.project.apply(edit);
                self.redo.clear();
                self.undo.push(Entry {
                    edit,
                    label,
                    at,
                    coalesce: None,
                    merged: true,
                });
            }
            Operation::Silent { edit } => {
                change.note(&edit, &self.project);
                self.received = self.received.max(greatest(&edit));
                self.project.apply(edit);
            }
            Operation::Undo => {
                if let Some(entry) = self.undo.pop() {
                    let back = self.turn(entry, &mut change);
                    self.redo.push(back);
                }
            }
            Operation::Redo => {
                if let Some(entry) = self.redo.pop() {
                    let back = self.turn(entry, &mut change);
                    self.undo.push(back);
                }
            }
            Operation::Publish { .. } => {
                self.published = self.published.max(self.project.revision());
                // What is in a file is a step of its own.
                for entry in &mut self.undo {
                    entry.coalesce = None;
                }
            }
        }
        change
    }

    /// Runs an entry; what comes back leads the other way.
    fn turn(&mut self, mut entry: Entry, change: &mut Change) -> Entry {
        let edit = std::mem::replace(&mut entry.edit, Edit::Batch(Vec::new()));
        let next = self.next_revision();
        let mut stamped = false;
        let edit = match entry.merged {
            true => edit,
            false => {
                let shared = Shared {
                    project: &self.project,
                    published: self.published,
                    revision: next,
                };
                restamped(edit, shared, &mut stamped)
            }
        };
        change.note(&edit, &self.project);
        entry.edit = self.project.apply(edit);
        if stamped {
            // What answers a published value is as good as published: going back further answers it, too.
            self.published = self.published.max(next);
        }
        // A step that was taken back does not join with what is typed next.
        entry.coalesce = None;
        entry
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to run again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&Label> {
        self.undo.last().map(|e| &e.label)
    }

    /// What redo would run again.
    pub fn redo_label(&self) -> Option<&Label> {
        self.redo.last().map(|e| &e.label)
    }

    /// Steps that were taken back: the one that would be run again first is the last.
    pub fn undone(&self) -> &[Entry] {
        &self.redo
    }

    /// The steps that can be taken back, the oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.undo
    }

    /// What a step was about: words of the text, a document by its title, the name that somebody took.
    pub fn about<'a>(&'a self, step: &'a Entry) -> Option<&'a str> {
        let Some((id, value)) = first(&step.edit) else {
            return self.renamed(step).or_else(|| self.repaired(step));
        };
        // What has been taken off since is known from the step that took it off.
        let gone = || {
            let steps = self.undo.iter().chain(&self.redo);
            let mut set = steps.filter_map(|e| first(&e.edit));
            set.find_map(|(other, value)| value.filter(|_| other == id))
        };
        let found = value.or_else(|| self.project.annotations.get(id)).or_else(gone)?;
        if found.target.unit == Unit::Document {
            let known = self.project.documents.iter();
            return known
                .filter(|d| d.fingerprint == found.document)
                .map(|d| d.title.as_str())
                .next();
        }
        Some(&found.target.quote.exact)
    }

    /// The first words of the place that was repaired in a step.
    fn repaired<'a>(&'a self, step: &'a Entry) -> Option<&'a str> {
        let (document, at, value) = repair(&step.edit)?;
        let now = || self.project.repair_at(document, at);
        value.or_else(now).map(|r| r.words.as_str())
    }

    /// The name somebody took in a step: a step that was done holds the name before.
    fn renamed<'a>(&'a self, step: &'a Entry) -> Option<&'a str> {
        let (id, value) = person(&step.edit).filter(|_| step.label == Label::Rename)?;
        let done = self.undo.iter().position(|e| std::ptr::eq(e, step));
        let name = match done {
            Some(n) => {
                let later = self.undo.iter().skip(n + 1).filter_map(|e| person(&e.edit));
                let next = later.filter(|(other, _)| *other == id).map(|(_, before)| before);
                next.chain([self.project.annotators.get(id)]).next()?
            }
            None => value,
        };
        name.map(|a| a.nickname.as_str())
    }

    /// The theme that a step alone has changed: as it was before, and after it.
    pub fn changed<'a>(&'a self, step: &'a Entry) -> Option<(&'a Theme, &'a Theme)> {
        let (id, value) = theme(&step.edit)?;
        let mine = |e: &'a Entry| theme_in(&e.edit, id);
        let now = || self.project.themes.get(id);
        let same = |e: &Entry| std::ptr::eq(e, step);
        // A step that was done holds the theme before it, and the next one that after it; steps taken back hold what they
        // would make again, the next of them last.
        match self.undo.iter().position(same) {
            Some(n) => Some((value?, self.undo.iter().skip(n + 1).find_map(mine).or_else(now)?)),
            None => {
                let n = self.redo.iter().position(same)?;
                let before = self.redo.iter().skip(n + 1).find_map(mine);
                Some((before.or_else(now)?, value?))
            }
        }
    }

    /// A theme that is there, or will be again once the steps that were taken back are run.
    pub fn theme<'a>(&'a self, id: &ThemeId) -> Option<&'a Theme> {
        let coming = || self.redo.iter().find_map(|e| theme_in(&e.edit, id));
        self.project.themes.get(id).or_else(coming)
    }

    /// Number of operations run since the project began.
    pub fn revision(&self) -> u64 {
        self.operations
    }

    /// The revision of the next change: greater than all that is here or may be elsewhere.
    pub fn next_revision(&self) -> Revision {
        let last = self.project.revision().max(self.published());
        last.saturating_add(1).min(LAST_REVISION)
    }

    /// Values up to this revision may be in somebody's file.
    pub fn published(&self) -> Revision {
        self.published.max(self.received)
    }
}

/// What takes two steps back as one: the inverse of the newer, then that of the older one. Of one place the older one
/// alone leads back past both. However many steps are joined, it is one list: a definition is typed letter by letter.
fn join(newer: Edit, older: Edit) -> Edit {
    let (mut list, mut last) = (Vec::new(), Vec::new());
    flatten(newer, &mut list);
    flatten(older, &mut last);
    list.retain(|edit| !last.iter().any(|other| same_place(edit, other)));
    list.append(&mut last);
    match list.len() {
        1 => list.remove(0),
        _ => Edit::Batch(list),
    }
}

fn flatten(edit: Edit, into: &mut Vec<Edit>) {
    match edit {
        Edit::Batch(list) => list.into_iter().for_each(|e| flatten(e, into)),
        one => into.push(one),
    }
}

/// Whether both put a value in the same place. A list of documents has none: there the order counts.
fn same_place(a: &Edit, b: &Edit) -> bool {
    match (a, b) {
        (Edit::Annotation { id, .. }, Edit::Annotation { id: other, .. }) => id == other,
        (Edit::Theme { id, .. }, Edit::Theme { id: other, .. }) => id == other,
        (Edit::Annotator { id, .. }, Edit::Annotator { id: other, .. }) => id == other,
        _ => false,
    }
}

/// The person that an edit is of.
fn person(edit: &Edit) -> Option<(&AnnotatorId, Option<&Annotator>)> {
    match edit {
        Edit::Annotator { id, value } => Some((id, value.as_ref())),
        Edit::Batch(list) => list.iter().find_map(person),
        _ => None,
    }
}
