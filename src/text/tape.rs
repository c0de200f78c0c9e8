//! Values as a tape of bytes, on which one program of the page hands them to another of the same build.
//!
//! Nothing is kept in this form, so it has neither names nor a version: a number is four bytes, a text its length and
//! its bytes, a list its length and its values, one field after the other. A type is a row of names (`taped!`,
//! `taped_words!`). A tape that ends too early reads as zeros and nothing.

use std::ops::Range;

use super::ByteRange;

/// A type that can be put on a tape and read from it.
pub trait Taped: Sized {
    /// Puts it at the end of the tape.
    fn put(&self, tape: &mut Vec<u8>);

    /// Reads it from the beginning of what is left of the tape.
    fn read(tape: &mut &[u8]) -> Self;
}

/// A struct, field by field; what goes another way is named behind them.
macro_rules! taped {
    ($type:ident { $($field:ident),* $(,)? } $(without $other:ident)?) => {
        impl $crate::text::tape::Taped for $type {
            fn put(&self, tape: &mut Vec<u8>) {
                $($crate::text::tape::Taped::put(&self.$field, tape);)*
            }

            fn read(tape: &mut &[u8]) -> Self {
                Self {
                    $($other: Default::default(),)?
                    $($field: $crate::text::tape::Taped::read(tape)),*
                }
            }
        }
    };
}

/// An enum without fields, by the place of each word in the row. The first stands for what is not known.
macro_rules! taped_words {
    ($type:ident: $first:ident $(, $word:ident)* $(,)?) => {
        impl $crate::text::tape::Taped for $type {
            fn put(&self, tape: &mut Vec<u8>) {
                (*self as u32).put(tape);
            }

            fn read(tape: &mut &[u8]) -> Self {
                let number = u32::read(tape);
                [Self::$first $(, Self::$word)*]
                    .into_iter()
                    .find(|word| *word as u32 == number)
                    .unwrap_or(Self::$first)
            }
        }
    };
}

pub(crate) use {taped, taped_words};

impl Taped for u32 {
    fn put(&self, tape: &mut Vec<u8>) {
        tape.extend_from_slice(&self.to_le_bytes());
    }

    fn read(tape: &mut &[u8]) -> Self {
        match tape.split_first_chunk() {
            Some((number, rest)) => {
                *tape = rest;
                Self::from_le_bytes(*number)
            }
            None => {
                *tape = &[];
                0
            }
        }
    }
}

impl Taped for bool {
    fn put(&self, tape: &mut Vec<u8>) {
        u32::from(*self).put(tape);
    }

    fn read(tape: &mut &[u8]) -> Self {
        u32::read(tape) != 0
    }
}

impl Taped for f32 {
    fn put(&self, tape: &mut Vec<u8>) {
        self.to_bits().put(tape);
    }

    fn read(tape: &mut &[u8]) -> Self {
        Self::from_bits(u32::read(tape))
    }
}

impl Taped for String {
    fn put(&self, tape: &mut Vec<u8>) {
        (self.len() as u32).put(tape);
        tape.extend_from_slice(self.as_bytes());
    }

    fn read(tape: &mut &[u8]) -> Self {
        let length = (u32::read(tape) as usize).min(tape.len());
        let (words, rest) = tape.split_at(length);
        *tape = rest;
        Self::from_utf8(words.to_vec()).unwrap_or_default()
    }
}

impl<T: Taped> Taped for Option<T> {
    fn put(&self, tape: &mut Vec<u8>) {
        self.is_some().put(tape);
        if let Some(value) = self {
            value.put(tape);
        }
    }

    fn read(tape: &mut &[u8]) -> Self {
        bool::read(tape).then(|| T::read(tape))
    }
}

impl<T: Taped> Taped for Vec<T> {
    fn put(&self, tape: &mut Vec<u8>) {
        (self.len() as u32).put(tape);
        for value in self {
            value.put(tape);
        }
    }

    fn read(tape: &mut &[u8]) -> Self {
        let length = u32::read(tape) as usize;
        // A value takes a number at least.
        let mut values = Self::with_capacity(length.min(tape.len() / 4));
        while values.len() < length && !tape.is_empty() {
            values.push(T::read(tape));
        }
        values
    }
}

impl Taped for Range<u32> {
    fn put(&self, tape: &mut Vec<u8>) {
        self.start.put(tape);
        self.end.put(tape);
    }

    fn read(tape: &mut &[u8]) -> Self {
        u32::read(tape)..u32::read(tape)
    }
}

impl Taped for ByteRange {
    fn put(&self, tape: &mut Vec<u8>) {
        (self.start..self.end).put(tape);
    }

    fn read(tape: &mut &[u8]) -> Self {
        let Range { start, end } = Range::read(tape);
        Self { start, end }
    }
}

#[cfg(test)]
mod tests {
    use super::Taped;

    #[test]
    fn a_tape_that_ends_too_early_reads_as_nothing() {
        let value = vec![Some("付箋".to_owned()), None, Some("議事録".to_owned())];
        let mut tape = Vec::new();
        value.put(&mut tape);
        for end in 0..tape.len() {
            let read = Vec::<Option<String>>::read(&mut &tape[..end]);
            assert!(read.len() <= value.len(), "{read:?}");
        }
        assert_eq!(Vec::<Option<String>>::read(&mut tape.as_slice()), value);
    }

    #[test]
    fn a_list_cannot_claim_more_than_there_is() {
        let mut tape = Vec::new();
        u32::MAX.put(&mut tape);
        7u32.put(&mut tape);
        assert_eq!(Vec::<u32>::read(&mut tape.as_slice()), [7]);
    }
}
