//! How often each theme was put on what whom said.

use crate::minutes::{BlockKind, Minutes};
use crate::order;
use crate::project::{AnnotatorId, Fingerprint, Project, ThemeId};
use crate::text::OffsetIndex;

/// A table of counts; rows are themes in the order of the codebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table<C> {
    /// Columns.
    pub columns: Vec<C>,
    /// A theme and its count in each column.
    pub rows: Vec<(ThemeId, Vec<usize>)>,
}

/// Counts by theme and speaker (an index into [`Minutes::speakers`]); speakers without tags are left out.
pub fn by_speaker(
    project: &Project,
    document: &Fingerprint,
    minutes: &Minutes,
    shown: impl Fn(&AnnotatorId) -> bool,
) -> Table<u32> {
    let index = OffsetIndex::new(&minutes.text);
    table(project, document, shown, |a| {
        let at = index.bytes_of_chars(&minutes.text, a.target.position).start;
        let block = minutes
            .blocks
            .partition_point(|b| b.range.start <= at)
            .checked_sub(1)?;
        match &minutes.blocks.get(block)?.kind {
            BlockKind::Speech(speech) => Some(speech.speaker),
            _ => None,
        }
    })
}

/// Counts by theme and person.
pub fn by_person(project: &Project, document: &Fingerprint) -> Table<AnnotatorId> {
    table(project, document, |_| true, |a| Some(a.annotator.clone()))
}

fn table<C: PartialEq + Ord + Clone>(
    project: &Project,
    document: &Fingerprint,
    shown: impl Fn(&AnnotatorId) -> bool,
    column: impl Fn(&crate::project::Annotation) -> Option<C>,
) -> Table<C> {
    let pairs: Vec<(&ThemeId, C)> = project
        .annotations_of(document)
        .filter(|a| shown(&a.annotator))
        .filter_map(|a| Some((a.theme.as_ref()?, column(a)?)))
        .collect();
    let mut columns: Vec<C> = Vec::new();
    for (_, c) in &pairs {
        if !columns.contains(c) {
            columns.push(c.clone());
        }
    }
    order::sort(&mut columns, &Ord::cmp);
    let mut rows: Vec<(ThemeId, Vec<usize>)> = project
        .codebook()
        .into_iter()
        .map(|t| (t.id.clone(), vec![0; columns.len()]))
        .collect();
    for (theme, c) in &pairs {
        let row = rows.iter_mut().find(|(t, _)| t == *theme);
        let place = columns.iter().position(|x| x == c);
        if let Some(n) = row.zip(place).and_then(|((_, counts), p)| counts.get_mut(p)) {
            *n += 1;
        }
    }
    rows.retain(|(_, counts)| counts.iter().any(|n| *n > 0));
    Table { columns, rows }
}
