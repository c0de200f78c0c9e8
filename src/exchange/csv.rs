//! Annotations as a table for spreadsheets: UTF-8 with a mark that Excel heeds, CRLF, and no cell that a
//! spreadsheet would run as a formula.

use crate::minutes::{BlockKind, Minutes};
use crate::order;
use crate::project::{Address, AnnotatorId, Fingerprint, Project, Theme, Unit, themes_above};
use crate::text::{ByteRange, OffsetIndex};

/// Characters with which a spreadsheet begins a formula.
pub(super) const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The words of the table itself: its columns (document, number of the speech, of the sentence in it, page, speaker, unit, theme
/// above, theme, person, note, text) and the units (document, section, speech, sentence, span).
///
/// Speech and sentence have a column each: a spreadsheet would take 1.10 for 1.1.
pub struct Words {
    columns: [&'static str; 11],
    units: [&'static str; 5],
}

/// Japanese.
pub const JAPANESE: Words = Words {
    columns: [
        "文書",
        "発言番号",
        "文番号",
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
        "document",
        "statement no.",
        "sentence no.",
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
    let mut documents = project.documents.iter();
    let title = documents
        .find(|d| &d.fingerprint == document)
        .map_or(String::new(), |d| d.title.clone());
    let [whole, section, statement, sentence, span] = words.units;
    for a in rows {
        let range = index.bytes_of_chars(&minutes.text, a.target.position);
        let at = range.start;
        let page = |at: u32| {
            let before = minutes.pages.partition_point(|p| p.at <= at).checked_sub(1);
            before.and_then(|n| minutes.pages.get(n)).map(|p| p.page)
        };
        let last = range.end.saturating_sub(1).max(at);
        let pages = page(at).zip(page(last)).map(|(from, to)| run(from, to));
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
        // As the document is read now: somebody may have repaired it since. Spans are counted like sentences, so that the
        // columns can be sorted and matched.
        let touched = (names.sentences)(range);
        let none = || (String::new(), String::new());
        let numbers = |from: Address, to: Address| {
            let sentences = match from.speech == to.speech {
                true => run(from.sentence, to.sentence),
                false => format!("{}～{}", from.sentence, to.sentence),
            };
            (run(from.speech, to.speech), sentences)
        };
        let ((speech, sentences), unit) = match a.target.unit {
            Unit::Document => (none(), whole),
            Unit::Section { .. } => (none(), section),
            Unit::Speech { speech } => {
                let (from, to) = touched.map_or((speech, speech), |(a, b)| (a.speech, b.speech));
                ((run(from, to), String::new()), statement)
            }
            Unit::Sentence { from, to } => {
                let (from, to) = touched.unwrap_or((from, to));
                (numbers(from, to), sentence)
            }
            Unit::Span => (touched.map_or_else(none, |(from, to)| numbers(from, to)), span),
        };
        let theme = a.theme.as_ref().and_then(|t| project.themes.get(t));
        // 「暮らし / 医療」, so that a table can be summed up by either.
        let above = theme.map_or(Vec::new(), |t| themes_above(project, t));
        let above: Vec<String> = above.into_iter().map(names.theme).collect();
        row(
            &mut out,
            &[
                title.clone(),
                speech,
                sentences,
                pages.unwrap_or_default(),
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

/// One number, or the first and the last.
fn run(from: u32, to: u32) -> String {
    match from == to {
        true => from.to_string(),
        false => format!("{from}～{to}"),
    }
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
            r#""","","","","委員","span","life / health","'=urgent","ann","","""=1+1"" です。""#
        );
    }
}
