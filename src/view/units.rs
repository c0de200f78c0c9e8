//! What `j` and `k` walk over: sentences and speeches, by address.
//!
//! Speeches are numbered from 1. What nobody speaks (the points of 議事要旨, 決定 between two speeches) is speech 0, so
//! that it can be tagged too.

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
/// What nobody speaks is speech 0, wherever it stands. Its sentences are numbered in order of the text: those that `j`
/// and `k` walk over, and behind these the others.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// Range of every sentence that can be tagged, in order of the text.
    sentences: Vec<ByteRange>,
    /// In order of the text: one for each speech, and one for what stands between two of them, or for as much of it as
    /// is walked over or not.
    runs: Vec<Run>,
    /// Index in `runs` of speech `n`, and the range of its paragraphs; `[0]` is unused.
    speeches: Vec<(u32, ByteRange)>,
    /// Indexes in `runs` of what nobody speaks, by number of the first sentence.
    outside: Vec<u32>,
}

impl Units {
    /// Reads the tables of `minutes` once.
    pub fn new(minutes: &Minutes) -> Self {
        let mut units = Self {
            speeches: vec![(0, ByteRange::default())],
            ..Self::default()
        };
        for (block, walked) in taggable_blocks(minutes) {
            let at = units.sentences.len() as u32;
            units.sentences.extend(minutes.sentences_of(block));
            let speech = match block.kind {
                BlockKind::Speech(_) => units.speeches.len() as u32,
                _ => 0,
            };
            if speech > 0 {
                let inside = minutes.paragraphs_of(block);
                let range = match (inside.first(), inside.last()) {
                    (Some(a), Some(b)) => ByteRange::new(a.range.start, b.range.end),
                    _ => ByteRange::new(block.range.start, block.range.start),
                };
                units.speeches.push((units.runs.len() as u32, range));
            } else {
                let goes_on = |run: &Run| run.speech == 0 && run.walked == walked;
                if units.sentences.len() as u32 == at || units.runs.last().is_some_and(goes_on) {
                    continue;
                }
            }
            units.runs.push(Run {
                at,
                speech,
                first: 1,
                walked,
            });
        }
        units.number_outside();
        units
    }

    /// Numbers the sentences of speech 0.
    fn number_outside(&mut self) {
        let mut next = 1;
        for walked in [true, false] {
            for n in 0..self.runs.len() {
                let count = self.span(n).len() as u32;
                if let Some(run) = self.runs.get_mut(n)
                    && run.speech == 0
                    && run.walked == walked
                {
                    run.first = next;
                    next += count;
                    self.outside.push(n as u32);
                }
            }
        }
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
        let where_is = |at: Address| (self.run(at), at.sentence);
        match where_is(a) <= where_is(b) {
            true => (a, b),
            false => (b, a),
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
                to.sentence = self.count(to.speech).max(1);
            }
        }
        Unit::Sentence { from, to }
    }

    /// The sentence at a byte of the canonical text, if the byte is inside one.
    pub fn at(&self, byte: u32) -> Option<Address> {
        let after = self.sentences.partition_point(|r| r.start <= byte);
        let n = after.checked_sub(1)?;
        self.sentences
            .get(n)
            .filter(|r| r.contains(byte))
            .and_then(|_| self.address(n))
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
        let end = self.sentences.partition_point(|r| r.start < range.end);
        let is_walked = |n: &usize| self.run_of(*n).is_some_and(|run| run.walked);
        let all = || first..end;
        let from = all().find(is_walked).or_else(|| all().next())?;
        let to = all().rfind(is_walked).or_else(|| all().next_back())?;
        self.address(from).zip(self.address(to))
    }

    /// The unit `by` steps further (back when negative); stays at the ends. Goes past headings and lists, but through one
    /// that somebody pointed at.
    pub fn step(&self, mode: Mode, from: Address, by: i64) -> Address {
        let mut at = from;
        for _ in 0..by.unsigned_abs() {
            match self.beside(mode, at, by > 0) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    fn beside(&self, mode: Mode, at: Address, on: bool) -> Option<Address> {
        let whole = |run: &Run| mode == Mode::Speech && run.speech > 0;
        let here = self.runs.get(self.run(at)?)?;
        let number = self.number(at);
        // The sentence beside it in the same run.
        if let Some(n) = number.filter(|_| !whole(here)) {
            let beside = if on { n + 1 } else { n.checked_sub(1)? };
            if self.span(self.run(at)?).contains(&beside) {
                return self.address(beside);
            }
        }
        let mut n = self.run(at)?;
        loop {
            n = if on { n + 1 } else { n.checked_sub(1)? };
            let run = self.runs.get(n)?;
            let inside = self.span(n);
            if here.walked && !run.walked || inside.is_empty() && !whole(run) {
                continue;
            }
            return match (whole(run), on) {
                (true, _) => Some(Address {
                    speech: run.speech,
                    sentence: 1,
                }),
                (false, true) => self.address(inside.start),
                (false, false) => self.address(inside.end - 1),
            };
        }
    }

    /// Number of sentences of a speech.
    fn count(&self, speech: u32) -> u32 {
        let run = self.speeches.get(speech as usize).filter(|_| speech > 0);
        run.map_or(0, |(run, _)| self.span(*run as usize).len() as u32)
    }

    /// Indexes of the sentences of a run.
    fn span(&self, run: usize) -> std::ops::Range<usize> {
        let start = |n: usize| self.runs.get(n).map_or(self.sentences.len(), |r| r.at as usize);
        start(run)..start(run + 1)
    }

    /// The run in which a sentence is; of silent speeches that begin where the next one does, it is none.
    fn run_of(&self, sentence: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|r| r.at as usize <= sentence);
        self.runs.get(after.checked_sub(1)?)
    }

    /// Index of the run in which an address is.
    fn run(&self, at: Address) -> Option<usize> {
        if at.speech > 0 {
            return self.speeches.get(at.speech as usize).map(|s| s.0 as usize);
        }
        let first = |n: &u32| self.runs.get(*n as usize).map_or(0, |r| r.first);
        let after = self.outside.partition_point(|n| first(n) <= at.sentence);
        self.outside.get(after.checked_sub(1)?).map(|n| *n as usize)
    }

    fn number(&self, at: Address) -> Option<usize> {
        let n = self.run(at)?;
        let within = at.sentence.checked_sub(self.runs.get(n)?.first)? as usize;
        self.span(n).nth(within)
    }

    fn address(&self, n: usize) -> Option<Address> {
        let run = self.run_of(n).filter(|_| n < self.sentences.len())?;
        Some(Address {
            speech: run.speech,
            sentence: n as u32 - run.at + run.first,
        })
    }

    /// The first sentence from `n` on that `j` and `k` walk over.
    fn walked_from(&self, n: usize) -> Option<Address> {
        let mut n = n;
        while !self.run_of(n)?.walked {
            let after = self.runs.partition_point(|r| r.at as usize <= n);
            n = self.runs.get(after)?.at as usize;
        }
        self.address(n)
    }
}
