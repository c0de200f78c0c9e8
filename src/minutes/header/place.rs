//! Where the meeting was held, and whether by a conference system.

use super::super::chars::{Spaced, digit, ends_in_any, holds_any, is_of, is_space, squeeze};
use super::super::numerals;
use super::fields::{Line, Section};
use super::keys::Field;
use super::title_dates::noted_day;
use super::when;

/// Conference systems and words for them, without white space, Latin letters half-width and small; and shorter forms,
/// which are believed in brackets and fields of the meeting's own.
const SYSTEMS: &str = "web会議 ウェブ会議 ウエブ会議 webex オンライン バーチャル zoom teams リモート テレビ会議 ビデオ会議 遠隔会議 ハイブリッド skype googlemeet discord \
    web開催 web形式 web併用 web参加 web出席 webによる 及びweb ・web ウェブ";

/// Words a place ends with, for places under no key word.
const ROOMS: &str = "室 会見場 ホール 館 庁舎 センター 階 議場 会場 講堂 ラウンジ フロア 公民館 プラザ ビル 役所 \
    役場 食堂 公会堂 棟 号室 ルーム zoom teams スタジオ";

/// Half-width small Latin letters, no white space.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'Ａ'..='Ｚ' => char::from_u32(c as u32 - 'Ａ' as u32 + 'a' as u32).unwrap_or(c),
            'ａ'..='ｚ' => char::from_u32(c as u32 - 'ａ' as u32 + 'a' as u32).unwrap_or(c),
            _ => c.to_ascii_lowercase(),
        })
        .collect()
}

/// Names a conference system.
pub(super) fn is_online(text: &str) -> bool {
    let text = folded(text);
    holds_any(&text, SYSTEMS)
}

/// The place as printed.
pub(super) fn place(sections: &[Section<'_>]) -> Option<String> {
    let lines = |section: &Section<'_>| -> Vec<String> {
        section
            .lines
            .iter()
            .map(|l| l.text.to_owned())
            .filter(|l| !l.is_empty())
            .collect()
    };
    for section in sections {
        match section.field {
            Field::Place => {
                // 「議長（委員長・」 is another cell of a table.
                let torn = |l: &String| l.ends_with('・') && holds!(l, "（(");
                if let Some(first) = lines(section).into_iter().next().filter(|l| !torn(l)) {
                    // 「南舎会議室　司会　寺島副会長」
                    let chaired = first.find("司会").and_then(|at| first.get(..at));
                    let room = chaired.filter(|r| r.ends_with(is_space) && is_room(r));
                    let first = room.unwrap_or(&first).trim_spaces_end();
                    return Some(cells(first.trim_start_matches("- ")));
                }
            }
            Field::WhenPlace => {
                let left: Vec<String> = section
                    .lines
                    .iter()
                    .filter_map(|l| without_times(l.text))
                    .collect();
                if let Some(first) = left.into_iter().next() {
                    return Some(first);
                }
            }
            _ => {}
        }
    }
    // 「令和６年１月２９日（月）９：３０～１１：５６」, then 「ビジョンセンター東京駅前７０５会議室」.
    for section in sections
        .iter()
        .filter(|s| matches!(s.field, Field::Top | Field::When))
    {
        let mut dated = section.field == Field::When;
        for line in section.lines.iter().filter(|l| !l.text.is_empty()) {
            let text = line
                .text
                .trim_start_matches(|c| is_space(c) || among!(c, "於：:（(.．"));
            // 「大臣会見要旨（令和６年５月８日（水）１０：００　於：省議室）」
            if let Some((_, note)) = noted_day(text)
                && let Some((_, room)) = note.split_once(['於', '於']).or_else(|| note.split_once("場所"))
                && let bare = room.trim_start_matches(|c| is_space(c) || among!(c, ":："))
                && bare.len() < room.len()
            {
                return Some(bare.trim_spaces_end().to_owned());
            }
            if when::held(text)
                && let Some(room) = told(text)
            {
                return Some(room);
            }
            // 「２　青葉町役場公室」 below 「１　令和２年７月１４日」
            let text = match super::counting::numbering(text) {
                (number, rest) if matches!(number.style, 1 | 2) => rest,
                _ => text,
            };
            let yearless = numerals::Yearless::read(line.text);
            let timed =
                |day: numerals::Yearless| numerals::tells_time(line.text.get(day.end..).unwrap_or(""));
            let date = numerals::begins_with_day(text);
            if !date && yearless.is_some_and(timed) {
                dated = true;
            } else if date {
                dated = true;
                if let Some(rest) = without_times(text) {
                    // 「８時４７分～８時５９分　場所：中央合同庁舎１階会見室」
                    let rest = match rest.strip_prefix("場所") {
                        Some(room) => room.trim_start_matches([':', '：', ' ']).to_owned(),
                        None => rest,
                    };
                    // 「当会社本店会議室において取締役会を開催した。」
                    if let Some((room, _)) = rest.split_once("において") {
                        let room = room.rsplit_once('を').map_or(room, |(_, room)| room);
                        return Some(room.to_owned());
                    }
                    if is_room(&rest) || text.contains("於") {
                        return Some(rest);
                    }
                }
            } else if dated && is_room(text)
                || line.text.starts_with(['於', '於']) && text.chars().count() < 40
            {
                return Some(text.trim_end_matches(['）', ')']).to_owned())
                    .filter(|_| !text.is_empty())
                    .map(|t| balanced(t, text));
            }
        }
    }
    None
}

