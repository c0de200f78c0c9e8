//! Cells of a table that became lines: names over their posts, surnames over given names, and the marks of absence
//! below them.

use super::super::super::chars::{longer, squeeze};
use super::super::fields::Line;
use super::super::names::{self, Class};
use super::words::words;

/// Whether a post is printed below each name: 「猪川　邦子」 over 「内閣府特命担当大臣」.
pub(super) fn posts_below(lines: &[Line<'_>]) -> bool {
    let mut pairs = 0;
    let mut apart = true;
    for (n, name) in lines.iter().enumerate() {
        if is_full_name(name.text) {
            let post = lines.iter().skip(n + 1).find(|l| !l.text.is_empty());
            let post = post.map_or("", |l| l.text);
            let held = words(post.split(['（', '(']).next().unwrap_or(""));
            // The post of the next person would stand above him.
            let fits = held.len() == 1
                && held.iter().all(|w| longer(&w.text, 3) && w.class != Class::Name)
                && (pairs > 0 || apart);
            if !fits {
                return false;
            }
            pairs += 1;
        }
        apart = name.text.is_empty() || grouped(name.text);
    }
    pairs > 1
}

/// Whether surname and given name stand on lines of their own: 「市長」,「甲野」,「太郎」.
pub(super) fn torn(lines: &[Line<'_>]) -> bool {
    let mut full = lines.iter().map(|l| l.text).filter(|t| !t.is_empty()).peekable();
    let mut pairs = 0;
    while let Some(family) = full.next() {
        if !is_part(family) {
            continue;
        }
        // 「和弘　委員長」
        let given = full.next().unwrap_or("");
        let words = words(given);
        let posted = words.len() > 1
            && words
                .iter()
                .skip(1)
                .all(|w| matches!(w.class, Class::Role | Class::Bracket))
            && words.first().is_some_and(|w| is_part(&w.text));
        if !(posted || is_part(given) && !full.peek().is_some_and(|next| is_part(next))) {
            return false;
        }
        pairs += 1;
    }
    pairs > 1
}

/// Whether the post of each torn name stands below it: the list ends with one.
pub(super) fn closes_with_post(lines: &[Line<'_>]) -> bool {
    // 「（傍聴者）」,「２名」
    let beside = |t: &&str| !t.is_empty() && !grouped(t) && names::class(t) != Class::Nobody;
    let last = lines.iter().rev().map(|l| l.text).find(beside);
    last.is_some_and(|t| !is_part(t) && words(t).len() == 1)
}

/// One letter of a name on a line of its own: 「浩」 below 「岩　木」.
pub(super) fn is_letter(text: &str) -> bool {
    text.starts_with(|c| matches!(c, '㐀'..='鿿')) && !longer(text, 1) && names::class(text) == Class::Name
}

/// Whether a line is the beginning of a name that goes on in `next`: 「岩　木」 or 「（代理）小」 over a letter, 「相」 over
/// 「川　宗　一」.
pub(super) fn is_begun(text: &str, next: &str) -> bool {
    let bare = text.rsplit(['）', ')']).next().unwrap_or("");
    let (bare, next) = (squeeze(bare), squeeze(next));
    let (most, letter) = (is_letter(&bare), is_letter(&next));
    (most || letter) && is_part(&bare) && is_part(&next) && !longer(&[&*bare, &*next].concat(), 4)
}

/// A surname or a given name alone.
pub(super) fn is_part(text: &str) -> bool {
    !longer(text, 3) && names::class(text) == Class::Name
}

pub(super) fn grouped(text: &str) -> bool {
    text.starts_with(['（', '(', '【', '〔'])
}

pub(super) fn is_full_name(text: &str) -> bool {
    let words = words(text);
    words.len() == 2 && words.iter().all(|w| w.class == Class::Name)
}
