//! The points of the agenda, as printed with their numbers.

use super::super::chars::{
    Spaced, digit, ends_in_any, is_marker, is_of, is_space, squeeze, width, without_strays,
};
use super::super::model::{self, Minutes};
use super::super::numbering::{self, Style};
use super::super::{headings, legend, numerals, sittings};
use super::counting;
use super::fields::{Line, Section};
use super::keys::{self, Field};
use super::materials;

/// Lines of a list that are none of its points.
const NO_POINTS: &str = "なし 別紙のとおり 別紙 以下のとおり 次のとおり 下記のとおり 日程番号 議件番号 議案番号 事件番号 件名 議案名 議件名等";

/// A point, and the byte of its line in the canonical text.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) text: String,
    at: u32,
}

/// All points of all lists, each once.
pub(super) fn read(sections: &[Section<'_>]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for section in sections.iter().filter(|s| s.field.is_agenda()) {
        let mut before: Option<(Line<'_>, bool)> = None;
        for line in section.lines.iter().filter(|l| !l.text.is_empty()) {
            if skipped(line, section.field) {
                before = None;
                continue;
            }
            let text = line.text.trim_start_matches(|c| is_space(c) || among!(c, "•・"));
            let text = text
                .strip_prefix('-')
                .filter(|t| t.starts_with(is_space))
                .unwrap_or(text);
            let text = text.trim_spaces_start();
            for (n, part) in split(text).into_iter().enumerate() {
                // 「（１）」, and what it counts on the next line
                if let Some(last) = points.last_mut().filter(|p| is_lone(&p.text)) {
                    last.text.push('\u{3000}');
                    last.text.push_str(part);
                    before = Some((*line, false));
                    continue;
                }
                let goes_on = n == 0 && before.is_some_and(|(b, long)| continues(&b, line, long));
                if goes_on && let Some(last) = points.last_mut() {
                    last.text.push_str(part);
                } else {
                    let text = part.to_owned();
                    points.push(Point { text, at: line.at });
                    before = Some((*line, false));
                }
            }
            before = before.map(|(first, _)| (first, width(line.text) >= 36));
        }
    }
    for point in &mut points {
        point.text = without_strays(&point.text.replace("**", ""));
    }
    points.retain(|p| {
        let bare = bare(&p.text);
        // 「一議席の指定」, whose number stands close to it
        let close = bare.trim_start_matches(|c| among!(c, "一二三四五六七八九十"));
        let new = !bare.is_empty() && !known.contains(&bare) && !known.iter().any(|k| k == close);
        known.push(bare);
        new
    });
    points
}

/// The points once it is known which lines head the proceedings. A list of the header's own stays, without 「１　開会」
/// right below it, where the proceedings begin; where the header has none, the headings that count on are the points:
/// 「■議事」, and below it 「（１）運賃の改定について」, of which somebody speaks at once.
pub(super) fn told(points: &[Point], minutes: &Minutes) -> Vec<String> {
    let begins = |s: &model::Section| minutes.blocks.get(s.first_block as usize).map(|b| b.range);
    let heads = |p: &Point| {
        let mut ranges = minutes.sections.iter().filter_map(begins);
        ranges.any(|r| (r.start..r.end).contains(&p.at))
    };
    let own = points.iter().take_while(|p| !heads(p));
    let mut all: Vec<String> = own.map(|p| p.text.clone()).collect();
    if !all.is_empty() {
        return all;
    }
    // The last of each style, the latest at the end: a long document has thousands of headings.
    let mut count: Vec<&str> = Vec::new();
    let mut last = 0;
    for point in points.iter().filter(|p| heads(p)) {
        all.push(point.text.clone());
        note(&mut count, &point.text);
        last = point.at;
    }
    let mut above = "";
    for section in &minutes.sections {
        let below = begins(section).is_some_and(|r| r.start > last);
        if below && counts_on(&count, above, &section.title) {
            all.push(without_strays(&section.title));
            note(&mut count, &section.title);
        }
        above = &section.title;
    }
    all
}

fn style(point: &str) -> Option<Style> {
    numbering::read(point).map(|n| n.style)
}

fn note<'p>(count: &mut Vec<&'p str>, point: &'p str) {
    count.retain(|p| style(p) != style(point));
    count.push(point);
}

/// Whether a heading is of the same kind as one of the points, and the next: 「（２）…」 behind 「（１）…」, 「議案第７号」
/// behind 「議案第５号」, 「報告事項１」 behind 「協議事項３」; 「（１）…」 right below 「２　審議事項」, or below 「３　報告」 where
/// 「２　協議」 is a point, too.
fn counts_on(points: &[&str], above: &str, next: &str) -> bool {
    const KINDS: &str = "議題 議事 案件 報告 協議 報告事項 協議事項 審議事項";
    let Some(now) = numbering::read(next) else {
        return false;
    };
    let Some(last) = points.iter().find(|p| style(p) == Some(now.style)) else {
        return false;
    };
    let listed = || keys::key(above).is_some_and(|k| k.field.is_agenda() && k.value.is_empty());
    let anew = now.value == 1 && (points.last() != Some(last) || style(above) != style(next) && listed());
    let value = numbering::read(last).map_or(0, |n| n.value);
    if now.style != Style::Named {
        return anew || now.value == value + 1;
    }
    let (before, word) = (word(last), word(next));
    match before == word {
        true => anew || now.value > value,
        false => now.value == 1 && is_of(KINDS, before) && is_of(KINDS, word),
    }
}

