//! Undo and redo, as part of the state that is saved.
//!
//! A [`Workspace`] changes by [`Operation`]s, and is a pure function of their order: replaying a journal
//! from a snapshot gives the same workspace in every tab and after every restart, its history included.

use crate::text::stored::{choice, record};

use super::{Annotation, AnnotationId, AnnotatorId, Change, Edit, Project, Revision, ThemeId, Timestamp};

/// What happened, for the undo button and the list of past steps. The words are made by the page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(test, serde(rename_all = "kebab-case"))]
pub enum Label {
    /// A tag was put on.
    AddTag {
        /// Which theme.
        theme: ThemeId,
    },
    /// A tag was taken off.
    RemoveTag {
        /// Which theme.
        theme: ThemeId,
    },
    /// A note was written.
    EditNote,
    /// A theme was made.
    AddTheme {
        /// Its name.
        name: String,
    },
    /// A theme was changed.
    ChangeTheme {
        /// Its name.
        name: String,
    },
    /// A theme was deleted.
    DeleteTheme {
        /// Its name.
        name: String,
    },
    /// A theme got another place.
    MoveTheme {
        /// Its name.
        name: String,
    },
    /// Two themes became one.
    MergeThemes {
        /// Name of the one that is gone.
        from: String,
        /// Name of the one that is left.
        into: String,
    },
    /// Some tags of a theme got another.
    SplitTheme {
        /// Name of the theme they had.
        name: String,
    },
    /// A deleted theme came back.
    RestoreTheme {
        /// Its name.
        name: String,
    },
    /// A codebook came from a file.
    TakeCodebook {
        /// Name of the file.
        name: String,
    },
    /// A theme was put on many places at once.
    TagAll {
        /// Which theme.
        theme: ThemeId,
    },
    /// Somebody changed their nickname.
    Rename,
    /// The starter themes were brought in.
    AddStarter,
    /// A document was taken out of the project.
    RemoveDocument {
        /// Its title.
        name: String,
    },
    /// A place was read otherwise than the parser does.
    Repair,
    /// Files were merged.
    Merge {
        /// Their names.
        name: String,
    },
}

choice!(Label {
    AddTag = "add-tag" { theme },
    RemoveTag = "remove-tag" { theme },
    EditNote = "edit-note",
    AddTheme = "add-theme" { name },
    ChangeTheme = "change-theme" { name },
    DeleteTheme = "delete-theme" { name },
    MoveTheme = "move-theme" { name },
    MergeThemes = "merge-themes" { from, into },
    SplitTheme = "split-theme" { name },
    RestoreTheme = "restore-theme" { name },
    TakeCodebook = "take-codebook" { name },
    TagAll = "tag-all" { theme },
    Rename = "rename",
    AddStarter = "add-starter",
    RemoveDocument = "remove-document" { name },
    Repair = "repair",
    Merge = "merge" { name },
});

/// A step of a journal.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(test, serde(rename_all = "lowercase"))]
pub enum Operation {
    /// A person's own edit.
    Do {
        /// What to change.
        edit: Edit,
        /// What to call it.
        label: Label,
        /// When.
        at: Timestamp,
        /// Joins the step before it if that has the same key: a note typed in one go is one step.
        coalesce: Option<String>,
    },
    /// Values that came from files. Taking it back restores exactly what was there.
    Merge {
        /// What to change.
        edit: Edit,
        /// What to call it.
        label: Label,
        /// When.
        at: Timestamp,
    },
    /// An edit that is no step of its own, such as opening a document.
    Silent {
        /// What to change.
        edit: Edit,
    },
    /// Takes the last step back.
    Undo,
    /// Takes the last undo back.
    Redo,
    /// The project was saved to a file: others may hold its values from now on.
    Publish {
        /// When.
        at: Timestamp,
    },
}

