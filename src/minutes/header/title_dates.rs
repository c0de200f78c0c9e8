//! Days and years around the name of a meeting: 「令和６年度　緑化審議会」,「臨時会－０２月０７日－０２号」.

use super::super::chars::{Spaced, digit, is_space};
use super::super::numerals;

/// A title, and the bracket behind it that begins with a day: when it was held, and where.
pub(super) fn noted_day(text: &str) -> Option<(&str, &str)> {
    let (head, note) = text.strip_suffix(['）', ')'])?.split_once(['（', '('])?;
    // 「（令和６年５月８日（水）、本会議に於て承認）」 is another day.
    let fits = !head.is_empty() && !note.contains('、') && numerals::begins_with_day(note);
    fits.then_some((head.trim_spaces_end(), note))
}

/// Without the day at the end: 「総務常任委員会 令和５年３月４日（土曜日）」,「厚生委員会〔令和７年２月１０日〕」.
pub(super) fn undated(text: &str) -> &str {
    let noted = text
        .strip_suffix(['〕', '］', ']'])
        .and_then(|t| t.rsplit_once(['〔', '［', '[']));
    if let Some((head, note)) = noted
        && numerals::dates(note)
            .first()
            .is_some_and(|d| (d.start, d.end) == (0, note.len()))
    {
        return head.trim_spaces_end();
    }
    let Some(date) = numerals::dates(text).last().copied().filter(|d| d.start > 0) else {
        return text;
    };
    let tail = text.get(date.end..).unwrap_or("").trim_spaces_start();
    let skip = numerals::weekday(tail).map_or(0, |(_, len)| len);
    // 「第５回　平成１７年３月１５日（火曜日）開催」
    let rest = tail.get(skip..).unwrap_or("").trim_spaces();
    // 「開発会議 2021/09/19 14:00-17:00」,「防衛大臣記者会見　平成２９年８月４日（１０時３７分～１０時４０分）」
    let clock = |c: char| digit(c).is_some() || is_space(c) || among!(c, ":：～〜-－–時分午前後（）()");
    let first = rest.trim_start_matches(['（', '(']);
    let timed = numerals::times(first).first().is_some_and(|t| t.start == 0) && rest.chars().all(clock);
    let bare = timed || matches!(rest, "" | "開催");
    let head = text.get(..date.start).unwrap_or("").trim_spaces_end();
    match bare && !head.ends_with(['（', '(', '・', '～', '、']) {
        true => head,
        false => text,
    }
}

/// Without the day and the number of the sheet that a search system puts behind the name: 「臨時会−０２月０７日−０２号」.
pub(super) fn day_cut(text: &str) -> &str {
    let cut = text.char_indices().find(|(at, c)| {
        let day = |t: &str| {
            let (_, len) = numerals::number(t)?;
            let (_, day) = numerals::number(t.get(len..)?.strip_prefix('月')?)?;
            Some(t.get(len + '月'.len_utf8() + day..)?.starts_with('日'))
        };
        let tail = || text.get(at + c.len_utf8()..).and_then(day).unwrap_or(false);
        *at > 0 && (among!(*c, "-－−–—―‐") || is_space(*c)) && tail() && text.ends_with('号')
    });
    cut.map_or(text, |(at, _)| {
        text.get(..at)
            .unwrap_or(text)
            .trim_end_matches(|c| is_space(c) || among!(c, "-－−–—―‐"))
    })
}

/// The day of 「平成２８年　６月定例会（第２回）　０６月０９日－０１号」, whose year stands at the other end.
pub(super) fn sheet_day(text: &str) -> Option<(u32, u32, u32)> {
    let day = text.get(day_cut(text).len()..).filter(|t| !t.is_empty())?;
    let day = day.trim_start_matches(|c| is_space(c) || among!(c, "-－−–—―‐"));
    let (year, _) = text.split_once('年')?;
    numerals::dates(&[year, "年", day].concat())
        .first()
        .filter(|d| d.start == 0)?
        .iso
}

/// Without 令和７年度, 令和 7年, 2024年度, 平成31年度（令和元年度）; and whether there was one.
pub(super) fn leading_year(text: &str) -> (&str, bool) {
    let era = "令和 平成 昭和 西暦 R Ｒ H Ｈ"
        .split(' ')
        .find(|e| text.starts_with(*e));
    let rest = era
        .map_or(text, |e| text.get(e.len()..).unwrap_or(""))
        .trim_spaces_start();
    let Some((value, len)) = numerals::number(rest) else {
        return (text, false);
    };
    if era.is_none() && !(1900..2200).contains(&value) {
        return (text, false);
    }
    let after = rest.get(len..).unwrap_or("").trim_spaces_start();
    let after = bracket(after).filter(|(inner, _)| {
        inner
            .chars()
            .all(|c| digit(c).is_some() || among!(c, "年度令和平成"))
    });
    let after = after.map_or(rest.get(len..).unwrap_or("").trim_spaces_start(), |(_, r)| r);
    // 「Ｒ６第２回緑化審議会」
    let latin = era.is_some_and(|e| matches!(e, "R" | "Ｒ" | "H" | "Ｈ")) && after.starts_with('第');
    let Some(after) = after
        .trim_spaces_start()
        .strip_prefix('年')
        .or(latin.then_some(after))
    else {
        return (text, false);
    };
    let after = after.strip_prefix('度').unwrap_or(after);
    let after = after.trim_spaces_start();
    let month =
        numerals::number(after).and_then(|(_, len)| after.get(len..)?.trim_spaces_start().strip_prefix('月'));
    let after = match month {
        // 「令和６年４月　町教育委員会定例会」,「令和七年三月霧積町議会定例会」
        // 「令和元年９月定例会」 is that of the month.
        Some(name) if name.starts_with(['定', '臨', '例']) => after,
        Some(name)
            if !name.starts_with(['分', '末']) && numerals::number(name.trim_spaces_start()).is_none() =>
        {
            // 「平成１４年６月招集 青葉市議会定例会会議録」
            let called = name
                .strip_prefix("招集")
                .or_else(|| name.strip_prefix("開催").filter(|n| n.starts_with(is_space)))
                .filter(|n| !n.starts_with(|c| among!(c, "しすさ告通状日者")));
            called.unwrap_or(name).trim_spaces_start()
        }
        // With a day it is a date.
        Some(_) => return (text, false),
        None => after,
    };
    let after = match bracket(after) {
        Some((inner, rest)) if inner.contains('年') => rest,
        _ => after,
    };
    (after.trim_start_matches(|c| is_space(c) || c == '　'), true)
}

pub(super) fn trailing_year(text: &str) -> &str {
    for era in "令和 平成 昭和 20 ２０".split(' ') {
        if let Some(at) = text.rfind(era)
            && text.get(at..).is_some_and(|y| {
                let (rest, found) = leading_year(y);
                found && rest.is_empty()
            })
        {
            return text
                .get(..at)
                .unwrap_or("")
                .trim_end_matches(|c| is_space(c) || among!(c, "（("));
        }
    }
    text
}

pub(super) fn bracket(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix(['（', '('])
        .and_then(|r| r.split_once(['）', ')']))
}
