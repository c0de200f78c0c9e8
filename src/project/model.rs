//! The values of a project. Plain data; they change through [`super::Edit`] only.
//!
//! Everything that can be merged ([`Theme`], [`Annotation`], [`Annotator`]) carries a [`Revision`]:
//! a Lamport time, greater than every revision the writer had seen. Of two versions of one id the
//! greater revision wins (of a [`Theme`] part by part), so merging is a join: commutative, associative, idempotent.

use std::collections::BTreeMap;

use crate::minutes::Verdict;
use crate::text::stored::{record, word};
use crate::text::{CharRange, Fingerprint, Shelf, id};

use super::Theme;

/// Lamport time of the last change of a value; 0 for values of the starter codebook.
pub type Revision = u64;

/// The greatest revision: every program that reads JSON reads whole numbers up to here exactly. A file with a greater
/// one is damaged, and nothing is stamped with one.
pub const LAST_REVISION: Revision = (1 << 53) - 1;

/// Milliseconds since 1970-01-01T00:00Z.
pub type Timestamp = u64;

id!(
    /// A theme's id: a word for the starter themes, a UUID for own ones.
    ThemeId
);
id!(
    /// An annotation's id: a UUID.
    AnnotationId
);
id!(
    /// A person's random id.
    AnnotatorId
);
/// Everything that is annotated together.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Project {
    /// In the order in which they were opened.
    pub documents: Vec<DocumentInfo>,
    /// Themes by id; their order is [`Theme::order`], then id.
    pub themes: Shelf<ThemeId, Theme>,
    /// People by id.
    pub annotators: Shelf<AnnotatorId, Annotator>,
    /// Annotations by id, tombstones included.
    pub annotations: Shelf<AnnotationId, Annotation>,
    /// How far each person has read each document, in code points.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub progress: Vec<Progress>,
    /// What people say of lines against the parser, by document and place.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub repairs: Vec<Repair>,
    /// Members of opened files that this version does not know, kept for the way out.
    #[cfg_attr(
        test,
        serde(
            default,
            skip_serializing_if = "BTreeMap::is_empty",
            with = "crate::text::stored::as_text"
        )
    )]
    pub extra: BTreeMap<String, serde_json::Value>,
}

record!(Project {
    documents,
    themes,
    annotators,
    annotations,
    progress: may,
    repairs: may,
    extra: may,
});

/// How far one person has read one document. The page itself writes none: it is part of the file format (`layers`), and
/// what other programs say there is kept, merged and written again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Progress {
    /// Whose.
    pub annotator: AnnotatorId,
    /// In which document.
    pub document: Fingerprint,
    /// Code point after the last sentence that was current.
    pub read: u32,
}

record!(Progress {
    annotator,
    document,
    read
});

/// What somebody says a place of a document is, against the parser. One for each place; the newest counts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Repair {
    /// Of which document.
    pub document: Fingerprint,
    /// Code point of the canonical text.
    pub at: u32,
    /// The first words there: they find the place again in a text with other white space.
    pub words: String,
    /// What is there; `None`: as the parser says, the repair was taken back.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Option::is_none"))]
    pub verdict: Option<Verdict>,
    /// By whom.
    pub annotator: AnnotatorId,
    /// Last change.
    pub revision: Revision,
}

record!(Repair {
    document,
    at,
    words,
    verdict: may,
    annotator,
    revision
});

/// What the project keeps of a document besides its text, which is stored by its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct DocumentInfo {
    /// Identity of the words.
    pub fingerprint: Fingerprint,
    /// What people call it: the meeting's number and name, else the file name.
    pub title: String,
    /// The original.
    pub source: Source,
}

record!(DocumentInfo {
    fingerprint,
    title,
    source
});

/// 原本: the file a person opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Source {
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// Who published it and on what terms, if known.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Option::is_none"))]
    pub attribution: Option<String>,
}

record!(Source {
    name,
    media_type,
    sha256,
    attribution: may
});

/// A person who annotates.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Annotator {
    /// Random.
    pub id: AnnotatorId,
    /// Never a real name unless typed.
    pub nickname: String,
    /// Last change.
    pub revision: Revision,
}

record!(Annotator {
    id,
    nickname,
    revision
});

