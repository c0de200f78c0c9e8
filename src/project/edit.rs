//! The only way a project changes: put a value in a place, and get back what was there.

use std::collections::BTreeMap;

use crate::order;
use crate::text::CharRange;
use crate::text::stored::choice;

use super::codebook::nested;
use super::{
    Annotation, AnnotationId, Annotator, AnnotatorId, DocumentInfo, Fingerprint, Progress, Project, Repair,
    Revision, Theme, ThemeId, Unit,
};

/// Replaces values of a project. `None` means that there is nothing in the place.
///
/// An edit holds the whole new value, so its inverse is the same edit with the old one:
/// `p.apply(p.apply(e))` leaves `p` as it was.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(test, serde(rename_all = "lowercase"))]
pub enum Edit {
    /// A theme.
    Theme {
        /// Place.
        id: ThemeId,
        /// New value.
        value: Option<Theme>,
    },
    /// An annotation.
    Annotation {
        /// Place.
        id: AnnotationId,
        /// New value.
        value: Option<Box<Annotation>>,
    },
    /// A person.
    Annotator {
        /// Place.
        id: AnnotatorId,
        /// New value.
        value: Option<Annotator>,
    },
    /// What is known of a document, and where in the list.
    Document {
        /// Which.
        fingerprint: Fingerprint,
        /// New value.
        value: Option<DocumentInfo>,
        /// Index in the list; beyond the end means at the end.
        at: usize,
    },
    /// How far somebody has read.
    Progress {
        /// Whose.
        annotator: AnnotatorId,
        /// In which document.
        document: Fingerprint,
        /// New value, in code points.
        read: Option<u32>,
    },
    /// What somebody says of a place of a document.
    Repair {
        /// Which document.
        document: Fingerprint,
        /// Code point.
        at: u32,
        /// New value.
        value: Option<Repair>,
    },
    /// The members of files that this version does not know.
    Extra {
        /// All of them.
        #[cfg_attr(test, serde(with = "crate::text::stored::as_text"))]
        value: BTreeMap<String, serde_json::Value>,
    },
    /// Several, in order.
    Batch(Vec<Edit>),
}

choice!(Edit {
    Theme = "theme" { id, value },
    Annotation = "annotation" { id, value },
    Annotator = "annotator" { id, value },
    Document = "document" { fingerprint, value, at },
    Progress = "progress" { annotator, document, read },
    Repair = "repair" { document, at, value },
    Extra = "extra" { value },
    Batch = "batch" (list),
});

/// What an edit touched, for those who draw it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Annotations that came, went or changed.
    pub annotations: Vec<AnnotationId>,
    /// The document of the first of them, or one that came.
    pub document: Option<Fingerprint>,
    /// Where in that document, in code points; none where it is about the whole or a section.
    pub place: Option<CharRange>,
    /// The unit there, where it is an annotation.
    pub unit: Option<Unit>,
    /// Whether a theme did.
    pub themes: bool,
    /// Whether a person did.
    pub people: bool,
    /// Whether a document did.
    pub documents: bool,
    /// Whether what people say against the parser did.
    pub repairs: bool,
}

impl Change {
    /// Adds what `edit` will touch in `project`.
    pub fn note(&mut self, edit: &Edit, project: &Project) {
        match edit {
            Edit::Theme { .. } => self.themes = true,
            Edit::Annotation { id, value } => {
                if self.document.is_none() {
                    let one = value.as_deref().or(project.annotations.get(id));
                    self.document = one.map(|a| a.document.clone());
                    self.place = one.and_then(|a| a.target.place());
                    self.unit = one.map(|a| a.target.unit);
                }
                self.annotations.push(id.clone());
            }
            Edit::Annotator { .. } => self.people = true,
            Edit::Document {
                fingerprint, value, ..
            } => {
                self.documents = true;
                if value.is_some() && self.document.is_none() {
                    self.document = Some(fingerprint.clone());
                }
            }
            Edit::Repair { document, at, .. } => {
                self.repairs = true;
                if self.document.is_none() {
                    self.document = Some(document.clone());
                    self.place = Some(CharRange::new(*at, *at + 1));
                }
            }
            Edit::Progress { .. } | Edit::Extra { .. } => {}
            Edit::Batch(list) => list.iter().for_each(|e| self.note(e, project)),
        }
    }
}

