//! Merging projects: for each id the greater version wins, for a theme the greater version of each of its parts.
//!
//! The order of versions is total (revision, then the written form), and so is that of texts of one document, so joining
//! is commutative, associative and idempotent: twenty files give the same project in whatever order they are merged.

use std::cmp::Ordering;

use crate::minutes::DocumentText;
use crate::text::Shelf;
use crate::text::stored::{self, Stored, choice, record};

use super::bridge::lead;
use super::commands::on;
use super::replaced::live;
use super::{Annotation, Edit, Fingerprint, Project, Repair, Theme, ThemeId};

/// A project as it travels: with the texts of its documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    /// Everything but the texts.
    pub project: Project,
    /// Texts by fingerprint.
    pub texts: Shelf<Fingerprint, DocumentText>,
    /// Keys of themes where whoever saved had them, for those who have not seen the themes: no part of the project.
    pub digits: String,
}

/// How many replacements a plan spells out.
const SPELT_OUT: usize = 20;

/// Something of ours that a newer version replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// A note.
    Note {
        /// As it is here.
        old: String,
        /// As it would be.
        new: String,
    },
    /// A tag that was taken off.
    Removed {
        /// Name of the theme.
        theme: String,
        /// What it is on.
        words: String,
    },
    /// What somebody here has said that a place is, and somebody else says otherwise.
    Reading {
        /// The first words there.
        words: String,
    },
}

/// A part of a theme that another version of it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its name, in the language that is asked for.
    Name,
    /// What it means.
    Definition,
    /// When to use it.
    When,
    /// When not to.
    Not,
    /// The memo.
    Memo,
    /// Example statements.
    Examples,
    /// Words that propose it.
    Keywords,
    /// Its colour.
    Colour,
    /// Its key.
    Key,
    /// The theme it stands under.
    Parent,
}

/// What a person would find otherwise when `new` takes the place of `old`: the parts with their words as they are here
/// and as they would be, both empty where words would not tell. The order among its siblings is not among them.
pub fn parts_changed(old: &Theme, new: &Theme) -> Vec<(Part, String, String)> {
    let lists = |part, a: &[String], b: &[String]| (part, a.join("、"), b.join("、"));
    let texts = [
        (Part::Name, old.name.clone(), new.name.clone()),
        (
            Part::Name,
            old.name_en.clone().unwrap_or_default(),
            new.name_en.clone().unwrap_or_default(),
        ),
        (Part::Definition, old.definition.clone(), new.definition.clone()),
        (Part::When, old.usage.when.clone(), new.usage.when.clone()),
        (Part::Not, old.usage.not.clone(), new.usage.not.clone()),
        (Part::Memo, old.usage.note.clone(), new.usage.note.clone()),
        lists(Part::Keywords, &old.keywords, &new.keywords),
    ];
    let marks = [
        (Part::Examples, old.usage.examples != new.usage.examples),
        (Part::Colour, old.colour != new.colour),
        (Part::Key, old.key != new.key),
        (Part::Parent, old.parent != new.parent),
    ];
    let texts = texts.into_iter().filter(|(_, a, b)| a != b);
    let marks = marks.into_iter().filter(|(_, other)| *other);
    texts
        .chain(marks.map(|(part, _)| (part, String::new(), String::new())))
        .collect()
}

/// What merging would do.
#[derive(Clone, Debug)]
pub struct MergePlan {
    /// The whole of it.
    pub edit: Edit,
    /// The same for people.
    pub summary: MergeSummary,
}

/// Puts the themes of `mine` into the place of those of `theirs` before a plan is made, for somebody who wants tags, notes and
/// new themes only: then no tag follows a theme either.
pub fn with_own_themes(theirs: &mut Project, mine: &Project) {
    for theme in theirs.themes.values_mut() {
        if let Some(own) = mine.themes.get(&theme.id) {
            theme.clone_from(own);
        }
    }
}

/// A theme that was made one with another one, and the tags that follow it only now.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// The theme that is gone.
    pub from: Theme,
    /// The one that stands for it.
    pub into: Theme,
    /// How many tags, of those that are here and those that come.
    pub tags: usize,
}

