//! Numbers that lines begin with: １　, （２）, ③, 議題第一.

use std::sync::LazyLock;

use super::chars::{Spaced, digit, ends_in_any, is_space};
use super::numerals;
use super::words::Words;

/// How a line is numbered. Lines of one style count together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// １　 1. １．
    Plain,
    /// Ⅱ
    Roman,
    /// 一　 一、
    Kanji,
    /// 第１
    Ordinal,
    /// 議題１, 日程第一, 議案第３号
    Named,
    /// １－２　 1.2
    Nested,
    /// （１）
    Round,
    /// １）
    Half,
    /// ①
    Circled,
}

/// A number and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbered<'a> {
    pub(super) style: Style,
    pub(super) value: u32,
    pub(super) rest: &'a str,
}

/// Words before the number of a point of the agenda.
const POINTS: &str = "\
    日程 次第 議題 議案 報告事項 協議事項 審議事項 議事 案件 報告 協議 認定 請願 \
    陳情";

static BY_POINT: LazyLock<Words> = LazyLock::new(|| Words::of(&[POINTS]));

pub(super) fn read(line: &str) -> Option<Numbered<'_>> {
    let first = line.chars().next()?;
    match first {
        '０'..='９' | '0'..='9' => arabic(line),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            let (value, len) = numerals::number(line)?;
            let rest = line.get(len..)?;
            separated(rest).map(|rest| Numbered {
                style: Style::Kanji,
                value,
                rest,
            })
        }
        'Ⅰ'..='Ⅻ' => {
            let rest = line.get(first.len_utf8()..)?;
            separated(rest).map(|rest| Numbered {
                style: Style::Roman,
                value: first as u32 - 'Ⅰ' as u32 + 1,
                rest,
            })
        }
        '（' | '(' => {
            let inner = line.get(first.len_utf8()..)?;
            let (value, len) = numerals::number(inner)?;
            let rest = inner.get(len..)?.strip_prefix(['）', ')'])?;
            Some(Numbered {
                style: Style::Round,
                value,
                rest: trim(rest),
            })
        }
        '①'..='⑳' => {
            let rest = trim(line.get(first.len_utf8()..)?);
            Some(Numbered {
                style: Style::Circled,
                value: first as u32 - '①' as u32 + 1,
                rest,
            })
        }
        '第' => {
            let after = line.get('第'.len_utf8()..)?;
            let (value, len) = numerals::number(after)?;
            let rest = after.get(len..)?;
            // 「第１号議案　…」,「第３款　民生費」
            let of_budget = || rest.strip_prefix('款').filter(|r| r.starts_with(is_space));
            match rest.strip_prefix("号議案").or_else(of_budget) {
                Some(rest) => Some(Numbered {
                    style: Style::Named,
                    value,
                    rest: trim(rest),
                }),
                None => separated(rest).map(|rest| Numbered {
                    style: Style::Ordinal,
                    value,
                    rest,
                }),
            }
        }
        _ => named(line),
    }
}

fn named(line: &str) -> Option<Numbered<'_>> {
    // Asked of every line, and few begin like one of them.
    line.starts_with(|c| among!(c, "日次議報協審案認請陳"))
        .then_some(())?;
    let after = match line.starts_with("日\u{3000}程") {
        // 「日　程　第　２．行政報告」
        true => line.split_once('第')?.1.trim_spaces_start(),
        false => {
            let word = BY_POINT.begin(line)?;
            let after = line.get(word.len()..)?;
            after.strip_prefix('第').unwrap_or(after)
        }
    };
    let after = after.strip_prefix(['（', '(']).unwrap_or(after);
    let (value, len) = numerals::number(after)?;
    let rest = after.get(len..)?;
    let rest = rest.strip_prefix(['号', '）', ')']).unwrap_or(rest);
    // 「議 案 第 1 号 農地法第3条の規定による許可申請について」, without its stray spaces
    let bill = || line.starts_with("議案第") && ends_in_any(rest, "について の件");
    let fits = rest.is_empty()
        || rest.starts_with(|c: char| is_space(c) || among!(c, "：:、．.「【（》】〉≫＞>］]"))
        || bill();
    fits.then(|| Numbered {
        style: Style::Named,
        value,
        rest: trim(rest),
    })
}

