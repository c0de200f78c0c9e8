//! The converter between bytes, code points and UTF-16.

use super::{ByteRange, CharRange, Utf16Range};

/// Distance of two checkpoints, in bytes. Ten thousand annotations ask for two places each; a text of 16 MB has less
/// than one in checkpoints.
const STEP: usize = 256;

#[derive(Clone, Copy, Debug, Default)]
struct Checkpoint {
    byte: u32,
    char: u32,
    utf16: u32,
}

/// Converts positions of one text between the three units in time that does not grow with the text.
///
/// Positions beyond the end, or inside a character, are moved to the nearest boundary before them.
#[derive(Clone, Debug, Default)]
pub struct OffsetIndex {
    checkpoints: Vec<Checkpoint>,
}

impl OffsetIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut checkpoints = Vec::with_capacity(bytes.len() / STEP + 2);
        let mut at = Checkpoint::default();
        checkpoints.push(at);
        for block in bytes.chunks(STEP) {
            // Counted from lead bytes: no decoding, and the loop vectorises.
            let leads = block.iter().filter(|&&b| (b as i8) >= -0x40).count() as u32;
            let astral = block.iter().filter(|&&b| b >= 0xF0).count() as u32;
            at = Checkpoint {
                byte: at.byte + block.len() as u32,
                char: at.char + leads,
                utf16: at.utf16 + leads + astral,
            };
            checkpoints.push(at);
        }
        Self { checkpoints }
    }

    /// Byte range → code points.
    pub fn chars(&self, text: &str, range: ByteRange) -> CharRange {
        CharRange::new(
            self.at_byte(text, range.start).char,
            self.at_byte(text, range.end).char,
        )
    }

    /// Byte range → UTF-16 code units.
    pub fn utf16(&self, text: &str, range: ByteRange) -> Utf16Range {
        Utf16Range::new(
            self.at_byte(text, range.start).utf16,
            self.at_byte(text, range.end).utf16,
        )
    }

    /// Code points → byte range.
    pub fn bytes_of_chars(&self, text: &str, range: CharRange) -> ByteRange {
        let find = |n| {
            self.walk(text, self.before(|c| c.char <= n), |c| c.char >= n)
                .byte
        };
        ByteRange::new(find(range.start), find(range.end))
    }

    /// Code points → UTF-16 code units, at once.
    pub fn utf16_of_chars(&self, text: &str, range: CharRange) -> Utf16Range {
        let find = |n| {
            self.walk(text, self.before(|c| c.char <= n), |c| c.char >= n)
                .utf16
        };
        Utf16Range::new(find(range.start), find(range.end))
    }

    /// UTF-16 code units → byte range.
    pub fn bytes_of_utf16(&self, text: &str, range: Utf16Range) -> ByteRange {
        let find = |n| {
            self.walk(text, self.before(|c| c.utf16 <= n), |c| c.utf16 >= n)
                .byte
        };
        ByteRange::new(find(range.start), find(range.end))
    }

    fn at_byte(&self, text: &str, byte: u32) -> Checkpoint {
        self.walk(text, self.before(|c| c.byte <= byte), |c| c.byte >= byte)
    }

    fn before(&self, fits: impl Fn(&Checkpoint) -> bool) -> Checkpoint {
        let after = self.checkpoints.partition_point(fits);
        self.checkpoints
            .get(after.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }

    /// From a checkpoint, which may lie inside a character, to the first boundary that `done`.
    fn walk(&self, text: &str, from: Checkpoint, done: impl Fn(&Checkpoint) -> bool) -> Checkpoint {
        let mut at = from;
        // The lead byte was counted before the checkpoint; step over the rest of its character.
        while (at.byte as usize) < text.len() && !text.is_char_boundary(at.byte as usize) {
            at.byte += 1;
        }
        for c in text.get(at.byte as usize..).unwrap_or("").chars() {
            if done(&at) {
                break;
            }
            let next = Checkpoint {
                byte: at.byte + c.len_utf8() as u32,
                char: at.char + 1,
                utf16: at.utf16 + c.len_utf16() as u32,
            };
            at = next;
        }
        at
    }
}