/// What merging would do, in numbers and names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MergeSummary {
    /// Whether there is nothing to do.
    pub nothing: bool,
    /// Themes that are not here yet.
    pub new_themes: usize,
    /// Tags that are not here yet.
    pub new_tags: usize,
    /// Those of them whose theme is deleted, or nowhere, so that nobody sees them. One that stands for it is as good.
    pub hidden_tags: usize,
    /// Tags whose theme was made one with another one, by whom the file is from or here, that get the other.
    pub followed: Vec<Followed>,
    /// Notes that are not here yet.
    pub new_notes: usize,
    /// Tags that come, and that the same person has here already, put on at another computer.
    pub same_tags: usize,
    /// Notes that come, and that join one by the same person here.
    pub same_notes: usize,
    /// Repairs that are not here yet.
    pub new_repairs: usize,
    /// Values that are here and would be replaced by newer versions, deletions included.
    pub changed: usize,
    /// Those of them that are themes, as they would be, and new ones with a key of their own.
    pub themes: Vec<Theme>,
    /// The first tags and notes among them, in particular.
    pub replaced: Vec<Replacement>,
    /// Tags and notes of theirs that somebody has taken off since, and that stay so.
    pub kept_off: usize,
    /// Names of new themes that others here have already.
    pub same_names: Vec<String>,
    /// Nicknames of people who are not here yet.
    pub new_people: Vec<String>,
    /// Titles of documents that are not here yet.
    pub new_documents: Vec<String>,
}

record!(Followed { from, into, tags });

choice!(Replacement {
    Note = "note" { old, new },
    Removed = "removed" { theme, words },
    Reading = "reading" { words },
});

record!(MergeSummary {
    nothing,
    new_themes,
    new_tags,
    hidden_tags,
    followed,
    new_notes,
    same_tags,
    same_notes,
    new_repairs,
    changed,
    kept_off,
    themes,
    replaced,
    same_names,
    new_people,
    new_documents,
});

/// Which of two versions is to hold: the one with the greater revision, or else the greater written form.
fn newer<T: Stored>(a: &T, b: &T, revision: impl Fn(&T) -> u64) -> Ordering {
    let revisions = revision(a).cmp(&revision(b));
    revisions.then_with(|| stored::to_json(a).cmp(&stored::to_json(b)))
}

/// The same of an annotation. How its place is written comes last: it differs from text to text, and the same one is
/// to hold in all of them.
fn newer_annotation(a: &Annotation, b: &Annotation) -> Ordering {
    let anywhere = |a: &Annotation| {
        let mut a = a.clone();
        (a.target.position, a.target.quote) = Default::default();
        a
    };
    if a == b {
        return Ordering::Equal;
    }
    newer(&anywhere(a), &anywhere(b), |a| a.revision)
        .then_with(|| a.target.position.cmp(&b.target.position))
        .then_with(|| stored::to_json(&a.target).cmp(&stored::to_json(&b.target)))
}

/// The same of a repair of one place.
pub(super) fn newer_repair(a: &Repair, b: &Repair) -> Ordering {
    let anywhere = |r: &Repair| Repair {
        at: 0,
        words: String::new(),
        ..r.clone()
    };
    newer(&anywhere(a), &anywhere(b), |r| r.revision).then_with(|| a.words.cmp(&b.words))
}

/// Which of two texts of one document stays when two files become one: one that says who speaks, if one of them does.
fn better(a: &DocumentText, b: &DocumentText) -> Ordering {
    fn pages(text: &DocumentText) -> impl Iterator<Item = (u32, u32)> {
        text.pages.iter().map(|p| (p.at, p.page))
    }
    (&a.record, &a.text, &a.lines)
        .cmp(&(&b.record, &b.text, &b.lines))
        .then_with(|| pages(a).cmp(pages(b)))
}

