//! Word files (ECMA-376, WordprocessingML): paragraphs, numbers of lists, tables, footnotes, ruby; of tracked
//! changes the accepted text.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::archive::Archive;
use super::encoding;
use super::finding::{Code, Finding};
use super::sheet::{SENTENCE_ENDS, Sheet};
use super::xml::{self, attribute, name};
use crate::minutes::Speaker;

/// Deepest nesting of elements that is followed; tables in tables reach some dozens.
const DEPTH: u32 = 200;

/// Reads the document of a package.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<(String, Option<String>), Finding> {
    let main = main_part(archive)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let part = |archive: &mut Archive<'_>, name: &str| -> Result<String, Finding> {
        let bytes = archive.named(&format!("{folder}/{name}"))?.unwrap_or_default();
        Ok(encoding::decode(&bytes, None, None)
            .map(|d| d.text)
            .unwrap_or_default())
    };
    let body = archive.named(&main)?.ok_or_else(|| Finding::new(Code::Damaged))?;
    let body = encoding::decode(&body, None, None)?.text;
    let (styles, numbering) = (part(archive, "styles.xml")?, part(archive, "numbering.xml")?);
    let notes = [part(archive, "footnotes.xml")?, part(archive, "endnotes.xml")?];
    let document = xml::parse(&body)?;
    let mut reader = Reader {
        sheet: Sheet::default(),
        numbers: Numbers::of(&numbering, &styles),
        notes: Vec::new(),
        speaking: speaking_rows(&document.root()),
    };
    reader.children(&document.root(), DEPTH);
    reader.add_notes(&notes);
    Ok(reader.sheet.finish())
}

/// The part that the package's relations name as its document.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Finding> {
    let relations = archive.named("_rels/.rels")?.unwrap_or_default();
    let relations = String::from_utf8_lossy(&relations).into_owned();
    let named = xml::parse(&relations).ok().and_then(|d| {
        let node = d
            .descendants()
            .find(|n| attribute(n, "Type").is_some_and(|t| t.ends_with("/officeDocument")))?;
        attribute(&node, "Target").map(|t| t.trim_start_matches('/').to_owned())
    });
    Ok(named.unwrap_or_else(|| "word/document.xml".to_owned()))
}

/// Whether the document's tables have a speaker in each row: 「議長 │ 開会します。」
fn speaking_rows(root: &Node<'_, '_>) -> bool {
    let rows = root.descendants().filter(|n| name(n) == "tr");
    let cells = rows.filter_map(|row| {
        let cells: Vec<Node<'_, '_>> = row.children().filter(|c| name(c) == "tc").collect();
        // A list of people has words in its second column, too, but no sentences.
        let says = cells
            .get(1)
            .is_some_and(|c| xml::words(c).ends_with(SENTENCE_ENDS));
        cells
            .first()
            .map(xml::words)
            .filter(|w| !w.is_empty() && cells.len() >= 2 && says)
    });
    let labels: Vec<bool> = cells.map(|w| Speaker::called(&w).is_some()).collect();
    labels.len() >= 2 && labels.iter().filter(|s| **s).count() * 10 >= labels.len() * 6
}

struct Reader<'a> {
    sheet: Sheet,
    numbers: Numbers,
    /// Footnotes and endnotes, as (endnote, id), in the order of their marks.
    notes: Vec<(bool, &'a str)>,
    speaking: bool,
}

impl<'a> Reader<'a> {
    fn children(&mut self, node: &Node<'a, '_>, depth: u32) {
        if depth > 0 {
            for child in node.children() {
                self.element(&child, depth - 1);
            }
        }
    }

    fn element(&mut self, node: &Node<'a, '_>, depth: u32) {
        match name(node) {
            "p" => self.paragraph(node, depth),
            "t" => self.sheet.push(node.text().unwrap_or("")),
            "tab" | "ptab" => self.sheet.push("\u{3000}"),
            // Where a page of paper ends is not where a sentence does.
            "br" if attribute(node, "type").is_some_and(|t| t != "textWrapping") => {}
            "br" | "cr" => self.sheet.push("\n"),
            "noBreakHyphen" => self.sheet.push("-"),
            "tr" => self.row(node, depth),
            // Deleted, moved away, furigana, field codes, properties, and what older programs show instead.
            "del" | "moveFrom" | "rt" | "instrText" | "delText" | "rPr" | "pPr" | "tblPr" | "sectPr"
            | "Fallback" => {}
            "r" if is_hidden(node) => {}
            "footnoteReference" | "endnoteReference" => self.mark(node),
            _ => self.children(node, depth),
        }
    }

