//! Annotations as a table for spreadsheets: UTF-8 with a mark that Excel heeds, CRLF, and no cell that a
//! spreadsheet would run as a formula.

use crate::minutes::{BlockKind, Minutes};
use crate::order;
use crate::project::{Address, AnnotatorId, Fingerprint, Project, Theme, Unit};
use crate::text::{ByteRange, OffsetIndex};

/// Characters with which a spreadsheet begins a formula.
pub(super) const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The words of the table itself: its columns (place, page, speaker, unit, theme, person, note, text) and the units
/// (document, section, speech, sentence, span).
pub struct Words {
    columns: [&'static str; 8],
    units: [&'static str; 5],
}

/// Japanese.
pub const JAPANESE: Words = Words {
    columns: [
        "位置",
        "ページ",
        "発言者",
        "単位",
        "テーマ",
        "参加者",
        "メモ",
        "本文",
    ],
    units: ["文書", "節", "発言", "文", "範囲"],
};

/// English.
pub const ENGLISH: Words = Words {
    columns: [
        "place", "page", "speaker", "unit", "theme", "person", "note", "text",
    ],
    units: ["document", "section", "statement", "sentence", "span"],
};

/// What themes, people and places are called; themes and people so that those of one name are told apart.
pub struct Names<'a> {
    /// A theme.
    pub theme: &'a dyn Fn(&Theme) -> String,
    /// A person.
    pub person: &'a dyn Fn(&AnnotatorId) -> String,
    /// First and last of the sentences that a range touches.
    pub sentences: &'a dyn Fn(ByteRange) -> Option<(Address, Address)>,
}

/// One row per live annotation, in order of the text.
pub fn write(
    project: &Project,
    document: &Fingerprint,
    minutes: &Minutes,
    words: &Words,
    names: &Names<'_>,
) -> String {
    let index = OffsetIndex::new(&minutes.text);
    let mut rows: Vec<_> = project.annotations_of(document).collect();
    order::sort(&mut rows, &|a, b| {
        (a.target.position, &a.annotator, &a.id).cmp(&(b.target.position, &b.annotator, &b.id))
    });
    let mut out = String::from("\u{feff}");
    row(&mut out, &words.columns.map(str::to_owned));
    let [whole, section, statement, sentence, span] = words.units;
    for a in rows {
        let range = index.bytes_of_chars(&minutes.text, a.target.position);
        let at = range.start;
        let page = minutes
            .pages
            .partition_point(|p| p.at <= at)
            .checked_sub(1)
            .and_then(|n| minutes.pages.get(n));
        let block = minutes
            .blocks
            .partition_point(|b| b.range.start <= at)
            .checked_sub(1);
        let speaker = block
            .and_then(|n| minutes.blocks.get(n))
            .and_then(|b| match &b.kind {
                BlockKind::Speech(s) => minutes.speakers.get(s.speaker as usize),
                _ => None,
            });
        let run = |from: Address, to: Address| match from == to {
            true => from.to_string(),
            false => format!("{from}～{to}"),
        };
        // As the document is read now: somebody may have repaired it since. Spans are counted like sentences, so that the
        // column can be sorted and matched.
        let touched = (names.sentences)(range);
        let (place, unit) = match a.target.unit {
            Unit::Document => (String::new(), whole),
            Unit::Section { section: at } => (
                section_at(minutes, range).unwrap_or(at as usize).to_string(),
                section,
            ),
            Unit::Speech { speech } => {
                let (from, to) = touched.map_or((speech, speech), |(a, b)| (a.speech, b.speech));
                let run = match from == to {
                    true => from.to_string(),
                    false => format!("{from}～{to}"),
                };
                (run, statement)
            }
            Unit::Sentence { from, to } => {
                let (from, to) = touched.unwrap_or((from, to));
                (run(from, to), sentence)
            }
            Unit::Span => (touched.map_or(String::new(), |(from, to)| run(from, to)), span),
        };
        let theme = a.theme.as_ref().and_then(|t| project.themes.get(t));
        row(
            &mut out,
            &[
                place,
                page.map_or(String::new(), |p| p.page.to_string()),
                speaker.map_or(String::new(), |s| s.label.clone()),
                unit.to_owned(),
                theme.map_or(String::new(), names.theme),
                (names.person)(&a.annotator),
                a.note.clone(),
                a.target.quote.exact.trim_end().to_owned(),
            ],
        );
    }
    out
}

/// Number of the section that begins where a range does.
fn section_at(minutes: &Minutes, range: ByteRange) -> Option<usize> {
    let begins = |n: u32| {
        minutes
            .blocks
            .get(n as usize)
            .is_some_and(|b| b.range.start == range.start)
    };
    let at = minutes.sections.iter().position(|s| begins(s.first_block))?;
    Some(at + 1)
}

/// Writes a row.
pub(super) fn row(out: &mut String, cells: &[String]) {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        out.push('"');
        // A leading apostrophe keeps spreadsheets from taking the cell for a formula.
        if cell.starts_with(FORMULA) {
            out.push('\'');
        }
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}
