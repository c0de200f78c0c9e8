//! Text → [`Minutes`]: the parser. It never fails; it says what it was unsure of.
//!
//! A pipeline of named passes, one file each: physical lines (`lines`, `run_together`) → furniture (`furniture`) → reflow
//! (`reflow`; here the canonical text is made) → who speaks (`evidence`, from the candidates of `labels` and `recognisers`) →
//! what the other lines are (`structure`, with `headings`, `inserts`, `neighbours`, `stage` and `sittings`) → blocks (`blocks`) and
//! sentences (`sentences`); the header is read by `header`.
//! The passes after reflow read the canonical text alone, so a stored canonical text gives the same
//! structure again: `parse_canonical(&parse(t).to_document_text()) == parse(t)`.

#[macro_use]
mod chars;

mod announced;
mod apart;
mod beside;
mod blocks;
mod bounds;
mod counted;
mod counterevidence;
mod dialogue;
mod evidence;
mod furniture;
mod handed;
mod header;
mod headings;
mod inserts;
mod introduced;
pub mod json;
mod kind;
mod label_end;
mod labels;
mod leaves;
mod legend;
mod lines;
mod markdown;
mod memo;
mod misprints;
mod model;
mod neighbours;
mod numbering;
mod numerals;
mod offices;
mod parts;
mod recognisers;
mod record;
mod reflow;
mod repair;
mod roles;
mod run_together;
mod sentences;
mod sittings;
mod sole;
mod speaker;
mod stacked;
mod stage;
mod strays;
mod structure;
mod surnames;
mod talk;
mod words;
mod wrapping;

pub use handed::{Question, answer};
pub use leaves::{Leaf, LeafKind, leaves, origin};
pub use model::*;
pub use record::{Record, Recorded};
pub use repair::{Repair, Verdict, printed_label};

use crate::text::{ByteRange, Fingerprint};
use labels::Seen;
use reflow::Reflowed;

/// Parses the text of a document, in whatever state it was extracted.
pub fn parse(text: &str) -> Minutes {
    parse_recorded(text, None)
}

/// Parses the text of a document whose source says who speaks: JSON of [`Record`].
pub fn parse_recorded(text: &str, record: Option<String>) -> Minutes {
    let text = apart::closed(text);
    let lines = run_together::parted(lines::split(&text));
    let Reflowed { mut document, seen } = reflow::reflow(&furniture::strip(&lines));
    document.record = record;
    read(document, &seen, &[])
}

/// Parses a canonical text.
pub fn parse_canonical(document: &DocumentText) -> Minutes {
    parse_owned(document.clone())
}

/// Parses a canonical text and keeps it, so that a long one is not in memory twice.
pub fn parse_owned(document: DocumentText) -> Minutes {
    parse_repaired(document, &[])
}

/// Parses a canonical text as people say it is to be read. `repairs` are in order of their place.
pub fn parse_repaired(document: DocumentText, repairs: &[Repair]) -> Minutes {
    read(document, &[], repairs)
}

/// The passes behind the canonical text; `seen` is what `reflow` knows of the lines, and nothing of a stored text's.
fn read(document: DocumentText, seen: &[Seen], repairs: &[Repair]) -> Minutes {
    let mut minutes = Minutes::default();
    // The header's agenda names headings and its list of people speakers; the blocks tell when the sitting began.
    let front = header::Front::of(&document);
    let said = front.first_look();
    let record = document.record.as_deref().and_then(Record::read);
    structure::build(&mut minutes, &document, seen, &said, record.as_ref(), repairs);
    header::read(&front, said, &mut minutes);
    if let Some(record) = &record {
        record::fill(&mut minutes, record);
    }
    let speeches = minutes.speeches().count();
    if speeches == 0 {
        let (severity, code, message) = match (document.text.trim().is_empty(), minutes.kind) {
            (true, _) => (Severity::Warning, DiagnosticCode::NoText, "文字がありません。"),
            (_, Kind::Unknown) => (
                Severity::Warning,
                DiagnosticCode::NotMinutes,
                "議事録の形が見つかりませんでした。",
            ),
            _ => (
                Severity::Info,
                DiagnosticCode::NoSpeeches,
                "発言者ごとの発言がない議事録です。項目ごとに付箋を付けられます。",
            ),
        };
        let message = message.to_owned();
        minutes.diagnostics.push(Diagnostic {
            severity,
            code,
            message,
            line: None,
            at: None,
            doubt: None,
            likely: None,
        });
    }
    minutes.text = document.text;
    minutes.pages = document.pages;
    minutes.lines = document.lines;
    minutes.record = document.record;
    minutes
}

