//! Which statements a filter shows.

use crate::minutes::{Block, BlockKind, Minutes};
use crate::project::{Annotation, AnnotatorId, Fingerprint, Project, ThemeId};
use crate::text::{OffsetIndex, search};

use super::sentences::{annotated, counted, touched};

/// What of one kind is looked for. Empty lists ask for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen<T> {
    /// One of these is wanted.
    pub wanted: Vec<T>,
    /// None of these is.
    pub unwanted: Vec<T>,
}

impl<T> Default for Chosen<T> {
    fn default() -> Self {
        Self {
            wanted: Vec::new(),
            unwanted: Vec::new(),
        }
    }
}

impl<T> Chosen<T> {
    fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }

    /// What is wanted and what is not as criteria of their own, given the sentences that have one of a list.
    fn criteria(&self, having: &dyn Fn(&[T]) -> Vec<bool>) -> impl Iterator<Item = Vec<bool>> {
        let wanted = asked(&self.wanted, having);
        wanted
            .into_iter()
            .chain(asked(&self.unwanted, having).map(complement))
    }
}

/// The sentences that have what a list asks for, if it asks for anything.
fn asked<T>(list: &[T], having: &dyn Fn(&[T]) -> Vec<bool>) -> Option<Vec<bool>> {
    (!list.is_empty()).then(|| having(list))
}

fn complement(marks: Vec<bool>) -> Vec<bool> {
    marks.into_iter().map(|m| !m).collect()
}

/// What is looked for. An empty list, an empty string and `false` ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Has one of these themes, and none of those.
    pub themes: Chosen<ThemeId>,
    /// Has each of the themes that are wanted.
    pub every_theme: bool,
    /// Has no theme.
    pub without_theme: bool,
    /// Is said by one of these, as indexes into [`Minutes::speakers`].
    pub speakers: Chosen<u32>,
    /// Is said in one of these roles: 委員, 議長, …
    pub roles: Chosen<String>,
    /// Stands under one of these headings, or one below it, as indexes of the heading's block.
    pub sections: Chosen<u32>,
    /// Whose themes and notes count in the other criteria, everybody's if empty; alone: has one of theirs.
    pub annotators: Vec<AnnotatorId>,
    /// Has a note.
    pub with_note: bool,
    /// Holds these words, parted by white space: each as the search finds it, and each a criterion of its own; behind a minus
    /// sign one that it does not hold.
    pub words: String,
    /// Everything asked for must hold, not only something.
    pub all: bool,
    /// Shows what does not match instead.
    pub not: bool,
}

impl Filter {
    /// Whether nothing is asked for; then everything matches.
    pub fn is_empty(&self) -> bool {
        let lists = self.themes.is_empty() && self.speakers.is_empty() && self.roles.is_empty();
        let places = self.sections.is_empty() && self.annotators.is_empty();
        lists && places && !self.without_theme && !self.with_note && words(&self.words).next().is_none()
    }
}

/// Whether each sentence of [`Minutes::sentences`] is shown. Sentences that do not count ([`counted`]) never are.
/// Annotations of people that are not `shown`, and tags of deleted themes, do not count.
pub fn matching(
    filter: &Filter,
    project: &Project,
    document: &Fingerprint,
    minutes: &Minutes,
    shown: &dyn Fn(&AnnotatorId) -> bool,
) -> Vec<bool> {
    let look = Look {
        filter,
        project,
        document,
        minutes,
        shown,
        index: OffsetIndex::new(&minutes.text),
    };
    let criteria = look.criteria();
    let hit = |n: usize| {
        let mut each = criteria.iter().map(|c| c.get(n) == Some(&true));
        match filter.all || criteria.is_empty() {
            true => each.all(|hit| hit),
            false => each.any(|hit| hit),
        }
    };
    let counted = counted(project, document, minutes, &look.index);
    let counted = counted.into_iter().enumerate();
    counted
        .map(|(n, counted)| counted && hit(n) != filter.not)
        .collect()
}

/// The words of a filter, each with whether it is not wanted: 安全 of 「-安全」. A mark alone is the beginning of one.
pub fn words(all: &str) -> impl Iterator<Item = (&str, bool)> {
    let words = all.split_whitespace().map(|word| match word.strip_prefix(MINUS) {
        Some(unwanted) => (unwanted, true),
        None => (word, false),
    });
    words.filter(|(word, _)| !word.is_empty())
}

/// What the keys of several keyboards write for a minus sign.
const MINUS: [char; 5] = ['-', '－', '−', '‐', '–'];

