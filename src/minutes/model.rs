//! What a parse produces: one canonical text and tables of ranges in it.
//!
//! Tables are flat, and every structure is a [`ByteRange`] of [`Minutes::text`], so that a year of
//! minutes (16 MB) costs a few vectors and no string per sentence.

use std::ops::Range;

use serde::Serialize;

use crate::text::ByteRange;
use crate::text::stored::{Writer, record};

/// The structure of one document.
#[derive(Clone, Debug, Default)]
pub struct Minutes {
    /// The canonical text: LF, no BOM, one paragraph per line, no page furniture, no hard wraps.
    pub text: String,
    /// Verbatim, summary, …
    pub kind: Kind,
    /// The header.
    pub meeting: Meeting,
    /// In order of first speech; only those who speak.
    pub speakers: Vec<Speaker>,
    /// The whole document in order.
    pub blocks: Vec<Block>,
    /// Headings between the proceedings.
    pub sections: Vec<Section>,
    /// Paragraphs of speeches, and one for each block of another kind, in order of the text.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences of all paragraphs, in order of the text.
    pub sentences: Vec<ByteRange>,
    /// Stage directions inside speeches, in order of the text. Those outside are blocks.
    pub events: Vec<InlineEvent>,
    /// Where the pages of the source begin, ascending.
    pub pages: Vec<PageStart>,
    /// Source line on which each line of the canonical text begins, 1-based; empty if unknown.
    pub lines: Vec<u32>,
    /// What the source itself says of who speaks: JSON of [`super::Record`].
    pub record: Option<String>,
    /// What the parser was unsure of.
    pub diagnostics: Vec<Diagnostic>,
}

/// Kind of minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Turns of speech.
    Verbatim,
    /// 議事要旨: points under headings.
    Summary,
    /// 記者会見.
    Press,
    /// 問/答.
    Qa,
    /// Not minutes.
    #[default]
    Unknown,
}

/// The header of the minutes. `None` means "the text does not say it".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Meeting {
    /// Body and meeting, without number and document word.
    pub name: Option<String>,
    /// The ordinal as printed: 第４回.
    pub number: Option<String>,
    /// `YYYY-MM-DD`, ascending.
    pub dates: Vec<String>,
    /// `HH:MM`.
    pub start: Option<String>,
    /// `HH:MM`.
    pub end: Option<String>,
    /// As printed.
    pub place: Option<String>,
    /// Held wholly or partly by a conference system.
    pub online: bool,
    /// As printed, with their numbers.
    pub agenda: Vec<String>,
    /// 資料.
    pub materials: Vec<Material>,
    /// All who are listed as present by name.
    pub attendees: Vec<Attendee>,
}

/// A document handed out at the meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Material {
    /// 資料１－１.
    pub id: String,
    /// What it is called.
    pub title: String,
}

/// Somebody listed as present.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Attendee {
    /// Without honorific and letter-spacing.
    pub name: Option<String>,
    /// 委員, 理事, …
    pub role: Option<String>,
    /// Organisation.
    pub affiliation: Option<String>,
    /// １番, where the list gives the seats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
}

/// One distinct label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// As printed, without marker and separator.
    pub label: String,
    /// Without honorific, role and spacing.
    pub name: Option<String>,
    /// 委員, 議長, …
    pub role: Option<String>,
    /// Organisation printed in the label.
    pub affiliation: Option<String>,
}

/// One piece of the document.
#[derive(Clone, Debug)]
pub struct Block {
    /// All of it in the canonical text, label included, without line breaks at either end.
    pub range: ByteRange,
    /// Page on which it begins.
    pub page: Option<u32>,
    /// Source line on which it begins, 1-based.
    pub line: Option<u32>,
    /// What it is.
    pub kind: BlockKind,
    /// Its paragraphs, as indexes into [`Minutes::paragraphs`]. Empty for separators and for a
    /// speech that is only a stage direction.
    pub paragraphs: Range<u32>,
}

/// What a block is. Its text (for all but speeches) is the text of its one paragraph.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// One turn of one speaker.
    Speech(Speech),
    /// A stage direction outside any speech.
    Event(Stage),
    /// A line that opens, suspends, resumes or closes the sitting.
    Time(Sitting),
    /// 1 = top.
    Heading(u8),
    /// One point of a summary and its depth.
    Item(u8),
    /// What stands among the proceedings and nobody speaks.
    Insert,
    /// A rule.
    Separator,
    /// Header before the proceedings.
    Front,
    /// Signatures, notes after them.
    Back,
}

/// One turn of speech.
#[derive(Clone, Debug)]
pub struct Speech {
    /// Index into [`Minutes::speakers`].
    pub speaker: u32,
    /// The label with its marker and separator, as it stands in the text.
    pub label: ByteRange,
    /// Its stage directions, as indexes into [`Minutes::events`].
    pub events: Range<u32>,
    /// 0…1: how sure the parser is that this is a speech of this speaker.
    pub certainty: f32,
}

/// Opening, recess, resumption, closing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// What happens.
    pub action: Action,
    /// `HH:MM`, if printed.
    pub time: Option<String>,
}

/// What happens to the sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// 開会, 開議.
    Open,
    /// 休憩.
    Recess,
    /// 再開.
    Resume,
    /// 散会, 閉会, 延会.
    Close,
}

/// A stage direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What sort of direction.
    pub kind: StageKind,
    /// For （午後零時三分　休憩）.
    pub sitting: Option<Sitting>,
}

