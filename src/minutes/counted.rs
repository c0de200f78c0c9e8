//! Titles that stand above the first words of the proceedings, and that others below count on from: 「１．開会」 and
//! 「２．議題」 right above who speaks first are no agenda where 「３．その他」 stands behind what is said.

use super::chars::{is_of, squeeze};
use super::numbering::{self, Numbered, Style};
use super::structure::{LineKind, TextLine};
use super::{header, headings, kind, numerals};

/// So many lines on, and so many back, titles are looked for.
const BELOW: usize = 400;
const ABOVE: usize = 40;

/// Styles of titles. A list in what somebody says, （１） or ①, counts on as they do.
const STYLES: [Style; 6] = [
    Style::Plain,
    Style::Roman,
    Style::Kanji,
    Style::Ordinal,
    Style::Named,
    Style::Round,
];

/// What a header names before it lists it, and what heads the thing itself.
const MATTERS: &str = "議題 議事 議案 案件 協議 報告 審議 審議事項 報告事項 協議事項";

/// The number that a title begins with, perhaps within brackets or behind a mark: 「《議題(1)》」,「■議題１」.
fn read<'a>(line: &TextLine<'a>) -> Option<Numbered<'a>> {
    let t = line.text;
    if !headings::title_like(t) {
        return None;
    }
    let bare = t.trim_start_matches(|c| among!(c, "《【〈≪＜<［[■◆●◇□◎▼▲△"));
    numbering::read(bare).filter(|_| !numerals::begins_with_day(t))
}

/// The line at which the proceedings begin, if those titles belong to them; `begin` is where they seem to begin.
pub(super) fn begin(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], begin: usize) -> usize {
    let mut above = lines.iter().take(begin).rev().map(|l| l.text);
    if above.find(|t| !t.is_empty()).is_some_and(header::heads_body) {
        return begin;
    }
    STYLES
        .iter()
        .filter_map(|style| chain(lines, kinds, begin, *style))
        .min()
        .unwrap_or(begin)
}

/// Where the titles of one style begin.
fn chain(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], begin: usize, style: Style) -> Option<usize> {
    let of = |line: &TextLine<'_>| read(line).filter(|m| m.style == style).map(|m| m.value);
    let titled = |(line, kind): (&TextLine<'_>, &LineKind<'_>)| {
        let free = matches!(kind, LineKind::Text | LineKind::Heading(_));
        of(line).filter(|_| free)
    };
    let mut below = lines.iter().zip(kinds).skip(begin).take(BELOW);
    let mut next = below.find_map(titled)?;
    let (mut at, mut listed) = (None, false);
    for n in (begin.saturating_sub(ABOVE)..begin).rev() {
        let line = lines.get(n)?;
        let Some(value) = of(line) else {
            // What is told there is told of something else.
            // 「林監事が監査の報告を行った。」 below 「第１号議案　決算の承認」
            match holds!(line.text, "。") && !(style == Style::Named && headings::is_narrative(line.text)) {
                true => break,
                false => continue,
            }
        };
        // 「４　議事（■委員長、●委員）」 explains marks.
        let explains = holds!(line.text, "■●▲◎○◆□△");
        let field = style != Style::Named && kind::is_field(line.text);
        let matters = || read(line).is_some_and(|m| is_of(MATTERS, &squeeze(m.rest)));
        if value + 1 != next || explains || field && !matters() {
            break;
        }
        listed |= field;
        (next, at) = (value, Some(n));
        if value == 1 {
            return at;
        }
    }
    // 「４　議題」 behind 「１　日時」 is of the header.
    at.filter(|_| !listed)
}
