//! How often each theme was put on what whom said.

use crate::minutes::{BlockKind, Minutes};
use crate::order;
use crate::project::{AnnotatorId, Fingerprint, Project, ThemeId, nested};
use crate::text::OffsetIndex;

/// A table of counts; rows are themes in the order of the codebook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table<C> {
    /// Columns.
    pub columns: Vec<C>,
    /// Themes with tags, and those that such themes stand under.
    pub rows: Vec<Row>,
}

/// How often a theme was put on something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The theme.
    pub theme: ThemeId,
    /// Its tags in each column.
    pub counts: Vec<usize>,
    /// The themes that stand under it, however deep.
    pub under: Vec<ThemeId>,
    /// Its tags and theirs in all columns.
    pub all: usize,
}

impl Row {
    /// The theme's own tags in all columns.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
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

/// Counts by theme and person, of those who are `shown`.
pub fn by_person(
    project: &Project,
    document: &Fingerprint,
    shown: impl Fn(&AnnotatorId) -> bool,
) -> Table<AnnotatorId> {
    table(project, document, shown, |a| Some(a.annotator.clone()))
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
    // With their depths; what stands under a theme is right behind it.
    let mut rows: Vec<(usize, Row)> = nested(project)
        .into_iter()
        .map(|(depth, t)| {
            let (theme, counts) = (t.id.clone(), vec![0; columns.len()]);
            (
                depth,
                Row {
                    theme,
                    counts,
                    under: Vec::new(),
                    all: 0,
                },
            )
        })
        .collect();
    for (theme, c) in &pairs {
        let row = rows.iter_mut().find(|(_, r)| r.theme == **theme);
        let place = columns.iter().position(|x| x == c);
        if let Some(n) = row.zip(place).and_then(|((_, row), p)| row.counts.get_mut(p)) {
            *n += 1;
        }
    }
    for n in 0..rows.len() {
        let Some((depth, own)) = rows.get(n).map(|(depth, row)| (*depth, row.total())) else {
            continue;
        };
        let under = rows.iter().skip(n + 1).take_while(|(d, _)| *d > depth);
        let (ids, counts): (Vec<ThemeId>, Vec<usize>) =
            under.map(|(_, r)| (r.theme.clone(), r.total())).unzip();
        if let Some((_, row)) = rows.get_mut(n) {
            (row.under, row.all) = (ids, own + counts.iter().sum::<usize>());
        }
    }
    let rows = rows.into_iter().map(|(_, row)| row).filter(|row| row.all > 0);
    Table {
        rows: rows.collect(),
        columns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::parse;
    use crate::project::{Colour, Operation, Unit, Workspace, add_theme, anchor, toggle_theme};

    #[test]
    fn a_theme_without_tags_stands_above_those_with_some_and_tells_how_many_they_are() {
        let minutes = parse("第１回　会議　会議録\n\n○議長　開会します。\n○委員　賛成です。\n");
        let index = OffsetIndex::new(&minutes.text);
        let document = minutes.fingerprint();
        let ann = AnnotatorId::parse("ann").unwrap();
        let mut work = Workspace::default();
        let themes = ["above", "under", "beside"].map(|id| {
            let edit = add_theme(&work, id, Colour(0), None, &mut || id.to_owned());
            work.run(Operation::Silent { edit });
            ThemeId::parse(id).unwrap()
        });
        let [above, under, beside] = &themes;
        work.project.themes.get_mut(under).unwrap().parent = Some(above.clone());
        for (n, (theme, said)) in [(under, 0), (under, 1), (beside, 1)].into_iter().enumerate() {
            let sentence = minutes.sentences.get(said).unwrap();
            let target = anchor::target(&minutes, &index, Unit::Span, *sentence);
            let edit = toggle_theme(&work, &ann, &document, target, theme, &mut || n.to_string(), 1);
            work.run(Operation::Silent { edit });
        }
        let table = by_person(&work.project, &document, |_| true);
        let rows: Vec<_> = table
            .rows
            .iter()
            .map(|r| (r.theme.as_str(), r.total(), r.all))
            .collect();
        assert_eq!(rows, [("above", 0, 2), ("under", 2, 2), ("beside", 1, 1)]);
        let under_above = table.rows.first().map(|r| r.under.clone());
        assert_eq!(under_above, Some(vec![under.clone()]));
    }
}