/// The place in a sentence: 「…が、令和元年１１月７日、午後３時から楠町役場会議室で開催された。」
fn told(text: &str) -> Option<String> {
    let date = numerals::dates(text).first().map_or(0, |d| d.end);
    let time = numerals::times(text).first().map_or(date, |t| t.end.max(date));
    let rest = text
        .get(time..)?
        .trim_start_matches(|c| is_space(c) || among!(c, "、，に"));
    let rest = ["から", "より"]
        .iter()
        .find_map(|w| rest.strip_prefix(*w))
        .unwrap_or(rest);
    let end = "において にて で開催 で開かれ に招集"
        .split(' ')
        .filter_map(|w| rest.find(w))
        .min();
    // 「…１４時から、青葉市役所９階で青葉市長の就任記者会見が行われた。」
    let held = ends_in_any(
        rest,
        "行われた。 行われました。 開催された。 開かれた。 開催した。",
    );
    let done = || rest.match_indices('で').map(|(at, _)| at);
    let end = end.or_else(|| done().find(|at| held && rest.get(..*at).is_some_and(is_room)))?;
    let room = rest
        .get(..end)?
        .trim_matches(|c| is_space(c) || among!(c, "、，"));
    // 「第５回青葉町教育委員会を教育委員室において開催した。」
    let room = room.rsplit_once('を').map_or(room, |(_, room)| room);
    // 「青葉町農業委員会総会は、青葉町役場議事堂に招集された。」
    let room = room.rsplit_once("は、").map_or(room, |(_, room)| room);
    (is_room(room) && !holds!(room, "、，")).then(|| room.to_owned())
}

/// A trimmed bracket comes back if its partner is there.
fn balanced(trimmed: String, whole: &str) -> String {
    if holds!(&trimmed, "（(") {
        whole.to_owned()
    } else {
        trimmed
    }
}

/// The cells of a table, as one text.
fn cells(text: &str) -> String {
    text.split(['│', '┃', '|', '｜'])
        .map(|c| c.trim_matches(|c| is_space(c) || among!(c, "•・")))
        .filter(|c| !c.is_empty())
        .collect::<Vec<_>>()
        .join("\u{3000}")
}

pub(super) fn is_room(text: &str) -> bool {
    let bare = squeeze(text);
    // 「特別会議室及びＷｅｂ会議形式」
    let bare = match bare.split_once("及び") {
        Some((room, more)) if is_online(more) && !holds!(room, "（(") => room,
        _ => &bare,
    };
    let (bare, within) = match bare.rfind(['（', '(']) {
        Some(open) if bare.ends_with(['）', ')']) && open > 0 => bare.split_at(open),
        _ => (bare, ""),
    };
    // 「青葉国際ビルコンファレンススクエア（８Ｆ会議室）」
    let room_within = within.trim_end_matches(['）', ')']).ends_with('室');
    let bare = folded(bare);
    // 「第２回青葉町地域包括支援センター」 is the title.
    let sentence =
        holds!(&bare, "。：:") || begins!(&bare, '第') && bare.contains('回') || bare.chars().count() > 45;
    // 「特別会議室Ｃ」,「研修室１・２」
    let unlettered =
        bare.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '・' || digit(c).is_some());
    !sentence && (room_within || ends_in_any(&bare, ROOMS) || unlettered.ends_with('室'))
}

