//! What `j` and `k` walk over: sentences and speeches, by address.
//!
//! Speeches are numbered from 1. What nobody speaks (the points of 議事要旨, 決定 between two speeches) is speech 0, so
//! that it can be tagged too.

use std::ops::Range;

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
}

/// Sentences that follow each other in the text, and how they are addressed.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Index in [`Units::sentences`] of the first; a speech that is only a stage direction has none.
    at: u32,
    /// Speech, or 0.
    speech: u32,
    /// Number of the first within the speech, 1-based.
    first: u32,
    /// Whether `j` and `k` walk over them.
    walked: bool,
}

/// The units of one document.
///
/// What nobody speaks is speech 0, wherever it stands; its sentences are numbered in order of the text.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// Range of every sentence that can be tagged, in order of the text.
    sentences: Vec<ByteRange>,
    /// In order of the text: one for each speech, and one for what stands between two of them, or for as much of it as
    /// is walked over or not.
    runs: Vec<Run>,
    /// Index in `runs` of speech `n`, and the range of its paragraphs; `[0]` is unused.
    speeches: Vec<(u32, ByteRange)>,
}

impl Units {
    /// Reads the tables of `minutes` once.
    pub fn new(minutes: &Minutes) -> Self {
        let mut units = Self {
            speeches: vec![(0, ByteRange::default())],
            ..Self::default()
        };
        let mut outside = 1;
        for (block, walked) in taggable_blocks(minutes) {
            let inside = minutes.sentences_of(block);
            let mut run = Run {
                at: units.sentences.len() as u32,
                speech: 0,
                first: 1,
                walked,
            };
            units.sentences.extend_from_slice(inside);
            if matches!(block.kind, BlockKind::Speech(_)) {
                run.speech = units.speeches.len() as u32;
                let paragraphs = minutes.paragraphs_of(block);
                let range = match (paragraphs.first(), paragraphs.last()) {
                    (Some(a), Some(b)) => ByteRange::new(a.range.start, b.range.end),
                    _ => ByteRange::new(block.range.start, block.range.start),
                };
                units.speeches.push((units.runs.len() as u32, range));
            } else {
                run.first = outside;
                outside += inside.len() as u32;
                let goes_on = |before: &Run| before.speech == 0 && before.walked == walked;
                if inside.is_empty() || units.runs.last().is_some_and(goes_on) {
                    continue;
                }
            }
            units.runs.push(run);
        }
        units
    }

    /// Number of speeches.
    pub fn speeches(&self) -> u32 {
        self.speeches.len().saturating_sub(1) as u32
    }

    /// Number of sentences.
    pub fn sentences(&self) -> usize {
        self.sentences.len()
    }

    /// First unit of the document, if it has any.
    pub fn first(&self) -> Option<Address> {
        self.walked_from(0)
    }

    /// Bytes of one sentence; empty for an address that does not exist.
    pub fn sentence(&self, at: Address) -> ByteRange {
        self.number(at)
            .and_then(|n| self.sentences.get(n).copied())
            .unwrap_or_default()
    }

    /// Bytes of one speech; empty for a number that does not exist.
    pub fn speech(&self, number: u32) -> ByteRange {
        self.speeches
            .get(number as usize)
            .map(|s| s.1)
            .unwrap_or_default()
    }

    /// First and last of what is selected, in order of the text.
    pub fn ordered(&self, place: Place) -> (Address, Address) {
        let (a, b) = (place.anchor, place.head);
        let (first, second) = (self.run(a), self.run(b));
        match first > second || first == second && a.sentence > b.sentence {
            true => (b, a),
            false => (a, b),
        }
    }

    /// Bytes of what is selected.
    pub fn range(&self, mode: Mode, place: Place) -> ByteRange {
        let (from, to) = self.ordered(place);
        let of = |at: Address| match mode {
            Mode::Speech if at.speech > 0 => self.speech(at.speech),
            _ => self.sentence(at),
        };
        ByteRange::new(of(from).start, of(to).end)
    }

    /// What an annotation on the selection is on.
    pub fn unit(&self, mode: Mode, place: Place) -> Unit {
        let (mut from, mut to) = self.ordered(place);
        if mode == Mode::Speech {
            if from.speech > 0 && from.speech == to.speech {
                return Unit::Speech { speech: from.speech };
            }
            if from.speech > 0 {
                from.sentence = 1;
            }
            if to.speech > 0 {
                to.sentence = self.run(to).map_or(1, |run| self.span(run).len().max(1) as u32);
            }
        }
        Unit::Sentence { from, to }
    }

