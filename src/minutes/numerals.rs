//! Dates and times as Japanese documents print them.

use super::chars::{Spaced, digit, is_space};

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundDate {
    /// Byte at which it begins, and the one after it.
    pub(super) start: usize,
    pub(super) end: usize,
    /// `None` for a date that cannot exist.
    pub(super) iso: Option<(u32, u32, u32)>,
    /// Followed by （火） or （木曜日）.
    pub(super) weekday: bool,
    /// The weekday that is printed is not that of the date.
    pub(super) contradicts: bool,
}

/// A time of day found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundTime {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) hour: u32,
    pub(super) minute: u32,
    /// Says which half of the day it is in.
    pub(super) half: bool,
}

impl FoundTime {
    pub(super) fn iso(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }
}

/// Reads a number at the start: 12, １２, 十二, 二十八, 二〇二四, 元. Returns it and its bytes.
pub(super) fn number(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut current, mut any, mut len) = (0u32, 0u32, false, 0);
    for c in text.chars() {
        match c {
            '十' => {
                total = total.checked_add(current.max(1).checked_mul(10)?)?;
                current = 0;
            }
            '百' => {
                total = total.checked_add(current.max(1).checked_mul(100)?)?;
                current = 0;
            }
            _ => match digit(c) {
                Some(d) => current = current.checked_mul(10)?.checked_add(d)?,
                None => break,
            },
        }
        any = true;
        len += c.len_utf8();
        if len > 24 {
            return None;
        }
    }
    any.then_some((total.checked_add(current)?, len))
}

fn skip_spaces(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_spaces_start().len()
}

const ERAS: [(&str, u32); 12] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("明治", 1867),
    ("R", 2018),
    ("Ｒ", 2018),
    ("H", 1988),
    ("Ｈ", 1988),
    ("S", 1925),
    ("Ｓ", 1925),
    ("西暦", 0),
];

/// The date at the beginning.
pub(super) fn date(text: &str) -> Option<FoundDate> {
    date_at(text, 0)
}

/// Whether a date with a year is in the text.
pub(super) fn tells_day(text: &str) -> bool {
    !dates(text).is_empty()
}

/// Whether the text begins with one.
pub(super) fn begins_with_day(text: &str) -> bool {
    dates(text).first().is_some_and(|d| d.start == 0)
}

/// Whether a time of day is in the text.
pub(super) fn tells_time(text: &str) -> bool {
    !times(text).is_empty()
}

/// All dates with a year, in order.
pub(super) fn dates(text: &str) -> Vec<FoundDate> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|r| r.chars().next()) {
        match date_at(text, at) {
            Some(date) => {
                at = date.end;
                found.push(date);
            }
            // A number that is no year is passed as a whole.
            None => {
                at += number(text.get(at..).unwrap_or(""))
                    .map_or(c.len_utf8(), |(_, len)| len.max(c.len_utf8()))
            }
        }
    }
    found
}

/// 「令和７（2025）年」,「2025年（令和７年）」: the year in the other reckoning is passed over.
fn skip_other_year(text: &str, at: usize) -> usize {
    let at = skip_spaces(text, at);
    let rest = text.get(at..).unwrap_or("");
    let year = |inner: &str| {
        inner.chars().count() <= 7 && inner.chars().any(|c| digit(c).is_some()) && !inner.contains('月')
    };
    rest.strip_prefix(['（', '('])
        .and_then(|r| r.split_once(['）', ')']))
        .filter(|(inner, _)| year(inner))
        .map_or(at, |(_, after)| skip_spaces(text, text.len() - after.len()))
}

fn date_at(text: &str, start: usize) -> Option<FoundDate> {
    let rest = text.get(start..)?;
    let first = rest.chars().next()?;
    if digit(first).is_none() && !among!(first, "令平昭大明RＲHＨSＳ西") {
        return None;
    }
    let era = ERAS.iter().find(|(name, _)| rest.starts_with(name));
    let mut at = start + era.map_or(0, |(name, _)| name.len());
    if era.is_none() && digit(first).is_none() {
        return None;
    }
    let short = era.is_some_and(|(name, _)| name.chars().count() == 1);
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    if short && before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    at = skip_spaces(text, at);
    let (year, len) = number(text.get(at..)?)?;
    at = skip_other_year(text, at + len);
    let base = era.map_or(0, |(_, base)| *base);
    let year = year.checked_add(base).filter(|y| (1868..=2200).contains(y))?;
    let mut part = |mark: &[char]| -> Option<u32> {
        let c = text.get(at..)?.chars().next()?;
        if !mark.contains(&c) {
            return None;
        }
        at += c.len_utf8();
        at = if c == '年' {
            skip_other_year(text, at)
        } else {
            skip_spaces(text, at)
        };
        let (n, len) = number(text.get(at..)?)?;
        at = skip_spaces(text, at + len);
        Some(n)
    };
    let (year_marks, month_marks): (&[char], &[char]) = if short {
        (&['.', '．', '年', '/'], &['.', '．', '月', '/'])
    } else {
        (
            &['年', '/', '／', '-', '－', '.', '．'],
            &['月', '/', '／', '-', '－', '.', '．'],
        )
    };
    let month = part(year_marks)?;
    let day = part(month_marks)?;
    let mut end = at;
    if let Some(rest) = text.get(at..).and_then(|r| r.strip_prefix('日')) {
        end = text.len() - rest.len();
    }
    let exists = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    let printed = weekday(text.get(skip_spaces(text, end)..).unwrap_or(""));
    Some(FoundDate {
        start,
        end,
        iso: exists.then_some((year, month, day)),
        weekday: printed.is_some(),
        contradicts: exists && printed.is_some_and(|(d, _)| d != weekday_of(year, month, day)),
    })
}