    fn paragraph(&mut self, node: &Node<'a, '_>, depth: u32) {
        self.sheet.line();
        let number = self.numbers.next(node);
        if !number.is_empty() && !xml::words(node).is_empty() {
            self.sheet.push(&number);
        }
        let empty = !self.sheet.in_line();
        self.children(node, depth);
        if empty && !self.sheet.in_line() {
            // An empty paragraph parts those around it.
            self.sheet.gap();
        } else {
            self.sheet.line();
        }
    }

    /// A row is a line; a cell of several paragraphs goes on below.
    fn row(&mut self, node: &Node<'a, '_>, depth: u32) {
        self.sheet.line();
        let cells: Vec<Node<'a, '_>> = node.children().filter(|c| name(c) == "tc").collect();
        let speaker = cells
            .first()
            .filter(|_| self.speaking && cells.len() >= 2)
            .and_then(|c| Speaker::called(&xml::words(c)));
        if let Some(speaker) = speaker {
            self.sheet.speech(speaker);
        }
        for (n, cell) in cells.iter().enumerate() {
            let paragraphs: Vec<Node<'a, '_>> = cell.children().filter(Node::is_element).collect();
            let mut begun = false;
            for part in paragraphs {
                if name(&part) != "p" {
                    self.element(&part, depth.saturating_sub(2));
                    continue;
                }
                if xml::words(&part).is_empty() {
                    continue;
                }
                if begun {
                    self.sheet.line();
                } else if n > 0 && self.sheet.in_line() {
                    self.sheet.push("\u{3000}");
                }
                let number = self.numbers.next(&part);
                self.sheet.push(&number);
                self.children(&part, depth.saturating_sub(2));
                begun = true;
            }
        }
        self.sheet.line();
    }

    fn mark(&mut self, node: &Node<'a, '_>) {
        if let Some(id) = attribute(node, "id") {
            self.notes.push((name(node) == "endnoteReference", id));
            let number = self.notes.len();
            self.sheet.push(&format!("（注{number}）"));
        }
    }

    fn add_notes(&mut self, parts: &[String; 2]) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        let [foot, end] = parts.each_ref().map(|part| noted(part));
        for (n, (at_end, id)) in notes.into_iter().enumerate() {
            let Some(words) = if at_end { &end } else { &foot }.get(id) else {
                continue;
            };
            if n == 0 {
                self.sheet.gap();
            }
            self.sheet.line();
            self.sheet.push(&format!("（注{}）", n + 1));
            self.sheet.push(words);
        }
    }
}

/// The words of the notes of a part, by their ids; none where it is damaged.
fn noted(part: &str) -> BTreeMap<String, String> {
    let mut notes = BTreeMap::new();
    let Ok(document) = xml::parse(part) else {
        return notes;
    };
    for note in document.root_element().children() {
        let Some(id) = attribute(&note, "id").filter(|_| matches!(name(&note), "footnote" | "endnote"))
        else {
            continue;
        };
        let texts = note.descendants().filter(|t| name(t) == "t");
        let words: String = texts.filter_map(|t| t.text()).collect();
        // Of two with one id the first.
        notes.entry(id.to_owned()).or_insert(words.trim().to_owned());
    }
    notes
}

fn is_hidden(run: &Node<'_, '_>) -> bool {
    let properties = run.children().find(|c| name(c) == "rPr");
    properties.is_some_and(|p| {
        p.children()
            .any(|c| name(&c) == "vanish" && !matches!(attribute(&c, "val"), Some("0" | "false")))
    })
}

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    form: String,
    /// 「第%1条」, 「%1.%2」.
    text: String,
    start: u32,
    /// Nothing stands between number and words.
    tight: bool,
}

/// Numbers of lists, which stand in no text.
#[derive(Debug, Default)]
struct Numbers {
    /// By number of the list: its abstract list.
    lists: BTreeMap<String, String>,
    /// By abstract list and level.
    levels: BTreeMap<(String, usize), Level>,
    /// List and level of paragraph styles.
    styles: BTreeMap<String, (String, usize)>,
    /// Where each abstract list stands.
    counts: BTreeMap<String, [u32; 9]>,
}

