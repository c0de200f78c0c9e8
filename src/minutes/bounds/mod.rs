//! Where the proceedings begin and end: what stands above is the header, what stands below the back matter.

use super::announced as openings;
use super::chars::{holds_any, is_of, marker, squeeze};
use super::model::Action;
use super::structure::{LineKind, TextLine};
use super::{header, headings, inserts, kind, numbering, numerals, sittings, talk};

mod end;
mod points;
mod titles;

pub(super) use end::end_of_proceedings;
pub(super) use points::begin_of_points;
pub(super) use titles::{announced, continues};

use points::counts_parts;
use titles::{
    bracketed, heads_below_mark, heads_first, listed, marked_above, marked_again, numbered_above,
    opened_above, printed_before, recurs, right_above, told_below_bracket,
};

/// Titles of what people ask and say, and of how they begin, which stand right above it.
const ASKED: &str = "\
    開会宣告 開議宣告 開会宣告・開議宣告 開会・開議宣告 開会の宣告 開議の宣告 開会宣言 開会の宣言 \
    質疑 質疑応答 質疑・応答 主な質疑 主な質疑応答 主な意見 意見交換 自由討議 討論 発言要旨 主な発言 \
    冒頭発言 知事冒頭発言 市長冒頭発言 大臣冒頭発言";

/// So many lines on, what counts on is looked for.
const FAR: usize = 400;