/// A day without a year, and its weekday where it is printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Yearless {
    month: u32,
    day: u32,
    weekday: Option<u32>,
    pub(super) end: usize,
}

/// A year that a title names.
#[derive(Clone, Copy, Debug)]
pub(super) enum YearNamed {
    /// It begins in April.
    Fiscal(u32),
    Calendar(u32),
}

impl Yearless {
    /// 「５月２７日（水）」 at the beginning.
    pub(super) fn read(text: &str) -> Option<Self> {
        Self::bare(text).filter(|day| day.weekday.is_some())
    }

    /// 「５月２７日」 at the beginning.
    pub(super) fn bare(text: &str) -> Option<Self> {
        let part = |text, unit| {
            let (value, len) = number(text)?;
            let rest = text.get(len..)?.trim_spaces_start().strip_prefix(unit)?;
            Some((value, rest.trim_spaces_start()))
        };
        let (month, rest) = part(text, '月')?;
        let (day, rest) = part(rest, '日')?;
        let weekday = weekday(rest);
        let end = text.len() - rest.len() + weekday.map_or(0, |(_, len)| len);
        (1..=12).contains(&month).then_some(Self {
            month,
            day,
            weekday: weekday.map(|(day, _)| day),
            end,
        })
    }

    /// The day in a year, if it falls on that weekday there.
    pub(super) fn within(self, named: YearNamed) -> Option<(u32, u32, u32)> {
        let year = match named {
            YearNamed::Fiscal(year) => year + u32::from(self.month < 4),
            YearNamed::Calendar(year) => year,
        };
        let exists = (1..=days_in(year, self.month)).contains(&self.day);
        let day = (year, self.month, self.day);
        let falls = |weekday| weekday_of(year, self.month, self.day) == weekday;
        (exists && self.weekday.is_none_or(falls)).then_some(day)
    }
}

/// 「令和７年第１回定例会」: the year by the calendar that a text begins with.
pub(super) fn calendar_year(text: &str) -> Option<u32> {
    let (name, base) = ERAS.iter().find(|(name, _)| text.starts_with(name))?;
    let (year, len) = number(text.get(name.len()..)?.trim_spaces_start())?;
    let rest = text
        .get(name.len()..)?
        .trim_spaces_start()
        .get(len..)?
        .trim_spaces_start();
    let whole = rest.starts_with('年') && !rest.starts_with("年度");
    year.checked_add(*base).filter(|_| whole)
}

/// 「平成27年度教育委員会５月定例会」: the fiscal year that is named first.
pub(super) fn fiscal_year(text: &str) -> Option<u32> {
    let (before, _) = text.split_once("年度")?;
    let before = before.trim_spaces_end();
    let starts = before.char_indices().map(|(at, _)| at);
    let read = |at: usize| {
        let rest = before.get(at..)?;
        let (era, base) = ERAS
            .iter()
            .find(|(name, _)| rest.starts_with(name))
            .copied()
            .unwrap_or(("", 0));
        let figures = rest.get(era.len()..)?.trim_spaces_start();
        let (year, len) = number(figures)?;
        let year = year.checked_add(base)?;
        (len == figures.len() && (1868..=2200).contains(&year)).then_some(year)
    };
    starts.rev().take(10).find_map(read)
}

/// Reads （火）, （木曜日） or （水・祝） at the start: days from Sunday, and its bytes.
pub(super) fn weekday(text: &str) -> Option<(u32, usize)> {
    let inner = text.strip_prefix(['（', '(', '［', '['])?;
    let inner = inner.trim_spaces_start();
    let first = inner.chars().next()?;
    let day = "日月火水木金土".chars().position(|c| c == first)? as u32;
    let rest = inner.get(first.len_utf8()..)?.trim_spaces_start();
    let whole = rest.starts_with(['）', ')', '曜', '・', '、', '］', ']', '祝']);
    let close = rest.find(['）', ')', '］', ']']).filter(|_| whole)?;
    let after = rest.get(close..)?;
    let end = text.len() - after.len() + after.chars().next()?.len_utf8();
    Some((day, end))
}