/// 付箋: one theme, or a bare note, on one target by one annotator.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Annotation {
    /// Id.
    pub id: AnnotationId,
    /// On which document.
    pub document: Fingerprint,
    /// By whom. Only this person changes it.
    pub annotator: AnnotatorId,
    /// `None`: a note on the unit itself.
    #[cfg_attr(test, serde(default, skip_serializing_if = "Option::is_none"))]
    pub theme: Option<ThemeId>,
    /// On what.
    pub target: Target,
    /// A note.
    #[cfg_attr(test, serde(default, skip_serializing_if = "String::is_empty"))]
    pub note: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it was changed last.
    pub modified: Timestamp,
    /// Last change.
    pub revision: Revision,
    /// Tombstone.
    #[cfg_attr(test, serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub deleted: bool,
    /// Members of an opened file that this version does not know.
    #[cfg_attr(
        test,
        serde(
            default,
            skip_serializing_if = "BTreeMap::is_empty",
            with = "crate::text::stored::as_text"
        )
    )]
    pub extra: BTreeMap<String, serde_json::Value>,
}

record!(Annotation {
    id,
    document,
    annotator,
    theme: may,
    target,
    note: may,
    created,
    modified,
    revision,
    deleted: may,
    extra: may,
});

impl Annotation {
    /// What is left when it is taken away, so that files made before do not bring it back. The words of a note are gone: who
    /// deletes them does not hand them on. Undo has them still.
    pub(super) fn tombstone(&self, revision: Revision, modified: Timestamp) -> Self {
        Self {
            note: String::new(),
            deleted: true,
            revision,
            modified,
            ..self.clone()
        }
    }
}

/// What an annotation is on, anchored three ways: position, quote, address of the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Target {
    /// Which unit, with its address.
    pub unit: Unit,
    /// Code points of the canonical text.
    pub position: CharRange,
    /// The words themselves.
    pub quote: Quote,
}

record!(Target {
    unit,
    position,
    quote
});

impl Target {
    /// Where in the text it is, in code points; none for the whole document or a section, of which it is said beside
    /// the text.
    #[must_use]
    pub fn place(&self) -> Option<CharRange> {
        let whole = matches!(self.unit, Unit::Document | Unit::Section { .. });
        (!whole).then_some(self.position)
    }
}

/// The unit a target addresses. Numbers are 1-based; speech 0 holds the text outside of speeches.
///
/// In files: `document`, `section 3`, `speech 12`, `sentence 12.3`, `sentence 12.3-12.5`, `span`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// All of it.
    Document,
    /// A section, by its number.
    Section {
        /// 1-based.
        section: u32,
    },
    /// A speech.
    Speech {
        /// 1-based.
        speech: u32,
    },
    /// A sentence, or a run of them.
    Sentence {
        /// First.
        from: Address,
        /// Last, inclusive.
        to: Address,
    },
    /// A free span of text.
    Span,
}

impl Unit {
    /// Reads what [`Unit`]'s `Display` writes.
    pub fn parse(s: &str) -> Option<Self> {
        let (kind, rest) = s.split_once(' ').unwrap_or((s, ""));
        Some(match kind {
            "document" => Self::Document,
            "span" => Self::Span,
            "section" => Self::Section {
                section: rest.parse().ok()?,
            },
            "speech" => Self::Speech {
                speech: rest.parse().ok()?,
            },
            "sentence" => {
                let (from, to) = rest.split_once('-').unwrap_or((rest, rest));
                Self::Sentence {
                    from: Address::parse(from)?,
                    to: Address::parse(to)?,
                }
            }
            _ => return None,
        })
    }
}

impl std::fmt::Display for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Document => f.write_str("document"),
            Self::Span => f.write_str("span"),
            Self::Section { section } => write!(f, "section {section}"),
            Self::Speech { speech } => write!(f, "speech {speech}"),
            Self::Sentence { from, to } if from == to => write!(f, "sentence {from}"),
            Self::Sentence { from, to } => write!(f, "sentence {from}-{to}"),
        }
    }
}

word!(
    Unit,
    Self::parse,
    Self::Document,
    "a unit that this version knows"
);

#[cfg(test)]
impl serde::Serialize for Unit {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

#[cfg(test)]
impl<'de> serde::Deserialize<'de> for Unit {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s: String = serde::Deserialize::deserialize(d)?;
        Self::parse(&s).ok_or_else(|| serde::de::Error::custom("a unit this version does not know"))
    }
}

/// Speech and sentence within it, both 1-based; "12.3".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Speech; 0 for text outside of speeches.
    pub speech: u32,
    /// Sentence within the speech.
    pub sentence: u32,
}

impl Address {
    /// Reads "12.3".
    pub fn parse(s: &str) -> Option<Self> {
        let (speech, sentence) = s.split_once('.')?;
        Some(Self {
            speech: speech.parse().ok()?,
            sentence: sentence.parse().ok()?,
        })
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.speech, self.sentence)
    }
}

/// The words of a target and those around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
pub struct Quote {
    /// The words themselves.
    pub exact: String,
    /// Up to 32 code points before.
    pub prefix: String,
    /// Up to 32 code points after.
    pub suffix: String,
}

record!(Quote {
    exact,
    prefix,
    suffix
});