/// Compares a file with the project. `text` gives our text of a document that both have: positions in a
/// text with other white space are led over to it.
pub fn plan<'a>(
    mine: &Project,
    theirs: &Bundle,
    text: &dyn Fn(&Fingerprint) -> Option<&'a DocumentText>,
) -> MergePlan {
    let Project {
        annotations,
        progress,
        repairs,
        ..
    } = &theirs.project;
    let mut over: Option<Project> = None;
    for (document, other) in theirs.texts.iter() {
        let Some(own) = text(document).filter(|own| own.text != other.text) else {
            continue;
        };
        // What has no places is not copied.
        let over = over.get_or_insert_with(|| Project {
            annotations: annotations.clone(),
            progress: progress.clone(),
            repairs: repairs.clone(),
            ..Project::default()
        });
        lead(over, document, &other.text, &own.text);
    }
    compare(mine, &theirs.project, over.as_ref().unwrap_or(&theirs.project))
}

/// Compares two projects; `places` has what `theirs` says of places, in the texts of ours.
fn compare(mine: &Project, theirs: &Project, places: &Project) -> MergePlan {
    let mut comparing = Comparing {
        mine,
        theirs,
        places,
        summary: MergeSummary::default(),
        edits: Vec::new(),
    };
    comparing.documents();
    comparing.themes();
    comparing.people();
    comparing.annotations();
    comparing.progress();
    comparing.repairs();
    comparing.extra();
    let Comparing {
        mut summary, edits, ..
    } = comparing;
    summary.replaced.truncate(SPELT_OUT);
    summary.nothing = edits.is_empty();
    MergePlan {
        edit: Edit::Batch(edits),
        summary,
    }
}

/// Two projects, and what is to be done so far for the first to have what is in the second: kind by kind.
struct Comparing<'a> {
    mine: &'a Project,
    theirs: &'a Project,
    /// What the second says of places, in the texts of the first.
    places: &'a Project,
    summary: MergeSummary,
    edits: Vec<Edit>,
}

