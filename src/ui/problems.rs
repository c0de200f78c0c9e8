//! What went wrong with a file, in words that say what to do.

use crate::exchange::native::NativeError;

use super::i18n::{messages, t};

/// An annotation file that cannot be read.
pub(crate) fn native(name: &str, error: &NativeError) -> String {
    let m = messages();
    match error {
        NativeError::NotText => m.error_damaged(name, "UTF-8"),
        NativeError::NotJson { line, column } => m.error_not_json(name, line, column),
        NativeError::Foreign => m.error_foreign(name),
        NativeError::Codebook => m.error_codebook(name),
        NativeError::TooNew { version } => m.error_too_new(name, version),
        NativeError::Damaged { what } => m.error_damaged(name, part(what)),
    }
}

/// Which part of a file is damaged: in words, and for those who write such files, as it is called there.
fn part(what: &str) -> String {
    let m = t();
    let first = what.split(['.', '[']).next();
    let words = match first {
        Some("documents") => m.documents(),
        Some("codebook") => m.codebook(),
        Some("annotators") => m.people(),
        Some("first" | "layers") => m.tags(),
        _ => return what.to_owned(),
    };
    m.labelled(words, what)
}
