//! What `j` and `k` walk over: sentences and speeches, by address.
//!
//! Speeches are numbered from 1. Where nobody speaks (議事要旨), the points and inserts of the
//! document are speech 0, so that such minutes can be tagged too.

use crate::analysis::sentences::taggable_blocks;
use crate::minutes::{BlockKind, Minutes};
use crate::project::{Address, Unit};
use crate::text::ByteRange;

/// The tagging unit a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// 文.
    #[default]
    Sentence,
    /// 発言.
    Speech,
    /// 範囲: free selection; `j` and `k` walk sentences.
    Span,
}

impl Mode {
    /// As attributes of the page name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Speech => "speech",
            Self::Span => "span",
        }
    }
}

/// Where a person is, or what is selected: a run of sentences or of speeches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where the selection began.
    pub anchor: Address,
    /// Where it is now; this is the current unit.
    pub head: Address,
}

impl Place {
    /// One unit.
    pub fn at(address: Address) -> Self {
        Self {
            anchor: address,
            head: address,
        }
    }

    /// First and last, in order of the text.
    pub fn ordered(self) -> (Address, Address) {
        (self.anchor.min(self.head), self.anchor.max(self.head))
    }
}

/// The units of one document.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// Range of every sentence that can be tagged, in order of the text.
    sentences: Vec<ByteRange>,
    /// `first[n]` = index in `sentences` of the first sentence of speech `n`; one more at the end.
    first: Vec<u32>,
    /// Range of the paragraphs of speech `n`; `[0]` is unused.
    speeches: Vec<ByteRange>,
}

impl Units {
    /// Reads the tables of `minutes` once.
    pub fn new(minutes: &Minutes) -> Self {
        let mut units = Self {
            first: vec![0],
            speeches: vec![ByteRange::default()],
            ..Self::default()
        };
        let sentences_of = |paragraphs: std::ops::Range<u32>| {
            let list = minutes
                .paragraphs
                .get(paragraphs.start as usize..paragraphs.end as usize)
                .unwrap_or(&[]);
            list.iter().flat_map(|p| {
                minutes
                    .sentences
                    .get(p.sentences.start as usize..p.sentences.end as usize)
                    .unwrap_or(&[])
            })
        };
        for block in taggable_blocks(minutes) {
            if matches!(block.kind, BlockKind::Speech(_)) {
                units.first.push(units.sentences.len() as u32);
                let inside = minutes
                    .paragraphs
                    .get(block.paragraphs.start as usize..block.paragraphs.end as usize)
                    .unwrap_or(&[]);
                let range = match (inside.first(), inside.last()) {
                    (Some(a), Some(b)) => ByteRange::new(a.range.start, b.range.end),
                    _ => ByteRange::new(block.range.start, block.range.start),
                };
                units.speeches.push(range);
            }
            units.sentences.extend(sentences_of(block.paragraphs.clone()));
        }
        units.first.push(units.sentences.len() as u32);
        units
    }

    /// Number of speeches.
    pub fn speeches(&self) -> u32 {
        self.speeches.len() as u32 - 1
    }

    /// Number of sentences.
    pub fn sentences(&self) -> usize {
        self.sentences.len()
    }

    /// First unit of the document, if it has any.
    pub fn first(&self) -> Option<Address> {
        (!self.sentences.is_empty()).then(|| self.address(0))
    }

    /// Bytes of one sentence; empty for an address that does not exist.
    pub fn sentence(&self, at: Address) -> ByteRange {
        self.number(at)
            .and_then(|n| self.sentences.get(n).copied())
            .unwrap_or_default()
    }

    /// Bytes of one speech; empty for a number that does not exist.
    pub fn speech(&self, number: u32) -> ByteRange {
        self.speeches.get(number as usize).copied().unwrap_or_default()
    }

    /// Bytes of what is selected.
    pub fn range(&self, mode: Mode, place: Place) -> ByteRange {
        let (from, to) = place.ordered();
        match mode {
            Mode::Speech if from.speech > 0 => {
                ByteRange::new(self.speech(from.speech).start, self.speech(to.speech).end)
            }
            _ => ByteRange::new(self.sentence(from).start, self.sentence(to).end),
        }
    }

    /// What an annotation on the selection is on.
    pub fn unit(&self, mode: Mode, place: Place) -> Unit {
        let (from, to) = place.ordered();
        match mode {
            Mode::Speech if from.speech > 0 && from.speech == to.speech => {
                Unit::Speech { speech: from.speech }
            }
            Mode::Speech if from.speech > 0 => {
                let last = self.last_of(to.speech);
                Unit::Sentence {
                    from: Address {
                        speech: from.speech,
                        sentence: 1,
                    },
                    to: last,
                }
            }
            _ => Unit::Sentence { from, to },
        }
    }

    /// The sentence at a byte of the canonical text, if the byte is inside one.
    pub fn at(&self, byte: u32) -> Option<Address> {
        let after = self.sentences.partition_point(|r| r.start <= byte);
        let n = after.checked_sub(1)?;
        self.sentences
            .get(n)
            .filter(|r| r.contains(byte))
            .map(|_| self.address(n))
    }

    /// The sentence at a byte, or the next one after it.
    pub fn at_or_after(&self, byte: u32) -> Option<Address> {
        let n = self.sentences.partition_point(|r| r.end <= byte);
        (n < self.sentences.len()).then(|| self.address(n))
    }

    /// The first sentence that begins at a byte or after it.
    pub fn beginning_after(&self, byte: u32) -> Option<Address> {
        let n = self.sentences.partition_point(|r| r.start < byte);
        (n < self.sentences.len()).then(|| self.address(n))
    }

    /// First and last of the sentences that a range touches.
    pub fn covered(&self, range: ByteRange) -> Option<(Address, Address)> {
        let first = self.sentences.partition_point(|r| r.end <= range.start);
        let end = self.sentences.partition_point(|r| r.start < range.end);
        (first < end).then(|| (self.address(first), self.address(end - 1)))
    }

    /// The unit `by` steps further (back when negative); stays at the ends.
    pub fn step(&self, mode: Mode, from: Address, by: i64) -> Address {
        if mode == Mode::Speech && from.speech > 0 {
            let speech = (i64::from(from.speech) + by).clamp(1, i64::from(self.speeches())) as u32;
            return Address { speech, sentence: 1 };
        }
        let Some(n) = self.number(from) else { return from };
        let last = self.sentences.len().saturating_sub(1) as i64;
        self.address((n as i64 + by).clamp(0, last) as usize)
    }

    fn last_of(&self, speech: u32) -> Address {
        let count = self.count(speech);
        Address {
            speech,
            sentence: count.max(1),
        }
    }

    /// Number of sentences of a speech.
    pub fn count(&self, speech: u32) -> u32 {
        let s = speech as usize;
        match (self.first.get(s), self.first.get(s + 1)) {
            (Some(a), Some(b)) => b - a,
            _ => 0,
        }
    }

    fn number(&self, at: Address) -> Option<usize> {
        let fits = at.sentence >= 1 && at.sentence <= self.count(at.speech);
        fits.then(|| {
            self.first
                .get(at.speech as usize)
                .map(|f| (f + at.sentence - 1) as usize)
        })?
    }

    fn address(&self, n: usize) -> Address {
        // The last speech that begins at or before `n`; silent speeches begin where the next one does.
        let speech = self.first.partition_point(|&f| f as usize <= n).saturating_sub(1);
        let speech = speech.min(self.first.len().saturating_sub(2));
        let first = self.first.get(speech).copied().unwrap_or(0);
        Address {
            speech: speech as u32,
            sentence: n as u32 - first + 1,
        }
    }
}
