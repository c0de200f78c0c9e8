//! Dates and times as Japanese documents print them.

use super::chars::{digit, is_space};

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
}

/// A time of day found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundTime {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) hour: u32,
    pub(super) minute: u32,
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
    at + rest.len() - rest.trim_start_matches(is_space).len()
}

const ERAS: [(&str, u32); 10] = [
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
];

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
            None => at += c.len_utf8(),
        }
    }
    found
}

fn date_at(text: &str, start: usize) -> Option<FoundDate> {
    let rest = text.get(start..)?;
    let era = ERAS.iter().find(|(name, _)| rest.starts_with(name));
    let mut at = start + era.map_or(0, |(name, _)| name.len());
    if era.is_none() && digit(rest.chars().next()?).is_none() {
        return None;
    }
    at = skip_spaces(text, at);
    let (year, len) = number(text.get(at..)?)?;
    at = skip_spaces(text, at + len);
    let short = era.is_some_and(|(name, _)| name.chars().count() == 1);
    let base = era.map_or(0, |(_, base)| *base);
    let year = year.checked_add(base).filter(|y| (1868..=2200).contains(y))?;
    let mut part = |mark: &[char]| -> Option<u32> {
        let c = text.get(at..)?.chars().next()?;
        if !mark.contains(&c) {
            return None;
        }
        at = skip_spaces(text, at + c.len_utf8());
        let (n, len) = number(text.get(at..)?)?;
        at = skip_spaces(text, at + len);
        Some(n)
    };
    let separators: &[char] = if short {
        &['.', '．', '年']
    } else {
        &['年', '/', '／', '-', '.']
    };
    let month = part(separators)?;
    let day = part(if short {
        &['.', '．', '月']
    } else {
        &['月', '/', '／', '-', '.']
    })?;
    let mut end = at;
    if let Some(rest) = text.get(at..).and_then(|r| r.strip_prefix('日')) {
        end = text.len() - rest.len();
    }
    let after = text.get(skip_spaces(text, end)..).unwrap_or("");
    let weekday = after.starts_with(['（', '('])
        && after.chars().nth(1).is_some_and(|c| "月火水木金土日".contains(c))
        && after.chars().nth(2).is_some_and(|c| "）)曜・".contains(c));
    let exists = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    Some(FoundDate {
        start,
        end,
        iso: exists.then_some((year, month, day)),
        weekday,
    })
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// All times of day, in order: 午前十時一分, 午後零時三十分, １４時, ８：４５.
pub(super) fn times(text: &str) -> Vec<FoundTime> {
    let mut found = Vec::new();
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
    let half = [("午前", 0), ("午後", 12)]
        .into_iter()
        .find(|(word, _)| rest.starts_with(word));
    let mut at = skip_spaces(text, start + half.map_or(0, |(word, _)| word.len()));
    let (hour, len) = number(text.get(at..)?)?;
    at = skip_spaces(text, at + len);
    let mark = text.get(at..)?.chars().next()?;
    if !matches!(mark, '時' | ':' | '：') || hour > 24 {
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
        Some((_, 0)) if hour == 12 => 0,
        _ => hour,
    };
    (minute < 60 && hour <= 24).then_some(FoundTime {
        start,
        end,
        hour,
        minute,
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
