//! Pass 2: page furniture. Page marks, running page numbers, running heads and the rules that belong to them are
//! not text; they leave the pages behind as numbers.

mod counted;
mod heads;
mod printed;
mod titled;

use super::chars::{Spaced, is_marker, is_space};
use super::lines::Line;
use counted::{beside, counted};
use heads::running_heads;
use printed::{dashed_number, lone_number, page_mark, site_page};

/// A line that is text, and the page it is on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept<'a> {
    pub(super) line: Line<'a>,
    pub(super) page: Option<u32>,
    /// A page begins between the kept line before and this one.
    pub(super) after_break: bool,
}

/// Where a page ends or begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    None,
    /// 【page:3】: a page begins.
    Mark(u32),
    /// `- 3 -`: a page ends, or begins, with its number.
    Number(u32),
    /// The printed number below a mark, a running head, a rule at the edge: goes with the break.
    Along,
    /// The number of a statement, which no page begins with; what is printed twice because it is bold.
    Other,
}

/// Drops the furniture.
pub(super) fn strip<'a>(lines: &[Line<'a>]) -> Vec<Kept<'a>> {
    let breaks = breaks(lines);
    let footer = numbers_end_pages(lines, &breaks);
    let mut page = if footer { first_number(&breaks) } else { None };
    let mut kept = Vec::with_capacity(lines.len());
    let mut fresh = false;
    let feeds = feeds_tell(lines);
    // Where a form feed stands before the very first line, every sheet has one, and the sheets are counted.
    let sheets = lines.first().is_some_and(|l| l.feeds > 0);
    let mut sheet = 0;
    for (line, found) in lines.iter().zip(&breaks) {
        // Empty lines beside a break are the page's, not the text's.
        if *found != Break::None || feeds && line.feeds > 0 {
            let text = kept.iter().rposition(|k: &Kept<'_>| !k.line.text.is_empty());
            kept.truncate(text.map_or(0, |n| n + 1));
        }
        sheet += line.feeds;
        fresh |= feeds && line.feeds > 0;
        match found {
            Break::Mark(n) => (page, fresh) = (Some(*n), true),
            Break::Number(n) => {
                page = if footer { n.checked_add(1) } else { Some(*n) };
                fresh = true;
            }
            Break::Along => fresh = true,
            Break::Other => {}
            // Nor those behind it.
            Break::None if fresh && line.text.is_empty() => {}
            Break::None => {
                kept.push(Kept {
                    line: *line,
                    page: if sheets { Some(sheet) } else { page },
                    after_break: fresh,
                });
                if !line.text.is_empty() {
                    fresh = false;
                }
            }
        }
    }
    kept
}