/// Days from Sunday, by Sakamoto's method.
fn weekday_of(year: u32, month: u32, day: u32) -> u32 {
    const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 3 { year - 1 } else { year };
    let shift = SHIFT.get(month as usize - 1).copied().unwrap_or(0);
    (year + year / 4 - year / 100 + year / 400 + shift + day) % 7
}

/// The day after.
pub(super) fn next_day((year, month, day): (u32, u32, u32)) -> (u32, u32, u32) {
    if day < days_in(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

pub(super) fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

const HALVES: [(&str, u32); 9] = [
    ("午前", 0),
    ("午後", 12),
    ("午后", 12),
    ("AM", 0),
    ("PM", 12),
    ("am", 0),
    ("pm", 12),
    ("ＡＭ", 0),
    ("ＰＭ", 12),
];

/// All times of day, in order: 午前十時一分, 午後零時三十分, １４時, ８：４５.
pub(super) fn times(text: &str) -> Vec<FoundTime> {
    let mut found = Vec::new();
    // One of these is in each of them.
    if !text.chars().any(|c| among!(c, "時:：∶正")) {
        return found;
    }
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|r| r.chars().next()) {
        match time_at(text, at) {
            Some(time) => {
                at = time.end;
                found.push(time);
            }
            // A number that is no time is passed as a whole: 2023年12:30 must not be read from its middle.
            None => {
                at += number(text.get(at..).unwrap_or(""))
                    .map_or(c.len_utf8(), |(_, len)| len.max(c.len_utf8()))
            }
        }
    }
    found
}

fn time_at(text: &str, start: usize) -> Option<FoundTime> {
    let rest = text.get(start..)?;
    let first = rest.chars().next()?;
    if digit(first).is_none() && !is_space(first) && !among!(first, "午APapＡＰ正十百") {
        return None;
    }
    if rest.starts_with("正午") {
        let end = start + "正午".len();
        return Some(FoundTime {
            start,
            end,
            hour: 12,
            minute: 0,
            half: true,
        });
    }
    let half = HALVES.iter().find(|(word, _)| rest.starts_with(word));
    let mut at = skip_spaces(text, start + half.map_or(0, |(word, _)| word.len()));
    let (hour, len) = number(text.get(at..)?)?;
    at = skip_spaces(text, at + len);
    let mark = text.get(at..)?.chars().next()?;
    if !matches!(mark, '時' | ':' | '：' | '∶') || hour > 24 {
        return None;
    }
    at += mark.len_utf8();
    if text.get(at..).is_some_and(|r| r.starts_with('間')) {
        return None;
    }
    let (mut minute, mut end) = (0, at);
    let next = skip_spaces(text, at);
    if let Some((n, len)) = text.get(next..).and_then(number) {
        let after = skip_spaces(text, next + len);
        let minutes = text.get(after..).is_some_and(|r| r.starts_with('分'));
        if mark != '時' || minutes {
            minute = n;
            end = if minutes {
                after + '分'.len_utf8()
            } else {
                next + len
            };
        }
    } else if mark != '時' {
        return None;
    } else if text.get(at..).is_some_and(|r| r.starts_with('半')) {
        (minute, end) = (30, at + '半'.len_utf8());
    }
    let hour = match half {
        Some((_, 12)) if hour < 12 => hour + 12,
        // 「午前１２時５分閉会」 is noon; 「AM 12:05」 is not.
        Some((word, 0)) if hour == 12 && *word != "午前" => 0,
        _ => hour,
    };
    (minute < 60 && hour <= 24).then_some(FoundTime {
        start,
        end,
        hour,
        minute,
        half: half.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Vec<Option<(u32, u32, u32)>> {
        dates(text).into_iter().map(|d| d.iso).collect()
    }

    fn clock(text: &str) -> Vec<String> {
        times(text).into_iter().map(FoundTime::iso).collect()
    }

    #[test]
    fn dates_of_every_form() {
        assert_eq!(
            iso("令和５年６月６日（火）８：４５～８：５５"),
            [Some((2023, 6, 6))]
        );
        assert_eq!(iso("令和六年十一月二十八日（木曜日）"), [Some((2024, 11, 28))]);
        assert_eq!(iso("平成元年１月８日"), [Some((1989, 1, 8))]);
        assert_eq!(iso("R8.2.26"), [Some((2026, 2, 26))]);
        assert_eq!(iso("2023年7月28日(金)"), [Some((2023, 7, 28))]);
        assert_eq!(iso("令和６年２月３０日"), [None], "the 30th of February");
        assert!(dates("令和６年２月30日")[0].iso.is_none() && dates("第３回").is_empty());
    }

    #[test]
    fn times_of_every_form() {
        assert_eq!(clock("８：４５～８：５５"), ["08:45", "08:55"]);
        assert_eq!(
            clock("午前十時一分開議 午後零時三十分 午前零時 午後１時"),
            ["10:01", "12:30", "00:00", "13:00"]
        );
        assert_eq!(
            clock("16時26分～17時5分、午前10時半"),
            ["16:26", "17:05", "10:30"]
        );
        assert!(clock("三時間").is_empty());
    }
}
