//! The days that one line tells, with those of spans and lists, and what is doubtful about them.

use super::super::chars::{Spaced, is_space, squeeze, width};
use super::super::model::{Diagnostic, DiagnosticCode, Severity};
use super::super::numerals::{self, YearNamed};
use super::fields::Line;

/// Year, month and day.
pub(super) type Day = (u32, u32, u32);

/// All days a line tells; `whole`: those of a span and of a list, too.
pub(super) fn days(line: &Line<'_>, whole: bool, doubts: &mut Vec<Diagnostic>) -> Vec<Day> {
    let text = line.text;
    let mut found = Vec::new();
    let dates = numerals::dates(text);
    if dates.is_empty() && whole && misprinted(text) {
        doubts.push(doubt(line, "日付を読み取れませんでした"));
    }
    for (n, date) in dates.iter().enumerate() {
        let Some(day) = date.iso else {
            doubts.push(doubt(line, "存在しない日付があります"));
            continue;
        };
        if date.contradicts {
            doubts.push(doubt(line, "日付と曜日が合いません"));
        }
        let until = dates.get(n + 1).map_or(text.len(), |d| d.start);
        // 「３月５日（火）～７日（木）」: a span before this date, up to it.
        if let Some(last) = found.last().copied()
            && n > 0
            && text
                .get(dates.get(n - 1).map_or(0, |d| d.end)..date.start)
                .is_some_and(spans)
        {
            fill_span(&mut found, last, day);
        }
        found.push(day);
        if whole {
            more_days(text.get(date.end..until).unwrap_or(""), day, &mut found);
        }
    }
    found
}

/// 「令和４年３月１日（火曜日）」, and nothing else.
pub(super) fn is_day(line: &str) -> bool {
    let date = numerals::dates(line).into_iter().next();
    date.filter(|d| d.start == 0).is_some_and(|d| {
        let rest = line.get(d.end..).unwrap_or("").trim_spaces();
        rest.is_empty() || numerals::weekday(rest).is_some_and(|(_, len)| len == rest.len())
    })
}

/// The day that a title without a year ends in: 「第７回委員会　（８月２４日）」,「会議録　第十七号　十二月五日（水）」.
pub(super) fn day_of(title: &str, year: YearNamed) -> Option<Day> {
    if !numerals::dates(title).is_empty() {
        return None;
    }
    let parted = |(at, c): (usize, char)| (is_space(c) || among!(c, "（(")).then_some(at + c.len_utf8());
    let words = title.char_indices().filter_map(parted);
    words
        .filter_map(|at| title.get(at..))
        .find_map(|word| {
            let day = numerals::Yearless::bare(word)?;
            let rest = word.get(day.end..)?;
            matches!(rest, "" | "）" | ")" | "開催" | "開催）").then_some(day)
        })?
        .within(year)
}

/// 「第二日」 or 「（第２日）」 at the beginning.
pub(super) fn numbered_day(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(']);
    bare.strip_prefix('第').is_some_and(|r| {
        numerals::number(r.trim_spaces_start())
            .and_then(|(_, len)| r.trim_spaces_start().get(len..))
            .is_some_and(|r| r.trim_spaces_start().starts_with('日'))
    })
}

/// 「第２号　令和元年１２月６日（金曜日）」: the sheet of another day.
pub(super) fn sheet_of_day(text: &str) -> bool {
    let rest = text
        .strip_prefix('第')
        .and_then(|r| r.get(numerals::number(r)?.1..)?.strip_prefix('号'))
        .map(Spaced::trim_spaces_start);
    rest.is_some_and(|r| is_day(r) && numerals::dates(r).iter().any(|d| d.weekday))
}

fn spans(between: &str) -> bool {
    let between = squeeze(between);
    let tail =
        numerals::weekday(&between).map_or(between.as_ref(), |(_, len)| between.get(len..).unwrap_or(""));
    matches!(tail, "～" | "〜" | "-" | "－" | "から" | "~" | "―")
}

/// The days between two that are a span of at most four.
fn fill_span(found: &mut Vec<Day>, from: Day, to: Day) {
    let mut between = Vec::new();
    let mut day = numerals::next_day(from);
    while day < to && between.len() < 3 {
        between.push(day);
        day = numerals::next_day(day);
    }
    if day == to {
        found.extend(between);
    }
}

/// 「、６日（水）及び７日（木）」,「～７日（木）」,「・１１日」: days without month or year.
fn more_days(rest: &str, from: Day, found: &mut Vec<Day>) {
    let (mut rest, mut month, mut last) = (rest, from.1, from);
    loop {
        rest = rest.trim_spaces_start();
        if let Some((_, len)) = numerals::weekday(rest) {
            rest = rest.get(len..).unwrap_or("").trim_spaces_start();
        }
        let joined = "、 及び ・ ， と 並びに ～ 〜 から ~ - －"
            .split(' ')
            .find_map(|j| rest.strip_prefix(j).map(|r| (j, r.trim_spaces_start())));
        let Some((join, after)) = joined else { return };
        let Some((mut value, mut len)) = numerals::number(after) else {
            return;
        };
        let mut tail = after.get(len..).unwrap_or("");
        if let Some(r) = tail.strip_prefix('月') {
            month = value;
            let Some((day, more)) = numerals::number(r) else {
                return;
            };
            (value, len) = (day, more);
            tail = r.get(len..).unwrap_or("");
        }
        let Some(r) = tail.strip_prefix('日') else { return };
        if !(1..=12).contains(&month) || !(1..=numerals::days_in(from.0, month)).contains(&value) {
            return;
        }
        let day = (from.0, month, value);
        if matches!(join, "～" | "〜" | "から" | "~" | "-" | "－") && last < day {
            fill_span(found, last, day);
        }
        found.push(day);
        (rest, last) = (r, day);
    }
}

/// 「平成八年七年十日」: figures, 年 and 日, but no month.
pub(super) fn misprinted(text: &str) -> bool {
    let year = ["令和", "平成", "昭和"].iter().any(|e| text.starts_with(e));
    year && text.matches('年').count() >= 2 && text.contains('日') && !text.contains('月') && width(text) < 60
}

pub(super) fn doubt(line: &Line<'_>, what: &str) -> Diagnostic {
    let mut message = what.to_owned();
    message.push('：');
    message.push_str(line.text);
    Diagnostic {
        severity: Severity::Info,
        code: DiagnosticCode::DoubtfulDate,
        message,
        line: line.number,
        at: Some(line.at),
        doubt: None,
        likely: None,
    }
}
