//! What a line begins or ends like that goes on with nothing above it.

use super::super::chars::{
    Spaced, closing, digit, ends_in_any, is_mark, is_marker, is_space, longer, squeeze,
};
use super::super::recognisers::is_zero;
use super::super::{numerals, stage};

/// 「令和６年３月５日（火曜日）午前９時３０分開会」 above the points of the day
pub(super) fn is_day(line: &str) -> bool {
    let t = line.trim_spaces();
    ends_in_any(t, "開会 開議") && numerals::begins_with_day(t)
}

/// 「以　上」 at the right margin, below the last sentence of all.
pub(super) fn is_end(line: &str) -> bool {
    let t = line.trim_spaces();
    t.starts_with('以') && !longer(t, 6) && squeeze(t) == "以上"
}

/// Begins with a bracket or a mark, as directions, headings and points do.
pub(super) fn opens(line: &str) -> bool {
    let line = line.trim_spaces_start();
    let first = line.chars().next();
    first.is_none_or(|c| closing(c).is_some() || is_mark(c) || is_marker(c) && !is_zero(line))
}

/// 「日程第２　会期の決定」,「日程第1．諸般の報告」,「第２号議案　用途地域の変更」, but not 「日程第１、…を行います。」.
pub(super) fn heads_point(line: &str) -> bool {
    let line = line.trim_spaces_start();
    let rest = match line.chars().next() {
        // 「日　程　第　2．行政報告」
        Some('日') => {
            let bare = squeeze(line);
            let rest = line
                .strip_prefix("日程第")
                .or_else(|| bare.strip_prefix("日程第"));
            return rest.is_some_and(|r| counted(r).starts_with(['\u{3000}', ' ', '．', '.']));
        }
        // 「第１　議事録署名委員の指名」, too
        Some('第') => line
            .strip_prefix('第')
            .map(|r| counted(r).strip_prefix("号議案").unwrap_or(counted(r)))
            .filter(|r| r.len() + 3 < line.len()),
        // 「議題２　プールの共同利用について」
        Some('議') => match line.strip_prefix("議題") {
            Some(r) => Some(counted(r)).filter(|c| c.len() < r.len()),
            None => bill(line),
        },
        _ => None,
    };
    rest.is_some_and(|r| r.starts_with(['\u{3000}', ' ']) && !holds!(r, "。、"))
}

/// What stands behind 「議案第１号」, or 「議 案 第 1 号」.
pub(super) fn bill(line: &str) -> Option<&str> {
    let mut rest = line;
    for letter in ['議', '案', '第'] {
        rest = rest.strip_prefix(letter)?.trim_spaces_start();
    }
    counted(rest).trim_spaces_start().strip_prefix('号')
}

/// What stands behind a number.
pub(super) fn counted(text: &str) -> &str {
    text.trim_start_matches(|c| digit(c).is_some() || c == '十')
}

/// 「（村上委貝）」: kanji in round brackets, and nothing else.
pub(super) fn in_brackets(line: &str) -> bool {
    let inner = line.trim_spaces().strip_prefix(['（', '(']);
    let inner = inner.and_then(|l| l.strip_suffix(['）', ')']));
    inner.is_some_and(|l| !longer(l, 10) && l.chars().all(|c| is_space(c) || matches!(c, '々' | '㐀'..='鿿')))
}

/// A direction on a line of its own is set in, too.
pub(super) fn stands_alone(line: &str) -> bool {
    let t = line.trim_spaces();
    t.starts_with(['（', '(', '〔']) && stage::read(t).is_some()
}

/// 「Ｂグループ」 below the points of another
pub(super) fn is_group(line: &str) -> bool {
    let t = line.trim_spaces();
    let letter = ["グループ", "班"].iter().find_map(|w| t.strip_suffix(w));
    letter.is_some_and(|l| {
        l.chars().nth(1).is_none()
            && l.chars()
                .all(|c| digit(c).is_some() || matches!(c, 'A'..='Z' | 'Ａ'..='Ｚ'))
    })
}

/// `資料１－１：…`: an entry of the list of materials, not a sentence that mentions one.
pub(super) fn listed_material(text: &str) -> bool {
    let text = text.trim_spaces_start();
    // 参, 資, 別: told by bytes, because it is asked of every line.
    if !matches!(
        text.as_bytes(),
        [0xE5, 0x8F, 0x82, ..] | [0xE8, 0xB3, 0x87, ..] | [0xE5, 0x88, 0xA5, ..]
    ) {
        return false;
    }
    ["参考資料", "資料", "別紙", "別添"]
        .into_iter()
        .filter_map(|word| text.strip_prefix(word))
        .any(|rest| {
            let after = rest.trim_start_matches(|c| digit(c).is_some() || among!(c, "－-‐−ー"));
            after.len() < rest.len() && after.starts_with(['：', ':', '\u{3000}'])
        })
}

/// `１．`, `（２）`, `①`: begins like a point of a list.
pub(super) fn numbered(text: &str) -> bool {
    let t = text.trim_spaces_start();
    let mut chars = t.chars();
    match chars.next() {
        Some('①'..='⑳') => true,
        Some('Ⅰ'..='Ⅻ') => chars.next().is_some_and(|c| among!(c, "．. 　、")),
        Some('（' | '(') => chars.next().is_some_and(|c| digit(c).is_some()),
        Some(c) if digit(c).is_some() => chars
            .find(|c| digit(*c).is_none())
            .is_some_and(|c| among!(c, "．. 　、）)")),
        Some('・' | '■' | '□' | '◇' | '△' | '※') => true,
        Some('ア'..='ン') => matches!(chars.next(), Some('）' | ')')),
        Some('*' | '-') => chars.next() == Some(' '),
        _ => false,
    }
}
