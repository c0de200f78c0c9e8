//! The way back: every byte of a source as one leaf, in order. Leaves of text know where they stand in the
//! canonical text; the others are what the passes took away: white space, line breaks, page furniture.
//!
//! Only asked for where a place in the source is wanted; parsing does not need it.

use std::collections::BTreeMap;

use crate::text::ByteRange;

use super::furniture::Kept;
use super::model::DocumentText;
use super::{apart, furniture, lines, reflow, run_together};

/// What a leaf is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    /// Stands in the canonical text, byte by byte.
    Text,
    /// White space, a form feed or a byte order mark that does not stand there.
    Space,
    /// The end of a line: CRLF, LF or a lone CR.
    LineBreak,
    /// A page mark, a page number, a rule or a running head.
    Furniture,
}

impl LeafKind {
    /// One lower-case word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Space => "space",
            Self::LineBreak => "break",
            Self::Furniture => "furniture",
        }
    }
}

/// A piece of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// What it is.
    pub kind: LeafKind,
    /// Its bytes in the source.
    pub source: ByteRange,
    /// Where it begins in the canonical text; `None` for all but text.
    pub text: Option<u32>,
    /// Line of the source, 1-based.
    pub line: u32,
    /// Page it is on, where pages are known.
    pub page: Option<u32>,
}

/// All leaves of a source, with the canonical text they lead to. Concatenated, they are the source.
pub fn leaves(source: &str) -> (Vec<Leaf>, DocumentText) {
    let closed = apart::closed(source);
    let lines = run_together::parted(lines::split(&closed));
    let kept = furniture::strip(&lines);
    let text = reflow::reflow(&kept).document;
    // What a form feed parts has one number: which of them it is tell the form feeds before it.
    let (mut pages, mut feeds, mut left) = (BTreeMap::new(), 0, kept.iter().peekable());
    for line in &lines {
        feeds += line.feeds;
        let same = |k: &&Kept<'_>| k.line.number == line.number && std::ptr::eq(k.line.text, line.text);
        if let Some(k) = left.next_if(same) {
            pages.insert((line.number, feeds), k.page);
        }
    }
    let mut walk = Walk {
        leaves: Vec::new(),
        text: &text.text,
        at: 0,
    };
    let (mut start, mut page, mut number, mut feeds) = (0, None, 1, 0);
    while let rest = source.get(start..).unwrap_or("")
        && !rest.is_empty()
    {
        let length = rest.find(['\n', '\r', '\u{c}']).unwrap_or(rest.len());
        let (line, tail) = rest.split_at_checked(length).unwrap_or_default();
        let kept = pages.get(&(number, feeds));
        page = kept.copied().unwrap_or(page);
        let place = (number, page);
        if kept.is_some() || line.chars().all(is_blank) {
            walk.line(line, start, place);
        } else {
            walk.push(LeafKind::Furniture, start, length, None, place);
        }
        let ending = if tail.starts_with("\r\n") {
            2
        } else {
            tail.len().min(1)
        };
        if tail.starts_with('\u{c}') {
            walk.push(LeafKind::Space, start + length, ending, None, place);
            feeds += 1;
        } else if ending > 0 {
            walk.push(LeafKind::LineBreak, start + length, ending, None, place);
            number += 1;
        }
        start += length + ending;
    }
    (walk.leaves, text)
}

/// The byte of the source that stands at a byte of the canonical text; `None` between leaves of text, as at a
/// line end that was put there.
pub fn origin(leaves: &[Leaf], at: u32) -> Option<u32> {
    leaves.iter().find_map(|leaf| {
        let start = leaf.text?;
        (start <= at && at < start + leaf.source.len()).then(|| leaf.source.start + at - start)
    })
}

/// Goes along source and canonical text together.
struct Walk<'t> {
    leaves: Vec<Leaf>,
    text: &'t str,
    /// Byte of the canonical text that comes next.
    at: usize,
}

impl Walk<'_> {
    /// A line that was kept: its letters stand in the canonical text in this order, its spaces may.
    fn line(&mut self, line: &str, start: usize, place: (u32, Option<u32>)) {
        // Where the line was not joined to the one before, it begins behind a line end.
        if line.chars().any(|c| !is_blank(c)) {
            while self.next() == Some('\n') {
                self.at += 1;
            }
        }
        for (at, c) in line.char_indices() {
            // A space may have been put in at a wrap, between two words of ASCII letters.
            while !is_blank(c) && self.next() != Some(c) && self.next().is_some_and(is_blank) {
                self.at += self.next().map_or(1, char::len_utf8);
            }
            // So may the one that stands for a tab: a byte-order mark behind it is found all the same.
            if c == '\u{feff}'
                && let rest = self.text.get(self.at..).unwrap_or("")
                && let ahead = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n')
                && ahead.starts_with(c)
            {
                self.at += rest.len() - ahead.len();
            }
            let (kind, text) = if self.next() == Some(c) {
                (LeafKind::Text, Some(self.at as u32))
            } else if is_blank(c) {
                (LeafKind::Space, None)
            } else {
                (LeafKind::Furniture, None)
            };
            if text.is_some() {
                self.at += c.len_utf8();
            }
            self.push(kind, start + at, c.len_utf8(), text, place);
        }
    }

    fn next(&self) -> Option<char> {
        self.text.get(self.at..).and_then(|t| t.chars().next())
    }

    /// Adds bytes, to the leaf before if they go on where it ends in both texts.
    fn push(
        &mut self,
        kind: LeafKind,
        start: usize,
        length: usize,
        text: Option<u32>,
        (line, page): (u32, Option<u32>),
    ) {
        let source = ByteRange::new(start as u32, (start + length) as u32);
        if let Some(last) = self.leaves.last_mut()
            && last.kind == kind
            && last.line == line
            && kind != LeafKind::LineBreak
            && last.text.map(|t| t + last.source.len()) == text
        {
            last.source.end = source.end;
            return;
        }
        self.leaves.push(Leaf {
            kind,
            source,
            text,
            line,
            page,
        });
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}
