//! What a printed line looks like.

use super::super::chars::{Spaced, is_closing, longer, marker, width};
use super::super::furniture::is_rule;
use super::super::labels::{Form, Seen, Start};
use super::WIDEST;

/// What a printed line looks like.
pub(in crate::minutes) struct Shape {
    pub(in crate::minutes) start: Start,
    /// Bytes without white space at the ends.
    pub(in crate::minutes) bytes: u32,
    /// Display width without white space at the ends; that of the white space in front.
    pub(in crate::minutes) width: u32,
    pub(in crate::minutes) indent: u32,
    pub(super) rule: bool,
    /// Ends like a paragraph may end.
    pub(in crate::minutes) ended: bool,
    /// A label, or a direction, that breaks off behind its opening bracket: 「○議長(」,「起立を求めます。 〔」.
    pub(in crate::minutes) open: bool,
}

impl Shape {
    pub(in crate::minutes) fn of(line: &str) -> Self {
        let line = line.trim_spaces_end();
        let text = line.trim_spaces_start();
        let lead = line.get(..line.len() - text.len()).unwrap_or("");
        Self {
            start: Start::of(text),
            bytes: text.len() as u32,
            // Of a line that no printer wrapped it is enough to know so.
            width: if text.len() > 5 * WIDEST as usize {
                WIDEST + 1
            } else {
                width(text) as u32
            },
            indent: width(lead) as u32,
            rule: is_rule(text),
            ended: ended(text),
            open: text.ends_with('〔')
                || text.ends_with(['（', '(']) && marker(text).is_some() && !longer(text, 14),
        }
    }
}

impl Shape {
    /// Nothing but a label with an office or an honorific in it.
    pub(super) fn names(&self) -> bool {
        matches!(self.start.seen, Seen::Label { named: true, body, .. } if u32::from(body) == self.bytes)
    }

    /// 「（村上委員）」 alone on its line.
    pub(super) fn names_in_brackets(&self) -> bool {
        matches!(
            self.start.seen,
            Seen::Label {
                form: Form::Round,
                ..
            }
        ) && self.names()
    }
}

/// Ends like a paragraph may end.
fn ended(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|c| among!(c, "。｡！？!?．") || is_closing(c))
}