impl Numbers {
    fn of(numbering: &str, styles: &str) -> Self {
        let mut all = Self::default();
        if let Ok(document) = xml::parse(numbering) {
            for list in document.descendants().filter(|n| name(n) == "abstractNum") {
                let Some(id) = attribute(&list, "abstractNumId") else {
                    continue;
                };
                for level in list.children().filter(|n| name(n) == "lvl") {
                    let n = attribute(&level, "ilvl")
                        .and_then(|n| n.parse().ok())
                        .unwrap_or(0);
                    let value = |wanted: &str| {
                        let node = level.children().find(|c| name(c) == wanted);
                        node.and_then(|c| attribute(&c, "val").map(str::to_owned))
                    };
                    all.levels.insert(
                        (id.to_owned(), n),
                        Level {
                            form: value("numFmt").unwrap_or_default(),
                            text: value("lvlText").unwrap_or_default(),
                            start: value("start").and_then(|s| s.parse().ok()).unwrap_or(1),
                            tight: value("suff").as_deref() == Some("nothing"),
                        },
                    );
                }
            }
            for list in document.descendants().filter(|n| name(n) == "num") {
                let target = list.children().find(|c| name(c) == "abstractNumId");
                if let (Some(id), Some(target)) = (
                    attribute(&list, "numId"),
                    target.and_then(|t| attribute(&t, "val")),
                ) {
                    all.lists.insert(id.to_owned(), target.to_owned());
                }
            }
        }
        if let Ok(document) = xml::parse(styles) {
            for style in document.descendants().filter(|n| name(n) == "style") {
                if let (Some(id), Some(found)) = (attribute(&style, "styleId"), numbered(&style)) {
                    all.styles.insert(id.to_owned(), found);
                }
            }
        }
        all
    }

    /// The number of a paragraph, with what stands behind it; empty without one.
    fn next(&mut self, paragraph: &Node<'_, '_>) -> String {
        let style = paragraph
            .children()
            .find(|c| name(c) == "pPr")
            .and_then(|p| p.children().find(|c| name(c) == "pStyle"))
            .and_then(|s| attribute(&s, "val"));
        let found = numbered(paragraph).or_else(|| self.styles.get(style?).cloned());
        let Some((list, level)) = found.filter(|(_, level)| *level < 9) else {
            return String::new();
        };
        let Some(list) = self.lists.get(&list).cloned() else {
            return String::new();
        };
        let Some(shape) = self.levels.get(&(list.clone(), level)).cloned() else {
            return String::new();
        };
        let counts = self.counts.entry(list.clone()).or_default();
        for (n, count) in counts.iter_mut().enumerate().skip(level) {
            *count = match (n == level, *count) {
                (false, _) => 0,
                (true, 0) => shape.start,
                (true, now) => now.saturating_add(1),
            };
        }
        if matches!(shape.form.as_str(), "bullet" | "none") && !shape.text.contains('%') {
            // Private letters of symbol fonts are dots.
            let own = shape.text.chars().all(|c| matches!(c, '\u{e000}'..='\u{f8ff}'));
            let mark = if own || shape.text.is_ascii() {
                "・"
            } else {
                &shape.text
            };
            return if shape.text.is_empty() {
                String::new()
            } else {
                mark.to_owned()
            };
        }
        let mut text = shape.text.clone();
        for n in (0..=level).rev() {
            let of = self.levels.get(&(list.clone(), n));
            let (form, start) = of.map_or(("decimal", 1), |l| (l.form.as_str(), l.start));
            let count = counts.get(n).copied().filter(|c| *c > 0).unwrap_or(start);
            text = text.replace(&format!("%{}", n + 1), &write(count, form));
        }
        if !shape.tight {
            text.push('\u{3000}');
        }
        text
    }
}

/// List and level that a paragraph or style names.
fn numbered(node: &Node<'_, '_>) -> Option<(String, usize)> {
    let properties = node.children().find(|c| name(c) == "pPr")?;
    let number = properties.children().find(|c| name(c) == "numPr")?;
    let value = |wanted: &str| {
        let node = number.children().find(|c| name(c) == wanted);
        node.and_then(|c| attribute(&c, "val").map(str::to_owned))
    };
    let level = value("ilvl").and_then(|l| l.parse().ok()).unwrap_or(0);
    Some((value("numId").filter(|id| id != "0")?, level))
}

