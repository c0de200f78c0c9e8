//! The native file, `*.fusen.json`: a W3C Web Annotation collection (Web Annotation Data Model,
//! Recommendation of 2017-02-23) with the documents, codebook (as SKOS concepts) and people in terms of
//! our own.
//!
//! Positions count Unicode code points, half-open. The order of everything is fixed, so two saves of one
//! state are byte-equal and a version-control system shows what changed. Members that this version does
//! not know survive at the top level and on annotations.

mod members;
mod read;
mod write;

pub(super) use read::tidied;
pub use read::{read, read_codebook, read_file};
pub use write::{write, write_codebook};

/// The version this program writes.
pub const VERSION: u32 = 1;

const FORMAT: &str = "fusen";
/// A codebook alone.
const CODEBOOK: &str = "fusen-codebook";
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const TERMS: &str = "urn:fusen:terms:";
const THEME: &str = "urn:fusen:theme:";
const PERSON: &str = "urn:fusen:person:";
const NOTE: &str = "urn:fusen:annotation:";
const DOCUMENT: &str = "urn:sha256:";

const POSITION: &str = "TextPositionSelector";
const QUOTE: &str = "TextQuoteSelector";
const RESOURCE: &str = "SpecificResource";
const WORDS: &str = "TextualBody";

/// What a repair says.
const SPEECH: &str = "speech";
const CONTINUES: &str = "continues";
const NOT_SPEECH: &str = "not-speech";
const AS_PARSED: &str = "as-parsed";

/// Why a file cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NativeError {
    /// No UTF-8, or cut off within a letter.
    #[error("not UTF-8")]
    NotText,
    /// Not JSON at all, or cut off.
    #[error("not JSON: line {line}, column {column}")]
    NotJson {
        /// 1-based.
        line: usize,
        /// 1-based.
        column: usize,
    },
    /// JSON, but of another program.
    #[error("not a Fusen file")]
    Foreign,
    /// A codebook alone, where a project was asked for.
    #[error("a codebook alone")]
    Codebook,
    /// Written by a newer Fusen.
    #[error("version {version} is newer than {VERSION}")]
    TooNew {
        /// The file's version.
        version: u64,
    },
    /// A Fusen file with a part that makes no sense.
    #[error("damaged: {what}")]
    Damaged {
        /// The part, in the words of the format.
        what: String,
    },
}
