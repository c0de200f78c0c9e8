//! Pass 2: page furniture. Page marks, running page numbers and the rules that belong to them are not text;
//! they leave the pages behind as numbers.

use super::chars::{digit, is_space};
use super::lines::Line;

/// A line that is text, and the page it is on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept<'a> {
    pub(super) line: Line<'a>,
    pub(super) page: Option<u32>,
    /// A page begins between the kept line before and this one.
    pub(super) after_break: bool,
}

/// Drops the furniture.
pub(super) fn strip<'a>(lines: &[Line<'a>]) -> Vec<Kept<'a>> {
    let marked = lines.iter().any(|l| page_mark(l.text).is_some());
    let mut kept = Vec::with_capacity(lines.len());
    let (mut page, mut fresh, mut numbered) = (None, false, false);
    for (n, line) in lines.iter().enumerate() {
        if let Some(number) = page_mark(line.text) {
            page = Some(number);
            (fresh, numbered) = (true, false);
            continue;
        }
        // 「【page:3】 ---」, then「3」: the printed number of the sheet.
        let lone = lone_number(line.text);
        if fresh && !numbered && lone.is_some() && (lone == page || page.is_none()) {
            numbered = true;
            continue;
        }
        if dashed_number(line.text).is_some() {
            page = dashed_number(line.text)
                .map(|p| p + 1)
                .or(page)
                .filter(|_| page.is_some());
            fresh = true;
            continue;
        }
        // 「-------------」before a page mark or at the very end closes a page.
        let below = || {
            let rest = lines.get(n + 1..).unwrap_or(&[]);
            rest.iter().find(|l| !l.text.trim().is_empty())
        };
        if marked && is_rule(line.text) && below().is_none_or(|l| page_mark(l.text).is_some()) {
            continue;
        }
        kept.push(Kept {
            line: *line,
            page,
            after_break: fresh,
        });
        if !line.text.trim().is_empty() {
            fresh = false;
        }
    }
    kept
}

/// `【page:2】 ---`, `<PAGE="2">`.
fn page_mark(text: &str) -> Option<u32> {
    let t = text.trim();
    let inner = t
        .strip_prefix("【page:")
        .and_then(|r| r.split_once('】'))
        .filter(|(_, rest)| rest.trim().chars().all(|c| c == '-'))
        .map(|(n, _)| n)
        .or_else(|| t.strip_prefix("<PAGE=\"").and_then(|r| r.strip_suffix("\">")))?;
    inner.trim().parse().ok()
}

fn lone_number(text: &str) -> Option<u32> {
    let t = text.trim_matches(is_space);
    let fits = !t.is_empty()
        && t.chars().nth(4).is_none()
        && t.chars()
            .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    fits.then(|| t.chars().filter_map(digit).fold(0, |n, d| n * 10 + d))
}

/// `- 3 -`, `－３－`.
fn dashed_number(text: &str) -> Option<u32> {
    const DASH: [char; 5] = ['-', '－', '―', '−', '‐'];
    let t = text.trim_matches(is_space);
    let inner = t.strip_prefix(DASH)?.strip_suffix(DASH)?;
    lone_number(inner)
}

/// A line of dashes, dots or box drawing, perhaps with an ornament: ―――――◇―――――.
pub(super) fn is_rule(text: &str) -> bool {
    let mut strokes = 0;
    for c in text.chars().filter(|c| !is_space(*c)) {
        match c {
            '-' | '－' | '―' | '─' | '━' | '＝' | '=' | '…' | '‥' | '*' | '＊' | '—' | '_' | '﹏' => {
                strokes += 1
            }
            '◇' | '◆' | '・' | '○' | '●' | '×' | '◎' | '□' | '■' => {}
            _ => return false,
        }
    }
    strokes >= 3
}
