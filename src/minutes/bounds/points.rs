//! Where the points of a summary begin.

use super::super::chars::{Spaced, digit, ends_in_any, holds_any, is_of, is_space, squeeze};
use super::super::structure::{LineKind, TextLine};
use super::super::{header, headings, kind, numbering, talk};
use super::FAR;

/// Where the points of a summary begin: behind the fields of its header.
pub(in crate::minutes) fn begin_of_points(
    lines: &[TextLine<'_>],
    kinds: &[LineKind<'_>],
    silent: bool,
) -> usize {
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
pub(super) fn counts_parts(lines: &[TextLine<'_>], n: usize) -> bool {
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
