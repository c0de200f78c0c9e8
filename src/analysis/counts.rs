//! How often each theme was put on what whom said.

use std::collections::BTreeMap;

use crate::minutes::{BlockKind, Minutes};
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

fn table<C: Ord + Clone>(
    project: &Project,
    document: &Fingerprint,
    shown: impl Fn(&AnnotatorId) -> bool,
    column: impl Fn(&crate::project::Annotation) -> Option<C>,
) -> Table<C> {
    let mut cells: BTreeMap<(ThemeId, C), usize> = BTreeMap::new();
    for a in project.annotations_of(document).filter(|a| shown(&a.annotator)) {
        if let (Some(theme), Some(column)) = (a.theme.clone(), column(a)) {
            *cells.entry((theme, column)).or_insert(0) += 1;
        }
    }
    let mut columns: Vec<C> = cells.keys().map(|(_, c)| c.clone()).collect();
    columns.sort();
    columns.dedup();
    let rows = project
        .codebook()
        .into_iter()
        .map(|t| {
            let count = |c: &C| cells.get(&(t.id.clone(), c.clone())).copied().unwrap_or(0);
            (t.id.clone(), columns.iter().map(count).collect::<Vec<_>>())
        })
        .filter(|(_, counts)| counts.iter().any(|n| *n > 0))
        .collect();
    Table { columns, rows }
}