    /// The sentence at a byte of the canonical text, if the byte is inside one.
    pub fn at(&self, byte: u32) -> Option<Address> {
        let n = self.sentences.partition_point(|r| r.end <= byte);
        self.sentences.get(n).filter(|r| r.contains(byte))?;
        self.address(n)
    }

    /// The sentence at a byte, or the next one after it that `j` and `k` walk over.
    pub fn at_or_after(&self, byte: u32) -> Option<Address> {
        self.walked_from(self.sentences.partition_point(|r| r.end <= byte))
    }

    /// The sentence at a byte, whatever it is, or the next one that `j` and `k` walk over.
    pub fn nearest(&self, byte: u32) -> Option<Address> {
        self.at(byte).or_else(|| self.at_or_after(byte))
    }

    /// The first sentence that `j` and `k` walk over and that begins at a byte or after it.
    pub fn beginning_after(&self, byte: u32) -> Option<Address> {
        self.walked_from(self.sentences.partition_point(|r| r.start < byte))
    }

    /// First and last of the sentences that a range touches; headings and lists at its ends only where it touches nothing
    /// else.
    pub fn covered(&self, range: ByteRange) -> Option<(Address, Address)> {
        let first = self.sentences.partition_point(|r| r.end <= range.start);
        let last = self
            .sentences
            .partition_point(|r| r.start < range.end)
            .checked_sub(1)?;
        let (from, to) = match self.past(first, true).zip(self.past(last, false)) {
            Some((from, to)) if from <= to => (from, to),
            _ => (first, last),
        };
        (from <= to).then(|| self.address(from).zip(self.address(to)))?
    }

    /// The next unit, or the one before; stays at the ends. Goes past headings and lists, but through one that somebody
    /// pointed at.
    pub fn step(&self, mode: Mode, from: Address, on: bool) -> Address {
        self.beside(mode, from, on).unwrap_or(from)
    }

    fn beside(&self, mode: Mode, at: Address, on: bool) -> Option<Address> {
        let run = self.run(at)?;
        let here = self.runs.get(run)?;
        let unit = match self.number(at) {
            Some(n) if mode != Mode::Speech || here.speech == 0 => n..n + 1,
            _ => self.span(run),
        };
        let mut n = if on { unit.end } else { unit.start.checked_sub(1)? };
        if here.walked {
            n = self.past(n, on)?;
        }
        let mut to = self.address(n)?;
        if mode == Mode::Speech && to.speech > 0 {
            to.sentence = 1;
        }
        Some(to)
    }

    /// Indexes of the sentences of a run.
    fn span(&self, run: usize) -> Range<usize> {
        let start = |n: usize| self.runs.get(n).map_or(self.sentences.len(), |r| r.at as usize);
        start(run)..start(run + 1)
    }

    /// The run in which a sentence is.
    fn run_of(&self, n: usize) -> Option<usize> {
        let after = self.runs.partition_point(|r| r.at as usize <= n);
        after.checked_sub(1).filter(|_| n < self.sentences.len())
    }

    /// Index of the run in which an address is.
    fn run(&self, at: Address) -> Option<usize> {
        if at.speech > 0 {
            return self.speeches.get(at.speech as usize).map(|s| s.0 as usize);
        }
        let from_here = |r: &Run| r.speech == 0 && r.first <= at.sentence;
        self.runs.iter().rposition(from_here)
    }

    fn number(&self, at: Address) -> Option<usize> {
        let run = self.run(at)?;
        let within = at.sentence.checked_sub(self.runs.get(run)?.first)?;
        self.span(run).nth(within as usize)
    }

    fn address(&self, n: usize) -> Option<Address> {
        let run = self.runs.get(self.run_of(n)?)?;
        Some(Address {
            speech: run.speech,
            sentence: n as u32 - run.at + run.first,
        })
    }

    /// The first sentence from `n` on, or back from it, that `j` and `k` walk over.
    fn past(&self, mut n: usize, on: bool) -> Option<usize> {
        loop {
            let run = self.run_of(n)?;
            if self.runs.get(run)?.walked {
                return Some(n);
            }
            let span = self.span(run);
            n = if on { span.end } else { span.start.checked_sub(1)? };
        }
    }

    fn walked_from(&self, n: usize) -> Option<Address> {
        self.address(self.past(n, true)?)
    }
}
