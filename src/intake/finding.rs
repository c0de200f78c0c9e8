//! What is to be said about a file: why it cannot be opened, or what is missing from what was opened.

use serde::Serialize;

/// Something a person should know, in a form that can travel between programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Finding {
    /// What.
    pub code: Code,
    /// Where, how much, which: for the message. Empty where there is nothing to add.
    pub detail: String,
}

impl Finding {
    /// A finding without more to say.
    pub fn new(code: Code) -> Self {
        Self::with(code, String::new())
    }

    /// A finding with its particulars.
    pub fn with(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }
}

/// What is to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Nothing in it, or white space only.
    #[error("the file is empty")]
    Empty,
    /// No kind of file that holds minutes; the detail names it, if it is known.
    #[error("this kind of file cannot be read")]
    Unsupported,
    /// Pictures of pages, without text.
    #[error("a scan without text")]
    Scan,
    /// It wants a password.
    #[error("a password is needed")]
    Password,
    /// It wants another password than this.
    #[error("the password is wrong")]
    WrongPassword,
    /// It is cut off or broken, and nothing can be read; the detail says where, if that is known.
    #[error("the file is damaged")]
    Damaged,
    /// It is cut off or broken, and was read as far as it goes; the detail lists the pages that are lost, if they are known.
    #[error("a part of the file is lost")]
    Cut,
    /// An archive in an archive.
    #[error("an archive within an archive")]
    Nested,
    /// Unpacked it would be larger than anything sensible.
    #[error("the archive unpacks to too much")]
    TooLarge,
    /// The encoding, by its name, that was guessed or chosen: it may be another.
    #[error("the encoding is uncertain")]
    Encoding,
    /// Characters that are not in the encoding; the detail is their number.
    #[error("characters could not be decoded")]
    Undecodable,
    /// Pages that could not be read; the detail lists them.
    #[error("pages are missing")]
    MissingPages,
    /// Pages that are pictures without text; the detail lists them.
    #[error("pages without text")]
    ScannedPages,
    /// Glyphs of which the file does not say what they are; the detail is their number.
    #[error("characters the file does not name")]
    UnnamedGlyphs,
}
