//! The points of the agenda, as printed with their numbers.

use super::super::chars::{Spaced, is_marker, is_of, is_space, squeeze, width, without_strays};
use super::super::sittings;
use super::super::{headings, numerals};
use super::counting;
use super::fields::{Line, Section};
use super::keys::{self, Field};
use super::materials;

/// Lines of a list that are none of its points.
const NO_POINTS: &str = "なし 別紙のとおり 別紙 以下のとおり 次のとおり 下記のとおり 日程番号 議件番号 議案番号 事件番号 件名 議案名 議件名等";

/// All points of all lists, each once.
pub(super) fn read(sections: &[Section<'_>]) -> Vec<String> {
    let mut points: Vec<String> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for section in sections.iter().filter(|s| s.field.is_agenda()) {
        let mut before: Option<(Line<'_>, bool)> = None;
        for line in section.lines.iter().filter(|l| !l.text.is_empty()) {
            if skipped(line, section.field) {
                before = None;
                continue;
            }
            let text = line.text.trim_start_matches(|c| is_space(c) || c == '•');
            let text = text
                .strip_prefix('-')
                .filter(|t| t.starts_with(is_space))
                .unwrap_or(text);
            let text = text.trim_spaces_start();
            for (n, part) in split(text).into_iter().enumerate() {
                // 「（１）」, and what it counts on the next line
                if let Some(last) = points.last_mut().filter(|p| is_lone(p)) {
                    last.push('\u{3000}');
                    last.push_str(part);
                    before = Some((*line, false));
                    continue;
                }
                let goes_on = n == 0 && before.is_some_and(|(b, long)| continues(&b, line, long));
                if goes_on && let Some(last) = points.last_mut() {
                    last.push_str(part);
                } else {
                    points.push(part.to_owned());
                    before = Some((*line, false));
                }
            }
            before = before.map(|(first, _)| (first, width(line.text) >= 36));
        }
    }
    for point in &mut points {
        *point = without_strays(&point.replace("**", ""));
    }
    points.retain(|p| {
        let bare = bare(p);
        // 「一議席の指定」, whose number stands close to it
        let close = bare.trim_start_matches(|c| among!(c, "一二三四五六七八九十"));
        let new = !bare.is_empty() && !known.contains(&bare) && !known.iter().any(|k| k == close);
        known.push(bare);
        new
    });
    points
}

/// Without number and marks: 「日程第一　議席の指定」 and 「第一　議席の指定」 are the same.
fn bare(point: &str) -> String {
    let mut rest = point.trim_start_matches(|c| is_space(c) || is_marker(c) || among!(c, "・-*"));
    rest = rest.strip_prefix("日程").unwrap_or(rest);
    squeeze(counting::numbering(rest).1).into_owned()
}

fn skipped(line: &Line<'_>, field: Field) -> bool {
    let text = line.text;
    let dated = numerals::dates(text)
        .first()
        .is_some_and(|d| d.start == 0 && d.end >= text.len().saturating_sub(24));
    // 「令和元年９月１３日（金）　午前９時３０分開会」
    let timed = sittings::read(text).is_some()
        || field == Field::Schedule && numerals::times(text).len() == 1 && width(text) < 56;
    // 「東野区教育委員会　第１２回定例会（平成３０年５月１８日）」 is a running head.
    let head = text.ends_with(['）', ')'])
        && numerals::tells_day(text)
        && super::title::counts_meetings(text)
        && counting::numbering(text).0.style == 0;
    // 「〔浅田均君会長席に着く〕」,「[開会 午後2時]」,「-資料１に基づき、事務局から説明-」
    let direction = text.starts_with(['〔', '《']) && text.ends_with(['〕', '》'])
        || text.starts_with(['[', '［'])
            && sittings::read(text.trim_matches(['[', ']', '［', '］'])).is_some()
        || text.starts_with(['-', '－']) && text.ends_with(['-', '－']);
    let long = direction || text.contains('。') || field == Field::Agenda && text.chars().count() > 120;
    // 「（第１号）」 behind 議事日程.
    let number = super::title::schedule_number(text)
        .is_some_and(|n| n == squeeze(text.trim_matches(['（', '）', '(', ')'])));
    // The title again, and 「第一号　平成七年六月十五日」 behind 議事日程.
    let title = super::title::is_title(text)
        || text.starts_with('第') && numerals::dates(text).iter().any(|d| d.weekday);
    dated
        || title
        || text.ends_with("に同じ")
        || text.ends_with("戻る")
        || head
        || timed
        || long
        || number
        || is_of(NO_POINTS, squeeze(text).trim_matches(['（', '）', '(', ')']))
        || headings::is_brief(text)
        || materials::entry(text)
}

/// A number, and nothing that it counts.
fn is_lone(point: &str) -> bool {
    let (number, rest) = counting::numbering(point);
    number.style != 0 && rest.is_empty()
}

/// The rest of a point that was too long for its line: it is set back further, and has no number.
fn continues(before: &Line<'_>, line: &Line<'_>, long: bool) -> bool {
    let fresh = counting::numbering(line.text).0.style != 0
        || line.text.starts_with(|c| is_marker(c) || among!(c, "・-*→【"));
    // 「○環境に関する調査」, and below it 「（気候に関する件）」
    let matter = line.text.starts_with('（') && line.text.ends_with("件）");
    !fresh
        && (long || matter)
        && (line.indent > before.indent
            || counting::numbering(before.text).0.style == 7
            || matter
            || line.text.starts_with(['」', '）', 'の', 'を', '、']))
}

/// 「（１）藻場の再生について　（２）担い手の確保について」 are two.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut space = false;
    for (at, c) in text.char_indices() {
        if is_space(c) {
            space = true;
            continue;
        }
        if space && at > start {
            let (number, rest) = counting::numbering(text.get(at..).unwrap_or(""));
            // 「2. (2)担い手の確保について」 is one, whose list counts for itself.
            let counted = counting::numbering(text.get(start..at).unwrap_or(""))
                .1
                .is_empty();
            if matches!(number.style, 1 | 3 | 4 | 5) && number.value > 1 && !rest.is_empty() && !counted {
                parts.push(text.get(start..at).unwrap_or("").trim_spaces());
                start = at;
            }
        }
        space = false;
    }
    parts.push(text.get(start..).unwrap_or("").trim_spaces());
    // 「３．閉会   配付資料一覧」: the key word of the next list.
    if let Some(last) = parts.last_mut()
        && let Some((head, tail)) = last.rsplit_once([' ', '\u{3000}'])
        && keys::key(tail).is_some_and(|k| k.field == Field::Materials && k.value.is_empty())
        && tail.chars().count() >= 4
    {
        *last = head.trim_spaces();
    }
    parts.retain(|p| !p.is_empty());
    parts
}
