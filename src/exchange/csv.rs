//! Annotations as a table for spreadsheets: UTF-8 with a mark that Excel heeds, CRLF, and no cell that a
//! spreadsheet would run as a formula.

use crate::minutes::{BlockKind, Minutes};
use crate::order;
use crate::project::{Address, AnnotatorId, Fingerprint, Project, Theme, Unit, themes_above};
use crate::text::{ByteRange, OffsetIndex};

/// Characters with which a spreadsheet begins a formula.
pub(super) const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The words of the table itself: its columns (place, page, speaker, unit, theme above, theme, person, note, text) and the units
/// (document, section, speech, sentence, span).
pub struct Words {
    columns: [&'static str; 9],
    units: [&'static str; 5],
}

/// Japanese.
pub const JAPANESE: Words = Words {
    columns: [
        "位置",
        "ページ",
        "発言者",
        "単位",
        "上のテーマ",
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
        "place",
        "page",
        "speaker",
        "unit",
        "theme above",
        "theme",
        "person",
        "note",
        "text",
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
        // 「暮らし / 医療」, so that a table can be summed up by either.
        let above = theme.map_or(Vec::new(), |t| themes_above(project, t));
        let above: Vec<String> = above.into_iter().map(names.theme).collect();
        row(
            &mut out,
            &[
                place,
                page.map_or(String::new(), |p| p.page.to_string()),
                speaker.map_or(String::new(), |s| s.label.clone()),
                unit.to_owned(),
                above.join(" / "),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::parse;
    use crate::project::{Colour, Operation, ThemeId, Workspace, add_theme, anchor, toggle_theme};

    #[test]
    fn a_row_names_the_themes_above_its_own_and_runs_no_formula() {
        let minutes = parse("第１回　会議　会議録\n\n○議長　開会します。\n○委員　\"=1+1\" です。\n");
        let index = OffsetIndex::new(&minutes.text);
        let document = minutes.fingerprint();
        let ann = AnnotatorId::parse("ann").unwrap();
        let mut work = Workspace::default();
        for (id, parent) in [
            ("life", None),
            ("health", Some("life")),
            ("=urgent", Some("health")),
        ] {
            let known = id.trim_start_matches('=');
            let edit = add_theme(&work, id, Colour(0), None, &mut || known.to_owned());
            work.run(Operation::Silent { edit });
            let theme = work
                .project
                .themes
                .get_mut(&ThemeId::parse(known).unwrap())
                .unwrap();
            theme.parent = parent.and_then(ThemeId::parse);
        }
        let sentence = minutes.sentences.last().unwrap();
        let target = anchor::target(&minutes, &index, Unit::Span, *sentence);
        let urgent = ThemeId::parse("urgent").unwrap();
        let edit = toggle_theme(&work, &ann, &document, target, &urgent, &mut || "1".to_owned(), 1);
        work.run(Operation::Silent { edit });
        let names = Names {
            theme: &|t| t.name.clone(),
            person: &|p| p.to_string(),
            sentences: &|_| None,
        };
        let table = write(&work.project, &document, &minutes, &ENGLISH, &names);
        let row = table.lines().nth(1).unwrap();
        assert_eq!(
            row,
            r#""","","委員","span","life / health","'=urgent","ann","","""=1+1"" です。""#
        );
    }
}