/// What a filter looks at.
struct Look<'a> {
    filter: &'a Filter,
    project: &'a Project,
    document: &'a Fingerprint,
    minutes: &'a Minutes,
    shown: &'a dyn Fn(&AnnotatorId) -> bool,
    index: OffsetIndex,
}

impl Look<'_> {
    /// The sentences that meet each of the criteria asked for.
    fn criteria(&self) -> Vec<Vec<bool>> {
        let f = self.filter;
        let mut list = Vec::new();
        list.extend(
            f.themes
                .criteria(&|themes| self.tagged(themes, f.every_theme && themes == f.themes.wanted)),
        );
        if f.without_theme {
            let tagged = self.with(&|a| a.theme.as_ref().is_some_and(|t| self.live(t)));
            list.push(complement(tagged));
        }
        if f.with_note {
            list.push(self.with(&|a| !a.note.is_empty()));
        }
        if !f.annotators.is_empty() && list.is_empty() {
            list.push(self.with(&|a| a.theme.as_ref().is_none_or(|t| self.live(t))));
        }
        list.extend(
            f.speakers
                .criteria(&|all| self.said_by(&|speaker| all.contains(&speaker))),
        );
        list.extend(f.roles.criteria(&|all| {
            self.said_by(&|speaker| {
                let role = self.minutes.speakers.get(speaker as usize);
                role.and_then(|s| s.role.as_ref())
                    .is_some_and(|r| all.contains(r))
            })
        }));
        list.extend(f.sections.criteria(&|all| self.under_headings(all)));
        let variants = search::Variants::read(search::VARIANTS);
        for (word, unwanted) in words(&f.words) {
            // 「カード -安全」
            let mut marks = self.none();
            for place in search::find_all(&self.minutes.text, word, &variants) {
                if let Some(list) = marks.get_mut(touched(self.minutes, place)) {
                    list.fill(true);
                }
            }
            list.push(match unwanted {
                true => complement(marks),
                false => marks,
            });
        }
        list
    }

    fn none(&self) -> Vec<bool> {
        vec![false; self.minutes.sentences.len()]
    }

    fn live(&self, theme: &ThemeId) -> bool {
        self.project.themes.get(theme).is_some_and(|t| !t.deleted)
    }

    /// Sentences with such an annotation.
    fn with(&self, wanted: &dyn Fn(&Annotation) -> bool) -> Vec<bool> {
        let mut marks = self.none();
        let people = &self.filter.annotators;
        for a in self.project.annotations_of(self.document) {
            let counts = (self.shown)(&a.annotator) && (people.is_empty() || people.contains(&a.annotator));
            if counts
                && wanted(a)
                && let Some(list) = marks.get_mut(annotated(self.minutes, &self.index, a))
            {
                list.fill(true);
            }
        }
        marks
    }

    /// Sentences with one of these themes, or with each of them.
    fn tagged(&self, themes: &[ThemeId], every: bool) -> Vec<bool> {
        let mut each = themes.iter().map(|theme| {
            let of_it = |a: &Annotation| a.theme.as_ref() == Some(theme) && self.live(theme);
            self.with(&of_it)
        });
        let mut marks = each.next().unwrap_or_else(|| self.none());
        for other in each {
            for (mark, other) in marks.iter_mut().zip(other) {
                *mark = if every { *mark && other } else { *mark || other };
            }
        }
        marks
    }

    fn said_by(&self, wanted: &dyn Fn(u32) -> bool) -> Vec<bool> {
        let mut marks = self.none();
        for (block, speech) in self.minutes.speeches() {
            if wanted(speech.speaker) {
                self.mark_block(&mut marks, block);
            }
        }
        marks
    }

    /// Sentences under one of these headings.
    fn under_headings(&self, headings: &[u32]) -> Vec<bool> {
        let mut marks = self.none();
        // Level of the chosen heading that holds; a heading of that level or above ends it.
        let mut open: Option<u8> = None;
        for (n, block) in self.minutes.blocks.iter().enumerate() {
            if let BlockKind::Heading(level) = block.kind {
                open = open.filter(|o| *o < level);
                if open.is_none() && headings.contains(&(n as u32)) {
                    open = Some(level);
                }
            }
            if open.is_some() {
                self.mark_block(&mut marks, block);
            }
        }
        marks
    }

    fn mark_block(&self, marks: &mut [bool], block: &Block) {
        for p in self.minutes.paragraphs_of(block) {
            if let Some(list) = marks.get_mut(p.sentences.start as usize..p.sentences.end as usize) {
                list.fill(true);
            }
        }
    }
}

#[cfg(test)]
mod tests;