fn arabic(line: &str) -> Option<Numbered<'_>> {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let run = |t: &str| {
        let len: usize = t.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
        let value = t
            .chars()
            .take_while(|c| is_digit(*c))
            .take(4)
            .filter_map(digit)
            .fold(0, |n, d| n * 10 + d);
        (value, len)
    };
    let (value, len) = run(line);
    let rest = line.get(len..)?;
    if value > 999 || len == 0 {
        return None;
    }
    if let Some(rest) = rest.strip_prefix(['）', ')']) {
        return Some(Numbered {
            style: Style::Half,
            value,
            rest: trim(rest),
        });
    }
    // 「１－２　」, 「1.2 」
    if let Some(inner) = rest.strip_prefix(['－', '-', '.', '．', '‐', '−']) {
        let (second, len) = run(inner);
        if len > 0 {
            let rest = separated(inner.get(len..)?)?;
            return Some(Numbered {
                style: Style::Nested,
                value: second,
                rest,
            });
        }
    }
    separated(rest).map(|rest| Numbered {
        style: Style::Plain,
        value,
        rest,
    })
}

/// What follows `．`, `、` or white space.
fn separated(rest: &str) -> Option<&str> {
    let fits = rest.starts_with(|c: char| is_space(c) || among!(c, "．.、"));
    let rest = trim(rest);
    (fits && !rest.is_empty()).then_some(rest)
}

fn trim(rest: &str) -> &str {
    rest.trim_start_matches(|c: char| is_space(c) || among!(c, "．.、：:"))
}

/// The depth of a point of a list, and nothing for what is no point.
pub(super) fn bullet(t: &str) -> Option<u8> {
    let first = t.chars().next()?;
    let rest = t.get(first.len_utf8()..)?;
    let second = rest.chars().next()?;
    let fits = match first {
        '・' | '•' | '◦' | '▪' | '➢' | '✓' | '☐' | '☑' => true,
        '→' | '⇒' => return Some(2),
        // ○○地区 is a mask, 〇．三度 a number.
        '○' | '◯' | '〇' | '◎' | '●' | '◆' | '◇' | '■' | '□' => {
            second != first && !among!(second, "．・.，") || is_space(second)
        }
        '-' | '*' | '+' | '－' | '＊' => is_space(second),
        _ => false,
    };
    (fits && !rest.trim().is_empty()).then_some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_style() {
        for (line, style, value, rest) in [
            ("１　開会", Style::Plain, 1, "開会"),
            ("2. 6月号の内容", Style::Plain, 2, "6月号の内容"),
            ("（２）その他", Style::Round, 2, "その他"),
            ("③費用", Style::Circled, 3, "費用"),
            (
                "議題第一　航路の維持について",
                Style::Named,
                1,
                "航路の維持について",
            ),
            ("日程第３　議案第４号", Style::Named, 3, "議案第４号"),
            ("第１号議案　予算", Style::Named, 1, "予算"),
            ("第３款　民生費", Style::Named, 3, "民生費"),
            ("議題（１）：予算", Style::Named, 1, "予算"),
            ("一、日程第一", Style::Kanji, 1, "日程第一"),
            ("１－２　背景", Style::Nested, 2, "背景"),
            ("２）費用", Style::Half, 2, "費用"),
        ] {
            assert_eq!(read(line), Some(Numbered { style, value, rest }), "{line}");
        }
        for line in [
            "2025年度の予算",
            "10:00",
            "3.5兆円",
            "第４回会議",
            "議題について",
            "１日",
            "十分である",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
