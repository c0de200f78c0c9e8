//! The meeting, read from the lines before the first speech and from opening and closing lines.

use super::chars::{digit, is_space, squeeze};
use super::model::*;
use super::numerals;

/// Words a title ends with that say what the document is, not which meeting it is of.
const DOCUMENT_WORDS: [&str; 14] = [
    "議事録",
    "会議録",
    "速記録",
    "逐語録",
    "議事要旨",
    "議事概要",
    "会議概要",
    "会議要旨",
    "概要",
    "要旨",
    "摘録",
    "記録",
    "質疑応答の記録",
    "議事",
];

/// Fields of the header, by the words that name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Date,
    Place,
    Agenda,
    Materials,
    Present,
    Other,
}

const FIELDS: [(&str, Field); 24] = [
    ("開催日時", Field::Date),
    ("日時", Field::Date),
    ("期日", Field::Date),
    ("開催日", Field::Date),
    ("招集日時", Field::Date),
    ("開催場所", Field::Place),
    ("招集場所", Field::Place),
    ("場所", Field::Place),
    ("会場", Field::Place),
    ("議事次第", Field::Agenda),
    ("議題", Field::Agenda),
    ("議事日程", Field::Agenda),
    ("会議次第", Field::Agenda),
    ("次第", Field::Agenda),
    ("議事", Field::Agenda),
    ("配付資料", Field::Materials),
    ("配布資料", Field::Materials),
    ("資料", Field::Materials),
    ("出席者", Field::Present),
    ("出席委員", Field::Present),
    ("出席議員", Field::Present),
    ("欠席", Field::Other),
    ("傍聴", Field::Other),
    ("参加者", Field::Present),
];

/// Reads the header. `front` are the lines before the first speech, without blank ones.
pub(super) fn read(front: &[&str], minutes: &mut Minutes) -> Meeting {
    let mut meeting = Meeting::default();
    let mut field: Option<Field> = None;
    let mut announced: Vec<String> = Vec::new();
    for line in front {
        if meeting.name.is_none() && meeting.number.is_none() && field.is_none() {
            title(line, &mut meeting);
        }
        let mut value = *line;
        // 「２．議事」 among the points of the agenda is one of them.
        let point = field == Some(Field::Agenda) && line.starts_with(|c| digit(c).is_some());
        if let Some((found, rest)) = heading(line).filter(|(f, _)| !(point && *f == Field::Agenda)) {
            field = Some(found);
            value = rest;
        }
        let value = value.trim_matches(|c| is_space(c) || c == '：' || c == ':');
        if let Some(date) = numerals::dates(value)
            .into_iter()
            .find(|d| d.weekday || field == Some(Field::Date) || front.len() < 8)
        {
            match date.iso {
                Some((y, m, d)) => {
                    let iso = format!("{y:04}-{m:02}-{d:02}");
                    if !meeting.dates.contains(&iso) && (field.is_none() || field == Some(Field::Date)) {
                        meeting.dates.push(iso);
                        let rest = value.get(date.end..).unwrap_or("");
                        announced.extend(numerals::times(rest).into_iter().map(numerals::FoundTime::iso));
                    }
                }
                None => minutes.diagnostics.push(Diagnostic {
                    severity: Severity::Info,
                    code: DiagnosticCode::DoubtfulDate,
                    message: format!("存在しない日付があります：{value}"),
                    line: None,
                    at: None,
                }),
            }
        } else if field == Some(Field::Date) {
            announced.extend(numerals::times(value).into_iter().map(numerals::FoundTime::iso));
        }
        let online = [
            "Ｗｅｂ会議",
            "Web会議",
            "WEB会議",
            "ＷＥＢ会議",
            "オンライン",
            "Zoom",
            "ＺＯＯＭ",
            "ZOOM",
            "Teams",
        ];
        let about = matches!(field, None | Some(Field::Place | Field::Date));
        meeting.online |= about && online.iter().any(|w| value.contains(w));
        if value.is_empty() {
            continue;
        }
        match field {
            Some(Field::Place) if meeting.place.is_none() => meeting.place = Some(value.to_owned()),
            // What is said below an agenda is not on it.
            Some(Field::Agenda) if value.contains('。') || value.chars().count() > 80 => {}
            Some(Field::Agenda) => meeting.agenda.push(value.to_owned()),
            Some(Field::Materials) => match material(value) {
                Some(m) => meeting.materials.push(m),
                None => field = Some(Field::Other),
            },
            _ => {}
        }
    }
    meeting.dates.sort();
    times(&mut meeting, minutes, &announced);
    meeting
}

/// Actual opening and closing; the announced time where nothing else is printed.
fn times(meeting: &mut Meeting, minutes: &Minutes, announced: &[String]) {
    let sittings = minutes.blocks.iter().filter_map(|b| match &b.kind {
        BlockKind::Time(s) => Some(s),
        BlockKind::Event(Stage { sitting: Some(s), .. }) => Some(s),
        _ => None,
    });
    let of = |action: Action| {
        sittings
            .clone()
            .filter(move |s| s.action == action)
            .filter_map(|s| s.time.clone())
    };
    meeting.start = of(Action::Open).next().or_else(|| announced.first().cloned());
    meeting.end = of(Action::Close)
        .next_back()
        .or_else(|| announced.get(1).cloned());
}

