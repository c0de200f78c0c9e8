//! Offsets, ranges, and text as it is searched.
//!
//! Three units meet in this program: UTF-8 bytes (the core), Unicode code points (files) and UTF-16
//! code units (the page). They have types of their own, and one tested converter, [`OffsetIndex`].

mod id;
mod index;
pub mod json;
mod offset;
pub mod search;
mod shelf;
pub mod stored;
pub mod tape;

pub use id::Fingerprint;
pub(crate) use id::{id, id_of, is_id};
pub use index::OffsetIndex;
pub use offset::{ByteRange, CharRange, Utf16Range};
pub use shelf::{Id, Shelf};

/// Bytes as text, if they are UTF-8. In the page the standard library's own check is one byte at a time, which took
/// longer for a long text than drawing its first screen.
pub fn utf8(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

/// Whether the script of a letter parts words by spaces, as Latin, Cyrillic, Arabic and Hangul do, and kana and kanji do
/// not. Of ASCII everything counts.
pub fn parts_words(c: char) -> bool {
    c.is_ascii() || (c < '\u{2000}' || ('\u{ac00}'..='\u{d7ff}').contains(&c)) && c.is_alphabetic()
}
