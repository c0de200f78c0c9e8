//! Pass 2: page furniture. Page marks, running page numbers, running heads and the rules that belong to them are
//! not text; they leave the pages behind as numbers.

use std::collections::BTreeMap;

use crate::order;

use super::chars::{Spaced, digit, is_marker, is_space, longer, squeeze};
use super::labels;
use super::lines::Line;
use super::numerals;
use super::speaker::is_speaker;

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
    /// The number of a statement, which no page begins with.
    Statement,
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
        fresh |= sheets && line.feeds > 0;
        match found {
            Break::Mark(n) => (page, fresh) = (Some(*n), true),
            Break::Number(n) => {
                page = if footer { n.checked_add(1) } else { Some(*n) };
                fresh = true;
            }
            Break::Along => fresh = true,
            Break::Statement => {}
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
    for n in statements(lines) {
        if let Some(found) = breaks.get_mut(n) {
            *found = Break::Statement;
        }
    }
    let (mut marked, mut page, mut fresh, mut numbered) = (false, None, false, false);
    for (n, (line, found)) in lines.iter().zip(breaks.iter_mut()).enumerate() {
        let count = counted.next_if(|(m, _)| *m == n).map(|(_, number)| number);
        if *found == Break::Statement {
            continue;
        }
        if let Some(number) = page_mark(line.text) {
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

/// `1:`, `2:`, `3:` alone on their lines, above what is marked as said: how a search of minutes counts statements.
fn statements(lines: &[Line<'_>]) -> Vec<usize> {
    let number = |l: &Line<'_>| lone_number(l.text.trim_end().strip_suffix([':', '：'])?);
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

/// How page numbers are printed that are believed only when they count up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `p.3`, `3/12`, `３ページ`
    Worded,
    /// `3`
    Bare,
    /// `(3)`
    Bracketed,
}

impl Form {
    fn number(self, text: &str) -> Option<u32> {
        match self {
            Self::Worded => worded_number(text),
            Self::Bare => lone_number(text),
            Self::Bracketed => {
                let inner = text.trim_spaces().strip_prefix(['(', '（'])?;
                lone_number(inner.strip_suffix([')', '）'])?)
            }
        }
    }
}

/// Lines with page numbers of a form that is believed only when they count up: `p.3`, `3/12`, `３ページ`, `3`.
fn counted(lines: &[Line<'_>]) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    let short: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| {
            // However far it is set in.
            l.text.len() < 200 && l.text.trim_spaces().len() < 40 && may_be_number(l.text)
        })
        .map(|(n, l)| (n, l.text))
        .collect();
    for form in [Form::Worded, Form::Bare, Form::Bracketed] {
        let worded = form == Form::Worded;
        let all: Vec<(usize, u32)> = short
            .iter()
            .filter_map(|(n, text)| Some((*n, form.number(text)?)))
            .collect();
        let ascending = all
            .windows(2)
            .filter(|w| matches!(w, [a, b] if b.1 == a.1 + 1))
            .count();
        // 「(3)」 numbers points, too: pages are long, count from the first to the last, and break sentences.
        if form == Form::Bracketed && !bracketed_pages(lines, &all, ascending) {
            continue;
        }
        // Two may be chance; and a table has numbers in other orders, too.
        if ascending >= 2 && (ascending + 1) * 5 >= all.len() * 4
            || ascending == 1
                && all.len() == 2
                && (worded
                    || headed(lines, &all)
                    || closes(lines, &all)
                    || all.iter().any(|(n, _)| torn(lines, *n)))
        {
            let last = all.len() - 1;
            found.extend(all.iter().enumerate().filter_map(|(i, (n, p))| {
                let before = i
                    .checked_sub(1)
                    .and_then(|i| all.get(i))
                    .is_some_and(|b| b.1 + 1 == *p);
                let after = i < last && all.get(i + 1).is_some_and(|a| a.1 == p + 1);
                (before || after).then_some((*n, *p))
            }));
        } else {
            // 「1/1」 at the end of a text of one page, 「1」 where a text goes on to a second one
            let last = |(n, _): &&(usize, u32)| beside(lines.iter().skip(n + 1)).is_none();
            if let [one] = all.as_slice()
                && (worded && last(&one) || form == Form::Bare && ends_first_page(lines, *one))
            {
                found.push(*one);
                continue;
            }
            // Pages without a number lie between, or a cell of a table: what stands in a sentence is a page's all the same.
            let torn: Vec<(usize, u32)> = all.into_iter().filter(|(n, _)| torn(lines, *n)).collect();
            if torn.len() > usize::from(!worded) && torn.windows(2).all(|w| matches!(w, [a, b] if a.1 < b.1))
            {
                found.extend(torn);
            }
        }
    }
    order::sort(&mut found, &|a, b| a.0.cmp(&b.0));
    found
}

/// Whether numbers in brackets, alone on their lines, are those of pages.
fn bracketed_pages(lines: &[Line<'_>], all: &[(usize, u32)], ascending: usize) -> bool {
    let far = all.windows(2).all(|w| matches!(w, [a, b] if b.0 - a.0 >= 8));
    let tears = || all.iter().any(|(n, _)| torn(lines, *n));
    ascending >= 2 && ascending + 1 == all.len() && far && (ascending >= 3 || tears())
}

/// The line with text that is nearest to a line, among the three above or below it.
fn beside<'a>(mut lines: impl Iterator<Item = &'a Line<'a>>) -> Option<&'a str> {
    let text = |l: &Line<'a>| Some(l.text.trim_spaces()).filter(|t| !t.is_empty());
    lines.by_ref().take(3).find_map(text)
}

/// Whether a number stands in the middle of a sentence that goes on behind it: 「…事務局から説明を」,「12」,「お願いします。」; but not
/// in 「昨年度に届いた相談の数は」,「12」,「件です。」.
fn torn(lines: &[Line<'_>], n: usize) -> bool {
    let (Some((before, _)), Some(after)) = (lines.split_at_checked(n), lines.get(n + 1..)) else {
        return false;
    };
    let (Some(above), Some(below)) = (beside(before.iter().rev()), beside(after.iter())) else {
        return false;
    };
    let counted = |c: char| {
        among!(
            c,
            "件名人年月日回個点円時分番号本台校歳票倍億万千百条項つ箇区％%・、。，．）)とでに○◯〇◎●◆△□■【（("
        )
    };
    longer(above, 15)
        && longer(below, 3)
        && !above.ends_with([
            '。', '．', '」', '』', '）', ')', '】', '〕', '？', '！', '?', '!', '：', ':',
        ])
        && !is_rule(above)
        && !below.starts_with(counted)
        && has_kana(above)
        && has_kana(below)
}

/// Whether the only number that stands alone is a 「1」 amid running text, a page below its beginning.
fn ends_first_page(lines: &[Line<'_>], (n, number): (usize, u32)) -> bool {
    let (above, below) = lines.split_at(n.min(lines.len()));
    let printed = above.iter().filter(|l| !l.text.is_empty()).count();
    let runs = |t: &str| longer(t, 10) && has_kana(t);
    number == 1
        && printed >= 15
        && beside(below.iter().skip(1)).is_some_and(runs)
        && beside(above.iter().rev()).is_some_and(|t| runs(t) || labels::Start::of(t).begins || is_speaker(t))
}

/// Running text holds kana.
fn has_kana(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ぁ'..='ゖ'))
}

/// Whether the last of these, far from the one before, is all that stands at the end; or the first one, a 「1」, all that
/// stands above the title.
fn closes(lines: &[Line<'_>], numbers: &[(usize, u32)]) -> bool {
    match numbers {
        [(first, number), (last, _)] => {
            let opens = || *number == 1 && *first < 3 && lines.iter().take(*first).all(|l| l.text.is_empty());
            last - first > 3 && (beside(lines.iter().skip(last + 1)).is_none() || opens())
        }
        _ => false,
    }
}

/// Whether the same title stands right below each of these: 「１」 over 「緑化審議会（第１回）」, and 「２」 over it.
fn headed(lines: &[Line<'_>], numbers: &[(usize, u32)]) -> bool {
    let below = |(n, _): &(usize, u32)| {
        let head = lines.iter().skip(n + 1).take(3).find(|l| !l.text.is_empty())?;
        head_key(head.text).filter(|key| longer(key, 4))
    };
    let mut heads = numbers.iter().map(below);
    let first = heads.next().flatten();
    first.is_some() && heads.all(|head| head == first)
}

/// Lines that recur at the edges of pages: 「第７２回 北浦市都市計画審議会」 below each `- 3 -`.
fn running_heads(lines: &[Line<'_>], breaks: &mut [Break]) {
    let feeds = feeds_tell(lines);
    let edges: Vec<usize> = (0..lines.len())
        .filter(|n| {
            matches!(breaks.get(*n), Some(Break::Mark(_) | Break::Number(_)))
                || feeds && lines.get(*n).is_some_and(|l| l.feeds > 0)
        })
        .collect();
    if edges.len() < 2 {
        return;
    }
    // The three lines above and below each edge, whatever their numbers are.
    let mut recurring: BTreeMap<String, usize> = BTreeMap::new();
    let near = |edge: usize, breaks: &[Break]| -> Vec<(usize, bool)> {
        let text = |n: &usize| {
            lines.get(*n).is_some_and(|l| !l.text.is_empty()) && breaks.get(*n) == Some(&Break::None)
        };
        let fed = breaks.get(edge) == Some(&Break::None);
        let same = |n: &usize| {
            let other = matches!(breaks.get(*n), Some(Break::Mark(_) | Break::Number(_)));
            *n == edge || !(other || feeds && lines.get(*n).is_some_and(|l| l.feeds > 0))
        };
        let below = (if fed { edge } else { edge + 1 }..lines.len())
            .take_while(same)
            .take(6)
            .filter(text)
            .take(3)
            .map(|n| (n, true));
        let above = (0..edge)
            .rev()
            .take_while(same)
            .take(6)
            .filter(text)
            .take(3)
            .map(|n| (n, false));
        below.chain(above).collect()
    };
    for edge in &edges {
        for (n, below) in near(*edge, breaks) {
            if let Some(key) = lines.get(n).and_then(|l| head_key(l.text)) {
                *recurring.entry(sided(below, &key)).or_default() += 1;
            }
        }
    }
    let often = edges.len().div_ceil(2).max(2);
    let recurs = |key: String| recurring.get(&key).is_some_and(|n| *n >= often);
    // A head that is printed once only is known by the title, which itself stays.
    let first = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| !l.text.is_empty())
        .take(3);
    let titles: Vec<(usize, Option<String>)> = first.map(|(n, l)| (n, head_key(l.text))).collect();
    let title_end = titles.last().map_or(0, |(n, _)| *n);
    let titled = |key: &str| {
        // 「農林水産委員会（令和４年10月11日）」: the day beside it
        let noted = key.split_once('（').filter(|(_, note)| note.ends_with("日）"));
        let key = noted.map_or(key, |(head, _)| head);
        longer(key, 4)
            && titles
                .iter()
                .any(|(_, t)| t.as_deref().is_some_and(|t| t.contains(key)))
    };
    for edge in edges {
        let mut open = [true, true];
        for (n, below) in near(edge, breaks) {
            let key = lines.get(n).and_then(|l| head_key(l.text));
            let hit = n > title_end && key.is_some_and(|key| titled(&key) || recurs(sided(below, &key)));
            let Some(open) = open.get_mut(usize::from(below)) else {
                continue;
            };
            // Text between the edge and a line keeps that line.
            *open &= hit;
            if *open && let Some(found) = breaks.get_mut(n) {
                *found = Break::Along;
            }
        }
    }
}

/// A head, and on which side of the edges it stands.
fn sided(below: bool, key: &str) -> String {
    [if below { "v" } else { "^" }, key].concat()
}

/// A line as a running head, without its numbers and white space; nothing for what may be speech.
fn head_key(text: &str) -> Option<String> {
    let t = text.trim_spaces();
    let speech = longer(t, 60)
        || holds!(t, "。、「」")
        // 「（令和７年６月２８日）」 below the name of the meeting
        || t.starts_with(['（', '〔', '(']) && !numerals::begins_with_day(t.trim_start_matches(['（', '(']))
        || labels::Start::of(t).begins
        // 「五十嵐委員長」 alone on its line speaks on the next page, too.
        || is_speaker(t);
    (!speech).then(|| {
        t.chars()
            .filter(|c| !is_space(*c))
            .map(|c| {
                if c.is_ascii_digit() || ('０'..='９').contains(&c) {
                    '0'
                } else {
                    c
                }
            })
            .collect()
    })
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

/// `【page:2】 ---`, `<PAGE="2">`.
fn page_mark(text: &str) -> Option<u32> {
    let t = text.trim_spaces_start();
    if !begins!(t, '【') && t.as_bytes().first() != Some(&b'<') {
        return None;
    }
    let t = t.trim_end();
    let inner = t
        .strip_prefix("【page:")
        .and_then(|r| r.split_once('】'))
        .filter(|(_, rest)| rest.trim().chars().all(|c| c == '-'))
        .map(|(n, _)| n)
        .or_else(|| t.strip_prefix("<PAGE=\"").and_then(|r| r.strip_suffix("\">")))?;
    inner.trim().parse().ok()
}

/// Begins like a page number of any form.
fn may_be_number(text: &str) -> bool {
    text.trim_spaces_start()
        .starts_with(|c: char| matches!(c, '0'..='9' | '０'..='９') || among!(c, "PpＰｐ.．(（"))
}

fn lone_number(text: &str) -> Option<u32> {
    let t = text.trim_spaces();
    let fits = !t.is_empty()
        && !longer(t, 4)
        && t.chars()
            .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    fits.then(|| t.chars().filter_map(digit).fold(0, |n, d| n * 10 + d))
}

/// `- 3 -`, `－３－`, `- 2/3 -`.
fn dashed_number(text: &str) -> Option<u32> {
    const DASH: [char; 6] = ['-', '－', '―', '−', '‐', '–'];
    let t = text.trim_spaces();
    if longer(t, 12) {
        return None;
    }
    let inner = t.strip_prefix(DASH)?.strip_suffix(DASH)?;
    match inner.split_once(['/', '／']) {
        Some((number, total)) => lone_number(number).filter(|n| lone_number(total).is_some_and(|t| *n <= t)),
        None => lone_number(inner),
    }
}

/// `p.3`, `Page 3`, `3/12`, `３ページ`, `3 頁`.
fn worded_number(text: &str) -> Option<u32> {
    let t = text.trim_spaces();
    let bare = t.trim_end_matches(['頁', 'ジ', 'ー', 'ペ']);
    let bare = "Page page PAGE P p Ｐ ｐ"
        .split(' ')
        .find_map(|w| bare.strip_prefix(w))
        .unwrap_or(bare);
    let bare = bare.trim_start_matches(['.', '．']).trim_spaces();
    let (head, total) = match bare.split_once(['/', '／']) {
        // 「1 / 第 3 日」
        Some((head, day)) if counts_day(day) => (head, None),
        Some((head, total)) => (head, Some(lone_number(total)?)),
        None => (bare, None),
    };
    let number = lone_number(head)?;
    (head.len() < t.len() && total.is_none_or(|t| number <= t)).then_some(number)
}

/// 「第 3 日」,「第２号」
fn counts_day(text: &str) -> bool {
    let bare = squeeze(text);
    let number = bare.strip_prefix('第').and_then(|t| t.strip_suffix(['日', '号']));
    number.is_some_and(|n| lone_number(n).is_some())
}

/// A line of dashes, dots or box drawing, perhaps with an ornament: ―――――◇―――――.
pub(super) fn is_rule(text: &str) -> bool {
    let (mut strokes, mut ornaments) = (0, 0);
    for c in text.chars().filter(|c| !is_space(*c)) {
        match c {
            '-' | '－' | '―' | '─' | '━' | '＝' | '=' | '…' | '‥' | '*' | '＊' | '—' | '_' | '﹏' | '~'
            | '～' | 'ー' | '･' | '＿' | '−' | '–' => strokes += 1,
            '◇' | '◆' | '・' | '○' | '●' | '×' | '◎' | '□' | '■' | '☆' | '★' => {
                ornaments += 1
            }
            _ => return false,
        }
    }
    // 「◇　　　◇　　　◇」,「◇・・・・・・◇」
    strokes >= 3 || ornaments >= 3 && (text.has_space() || text.contains("・・・・・・"))
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
    fn numbers_that_count_nothing_stay() {
        for text in ["あ\n12\nい\n5\nう", "あ\n3\nい", "あ\nい"] {
            let lines: Vec<&str> = text.lines().collect();
            let kept: Vec<&str> = left(text).into_iter().map(|(t, _)| t).collect();
            assert_eq!(kept, lines);
        }
    }
}