/// What stands before the number: 議題, 議案第.
fn word(point: &str) -> &str {
    let number = point.find(|c| digit(c).is_some());
    number.and_then(|at| point.get(..at)).unwrap_or("")
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
        || keys::is_contents(text)
        || title
        || text.ends_with("に同じ")
        || text.ends_with("戻る")
        || head
        || timed
        || long
        || number
        || is_of(NO_POINTS, squeeze(text).trim_matches(['（', '）', '(', ')']))
        || refers(text)
        // 「議事の要旨（◎は会長、○は委員、●は事務局の発言）」 heads what was said.
        || legend::legend(text).is_some()
        || headings::is_brief(text)
        || materials::entry(text)
}

/// 「議事日程のとおり」,「（別紙議事日程第２号のとおり）」: the points stand elsewhere.
fn refers(text: &str) -> bool {
    const LISTS: &str = "議事日程 議事日程表 会議日程 会議次第 議事次第 別紙 次第";
    let bare = squeeze(text);
    let Some(list) = bare
        .trim_matches(['（', '）', '(', ')', '。'])
        .strip_suffix("のとおり")
    else {
        return false;
    };
    let list = list.trim_end_matches(|c| digit(c).is_some() || among!(c, "第号（()）"));
    ends_in_any(list, LISTS)
}

/// A number, and nothing that it counts.
fn is_lone(point: &str) -> bool {
    let (number, rest) = counting::numbering(point);
    number.style != 0 && rest.is_empty()
}

/// 「ア　争点の整理」,「イ）費用」: a point of a deeper level.
fn is_lettered(text: &str) -> bool {
    let mut letters = text.chars();
    letters
        .next()
        .is_some_and(|c| matches!(c, 'ア'..='ン' | 'ｱ'..='ﾝ'))
        && letters
            .next()
            .is_some_and(|c| is_space(c) || among!(c, "）)．.、"))
}

/// The rest of a point that was too long for its line: it is set back further, and has no number.
fn continues(before: &Line<'_>, line: &Line<'_>, long: bool) -> bool {
    // 「議案第３５号　…」 below 「議案第３３号　…」,「ア　争点の整理」 below 「（１）…」
    let fresh = counting::numbering(line.text).0.style != 0
        || numbering::read(line.text).is_some()
        || is_lettered(line.text)
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

#[cfg(test)]
mod tests {
    use super::super::super::parse;

    /// Points of a header, or of the proceedings right below it.
    fn points(lines: &str) -> String {
        let m = parse(&format!(
            "第２回　青葉町緑化審議会　会議録\n日時　令和６年４月９日（火）午後２時\n{lines}"
        ));
        m.meeting.agenda.join("/")
    }

    #[test]
    fn headings_of_the_proceedings_are_the_points_where_the_header_has_none() {
        let said = "会長）それでは、始めます。\n事務局）資料を御覧ください。\n会長）御意見はありますか。\n";
        let told =
            format!("■議事\n\n（１）街路樹について\n{said}（２）公園について\n{said}（３）その他\n{said}");
        assert_eq!(
            points(&told),
            "（１）街路樹について/（２）公園について/（３）その他"
        );
        let kinds = format!(
            "■議事\n\n協議事項１　街路樹について\n{said}協議事項２　公園について\n{said}報告事項１　落葉について\n{said}"
        );
        assert_eq!(
            points(&kinds),
            "協議事項１　街路樹について/協議事項２　公園について/報告事項１　落葉について"
        );
        let levels = format!(
            "１　報告事項\n（１）街路樹について\n{said}２　審議事項\n（１）公園について\n{said}３　その他\n{said}"
        );
        assert_eq!(points(&levels), "（１）街路樹について/（１）公園について");
        // A list of its own stays, and what heads the proceedings below it is none of its points.
        let listed = format!(
            "議題\n議案第４号　街路樹について\n議案第７号　公園について\n\n１　開会\n{said}２　議案審議\n{said}３　閉会\n{said}"
        );
        assert_eq!(
            points(&listed),
            "議案第４号　街路樹について/議案第７号　公園について"
        );
    }

    #[test]
    fn a_number_or_a_letter_begins_a_point_of_its_own() {
        for (lines, want) in [
            (
                "議　　案　　議案第４号　青葉町街路樹管理条例の一部改正について\n　　　　　　議案第７号　青葉町公園条例の一部改正について",
                "議案第４号　青葉町街路樹管理条例の一部改正について/議案第７号　青葉町公園条例の一部改正について",
            ),
            (
                "議　題\n　（１）諮問第４号「街路樹の伐採に係る文書」について\n　　　ア　争点の整理\n　　　イ　答申案の検討\n　（２）その他",
                "（１）諮問第４号「街路樹の伐採に係る文書」について/ア　争点の整理/イ　答申案の検討/（２）その他",
            ),
        ] {
            assert_eq!(
                points(&format!("{lines}\n\n○会長　始めます。\n")),
                want,
                "{lines}"
            );
        }
    }

    #[test]
    fn what_refers_to_a_list_explains_marks_or_is_another_cell_is_no_point() {
        for line in [
            "本日の会議に付した事件\n　議事日程のとおり",
            "本日の会議に付した事件\n　（議事日程第２号のとおり）",
            "\n議事の要旨（◎は会長、○は委員、●は事務局の発言）",
            "会議の公開\t公開\n傍聴者数\t０人",
        ] {
            let lines = format!("議題\n１　街路樹について\n２　その他\n{line}\n\n○会長　始めます。\n");
            assert_eq!(points(&lines), "１　街路樹について/２　その他", "{line}");
        }
    }
}