/// Where the proceedings begin: at the first speech, or the opening, the heading or the direction just above it.
pub(super) fn begin_of_speaking(
    lines: &[TextLine<'_>],
    kinds: &[LineKind<'_>],
    first: usize,
    marked: bool,
) -> usize {
    let mut begin = first;
    let mut numbers = 0;
    let mut opened = None;
    let mut style = None;
    let mut ahead: Option<Vec<usize>> = None;
    for n in (0..first).rev() {
        let (Some(line), Some(kind)) = (lines.get(n), kinds.get(n)) else {
            break;
        };
        let t = line.text;
        match kind {
            LineKind::Blank | LineKind::Rule => continue,
            // 「| 発言者 | 発言内容 |」 heads the columns.
            LineKind::Insert if begin == first && n > 0 && inserts::is_table(t) => continue,
            LineKind::Stage(_) => begin = n,
            LineKind::Time(s) if s.action == Action::Open || s.time.is_some() => match opened {
                // 「午前１０時３０分開議」 and 「第１　…」 below 議事日程 are still the header.
                Some(at)
                    if ahead
                        .get_or_insert_with(|| openings::lines(lines, first))
                        .binary_search(&n)
                        .is_ok() =>
                {
                    return at;
                }
                _ => {
                    opened = Some(n);
                    begin = n;
                }
            },
            // 「＜議事内容＞」: what stands above it is no part of that.
            LineKind::Heading(_) if n > 0 && header::heads_body(t) => break,
            LineKind::Heading(_)
                if !kind::is_field(t)
                    && if n > 0 {
                        marker(t).is_none() || recurs(lines, kinds, first, t)
                    } else {
                        // A piece that begins at a heading; any other first line is the title.
                        (t.starts_with('△') || is_of("開会 開議 議事 冒頭発言", bracketed(t)))
                            && recurs(lines, kinds, first, t)
                    } =>
            {
                begin = n
            }
            // 「○株式会社南北（代理：三田）様　本日は」: whoever that is, it was said, and stays in sight to be repaired.
            LineKind::Text | LineKind::Item(_) if marked && marker(t).is_some() && talk::says(t) => begin = n,
            // 「６．議事の経過」: what stands above it is the header.
            LineKind::Text if n > 0 && header::heads_body(t) => {
                begin = n + 1;
                break;
            }
            // 「質疑」 right above the first who asks
            LineKind::Text if n > 0 && right_above(lines, n, begin) && is_of(ASKED, &squeeze(t)) => begin = n,
            // 「発表事項」 once more, behind the header that lists it
            LineKind::Text if n > 0 && right_above(lines, n, begin) && printed_before(lines, n) => begin = n,
            // 「◆田所　誠　議員」 above who asks, and what about, where 「◆仁科　薫　議員」 stands above others
            LineKind::Text if n > 0 && begin == first && heads_below_mark(lines, kinds, n, first) => {
                begin = n
            }
            LineKind::Text | LineKind::Item(_) | LineKind::Heading(_)
                if n > 0 && right_above(lines, n, begin) && marked_again(lines, kinds, n, first) =>
            {
                begin = n;
            }
            // 「感染症の発生について（説明）」 between empty lines, right above the first who speaks
            LineKind::Text if n > 1 && begin == first && heads_first(lines, n, first) => begin = n,
            // 「１８年度当初予算（１）」 right above the first question, where the header lists it
            LineKind::Text if n > 0 && begin == first && listed(lines, n) => begin = n,
            // 「事務局より資料１の説明」 below the title that it belongs to.
            LineKind::Text if n > 0 && headings::is_brief(t) => continue,
            // What is told below 「【事例の概要】」, where 「【意見交換】」 heads what is said
            LineKind::Text if told_below_bracket(lines, n, begin) => continue,
            // 「その後、次のような意見交換がされた。」 below it
            LineKind::Text if begin == first && headings::is_narrative(t) => continue,
            // 「午前１０時００分」 below 「１　開会」, and nothing else on the line.
            LineKind::Text if n > 0 && opened.is_none() && sittings::is_time(t) => continue,
            // 「１　開会」 above the first speech was reached: 「４　閉会」 above it is the last point of the agenda.
            LineKind::Text if style.is_some() && numbering::read(t).map(|m| m.style) == style => break,
            LineKind::Text if numbers < 4 => match numbered_above(lines, kinds, n, begin == first) {
                Some(at) => {
                    let me = numbering::read(t);
                    style = style.or(me.filter(|m| m.value == 1).map(|m| m.style));
                    numbers += 1;
                    begin = at.min(begin);
                    if at < n {
                        break;
                    }
                }
                None => break,
            },
            _ => break,
        }
    }
    let begin = below_body(lines, first).map_or(begin, |n| n.min(begin));
    let begin = told_to_press(lines, begin).unwrap_or(begin);
    // 「１．会長挨拶」 and what is told of it and of the points below, of which one has a few questions
    let parts = |n: &usize| lines.get(*n).is_some_and(|l| !kind::is_field(l.text)) && counts_parts(lines, *n);
    let begin = (1..begin).find(parts).unwrap_or(begin);
    let begin = marked_above(lines, kinds, begin, first).unwrap_or(begin);
    opened_above(lines, kinds, begin, first).unwrap_or(begin)
}

/// 「【市長発表】」 and what is told below it, above the first who asks at a press conference: nobody is named, but it is
/// said, and stays in sight.
fn told_to_press(lines: &[TextLine<'_>], begin: usize) -> Option<usize> {
    let mut text = lines.iter().take(begin).filter(|l| !l.text.is_empty());
    if !text.clone().take(3).any(|l| l.text.contains("会見")) {
        return None;
    }
    let title = text.next()?.at;
    let mut told = None;
    for (n, line) in lines.iter().enumerate().take(begin).rev() {
        let t = line.text;
        if t.is_empty() {
            continue;
        }
        if line.at == title || kind::is_field(t) || numerals::begins_with_day(t) || marker(t).is_some() {
            break;
        }
        match is_told(t) {
            true => told = Some(n),
            // What heads it stands right above it.
            false if told.is_some_and(|at| at == n + 1) && headings::title_like(t) => told = Some(n),
            false if told.is_none() && headings::title_like(t) => {}
            false => break,
        }
    }
    told
}

/// A sentence that is said, and no note about the page or the record.
fn is_told(t: &str) -> bool {
    const NOTES: &str = "議事録 会議録 会見録 本資料 このページ 速報 文責 掲載 録画 動画 転載 正確";
    talk::is_polite(t) && !holds_any(t, NOTES) && !begins!(t, '※') && !t.starts_with(['（', '(', '*', '＊'])
}

/// Where 「会議内容」 heads the rest, the line below it; but a list of what is to come may stand there, too, with nothing told.
fn below_body(lines: &[TextLine<'_>], first: usize) -> Option<usize> {
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    let (mut told, mut reported, mut points) = (false, false, false);
    // What 「２　議事」 heads, unless 「■議事要旨」 stands above that and 「１　開会」.
    let mut below_points = None;
    for n in (first.saturating_sub(40)..first).rev() {
        let t = text(n);
        if t.is_empty() {
            continue;
        }
        if header::heads_body(t) {
            return (told && n > 2).then_some(n + 1);
        }
        // 「２　議事」, and below each of its points what was done.
        if below_points.is_none() && reported && points && header::heads_points(t) {
            below_points = (n > 2).then_some(n + 1);
        }
        if header::is_above_body(t) {
            break;
        }
        told |= holds!(t, "。");
        reported |= headings::is_narrative(t);
        points |= numbering::read(t).is_some() && headings::title_like(t);
    }
    below_points
}