impl Comparing<'_> {
    fn documents(&mut self) {
        for info in &self.theirs.documents {
            if !self
                .mine
                .documents
                .iter()
                .any(|m| m.fingerprint == info.fingerprint)
            {
                self.summary.new_documents.push(info.title.clone());
                self.edits.push(super::add_document(info.clone()));
            }
        }
    }

    fn themes(&mut self) {
        let Self { mine, theirs, .. } = *self;
        let summary = &mut self.summary;
        for (id, theme) in theirs.themes.iter() {
            let value = match mine.themes.get(id) {
                Some(old) => {
                    let both = old.joined(theme);
                    if both == *old {
                        continue;
                    }
                    summary.changed += 1;
                    summary.themes.push(both.clone());
                    both
                }
                None => {
                    if !theme.deleted {
                        summary.new_themes += 1;
                        if theme.key.is_some() {
                            summary.themes.push(theme.clone());
                        }
                        let other = |t: &&Theme| !t.deleted && t.id != *id && t.name == theme.name;
                        let all = || mine.themes.values().chain(theirs.themes.values());
                        if all().any(|t| other(&t)) && !summary.same_names.contains(&theme.name) {
                            summary.same_names.push(theme.name.clone());
                        }
                    }
                    theme.clone()
                }
            };
            self.edits.push(Edit::Theme {
                id: id.clone(),
                value: Some(value),
            });
        }
    }

    fn people(&mut self) {
        for (id, person) in self.theirs.annotators.iter() {
            match self.mine.annotators.get(id) {
                None => self.summary.new_people.push(person.nickname.clone()),
                Some(old) if newer(person, old, |a| a.revision).is_gt() => self.summary.changed += 1,
                Some(_) => continue,
            }
            self.edits.push(Edit::Annotator {
                id: id.clone(),
                value: Some(person.clone()),
            });
        }
    }

    fn annotations(&mut self) {
        let Self { mine, theirs, .. } = *self;
        let summary = &mut self.summary;
        let after = |id: &ThemeId| match (mine.themes.get(id), theirs.themes.get(id)) {
            (Some(old), Some(new)) if new.is_over(old) => Some(new),
            (old, new) => old.or(new),
        };
        let gone = |id: &ThemeId| after(id).and_then(|t| live(t, &after)).is_none();
        for (id, value) in self.places.annotations.iter() {
            match mine.annotations.get(id) {
                None if value.deleted => {}
                None => match &value.theme {
                    Some(theme) => {
                        summary.new_tags += 1;
                        summary.hidden_tags += usize::from(gone(theme));
                    }
                    None => summary.new_notes += 1,
                },
                Some(old) if newer_annotation(value, old).is_gt() => {
                    summary.changed += 1;
                    summary.replaced.extend(replacement(mine, old, value));
                }
                Some(old) => {
                    // What was made one with another is no less there.
                    let there = || on(mine, &old.annotator, &old.document, old.target.position);
                    let off = old.deleted && !value.deleted && !there().any(|a| a.theme == old.theme);
                    summary.kept_off += usize::from(off);
                    continue;
                }
            }
            self.edits.push(Edit::Annotation {
                id: id.clone(),
                value: Some(Box::new(value.clone())),
            });
        }
    }

    fn progress(&mut self) {
        for p in &self.places.progress {
            let mut mine = self.mine.progress.iter();
            let here = mine.find(|m| m.annotator == p.annotator && m.document == p.document);
            if here.is_none_or(|m| m.read < p.read) {
                let (annotator, document) = (p.annotator.clone(), p.document.clone());
                self.edits.push(Edit::Progress {
                    annotator,
                    document,
                    read: Some(p.read),
                });
            }
        }
    }

    fn repairs(&mut self) {
        for repair in &self.places.repairs {
            let summary = &mut self.summary;
            match self.mine.repair_at(&repair.document, repair.at) {
                None => summary.new_repairs += usize::from(repair.verdict.is_some()),
                Some(old) if newer_repair(repair, old).is_gt() => {
                    summary.changed += 1;
                    if old.verdict != repair.verdict {
                        let words = old.words.clone();
                        summary.replaced.push(Replacement::Reading { words });
                    }
                }
                Some(_) => continue,
            }
            self.edits.push(Edit::Repair {
                document: repair.document.clone(),
                at: repair.at,
                value: Some(repair.clone()),
            });
        }
    }

    /// What a newer version of the page has written passes through this one.
    fn extra(&mut self) {
        let mut extra = self.mine.extra.clone();
        for (name, value) in &self.theirs.extra {
            if extra.get(name).is_none_or(|old| newer(value, old, |_| 0).is_gt()) {
                extra.insert(name.clone(), value.clone());
            }
        }
        if extra != self.mine.extra {
            self.edits.push(Edit::Extra { value: extra });
        }
    }
}

/// What a person would miss when `new` takes the place of `old`.
fn replacement(mine: &Project, old: &Annotation, new: &Annotation) -> Option<Replacement> {
    let theme = old.theme.as_ref().and_then(|t| mine.themes.get(t));
    if old.deleted {
        return None;
    }
    if let Some(theme) = theme.filter(|_| new.deleted || new.annotator != old.annotator) {
        return Some(Replacement::Removed {
            theme: theme.name.clone(),
            words: old.target.quote.exact.clone(),
        });
    }
    let note = if new.deleted { "" } else { new.note.as_str() };
    (old.note != note).then(|| Replacement::Note {
        old: old.note.clone(),
        new: note.to_owned(),
    })
}

/// Joins two files into one. Of two texts of one document the same one stays whichever file comes first, and what the
/// other file says of places is led over to it.
pub fn join(mut first: Bundle, second: Bundle) -> Bundle {
    let Bundle {
        project: mut theirs,
        texts,
        digits,
    } = second;
    for (document, mut other) in texts.into_entries() {
        let Some(text) = first.texts.get_mut(&document) else {
            first.texts.insert(document, other);
            continue;
        };
        let led = match better(&other, text) {
            Ordering::Greater => {
                std::mem::swap(&mut other, text);
                &mut first.project
            }
            _ => &mut theirs,
        };
        lead(led, &document, &other.text, &text.text);
    }
    let edit = compare(&first.project, &theirs, &theirs).edit;
    first.project.apply(edit);
    // One of them, and the same one whichever file comes first.
    first.digits = first.digits.max(digits);
    first
}
