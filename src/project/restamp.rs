//! What is taken back after others may have got it.
//!
//! Values that others may hold are not taken back in silence: the old content returns as a newer revision, and what was
//! not there before becomes a tombstone. Values that never left are restored exactly, so undoing everything ends where
//! it began; so is what is newer than any file.

use super::{Annotator, Edit, Project, Repair, Revision};

/// What others may hold, and the number of the answer to it.
#[derive(Clone, Copy)]
pub(super) struct Shared<'a> {
    /// The project as it is.
    pub(super) project: &'a Project,
    /// Values up to this revision may be in a file that was saved here.
    pub(super) published: Revision,
    /// What answers them gets this revision.
    pub(super) revision: Revision,
}

impl Shared<'_> {
    /// Before the first file no value is in one, not even a starter theme, whose revision is 0.
    fn holds(self, revision: Revision) -> bool {
        self.published > 0 && revision <= self.published
    }

    /// Whether what is here, and what would come into its place, may both be in a file.
    fn both(self, now: Revision, value: Option<Revision>) -> bool {
        value.is_none_or(|v| self.holds(v)) && self.holds(now)
    }
}

/// An edit that takes something back, so that others hear of it. `stamped` is set where it answers a value they may
/// have.
pub(super) fn restamped(edit: Edit, shared: Shared<'_>, stamped: &mut bool) -> Edit {
    let Shared {
        project, revision, ..
    } = shared;
    match edit {
        Edit::Batch(list) => Edit::Batch(list.into_iter().map(|e| restamped(e, shared, stamped)).collect()),
        Edit::Annotation { id, value } => {
            let now = project.annotations.get(&id);
            let now = now.filter(|now| shared.both(now.revision, value.as_ref().map(|v| v.revision)));
            *stamped |= now.is_some();
            let value = match (now, value) {
                (Some(now), Some(mut old)) => {
                    old.revision = revision;
                    old.modified = now.modified.max(old.modified);
                    Some(old)
                }
                (Some(now), None) => Some(Box::new(now.tombstone(revision, now.modified))),
                (None, value) => value,
            };
            Edit::Annotation { id, value }
        }
        Edit::Theme { id, value } => {
            let now = project.themes.get(&id);
            let now = now.filter(|now| shared.both(now.revision, value.as_ref().map(|v| v.revision)));
            *stamped |= now.is_some();
            let value = match (now, value) {
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
            let now = project.annotators.get(&id);
            let now = now.filter(|now| shared.both(now.revision, value.as_ref().map(|v| v.revision)));
            *stamped |= now.is_some();
            let value = match (now, value) {
                (Some(_), Some(old)) => Some(Annotator { revision, ..old }),
                // A person others know of is not unmade.
                (Some(now), None) => Some(now.clone()),
                (None, value) => value,
            };
            Edit::Annotator { id, value }
        }
        Edit::Repair { document, at, value } => {
            let now = project.repair_at(&document, at);
            let now = now.filter(|now| shared.both(now.revision, value.as_ref().map(|v| v.revision)));
            *stamped |= now.is_some();
            let value = match (now, value) {
                (Some(_), Some(old)) => Some(Repair { revision, ..old }),
                (Some(now), None) => Some(Repair {
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

/// Greatest revision of what an edit puts in place.
pub(super) fn greatest(edit: &Edit) -> Revision {
    match edit {
        Edit::Annotation { value, .. } => value.as_ref().map_or(0, |v| v.revision),
        Edit::Theme { value, .. } => value.as_ref().map_or(0, |v| v.revision),
        Edit::Annotator { value, .. } => value.as_ref().map_or(0, |v| v.revision),
        Edit::Repair { value, .. } => value.as_ref().map_or(0, |v| v.revision),
        Edit::Batch(list) => list.iter().map(greatest).max().unwrap_or(0),
        _ => 0,
    }
}
