//! Targets: what an annotation is on, and where that is in another version of the text.

use crate::minutes::Minutes;
use crate::text::{ByteRange, CharRange, OffsetIndex};

use super::{Quote, Target, Unit};

/// Code points of context on either side of a quote, as the Web Annotation model suggests.
const CONTEXT: usize = 32;

/// The target for a range of the canonical text.
pub fn target(minutes: &Minutes, index: &OffsetIndex, unit: Unit, range: ByteRange) -> Target {
    Target {
        unit,
        position: index.chars(&minutes.text, range),
        quote: quote(&minutes.text, range),
    }
}

pub(super) fn quote(text: &str, range: ByteRange) -> Quote {
    let before = text.get(..range.start as usize).unwrap_or("");
    let after = text.get(range.end as usize..).unwrap_or("");
    let prefix_at = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(i, _)| i);
    Quote {
        exact: range.of(text).to_owned(),
        prefix: before.get(prefix_at..).unwrap_or("").to_owned(),
        suffix: after.chars().take(CONTEXT).collect(),
    }
}

/// Where a target made on one text is in another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resolution {
    /// At the position it names.
    Exact(CharRange),
    /// Somewhere else, with the same words.
    Moved(CharRange),
    /// Nowhere: kept and listed.
    Orphan,
}

/// Looks for a target in `text`: at its position, else where its words stand once with the most of their
/// context around them. Never to a place whose words differ.
pub fn resolve(target: &Target, text: &str, index: &OffsetIndex) -> Resolution {
    if target.unit == Unit::Document {
        return Resolution::Exact(target.position);
    }
    let quote = &target.quote;
    let at = index.bytes_of_chars(text, target.position);
    if at.of(text) == quote.exact && !quote.exact.is_empty() {
        return Resolution::Exact(target.position);
    }
    if quote.exact.is_empty() {
        return Resolution::Orphan;
    }
    let score = |start: usize| {
        let before = text.get(..start).unwrap_or("");
        let after = text.get(start + quote.exact.len()..).unwrap_or("");
        let left = before
            .chars()
            .rev()
            .zip(quote.prefix.chars().rev())
            .take_while(|(a, b)| a == b)
            .count();
        let right = after
            .chars()
            .zip(quote.suffix.chars())
            .take_while(|(a, b)| a == b)
            .count();
        left + right
    };
    let mut best: Option<(usize, usize)> = None;
    let mut tie = false;
    for (start, _) in text.match_indices(&quote.exact) {
        let s = score(start);
        match best {
            Some((b, _)) if s < b => {}
            Some((b, _)) if s == b => tie = true,
            _ => {
                best = Some((s, start));
                tie = false;
            }
        }
    }
    match best {
        Some((_, start)) if !tie => {
            let range = ByteRange::new(start as u32, (start + quote.exact.len()) as u32);
            Resolution::Moved(index.chars(text, range))
        }
        _ => Resolution::Orphan,
    }
}