impl Minutes {
    /// What is stored, without a copy of it.
    pub fn stored(&self) -> Stored<'_> {
        Stored {
            text: &self.text,
            pages: &self.pages,
            lines: &self.lines,
            record: self.record.as_deref(),
        }
    }

    /// What is stored and saved: the text, its pages and lines.
    pub fn to_document_text(&self) -> DocumentText {
        DocumentText {
            text: self.text.clone(),
            pages: self.pages.clone(),
            lines: self.lines.clone(),
            record: self.record.clone(),
        }
    }

    /// Identity of the words.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.text)
    }

    /// Speeches in order, with the block they are in.
    pub fn speeches(&self) -> impl Iterator<Item = (&Block, &Speech)> {
        self.blocks.iter().filter_map(|b| match &b.kind {
            BlockKind::Speech(s) => Some((b, s)),
            _ => None,
        })
    }

    /// Paragraphs of a block.
    pub fn paragraphs_of(&self, block: &Block) -> &[Paragraph] {
        self.paragraphs
            .get(block.paragraphs.start as usize..block.paragraphs.end as usize)
            .unwrap_or(&[])
    }

    /// The block with which the proceedings begin, below the header. 「午前九時開議」 above the list of those present
    /// belongs to the header.
    pub fn proceedings(&self) -> usize {
        let speech = |b: &Block| matches!(b.kind, BlockKind::Speech(_));
        let header = |b: &Block| matches!(b.kind, BlockKind::Front);
        let above = self.blocks.iter().position(speech).unwrap_or(self.blocks.len());
        let above = self.blocks.get(..above).unwrap_or(&[]);
        above.iter().rposition(header).map_or(0, |last| last + 1)
    }

    /// Sentences of a block, in order.
    pub fn sentences_of(&self, block: &Block) -> &[ByteRange] {
        self.sentences.get(self.numbers_of(block)).unwrap_or(&[])
    }

    /// Their indexes in [`Minutes::sentences`].
    pub fn numbers_of(&self, block: &Block) -> std::ops::Range<usize> {
        match self.paragraphs_of(block) {
            [first, .., last] => first.sentences.start as usize..last.sentences.end as usize,
            [only] => only.sentences.start as usize..only.sentences.end as usize,
            [] => 0..0,
        }
    }

    /// Stage directions of a speech.
    pub fn events_of(&self, speech: &Speech) -> &[InlineEvent] {
        self.events
            .get(speech.events.start as usize..speech.events.end as usize)
            .unwrap_or(&[])
    }

    /// A range's words without the stage directions inside it.
    pub fn words(&self, range: ByteRange, events: &[InlineEvent]) -> String {
        let mut out = String::with_capacity(range.len() as usize);
        let mut at = range.start;
        for e in events
            .iter()
            .filter(|e| e.range.start >= range.start && e.range.end <= range.end)
        {
            out.push_str(ByteRange::new(at, e.range.start).of(&self.text));
            at = e.range.end;
        }
        out.push_str(ByteRange::new(at, range.end).of(&self.text));
        out
    }
}

/// Who speaks in a text, speech by speech, for the tests of the passes.
#[cfg(test)]
fn said(text: &str) -> String {
    let m = parse(text);
    let speakers = m
        .speeches()
        .map(|(_, s)| m.speakers[s.speaker as usize].label.as_str());
    speakers.collect::<Vec<_>>().join("/")
}
