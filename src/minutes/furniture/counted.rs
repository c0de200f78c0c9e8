//! Numbers of pages that only those around them tell from other numbers.

use crate::order;

use super::super::chars::{Spaced, longer};
use super::super::labels;
use super::super::lines::Line;
use super::super::speaker::is_speaker;
use super::heads::head_key;
use super::is_rule;
use super::printed::{Form, ends_in_number, may_be_number};
use super::titled::titled;

/// Lines with page numbers of a form that is believed only when they count up: `p.3`, `3/12`, `３ページ`, `3`.
pub(super) fn counted(lines: &[Line<'_>]) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    let begun: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        // However far it is set in.
        .filter(|(_, l)| l.text.len() < 200 && (may_be_number(l.text) || ends_in_number(l.text)))
        .map(|(n, l)| (n, l.text))
        .collect();
    let short: Vec<(usize, &str)> = begun
        .iter()
        .filter(|(_, text)| text.trim_spaces().len() < 40)
        .copied()
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
                    || form == Form::Bracketed
                    || headed(lines, &all)
                    || closes(lines, &all)
                    || form == Form::Bare && far_apart(lines, &all)
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
            let alone = torn.iter().all(|(n, _)| centred(lines, *n));
            if torn.len() > usize::from(!worded && !alone)
                && torn.windows(2).all(|w| matches!(w, [a, b] if a.1 < b.1))
            {
                found.extend(torn);
            }
        }
    }
    found.extend(titled(lines, &begun));
    order::sort(&mut found, &|a, b| a.0.cmp(&b.0));
    found
}

/// Whether numbers in brackets, alone on their lines, are those of pages.
fn bracketed_pages(lines: &[Line<'_>], all: &[(usize, u32)], ascending: usize) -> bool {
    let far = |least: usize| all.windows(2).all(|w| matches!(w, [a, b] if b.0 - a.0 >= least));
    let tears = || all.iter().any(|(n, _)| torn(lines, *n));
    // 「全文」 over 「(1)」: a site that shows all pages of a PDF, one below the other
    let shown = || {
        let first = all.first().filter(|(_, number)| *number == 1);
        first.is_some_and(|(n, _)| beside(lines.iter().take(*n).rev()).is_some_and(|t| t == "全文"))
    };
    if shown() && ascending + 1 == all.len() {
        return true;
    }
    // Of two, a page lies between them.
    let least = if ascending > 1 { 8 } else { 20 };
    ascending >= 1 && ascending + 1 == all.len() && far(least) && (ascending >= 3 || tears())
}

/// The line with text that is nearest to a line, among the three above or below it.
pub(super) fn beside<'a>(mut lines: impl Iterator<Item = &'a Line<'a>>) -> Option<&'a str> {
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

/// Whether a number stands in the middle of an empty space, as at the foot of a page.
fn centred(lines: &[Line<'_>], n: usize) -> bool {
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    let lead = text(n).len() - text(n).trim_spaces_start().len();
    lead >= 24 && (n > 0 && text(n - 1).is_empty() || text(n + 1).is_empty())
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

/// Whether 「1」 and 「2」 stand between empty lines, a page below the beginning and below one another.
fn far_apart(lines: &[Line<'_>], numbers: &[(usize, u32)]) -> bool {
    const PAGE: usize = 20;
    let empty = |n: usize| lines.get(n).is_some_and(|l| l.text.trim_spaces().is_empty());
    match numbers {
        [(first, 1), (last, 2)] => {
            let apart = |n: usize| n > 0 && empty(n - 1) && empty(n + 1);
            *first >= PAGE && last - first >= PAGE && apart(*first) && apart(*last)
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