/// `１ 開催日時`, `場所　青葉町役場`, `日時：`, `議　事　次　第`.
fn heading(line: &str) -> Option<(Field, &str)> {
    let numbered = line
        .trim_start_matches(|c| digit(c).is_some() || is_space(c) || "．.、:：*○・第■◆（）()".contains(c));
    let mut letters = numbered.char_indices().filter(|(_, c)| !is_space(*c));
    FIELDS
        .iter()
        .find_map(|(word, field)| {
            let mut at = 0;
            let mut chars = letters.clone();
            for want in word.chars() {
                let (i, c) = chars.next()?;
                if c != want {
                    return None;
                }
                at = i + c.len_utf8();
            }
            let rest = numbered.get(at..)?;
            let next = rest.chars().next();
            let ends = next.is_none_or(|c| is_space(c) || "：:（(一".contains(c));
            // 「資料１－１：…」 is a material, not the heading above them.
            (ends && !rest.starts_with("一つ")).then_some((*field, rest.trim_start_matches("一覧")))
        })
        .inspect(|_| {
            letters.next();
        })
}

/// `資料１－１：…`, `参考資料３　…`.
fn material(line: &str) -> Option<Material> {
    let word = ["参考資料", "資料", "別紙", "別添", "机上配布資料"]
        .into_iter()
        .find(|w| line.starts_with(w))?;
    let rest = line.get(word.len()..)?;
    let number: usize = rest
        .char_indices()
        .take_while(|(_, c)| {
            digit(*c).is_some() || "－-‐−ー―の①②③④⑤⑥⑦⑧⑨".contains(*c) || c.is_ascii_alphabetic()
        })
        .map(|(_, c)| c.len_utf8())
        .sum();
    let id = line.get(..word.len() + number)?;
    let title = line
        .get(id.len()..)?
        .trim_matches(|c| is_space(c) || c == '：' || c == ':');
    Some(Material {
        id: id.to_owned(),
        title: title.to_owned(),
    })
}

/// 「第４回デジタル社会推進会議  議事録」.
fn title(line: &str, meeting: &mut Meeting) {
    if line.chars().count() > 60 || line.ends_with('。') || !numerals::dates(line).is_empty() {
        return;
    }
    let mut rest = line.trim_matches(|c| is_space(c) || "#＃■【】".contains(c));
    let mut worded = false;
    // A leading year is not part of the name.
    if let Some(at) = rest
        .find("年度")
        .filter(|at| rest.get(..*at).is_some_and(|y| squeeze(y).chars().count() <= 6))
    {
        rest = rest
            .get(at + "年度".len()..)
            .unwrap_or("")
            .trim_start_matches(is_space);
    }
    let mut name = rest.to_owned();
    if let Some((start, end)) = ordinal(rest) {
        meeting.number = rest.get(start..end).map(str::to_owned);
        let before = rest.get(..start).unwrap_or("").trim_matches(is_space);
        let after = rest.get(end..).unwrap_or("").trim_matches(is_space);
        name = if before.is_empty() {
            after.to_owned()
        } else if after.is_empty() {
            before.to_owned()
        } else {
            format!("{before}　{after}")
        };
        worded = true;
    }
    for word in DOCUMENT_WORDS {
        let spaced = squeeze(&name);
        if spaced.ends_with(word) && spaced.contains(word) {
            // Cut before the word, which may be letter-spaced.
            let mut letters = word.chars().rev();
            let mut want = letters.next();
            let mut cut = name.len();
            for (at, c) in name.char_indices().rev() {
                if Some(c) == want {
                    want = letters.next();
                    cut = at;
                    if want.is_none() {
                        break;
                    }
                }
            }
            name.truncate(cut);
            worded = true;
            break;
        }
    }
    let name = name
        .trim_matches(|c| is_space(c) || c == '（' || c == '）')
        .to_owned();
    if worded && !name.is_empty() {
        meeting.name = Some(name.trim_end_matches('の').to_owned());
    }
}

/// Place of 第４回 or 第一号.
fn ordinal(text: &str) -> Option<(usize, usize)> {
    let start = text.find('第')?;
    let after = text.get(start + '第'.len_utf8()..)?;
    let (_, len) = numerals::number(after)?;
    let rest = after.get(len..)?;
    let unit = ['回', '号'].into_iter().find(|u| rest.starts_with(*u))?;
    Some((start, start + '第'.len_utf8() + len + unit.len_utf8()))
}

/// Verbatim, summary, … by the title first, then the content.
pub(super) fn kind(front: &[&str], speeches: usize, meeting: &Meeting, items: usize) -> Kind {
    let head: String = front
        .iter()
        .take(6)
        .map(|l| squeeze(l))
        .collect::<Vec<_>>()
        .join("\n");
    let says = |words: &[&str]| words.iter().any(|w| head.contains(w));
    if says(&["記者会見"]) {
        return Kind::Press;
    }
    if says(&["要旨", "概要", "摘録", "要点筆記"]) {
        return Kind::Summary;
    }
    if says(&["質疑応答"]) && speeches > 0 {
        return Kind::Qa;
    }
    if speeches > 0 {
        return Kind::Verbatim;
    }
    let looks = says(&["議事録", "会議録", "議事", "会議", "打合せ", "ミーティング"])
        || !meeting.dates.is_empty() && items > 2;
    if looks { Kind::Summary } else { Kind::Unknown }
}