/// What is left of a line when dates, weekdays and times are taken off its beginning.
fn without_times(text: &str) -> Option<String> {
    let mut end = 0;
    for date in numerals::dates(text) {
        end = end.max(date.end);
        let rest = text.get(date.end..).unwrap_or("");
        let gap = rest.len() - rest.trim_spaces_start().len();
        if let Some((_, len)) = numerals::weekday(rest.trim_spaces_start()) {
            end = end.max(date.end + gap + len);
        }
    }
    for time in numerals::times(text) {
        end = end.max(time.end);
    }
    let rest = text
        .get(end..)?
        .trim_start_matches(|c| is_space(c) || among!(c, "～〜~-－、，から開会閉議まで"));
    let rest = rest
        .trim_start_matches(|c| is_space(c) || among!(c, "於：:、）).．"))
        .trim_spaces_end();
    // 「午前１０時～午前１１時（９階９０３会議室）」
    let inner = rest
        .strip_prefix(['（', '('])
        .and_then(|r| r.strip_suffix(['）', ')']));
    let rest = inner.filter(|i| !holds!(i, "（(")).unwrap_or(rest);
    let rest = if holds!(rest, "（(") {
        rest
    } else {
        rest.trim_end_matches(['）', ')'])
    };
    // 「│場　　所　│第二委員会室　│」 behind the day, in one row
    let mut row = rest
        .split(['│', '┃'])
        .map(|c| c.trim_spaces())
        .filter(|c| !c.is_empty());
    let rest = match (row.next(), row.next()) {
        (Some(key), Some(room)) if is_of("場所 会場 開催場所", &squeeze(key)) => room,
        _ => rest,
    };
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// Held wholly or partly by a conference system, as the header tells.
pub(super) fn online(sections: &[Section<'_>]) -> bool {
    sections.iter().any(|section| {
        section
            .lines
            .iter()
            .filter(|l| !l.text.is_empty())
            .any(|l| match section.field {
                Field::Place | Field::When | Field::WhenPlace | Field::Method => is_online(l.text),
                // 「懇談会委員８名（うちオンライン３名）」,「山田委員（Web参加）」
                // 「リモート：清水野」
                Field::Present => {
                    let head = l.text.split_once(['：', ':']).map_or("", |(head, _)| head);
                    // 「オンライン出席　諸星委員」
                    bracketed(l.text).any(is_online)
                        || is_method(l)
                        || is_online(head)
                        || is_online(section.word)
                }
                // 「出席取締役数６名（うち１名はＷｅｂ会議システムにより出席）」
                Field::Top | Field::Other => {
                    is_method(l) || bracketed(l.text).any(|b| is_online(b) && b.ends_with("出席"))
                }
                _ => false,
            })
    })
}

/// A line of its own that says how the meeting was held: （Ｗｅｂ会議システム併用）, オンライン開催.
fn is_method(line: &Line<'_>) -> bool {
    let text = line.text;
    let short = text.chars().count() <= 30;
    let bracket = text.starts_with(['（', '(', '※']);
    let held = holds_any(text, "開催 併用 形式 方式 にて 参加 ハイブリッド による");
    let dated = numerals::begins_with_day(text);
    short && is_online(text) && (bracket || held) || dated && is_online(text)
}

/// What stands in the brackets of a line.
fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.split(['（', '('])
        .skip(1)
        .map(|t| t.split(['）', ')']).next().unwrap_or(""))
}

/// A sentence by which the first speaker tells how the meeting is held.
pub(super) fn says_online(sentence: &str) -> bool {
    let text = folded(sentence);
    let here = holds_any(&text, "本日 今回 本会議 この会議 当会議 会場と");
    let held = holds_any(
        &text,
        "オンライン会議 オンライン開催 オンラインで開催 オンラインでの開催 オンラインによる開催 オンラインを併用 \
         オンライン併用 オンラインとの併用 オンライン形式 web会議 ウェブ会議 ハイブリッド開催 ハイブリッド形式 \
         ハイブリッド方式 とのハイブリッド ハイブリッドにて zoomを teamsを オンラインで御参加 オンラインでご参加 \
         オンラインでの御参加 オンラインでのご参加 オンラインで参加 オンラインでの参加",
    );
    here && held && text.chars().count() < 160
}