/// Sorts of stage directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StageKind {
    /// 拍手, 異議なし, …
    Reaction,
    /// 起立, 挙手, 投票.
    Vote,
    /// 登壇, 入室, …
    Movement,
    /// 休憩, 朗読, …
    Procedure,
}

/// A stage direction inside a speech. It lies inside the range of its sentence or behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineEvent {
    /// With its brackets.
    pub range: ByteRange,
    /// What sort.
    pub stage: Stage,
    /// Paragraph it belongs to, as an index into [`Minutes::paragraphs`]; `None` in a speech
    /// without paragraphs.
    pub paragraph: Option<u32>,
    /// Sentence it belongs to, as an index into [`Minutes::sentences`].
    pub sentence: Option<u32>,
}

/// A paragraph: one line of the canonical text, without white space at either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Text of the paragraph; stage directions inside it are inside the range.
    pub range: ByteRange,
    /// Indexes into [`Minutes::sentences`].
    pub sentences: Range<u32>,
}

/// A part of the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading without layout marks, but with its number.
    pub title: String,
    /// Index of the heading block.
    pub first_block: u32,
}

/// A page of the source begins here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(Serialize, serde::Deserialize))]
pub struct PageStart {
    /// Byte offset in the canonical text.
    pub at: u32,
    /// Number as printed, or of the sheet.
    pub page: u32,
}

record!(PageStart { at, page });

/// Something the reader should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// A word of the list in `PARSE_JSON`: `no-speeches`, `doubtful-label`, …
    pub code: DiagnosticCode,
    /// A Japanese sentence for the user.
    pub message: String,
    /// Source line, 1-based.
    pub line: Option<u32>,
    /// Where in the canonical text, if anywhere.
    pub at: Option<u32>,
    /// What is doubtful, of a label.
    #[serde(skip)]
    pub doubt: Option<Doubt>,
    /// Whose label is likely meant there.
    #[serde(skip)]
    pub likely: Option<String>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something was lost or is likely wrong.
    Warning,
    /// Worth a look.
    Info,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiagnosticCode {
    /// Minutes without turns of speech.
    NoSpeeches,
    /// Does not look like minutes.
    NotMinutes,
    /// Nothing to read.
    NoText,
    /// A line was, or was not, taken as a label on weak evidence.
    DoubtfulLabel,
    /// Misprinted, impossible or contradictory date.
    DoubtfulDate,
    /// The character encoding was guessed.
    DoubtfulEncoding,
    /// A bracket without a partner changed the result.
    UnbalancedBracket,
}

/// Why somebody should look at a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Taken, although neither office nor honorific nor list tells that it is a person.
    NameOnly,
    /// Taken, although nothing marks the line.
    Unmarked,
    /// Not taken: it stands alone and may be a heading or a point of a list.
    NotTaken,
    /// Taken, although others are marked in another way.
    Stray,
    /// Not taken, because others are marked in another way.
    StrayNotTaken,
    /// Taken, although its bracket does not close.
    Unclosed,
    /// Taken, although a letter is wrong.
    Misprint,
    /// Taken, although a list of those present has all others.
    Unlisted,
}

impl Doubt {
    /// Each of these lines is to be repaired by itself, whoever else is called so.
    pub(super) fn is_of_line(self) -> bool {
        matches!(
            self,
            Self::Stray | Self::StrayNotTaken | Self::Misprint | Self::Unclosed
        )
    }
}

/// The text of a document as it is stored and saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct DocumentText {
    /// Canonical text.
    pub text: String,
    /// Where the source's pages begin, as **byte** offsets of `text`.
    pub pages: Vec<PageStart>,
    /// Source line of each line of `text`.
    #[cfg_attr(test, serde(default))]
    pub lines: Vec<u32>,
    /// What the source itself says of who speaks: JSON of [`super::Record`].
    #[cfg_attr(test, serde(default))]
    pub record: Option<String>,
}

record!(DocumentText {
    text,
    pages,
    lines: default,
    record: may
});

/// A [`DocumentText`] that is somebody else's: a long text is written without being copied.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(Serialize))]
pub struct Stored<'a> {
    pub(super) text: &'a str,
    pub(super) pages: &'a [PageStart],
    pub(super) lines: &'a [u32],
    #[cfg_attr(test, serde(skip_serializing_if = "Option::is_none"))]
    pub(super) record: Option<&'a str>,
}

impl DocumentText {
    /// What is written of it.
    pub fn stored(&self) -> Stored<'_> {
        Stored {
            text: &self.text,
            pages: &self.pages,
            lines: &self.lines,
            record: self.record.as_deref(),
        }
    }
}

/// How long the pieces are in which a text is written, in bytes.
const PIECE: usize = 1 << 20;

impl Stored<'_> {
    /// As JSON, piece after piece: a long text is not in memory twice.
    pub fn json(&self, each: &mut dyn FnMut(&[u8])) {
        each(b"{\"text\":\"");
        let mut rest = self.text;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE));
            let mut out = Writer::default();
            out.text(piece);
            let quoted = out.bytes();
            each(quoted.get(1..quoted.len() - 1).unwrap_or_default());
            rest = behind;
        }
        let mut out = Writer::default();
        out.raw("\"");
        out.key("pages");
        out.list(self.pages);
        out.key("lines");
        out.list(self.lines);
        if let Some(record) = self.record {
            out.word("record", record);
        }
        out.close(b'}');
        each(&out.bytes());
    }
}