choice!(Operation {
    Do = "do" { edit, label, at, coalesce },
    Merge = "merge" { edit, label, at },
    Silent = "silent" { edit },
    Undo = "undo",
    Redo = "redo",
    Publish = "publish" { at },
});

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
            false => self.restamp(edit, next, &mut stamped),
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

    /// Values that others may hold are not taken back in silence: the old content returns as a newer
    /// revision, and what was not there before becomes a tombstone. Values that never left are restored
    /// exactly, so undoing everything ends where it began; so is what is newer than any file.
    fn restamp(&self, edit: Edit, revision: Revision, stamped: &mut bool) -> Edit {
        match edit {
            Edit::Batch(list) => Edit::Batch(
                list.into_iter()
                    .map(|e| self.restamp(e, revision, stamped))
                    .collect(),
            ),
            Edit::Annotation { id, value } => {
                let older = value.as_ref().is_none_or(|v| self.shared(v.revision));
                let shared = self
                    .project
                    .annotations
                    .get(&id)
                    .filter(|now| older && self.shared(now.revision));
                *stamped |= shared.is_some();
                let value = match (shared, value) {
                    (Some(now), Some(mut old)) => {
                        old.revision = revision;
                        old.modified = now.modified.max(old.modified);
                        Some(old)
                    }
                    (Some(now), None) => Some(Box::new(super::Annotation {
                        revision,
                        deleted: true,
                        ..now.clone()
                    })),
                    (None, value) => value,
                };
                Edit::Annotation { id, value }
            }
            Edit::Theme { id, value } => {
                let older = value.as_ref().is_none_or(|v| self.shared(v.revision));
                let shared = self
                    .project
                    .themes
                    .get(&id)
                    .filter(|now| older && self.shared(now.revision));
                *stamped |= shared.is_some();
                let value = match (shared, value) {
                    (Some(now), Some(old)) => Some(old.following(now, revision)),
                    (Some(now), None) => {
                        let mut gone = now.clone();
                        gone.deleted = true;
                        Some(gone.following(now, revision))
                    }
                    (None, value) => value,
                };
                Edit::Theme { id, value }
            }
            Edit::Annotator { id, value } => {
                let older = value.as_ref().is_none_or(|v| self.shared(v.revision));
                let shared = self
                    .project
                    .annotators
                    .get(&id)
                    .is_some_and(|now| older && self.shared(now.revision));
                *stamped |= shared;
                let value = match value {
                    Some(old) if shared => Some(super::Annotator { revision, ..old }),
                    // A person others know of is not unmade.
                    None if shared => self.project.annotators.get(&id).cloned(),
                    value => value,
                };
                Edit::Annotator { id, value }
            }
            Edit::Repair { document, at, value } => {
                let older = value.as_ref().is_none_or(|v| self.shared(v.revision));
                let now = self.project.repair_at(&document, at);
                let shared = now.filter(|now| older && self.shared(now.revision));
                *stamped |= shared.is_some();
                let value = match (shared, value) {
                    (Some(_), Some(old)) => Some(super::Repair { revision, ..old }),
                    (Some(now), None) => Some(super::Repair {
                        revision,
                        verdict: None,
                        ..now.clone()
                    }),
                    (None, value) => value,
                };
                Edit::Repair { document, at, value }
            }
            other => other,
        }
    }

    /// Whether a value of this revision may be in a file that was saved here. Before the first one none is, not
    /// even a starter theme, whose revision is 0.
    fn shared(&self, revision: Revision) -> bool {
        self.published > 0 && revision <= self.published
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

    /// The words of the text that a step was about, if it was about a piece of text.
    pub fn about<'a>(&'a self, step: &'a Entry) -> Option<&'a str> {
        let (id, value) = first(&step.edit)?;
        // What has been taken off since is known from the step that took it off.
        let gone = || {
            let steps = self.undo.iter().chain(&self.redo);
            let mut set = steps.filter_map(|e| first(&e.edit));
            set.find_map(|(other, value)| value.filter(|_| other == id))
        };
        let found = value.or_else(|| self.project.annotations.get(id)).or_else(gone)?;
        Some(&found.target.quote.exact)
    }

    /// Number of operations run since the project began.
    pub fn revision(&self) -> u64 {
        self.operations
    }

    /// The revision of the next change: greater than all that is here or may be elsewhere.
    pub fn next_revision(&self) -> Revision {
        self.project.revision().max(self.published()) + 1
    }

    /// Values up to this revision may be in somebody's file.
    pub fn published(&self) -> Revision {
        self.published.max(self.received)
    }
}

/// Greatest revision of what an edit puts in place.
fn greatest(edit: &Edit) -> Revision {
    match edit {
        Edit::Annotation { value, .. } => value.as_ref().map_or(0, |v| v.revision),
        Edit::Theme { value, .. } => value.as_ref().map_or(0, |v| v.revision),
        Edit::Annotator { value, .. } => value.as_ref().map_or(0, |v| v.revision),
        Edit::Repair { value, .. } => value.as_ref().map_or(0, |v| v.revision),
        Edit::Batch(list) => list.iter().map(greatest).max().unwrap_or(0),
        _ => 0,
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
