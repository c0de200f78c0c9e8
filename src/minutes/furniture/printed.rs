//! How the numbers of pages are printed.

use super::super::chars::{Spaced, digit, is_space, longer, squeeze};
use super::super::numerals;

/// How page numbers are printed that are believed only when they count up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `p.3`, `3/12`, `３ページ`
    Worded,
    /// `3`
    Bare,
    /// `(3)`
    Bracketed,
}

impl Form {
    pub(super) fn number(self, text: &str) -> Option<u32> {
        match self {
            Self::Worded => worded_number(text),
            Self::Bare => lone_number(text),
            Self::Bracketed => {
                let inner = text.trim_spaces().strip_prefix(['(', '（'])?;
                lone_number(inner.strip_suffix([')', '）'])?)
            }
        }
    }
}

/// `【page:2】 ---`, `<PAGE="2">`.
pub(super) fn page_mark(text: &str) -> Option<u32> {
    let t = text.trim_spaces_start();
    if !begins!(t, '【') && t.as_bytes().first() != Some(&b'<') {
        return None;
    }
    let t = t.trim_end();
    let inner = t
        .strip_prefix("【page:")
        .and_then(|r| r.split_once('】'))
        .filter(|(_, rest)| rest.trim().chars().all(|c| c == '-'))
        .map(|(n, _)| n)
        .or_else(|| t.strip_prefix("<PAGE=\"").and_then(|r| r.strip_suffix("\">")))?;
    inner.trim().parse().ok()
}

/// `Page 2: 第３回緑化審議会`: the number, and the title.
pub(super) fn site_page(text: &str) -> Option<(u32, &str)> {
    let (number, title) = text.strip_prefix("Page ")?.split_once(": ")?;
    let title = title.trim_spaces();
    longer(title, 5).then_some((number.parse().ok()?, title))
}

/// Begins like a page number of any form.
pub(super) fn may_be_number(text: &str) -> bool {
    text.trim_spaces_start()
        .starts_with(|c: char| matches!(c, '0'..='9' | '０'..='９') || among!(c, "PpＰｐ.．(（-－―−‐–"))
}

/// Ends in a figure behind white space: 「予算特別委員会　３１」.
pub(super) fn ends_in_number(text: &str) -> bool {
    // Asked of every line: told by bytes.
    let bytes = text.as_bytes();
    let end = bytes.iter().rposition(|b| *b != b' ').map_or(0, |at| at + 1);
    if !matches!(
        bytes.get(..end),
        Some([.., b'0'..=b'9'] | [.., 0xEF, 0xBC, 0x90..=0x99])
    ) {
        return false;
    }
    let t = text.trim_spaces_end();
    let head = t.trim_end_matches(|c: char| matches!(c, '0'..='9' | '０'..='９'));
    head.ends_with(is_space)
}

pub(super) fn lone_number(text: &str) -> Option<u32> {
    let t = text.trim_spaces();
    let fits = !t.is_empty()
        && !longer(t, 4)
        && t.chars()
            .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    fits.then(|| t.chars().filter_map(digit).fold(0, |n, d| n * 10 + d))
}

/// `- 3 -`, `－３－`, `- 2/3 -`.
pub(super) fn dashed_number(text: &str) -> Option<u32> {
    const DASH: [char; 6] = ['-', '－', '―', '−', '‐', '–'];
    // Asked of every line: few of them begin so.
    let inner = text.trim_spaces_start().strip_prefix(DASH)?.trim_spaces_end();
    if longer(inner, 11) {
        return None;
    }
    let inner = inner.strip_suffix(DASH)?;
    match inner.split_once(['/', '／']) {
        Some((number, total)) => lone_number(number).filter(|n| lone_number(total).is_some_and(|t| *n <= t)),
        None => lone_number(inner).or_else(|| {
            // 「― 三十四 ―」
            let inner = inner.trim_spaces();
            numerals::number(inner)
                .filter(|(_, len)| *len == inner.len())
                .map(|(n, _)| n)
        }),
    }
}

/// `p.3`, `Page 3`, `3/12`, `３ページ`, `3 頁`.
fn worded_number(text: &str) -> Option<u32> {
    let t = text.trim_spaces();
    let bare = t.trim_end_matches(['頁', 'ジ', 'ー', 'ペ']);
    let bare = "Page page PAGE P p Ｐ ｐ"
        .split(' ')
        .find_map(|w| bare.strip_prefix(w))
        .unwrap_or(bare);
    let bare = bare.trim_start_matches(['.', '．']).trim_spaces();
    let (head, total) = match bare.split_once(['/', '／']) {
        // 「1 / 第 3 日」
        Some((head, day)) if counts_day(day) => (head, None),
        Some((head, total)) => (head, Some(lone_number(total)?)),
        None => (bare, None),
    };
    let number = lone_number(head)?;
    (head.len() < t.len() && total.is_none_or(|t| number <= t)).then_some(number)
}

/// 「第 3 日」,「第２号」
fn counts_day(text: &str) -> bool {
    let bare = squeeze(text);
    let number = bare.strip_prefix('第').and_then(|t| t.strip_suffix(['日', '号']));
    number.is_some_and(|n| lone_number(n).is_some())
}