/// A number in a form of `ST_NumberFormat`.
fn write(n: u32, form: &str) -> String {
    const AIUEO: &str =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    const IROHA: &str =
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
    let letter = |letters: &str| {
        let count = letters.chars().count() as u32;
        letters
            .chars()
            .nth((n.wrapping_sub(1) % count) as usize)
            .map(String::from)
            .unwrap_or_default()
    };
    match form {
        "decimalFullWidth" | "decimalFullWidth2" => wide(n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&n) => {
            char::from_u32(0x2460 + n - 1)
                .map(String::from)
                .unwrap_or_default()
        }
        "decimalZero" => format!("{n:02}"),
        "aiueo" | "aiueoFullWidth" => letter(AIUEO),
        "iroha" | "irohaFullWidth" => letter(IROHA),
        "upperLetter" => letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter" => letter("abcdefghijklmnopqrstuvwxyz"),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "ideographDigital" | "japaneseDigitalTenThousand" => n
            .to_string()
            .chars()
            .filter_map(|d| "〇一二三四五六七八九".chars().nth(d.to_digit(10)? as usize))
            .collect(),
        "japaneseCounting" | "chineseCounting" | "japaneseLegal" => kanji(n),
        _ => n.to_string(),
    }
}

fn wide(n: u32) -> String {
    n.to_string()
        .chars()
        .filter_map(|d| char::from_u32(d as u32 - 0x30 + 0xFF10))
        .collect()
}

fn roman(n: u32) -> String {
    let mut out = String::new();
    let mut left = n.min(3999);
    for (value, word) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while left >= value {
            out.push_str(word);
            left -= value;
        }
    }
    out
}

fn kanji(n: u32) -> String {
    let digit = |d: u32| "〇一二三四五六七八九".chars().nth(d as usize).unwrap_or('〇');
    if n == 0 || n > 9999 {
        return n.to_string();
    }
    let mut out = String::new();
    for (unit, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = n / unit % 10;
        if d > 1 || d == 1 && unit == 1 {
            out.push(digit(d));
        }
        if d > 0 {
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// A Word file of these parts, read.
    fn text_of(parts: &[(&str, &str)]) -> String {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(part.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        read(&mut Archive::open(&bytes).unwrap()).unwrap().0
    }

    #[test]
    fn notes_by_the_thousand_stand_below_in_the_order_of_their_marks() {
        // Whoever parses the part anew for each of them sits here for a quarter of an hour.
        const NOTES: usize = 20_000;
        let marks: String = (0..NOTES)
            .rev()
            .map(|n| format!("<r><footnoteReference id='{n}'/></r>"))
            .collect();
        let feet: String = (0..NOTES)
            .map(|n| format!("<footnote id='{n}'><p><r><t> 脚注{n}</t></r></p></footnote>"))
            .collect();
        let text = text_of(&[
            (
                "word/document.xml",
                &format!(
                    "<document><p>{marks}<r><endnoteReference id='0'/></r><r><footnoteReference id='x'/></r></p></document>"
                ),
            ),
            (
                "word/footnotes.xml",
                &format!("<footnotes>{feet}<footnote id='0'><t>二つ目</t></footnote></footnotes>"),
            ),
            (
                "word/endnotes.xml",
                "<endnotes><endnote id='0'><p><r><t>文末</t></r></p></endnote></endnotes>",
            ),
        ]);
        let (body, below) = text.split_once("\n\n").unwrap();
        assert!(body.ends_with("（注20000）（注20001）（注20002）"));
        let notes = (0..NOTES)
            .rev()
            .zip(1..)
            .map(|(n, mark)| format!("（注{mark}）脚注{n}"));
        let notes: Vec<String> = notes.chain(["（注20001）文末".to_owned()]).collect();
        assert!(below.lines().eq(notes.iter().map(String::as_str)));
    }

    #[test]
    fn numbers_as_word_writes_them() {
        let rows = [
            (3, "decimal", "3"),
            (12, "decimalFullWidth", "１２"),
            (3, "decimalEnclosedCircle", "③"),
            (2, "aiueo", "イ"),
            (2, "iroha", "ロ"),
            (4, "upperRoman", "IV"),
            (28, "japaneseCounting", "二十八"),
            (10, "japaneseCounting", "十"),
            (105, "ideographDigital", "一〇五"),
            (27, "lowerLetter", "a"),
        ];
        for (n, form, text) in rows {
            assert_eq!(write(n, form), text, "{form}");
        }
    }
}