/// Whether form feeds stand between pages here: some tools put one before every line.
fn feeds_tell(lines: &[Line<'_>]) -> bool {
    let fed = lines.iter().filter(|l| l.feeds > 0).count();
    fed > 0 && lines.iter().filter(|l| !l.text.is_empty()).count() >= 5 * fed
}

fn breaks(lines: &[Line<'_>]) -> Vec<Break> {
    let mut breaks = vec![Break::None; lines.len()];
    let mut counted = counted(lines).into_iter().peekable();
    for n in statements(lines).into_iter().chain(printed_twice(lines)) {
        if let Some(found) = breaks.get_mut(n) {
            *found = Break::Other;
        }
    }
    let (mut marked, mut page, mut fresh, mut numbered) = (false, None, false, false);
    // 「Page 1: 第３回緑化審議会」, and so above each page, as a site shows a PDF
    let shown = lines.iter().map(|l| l.text).find(|t| !t.is_empty());
    let shown = shown
        .and_then(site_page)
        .filter(|(number, _)| *number == 1)
        .map(|(_, head)| head);
    let head = |t: &str| {
        let (number, title) = site_page(t)?;
        shown
            .is_some_and(|head| head.starts_with(title) || title.starts_with(head))
            .then_some(number)
    };
    for (n, (line, found)) in lines.iter().zip(breaks.iter_mut()).enumerate() {
        let count = counted.next_if(|(m, _)| *m == n).map(|(_, number)| number);
        if *found == Break::Other {
            continue;
        }
        if let Some(number) = page_mark(line.text).or_else(|| shown.and_then(|_| head(line.text))) {
            *found = Break::Mark(number);
            (marked, page, fresh, numbered) = (true, Some(number), true, false);
        } else if fresh && !numbered && lone_number(line.text).is_some_and(|l| Some(l) == page) {
            // 「【page:3】 ---」, then「3」: the printed number of the sheet.
            (*found, numbered) = (Break::Along, true);
        } else if let Some(number) = dashed_number(line.text).or(count) {
            *found = Break::Number(number);
        } else if !line.text.is_empty() {
            fresh = false;
        }
    }
    if marked {
        // 「-------------」before a page mark or at the very end closes a page.
        let mut closes = true;
        for (line, found) in lines.iter().zip(breaks.iter_mut()).rev() {
            if line.text.is_empty() {
                continue;
            }
            if closes && is_rule(line.text) {
                *found = Break::Along;
            }
            closes = matches!(found, Break::Mark(_));
        }
    }
    running_heads(lines, &mut breaks);
    breaks
}

/// `1:`, `2:`, `3:` alone on their lines, or `1 : 1`, `2 : 2`, above what is marked as said: how a search of minutes counts statements.
fn statements(lines: &[Line<'_>]) -> Vec<usize> {
    let number = |l: &Line<'_>| {
        let (number, again) = l.text.trim_end().split_once([':', '：'])?;
        (again.is_empty() || again.trim_spaces() == number.trim_spaces())
            .then(|| lone_number(number))
            .flatten()
    };
    let found: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.text.len() < 24)
        .filter_map(|(n, l)| Some((n, number(l)?)))
        .collect();
    let said = |(n, _): &&(usize, u32)| {
        beside(lines.iter().skip(n + 1)).is_some_and(|t| t.trim_spaces_start().starts_with(is_marker))
    };
    let counts = found.windows(2).all(|w| matches!(w, [a, b] if a.1 + 1 == b.1));
    let all = found.len();
    if all < 2 || !counts || found.iter().filter(said).count() * 2 < all {
        return Vec::new();
    }
    found.into_iter().map(|(n, _)| n).collect()
}

/// 「議事概要】」 below 「【議事概要】」: what is bold is printed once more with an offset, and comes without its first letters.
fn printed_twice(lines: &[Line<'_>]) -> Vec<usize> {
    /// Letters that are lost, in bytes; shorter words are others: 委員長 below 副委員長.
    const LOST: usize = 9;
    const LEAST: usize = 15;
    let again = |(n, w): (usize, &[Line<'_>])| {
        let [above, line] = w else { return None };
        // Most lines are told by their lengths.
        if line.text.len() < LEAST || line.text.len() >= above.text.len() || line.text.len() > 200 {
            return None;
        }
        let (above, text) = (above.text.trim_spaces(), line.text.trim_spaces());
        let lost = above.len().wrapping_sub(text.len());
        let same = text.len() >= LEAST && (1..=LOST).contains(&lost) && above.ends_with(text);
        same.then_some(n + 1)
    };
    let found: Vec<usize> = lines.windows(2).enumerate().filter_map(again).collect();
    if found.len() < 2 { Vec::new() } else { found }
}

/// Whether the numbers stand at the ends of pages: there is text before the first.
fn numbers_end_pages(lines: &[Line<'_>], breaks: &[Break]) -> bool {
    let first = lines
        .iter()
        .zip(breaks)
        .find(|(l, b)| !l.text.is_empty() && **b != Break::Along);
    !breaks.iter().any(|b| matches!(b, Break::Mark(_))) && first.is_some_and(|(_, b)| *b == Break::None)
}

fn first_number(breaks: &[Break]) -> Option<u32> {
    breaks.iter().find_map(|b| match b {
        Break::Number(n) => Some(*n),
        _ => None,
    })
}

/// A line of dashes, dots or box drawing, perhaps with an ornament: ―――――◇―――――.
pub(super) fn is_rule(text: &str) -> bool {
    let (mut strokes, mut ornaments) = (0, 0);
    for c in text.chars().filter(|c| !is_space(*c)) {
        match c {
            '-' | '－' | '―' | '─' | '━' | '＝' | '=' | '…' | '‥' | '*' | '＊' | '—' | '_' | '﹏' | '~'
            | '～' | 'ー' | '･' | '＿' | '−' | '–' => strokes += 1,
            '◇' | '◆' | '・' | '○' | '〇' | '●' | '×' | '◎' | '□' | '■' | '☆' | '★' => {
                ornaments += 1
            }
            _ => return false,
        }
    }
    // 「◇　　　◇　　　◇」,「◇　　　◇」,「◇・・・・・・◇」,「◇」
    matches!(text, "◇" | "☆" | "★")
        || strokes >= 3
        || strokes == 0 && ornaments >= 2 && text.chars().all(|c| is_space(c) || among!(c, "◇◆☆★"))
        || ornaments >= 3 && (text.has_space() || text.contains("・・・・・・"))
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn left(source: &str) -> Vec<(&str, Option<u32>)> {
        let lines = lines::split(source);
        let kept = strip(&lines).into_iter().map(|k| (k.line.text, k.page));
        kept.filter(|(t, _)| !t.is_empty()).collect()
    }

    #[test]
    fn numbers_and_heads_go() {
        assert_eq!(
            left("題名\nあああ\n\n- 1 -\n\n青葉町会議\nいいい\n- 2 -\n青葉町会議\nううう\n- 3 -\n"),
            [
                ("題名", Some(1)),
                ("あああ", Some(1)),
                ("いいい", Some(2)),
                ("ううう", Some(3))
            ]
        );
        assert_eq!(
            left("【page:1】 ---\n1\nあ\n---\n【page:2】\n2\nい\n"),
            [("あ", Some(1)), ("い", Some(2))]
        );
        assert_eq!(
            left("あ\n1/3\nい\n2/3\nう\n3/3"),
            [("あ", Some(1)), ("い", Some(2)), ("う", Some(3))]
        );
        assert_eq!(
            left("あ\n1\nい\n2\nう\n3\nえ"),
            [("あ", Some(1)), ("い", Some(2)), ("う", Some(3)), ("え", Some(4))]
        );
    }

    #[test]
    fn what_is_bold_is_there_once() {
        let text = "第１回青葉審議会\n回青葉審議会\n【会議次第】\n会議次第】\n副会長\n会長\n本文";
        let kept: Vec<&str> = left(text).into_iter().map(|(t, _)| t).collect();
        assert_eq!(
            kept,
            ["第１回青葉審議会", "【会議次第】", "副会長", "会長", "本文"]
        );
    }

    #[test]
    fn numbers_that_count_nothing_stay() {
        for text in ["あ\n12\nい\n5\nう", "あ\n3\nい", "あ\nい"] {
            let lines: Vec<&str> = text.lines().collect();
            let kept: Vec<&str> = left(text).into_iter().map(|(t, _)| t).collect();
            assert_eq!(kept, lines);
        }
    }
}
