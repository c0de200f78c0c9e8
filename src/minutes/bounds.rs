//! Where the proceedings begin and end: what stands above is the header, what stands below the back matter.

use super::announced as openings;
use super::chars::{
    Spaced, digit, ends_in_any, holds_any, is_closing, is_of, is_space, longer, marker, squeeze,
};
use super::header::{self, when::closes};
use super::model::Action;
use super::structure::{LineKind, TextLine};
use super::{headings, inserts, kind, numbering, numerals, roles, sittings, talk};

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
            LineKind::Text | LineKind::Item(_)
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
    (1..begin).find(parts).unwrap_or(begin)
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

/// Whether a title without a sentence has the mark of others behind the first who speaks.
fn marked_again(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], n: usize, first: usize) -> bool {
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

/// Whether a title stands right below such a line, and right above the first who speaks.
fn heads_below_mark(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], n: usize, first: usize) -> bool {
    let Some(line) = lines.get(n) else { return false };
    let above = (0..n)
        .rev()
        .find(|m| lines.get(*m).is_some_and(|l| !l.text.is_empty()));
    headings::title_like(line.text)
        && !kind::is_field(line.text)
        && right_above(lines, n, first)
        && above.is_some_and(|m| marked_again(lines, kinds, m, first))
}

/// A body in brackets, below an empty line, and nothing below it.
fn signs(lines: &[TextLine<'_>], n: usize) -> bool {
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    let inner = text(n)
        .strip_prefix(['（', '('])
        .and_then(|t| t.strip_suffix(['）', ')']));
    text(n - 1).is_empty()
        && text(n + 1).is_empty()
        && inner.is_some_and(|body| !longer(body, 24) && roles::is_organisation(body))
}

/// A sentence that is said, and no note about the page or the record.
fn is_told(t: &str) -> bool {
    const NOTES: &str = "議事録 会議録 会見録 本資料 このページ 速報 文責 掲載 録画 動画 転載 正確";
    talk::is_polite(t) && !holds_any(t, NOTES) && !begins!(t, '※') && !t.starts_with(['（', '(', '*', '＊'])
}

/// Whether nothing stands between two lines.
fn right_above(lines: &[TextLine<'_>], n: usize, below: usize) -> bool {
    lines
        .get(n + 1..below)
        .unwrap_or(&[])
        .iter()
        .all(|l| l.text.is_empty())
}

/// Whether a sentence stands below a heading in the brackets that the proceedings begin with.
fn told_below_bracket(lines: &[TextLine<'_>], n: usize, begin: usize) -> bool {
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
fn printed_before(lines: &[TextLine<'_>], n: usize) -> bool {
    let t = lines.get(n).map_or("", |l| l.text);
    let title = headings::title_like(t) && !kind::is_field(t) && numbering::read(t).is_none();
    title && lines.iter().take(n.min(FAR)).any(|l| l.text == t) || t.starts_with("議題") && repeats(lines, n)
}

/// Whether a line between empty ones tells what the first who speaks speaks about.
fn heads_first(lines: &[TextLine<'_>], n: usize, first: usize) -> bool {
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
fn listed(lines: &[TextLine<'_>], n: usize) -> bool {
    let text = lines.get(n).map_or("", |l| l.text);
    let point = |l: &TextLine<'_>| l.text.strip_prefix('・').map(str::trim_start) == Some(text);
    headings::title_like(text) && lines.iter().take(n.min(FAR)).any(point)
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

/// Whether a numbered line above the first speech heads a part of the proceedings, or the whole of them where an
/// earlier one of its count does. Those of the header count on: １ 日時, ２ 場所, … ５ 議事.
fn numbered_above(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], n: usize, adjacent: bool) -> Option<usize> {
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
fn recurs(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], first: usize, t: &str) -> bool {
    let mark = t.chars().next();
    let spoken = lines.get(first).is_some_and(|l| l.text.chars().next() == mark);
    let mut later = lines.iter().zip(kinds).skip(first).take(FAR);
    !spoken && later.any(|(l, k)| matches!(k, LineKind::Heading(_)) && l.text.chars().next() == mark)
}

/// 開会 of 【開会】.
fn bracketed(t: &str) -> &str {
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
pub(super) fn announced(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], n: usize, adjacent: bool) -> bool {
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
pub(super) fn continues(
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

/// Where the points of a summary begin: behind the fields of its header.
pub(super) fn begin_of_points(lines: &[TextLine<'_>], kinds: &[LineKind<'_>], silent: bool) -> usize {
    let mut titled = false;
    let mut field = false;
    let mut people = false;
    let next = |n: usize| (n + 1..lines.len()).find(|m| lines.get(*m).is_some_and(|l| !l.text.is_empty()));
    for (n, line) in lines.iter().enumerate() {
        let t = line.text;
        if t.is_empty() || matches!(kinds.get(n), Some(LineKind::Rule)) {
            continue;
        }
        // 「###### tags: `定例`」 above the title
        if t.trim_start_matches('#').trim_spaces_start().starts_with("tags:") {
            continue;
        }
        // 「６ 会議の結果」, and no field of the header below it.
        if titled && n > 2 && header::heads_body(t) {
            let mut rest = lines.iter().skip(n + 1).take(FAR);
            if rest.all(|l| !header::is_above_body(l.text)) {
                return n + 1;
            }
        }
        let below = next(n);
        let below_text = below.and_then(|m| lines.get(m)).map_or("", |l| l.text);
        let below_is = |f: fn(&LineKind<'_>) -> bool| below.and_then(|m| kinds.get(m)).is_some_and(f);
        let point = |k: &LineKind<'_>| matches!(k, LineKind::Item(_));
        if kind::is_field(t) {
            let heading = matches!(kinds.get(n), Some(LineKind::Heading(_)));
            people = holds_any(&squeeze(t), "出席 欠席 参加 構成員 委員名 メンバー");
            // 「## 参加者」 heads a list of them, and 「## 議題」 what was said of each.
            if !heading || people {
                (field, titled) = (true, true);
                continue;
            }
        }
        let begins = match kinds.get(n) {
            // 【事務局】 below 「３．出席者」 heads those who came from there.
            Some(LineKind::Heading(_)) => {
                let named = ends_in_any(below_text, "員 長 官 他 ほか 名 君 氏 者");
                let came = people && t.starts_with('【') && named && numbering::read(below_text).is_none();
                titled && !kind::is_field(t) && !came
            }
            Some(LineKind::Decision(_)) => true,
            Some(LineKind::Text) if field && titled && counts_parts(lines, n) => true,
            Some(LineKind::Item(_)) => {
                t.contains('。') && titled || !field && titled && t.starts_with(['・', '○', '-', '*'])
            }
            // 「３．組合員総数　　６４名」 counts on from the fields, and has its value beside it.
            Some(LineKind::Text) if field && has_number(t) => false,
            Some(LineKind::Text) if numbering::read(t).is_some() && headings::title_like(t) => {
                let said = below_text.contains('。') || below_is(point);
                said && !kind::is_field(below_text)
                    && numbering::read(below_text).is_none_or(|_| below_text.contains('。'))
            }
            Some(LineKind::Text) if holds!(t, "。") && !talk::counts(t) => {
                titled && !t.starts_with(['（', '(', '※'])
            }
            // 「定時総会」 over 「========」; one over 「:日時: …」 is still the title.
            Some(LineKind::Text)
                if titled
                    && !kind::is_field(t)
                    && below_is(|k| matches!(k, LineKind::Rule))
                    && headings::underlined(lines, n) =>
            {
                let under = next(n + 1).and_then(|m| lines.get(m));
                under.is_some_and(|l| !kind::is_field(l.text))
            }
            // 「藻場の再生について」 above its points
            Some(LineKind::Text) => {
                titled && below_is(point) && !kind::is_field(below_text) && !field && silent
            }
            _ => false,
        };
        if begins {
            return headed_again(lines, n).unwrap_or(n);
        }
        titled = true;
    }
    lines.len()
}

/// A numbered line whose value is a number of people, apart from its title: 「４．出席組合員数　４９名（本人出席１８名）」.
fn has_number(t: &str) -> bool {
    let value = numbering::read(t).and_then(|m| m.rest.split_once(is_space));
    value.is_some_and(|(_, value)| {
        let value = value.trim_spaces_start();
        let figures = value.trim_start_matches(|c: char| digit(c).is_some() || among!(c, ",，"));
        figures.len() < value.len() && figures.starts_with(['名', '人', '個', '株', '戸'])
    })
}

/// 「１　会長あいさつ」 below fields without numbers, where 「３　審議事項」 counts on below what is told of 「２　報告事項」.
fn counts_parts(lines: &[TextLine<'_>], n: usize) -> bool {
    let read = |m: usize| {
        let t = lines.get(m)?.text;
        let found = numbering::read(t).filter(|_| headings::title_like(t))?;
        (found.style == numbering::Style::Plain).then_some(found.value)
    };
    let apart = n > 0 && lines.get(n - 1).is_some_and(|l| l.text.is_empty());
    if read(n) != Some(1) || !apart || (n.saturating_sub(FAR)..n).any(|m| read(m).is_some()) {
        return false;
    }
    let below = || (n + 1..lines.len()).take(FAR);
    let Some(third) = below().find(|m| read(*m) == Some(3)) else {
        return false;
    };
    let told = |m: usize| lines.get(m).is_some_and(|l| holds!(l.text, "。"));
    below().any(|m| m < third && read(m) == Some(2)) && (n..third).any(told)
}

/// 「審議事項」 above the points that are told from line `n` on, where 「報告事項」 heads others below.
fn headed_again(lines: &[TextLine<'_>], n: usize) -> Option<usize> {
    let heads = |t: &str| {
        is_of("審議事項 報告事項 協議事項 決議事項 議決事項", &squeeze(t)) && headings::title_like(t)
    };
    let above = lines.get(n.saturating_sub(4)..n)?.iter().rev();
    let back = above
        .take_while(|l| !kind::is_field(l.text))
        .position(|l| heads(l.text))?;
    let again = lines.iter().skip(n).take(FAR).any(|l| heads(l.text));
    again.then(|| n - 1 - back)
}

/// Line at which the back matter begins.
pub(super) fn end_of_proceedings(
    lines: &[TextLine<'_>],
    kinds: &[LineKind<'_>],
    last: usize,
    silent: bool,
) -> usize {
    let mut ruled = false;
    let point = |k: &LineKind<'_>| matches!(k, LineKind::Item(_) | LineKind::Heading(_));
    let last_point = kinds.iter().rposition(point).filter(|_| silent);
    for n in last + 1..lines.len() {
        let Some(line) = lines.get(n) else { break };
        match kinds.get(n) {
            Some(LineKind::Time(s)) if s.action == Action::Close && !silent => return n + 1,
            Some(LineKind::Stage(s))
                if s.sitting.as_ref().is_some_and(|s| s.action == Action::Close) && !silent =>
            {
                return n + 1;
            }
            // 「（以上）」 alone, behind all that is said
            Some(LineKind::Stage(_)) if !silent && is_of("（以上） (以上)", &squeeze(line.text)) => {
                return n + 1;
            }
            Some(LineKind::Blank) => {}
            Some(LineKind::Rule) => ruled = true,
            Some(LineKind::Item(_)) => {}
            // Points go on behind a note of the one before.
            _ if last_point.is_some_and(|last| last >= n) => {}
            _ if inserts::begins_back(line.text) || !silent && closes(line.text) => return n,
            // 「（環境局総務課）」 at the very end, apart from what is said
            Some(LineKind::Text) if !silent && lines.len() - n <= 2 && signs(lines, n) => return n,
            Some(LineKind::Text) if ruled && !silent && line.text.contains("参照") => return n,
            _ => {}
        }
    }
    lines.len()
}