/// Sorts themes as the codebook does.
pub(crate) fn in_order(themes: &mut Vec<&Theme>) {
    order::sort(themes, &|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
}

impl Project {
    /// Changes the project and returns the inverse edit.
    pub fn apply(&mut self, edit: Edit) -> Edit {
        match edit {
            Edit::Theme { id, value } => {
                let old = match value {
                    Some(v) => self.themes.insert(id.clone(), v),
                    None => self.themes.remove(&id),
                };
                Edit::Theme { id, value: old }
            }
            Edit::Annotation { id, value } => {
                let old = match value {
                    Some(v) => self.annotations.insert(id.clone(), *v),
                    None => self.annotations.remove(&id),
                };
                Edit::Annotation {
                    id,
                    value: old.map(Box::new),
                }
            }
            Edit::Annotator { id, value } => {
                let old = match value {
                    Some(v) => self.annotators.insert(id.clone(), v),
                    None => self.annotators.remove(&id),
                };
                Edit::Annotator { id, value: old }
            }
            Edit::Document {
                fingerprint,
                value,
                at,
            } => {
                let place = self.documents.iter().position(|d| d.fingerprint == fingerprint);
                let old = place.map(|n| self.documents.remove(n));
                if let Some(v) = value {
                    self.documents.insert(at.min(self.documents.len()), v);
                }
                Edit::Document {
                    fingerprint,
                    value: old,
                    at: place.unwrap_or(at),
                }
            }
            Edit::Progress {
                annotator,
                document,
                read,
            } => {
                let key = |p: &Progress| (p.annotator.clone(), p.document.clone());
                let place = self
                    .progress
                    .binary_search_by_key(&(annotator.clone(), document.clone()), key);
                let old = match (place, read) {
                    (Ok(n), Some(read)) => self
                        .progress
                        .get_mut(n)
                        .map(|p| std::mem::replace(&mut p.read, read)),
                    (Ok(n), None) => Some(self.progress.remove(n).read),
                    (Err(n), Some(read)) => {
                        let (annotator, document) = (annotator.clone(), document.clone());
                        self.progress.insert(
                            n,
                            Progress {
                                annotator,
                                document,
                                read,
                            },
                        );
                        None
                    }
                    (Err(_), None) => None,
                };
                Edit::Progress {
                    annotator,
                    document,
                    read: old,
                }
            }
            Edit::Repair { document, at, value } => {
                let place = self.place_of_repair(&document, at);
                let old = match (place, value) {
                    (Ok(n), Some(new)) => self.repairs.get_mut(n).map(|r| std::mem::replace(r, new)),
                    (Ok(n), None) => Some(self.repairs.remove(n)),
                    (Err(n), Some(new)) => {
                        self.repairs.insert(n, new);
                        None
                    }
                    (Err(_), None) => None,
                };
                Edit::Repair {
                    document,
                    at,
                    value: old,
                }
            }
            Edit::Extra { value } => Edit::Extra {
                value: std::mem::replace(&mut self.extra, value),
            },
            Edit::Batch(list) => {
                let mut inverse: Vec<Edit> = list.into_iter().map(|e| self.apply(e)).collect();
                inverse.reverse();
                Edit::Batch(inverse)
            }
        }
    }

    /// Greatest revision in use; 0 in an untouched project.
    pub fn revision(&self) -> Revision {
        let themes = self.themes.values().map(|t| t.revision);
        let people = self.annotators.values().map(|a| a.revision);
        let annotations = self.annotations.values().map(|a| a.revision);
        let repairs = self.repairs.iter().map(|r| r.revision);
        let all = themes.chain(people).chain(annotations).chain(repairs);
        all.max().unwrap_or(0)
    }

    fn place_of_repair(&self, document: &Fingerprint, at: u32) -> Result<usize, usize> {
        self.repairs
            .binary_search_by(|r| (&r.document, r.at).cmp(&(document, at)))
    }

    /// What somebody says of a place.
    pub fn repair_at(&self, document: &Fingerprint, at: u32) -> Option<&Repair> {
        self.place_of_repair(document, at)
            .ok()
            .and_then(|n| self.repairs.get(n))
    }

    /// What people say of a document. What was taken back says that, too: something older may be kept for the same place.
    pub fn repairs_of<'a>(&'a self, document: &'a Fingerprint) -> impl Iterator<Item = &'a Repair> {
        self.repairs.iter().filter(move |r| &r.document == document)
    }

    /// Live themes, in the order of the codebook: see [`nested`].
    pub fn codebook(&self) -> Vec<&Theme> {
        nested(self).into_iter().map(|(_, theme)| theme).collect()
    }

    /// Live annotations on a document.
    pub fn annotations_of<'a>(&'a self, document: &'a Fingerprint) -> impl Iterator<Item = &'a Annotation> {
        self.annotations
            .values()
            .filter(move |a| !a.deleted && &a.document == document)
    }
}
