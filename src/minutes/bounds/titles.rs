//! What stands right above the first who speaks: titles of the proceedings, or still the header.

use super::super::chars::{ends_in_any, is_closing, is_of, marker, squeeze};
use super::super::structure::{LineKind, TextLine};
use super::super::{header, headings, kind, numbering, numerals};
use super::FAR;

/// Whether a title without a sentence has the mark of others behind the first who speaks.
pub(super) fn marked_again(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], n: usize, first: usize) -> bool {
    let titled = |t: &str| !kind::is_field(t) && !holds!(t, "。：:") && headings::title_like(t);
    let Some(t) = lines.get(n).map(|l| l.text).filter(|t| titled(t)) else {
        return false;
    };
    let Some(mark) = marker(t) else { return false };
    let mut below = lines.iter().zip(kinds).skip(first).take(FAR);
    below.any(|(l, k)| {
        let other = matches!(k, LineKind::Text | LineKind::Item(_) | LineKind::Heading(_));
        other && marker(l.text) == Some(mark) && titled(l.text)
    })
}

/// The first of the titles with the mark of the one at `begin`, between which points are told: 「〇校長あいさつ」 over
/// 「・御協力に感謝する。」, above 「〇意見交換」. No field of the header stands between them.
pub(super) fn marked_above(
    lines: &[TextLine<'_>],
    kinds: &[LineKind<'_>],
    begin: usize,
    first: usize,
) -> Option<usize> {
    let mark = marker(lines.get(begin)?.text).filter(|_| begin < first)?;
    let mut top = None;
    let mut told = false;
    for n in (1..begin).rev() {
        let t = lines.get(n).map_or("", |l| l.text);
        if t.is_empty() {
            continue;
        }
        if kind::is_field(t) {
            break;
        }
        if marker(t) == Some(mark) {
            if !marked_again(lines, kinds, n, first) {
                break;
            }
            top = Some(n).filter(|_| told).or(top);
        } else {
            let point = matches!(
                kinds.get(n),
                Some(LineKind::Item(_) | LineKind::Text | LineKind::Insert)
            );
            if !point {
                break;
            }
            told |= holds!(t, "。");
        }
    }
    top
}

/// Whether a title stands right below such a line, and right above the first who speaks.
pub(super) fn heads_below_mark(
    lines: &[TextLine<'_>],
    kinds: &[LineKind<'_>],
    n: usize,
    first: usize,
) -> bool {
    let Some(line) = lines.get(n) else { return false };
    let above = (0..n)
        .rev()
        .find(|m| lines.get(*m).is_some_and(|l| !l.text.is_empty()));
    headings::title_like(line.text)
        && !kind::is_field(line.text)
        && right_above(lines, n, first)
        && above.is_some_and(|m| marked_again(lines, kinds, m, first))
}

/// Whether nothing stands between two lines.
pub(super) fn right_above(lines: &[TextLine<'_>], n: usize, below: usize) -> bool {
    lines
        .get(n + 1..below)
        .unwrap_or(&[])
        .iter()
        .all(|l| l.text.is_empty())
}

/// Whether a sentence stands below a heading in the brackets that the proceedings begin with.
pub(super) fn told_below_bracket(lines: &[TextLine<'_>], n: usize, begin: usize) -> bool {
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    let mut above = (n.saturating_sub(12)..=n)
        .rev()
        .map(text)
        .filter(|t| !t.is_empty());
    let told = |t: &str| t.ends_with('。') && !begins!(t, '【');
    begins!(text(begin), '【')
        && told(text(n))
        && above
            .find(|t| !told(t))
            .is_some_and(|t| begins!(t, '【') && t.ends_with('】') && !kind::is_field(t))
}

/// Whether a title without a number was printed before.
pub(super) fn printed_before(lines: &[TextLine<'_>], n: usize) -> bool {
    let t = lines.get(n).map_or("", |l| l.text);
    let title = headings::title_like(t) && !kind::is_field(t) && numbering::read(t).is_none();
    title && lines.iter().take(n.min(FAR)).any(|l| l.text == t) || t.starts_with("議題") && repeats(lines, n)
}

/// Whether a line between empty ones tells what the first who speaks speaks about.
pub(super) fn heads_first(lines: &[TextLine<'_>], n: usize, first: usize) -> bool {
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    let t = text(n);
    let bare = squeeze(t);
    let title = bare.rfind(['（', '(']).filter(|_| bare.ends_with(['）', ')']));
    let title = title.and_then(|at| bare.get(..at)).unwrap_or(&bare);
    let apart = text(n - 1).is_empty() && (n + 1..first).all(|m| text(m).is_empty());
    // What stands above is no list, of which this would be the last point.
    let above = (0..n).rev().map(text).find(|t| !t.is_empty()).unwrap_or("");
    let listed =
        numbering::read(above).is_some() || header::is_above_body(above) || header::lists_matters(above);
    apart
        && !listed
        && ends_in_any(title, "について に関する質疑")
        && headings::title_like(t)
        && numbering::read(t).is_none()
}

/// Whether a line is a point of a list above it, in the first lines of the document.
pub(super) fn listed(lines: &[TextLine<'_>], n: usize) -> bool {
    let text = lines.get(n).map_or("", |l| l.text);
    let point = |l: &TextLine<'_>| l.text.strip_prefix('・').map(str::trim_start) == Some(text);
    headings::title_like(text) && lines.iter().take(n.min(FAR)).any(point)
}

/// Whether a numbered line above the first speech heads a part of the proceedings, or the whole of them where an
/// earlier one of its count does. Those of the header count on: １ 日時, ２ 場所, … ５ 議事.
pub(super) fn numbered_above(
    lines: &[TextLine<'_>],
    kinds: &[LineKind<'_>],
    n: usize,
    adjacent: bool,
) -> Option<usize> {
    let t = lines.get(n)?.text;
    // 「１　　平成２７年９月１７日」: the number of a line in a search system, and a date.
    let me = numbering::read(t).filter(|m| headings::title_like(t) && !numerals::begins_with_day(m.rest))?;
    if announced(lines, kinds, n, adjacent) {
        return None;
    }
    let above: Vec<(usize, numbering::Numbered<'_>, &str)> = (n.saturating_sub(80)..n)
        .filter(|m| matches!(kinds.get(*m), Some(LineKind::Text)))
        .filter_map(|m| {
            let t = lines.get(m)?.text;
            numbering::read(t)
                .filter(|x| x.style == me.style)
                .map(|x| (m, x, t))
        })
        .collect();
    let between = |from: usize| {
        (from + 1..n).any(|m| {
            lines
                .get(m)
                .is_some_and(|l| !l.text.is_empty() && numbering::read(l.text).is_none())
        })
    };
    if me.value > 1 {
        let start = above.iter().rposition(|(_, x, _)| x.value == 1)?;
        let chain = above.get(start..)?;
        let fields = kind::is_field(t) || chain.iter().any(|(_, _, t)| kind::is_field(t));
        let (at, ..) = *chain.first()?;
        let next = above.last().is_some_and(|(_, x, _)| x.value < me.value);
        let reached = between(at) || next && continues(lines, kinds, n, me);
        // 「●案件」, and below it nothing but its points
        let told = || {
            lines
                .get(at..n)
                .unwrap_or(&[])
                .iter()
                .any(|l| holds!(l.text, "。"))
        };
        let agenda = lists(lines, at) && !told() && !(adjacent && repeats(lines, n));
        return (!fields && reached && !agenda).then_some(at);
    }
    // 「議題（１）第９期計画の進捗状況について」, printed again
    if kind::is_field(t) && !(adjacent && repeats(lines, n)) {
        // 「１　開　会」 right above the first speech, and 「２　所管事務調査」 above a later one
        let opens = adjacent && is_of("開会 開議 開会宣告", &squeeze(me.rest));
        return (opens && continues(lines, kinds, n, me)).then_some(n);
    }
    // One point below 「議題」 is the agenda, unless it was printed before.
    let head = (0..n)
        .rev()
        .find(|m| lines.get(*m).is_some_and(|l| !l.text.is_empty()));
    let printed = adjacent && repeats(lines, n);
    // 「（１）次回の開催について」 right below 「３　その他」 is of the agenda if that is.
    let part = |m: usize| {
        let above = lines.get(m).and_then(|l| numbering::read(l.text))?;
        let counted = |l: &&TextLine<'_>| numbering::read(l.text).is_some_and(|x| x.style == above.style);
        let mut chain = lines
            .get(m.saturating_sub(80)..=m)
            .unwrap_or(&[])
            .iter()
            .filter(counted);
        let fields = chain.any(|l| kind::is_field(l.text));
        (above.value > 1 && above.style != me.style && !fields).then_some(m)
    };
    if let Some(above) = head.and_then(part).filter(|_| !printed) {
        return numbered_above(lines, kinds, above, false).map(|_| n);
    }
    (!lists(lines, n) || printed).then_some(n)
}

/// Whether what stands above a line heads a list of what is to come: 「議題」,「●案件」.
fn lists(lines: &[TextLine<'_>], n: usize) -> bool {
    let above = lines.get(..n).unwrap_or(&[]).iter().rev();
    let word = above.map(|l| l.text).find(|t| !t.is_empty()).map(squeeze);
    let bare = |w: &str| ends_in_any(w.trim_end_matches(is_closing), "議題 次第 案件 日程 目次 事件");
    // 「議事日程　第３号」
    word.is_some_and(|w| bare(&w) || w.starts_with("議事日程"))
}

/// 「◎臨時議長紹介」 above the first speech, where 「◎開会の宣告」 stands above a later one.
pub(super) fn recurs(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], first: usize, t: &str) -> bool {
    let mark = t.chars().next();
    let spoken = lines.get(first).is_some_and(|l| l.text.chars().next() == mark);
    let mut later = lines.iter().zip(kinds).skip(first).take(FAR);
    !spoken && later.any(|(l, k)| matches!(k, LineKind::Heading(_)) && l.text.chars().next() == mark)
}

/// 開会 of 【開会】.
pub(super) fn bracketed(t: &str) -> &str {
    let inner = t.strip_prefix('【').and_then(|t| t.strip_suffix('】'));
    inner.unwrap_or("")
}

/// Whether a title was printed before, as a point of the agenda is.
fn repeats(lines: &[TextLine<'_>], n: usize) -> bool {
    let Some(t) = lines.get(n).map(|l| headings::bare(l.text)) else {
        return false;
    };
    let mut above = lines.get(..n).unwrap_or(&[]).iter();
    // 「議題⇥（１）第９期計画の進捗状況について」, too
    above.any(|l| {
        l.text.len() > 12 && {
            let bare = headings::bare(l.text);
            bare == t || t.len() > 24 && bare.ends_with(&t)
        }
    })
}

/// Whether a numbered line announces only what is to come. Right above a speech, and printed once more, it heads that.
pub(in crate::minutes) fn announced(
    lines: &[TextLine<'_>],
    kinds: &[LineKind<'_>],
    n: usize,
    adjacent: bool,
) -> bool {
    announces(lines, kinds, n) && !(adjacent && repeats(lines, n))
}

/// Whether a numbered line stands below 「本日の会議に付した案件」, which lists what is to come.
fn announces(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], n: usize) -> bool {
    let above = (n.saturating_sub(60)..n).rev();
    for m in above {
        let t = lines.get(m).map_or("", |l| l.text);
        if header::lists_matters(t) {
            return true;
        }
        let listed = matches!(
            kinds.get(m),
            Some(LineKind::Text | LineKind::Blank | LineKind::Stage(_))
        );
        // 「６　議事の経過概要」: what came of it is told below.
        if !listed || !t.is_empty() && (!headings::title_like(t) || header::heads_body(t)) {
            return false;
        }
    }
    false
}

/// Whether the next title of that style counts on: 「（３） 議長あいさつ」 behind 「（１） 開会」,「（２） 教育長あいさつ」 and a speech.
pub(in crate::minutes) fn continues(
    lines: &[TextLine<'_>],
    kinds: &[LineKind<'_>],
    last: usize,
    numbered: numbering::Numbered<'_>,
) -> bool {
    let mut below = lines.iter().zip(kinds).skip(last + 1).take(FAR);
    let next = below.find_map(|(l, k)| {
        matches!(k, LineKind::Text | LineKind::Heading(_))
            .then(|| numbering::read(l.text))
            .flatten()
            .filter(|m| m.style == numbered.style && headings::title_like(l.text))
    });
    next.is_some_and(|m| m.value == numbered.value + 1)
}

/// 「１　開会」, where 「３　議題」 stands above the first who speaks and 「４　その他」 below: an agenda is printed as a whole.
pub(super) fn opened_above(
    lines: &[TextLine<'_>],
    kinds: &[LineKind<'_>],
    begin: usize,
    first: usize,
) -> Option<usize> {
    let read = |n: usize| {
        let t = lines.get(n)?.text;
        numbering::read(t).filter(|m| m.style == numbering::Style::Plain && headings::title_like(t))
    };
    let opens = |n: &usize| {
        read(*n).is_some_and(|m| m.value == 1 && squeeze(m.rest).starts_with(['開']) && m.rest.contains('会'))
    };
    let at = (0..begin).rev().find(opens)?;
    let chain: Vec<(usize, numbering::Numbered<'_>)> =
        (at..first).filter_map(|n| Some((n, read(n)?))).collect();
    let counts = chain.iter().zip(1..).all(|((_, m), value)| m.value == value);
    let (last, numbered) = *chain.last()?;
    (counts && chain.len() > 1 && continues(lines, kinds, last, numbered)).then_some(at)
}
