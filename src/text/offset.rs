//! One type per unit of counting, so that mixing them does not compile.

use super::stored::record;

macro_rules! range {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
        pub struct $name {
            /// First position inside.
            pub start: u32,
            /// First position after; never less than `start`.
            pub end: u32,
        }

        impl $name {
            /// The half-open range `start..end`.
            pub const fn new(start: u32, end: u32) -> Self {
                Self { start, end }
            }

            /// Number of units.
            pub const fn len(self) -> u32 {
                self.end - self.start
            }

            /// Whether it holds nothing.
            pub const fn is_empty(self) -> bool {
                self.end <= self.start
            }

            /// Whether `at` is inside.
            pub const fn contains(self, at: u32) -> bool {
                self.start <= at && at < self.end
            }

            /// Whether the two share a position.
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }
        }
    };
}

range!(
    /// Half-open range of UTF-8 bytes in a canonical text: the unit of the core.
    ByteRange
);
range!(
    /// Half-open range of Unicode scalar values: the unit of files and of `PARSE_JSON`.
    CharRange
);
range!(
    /// Half-open range of UTF-16 code units: the unit of the DOM, and of what `view` draws there. The core below counts
    /// in bytes.
    Utf16Range
);

record!(CharRange { start, end });

impl ByteRange {
    /// The text of the range; empty where the range does not fit `text` (never a panic).
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}
