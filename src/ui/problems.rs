//! What went wrong with a file, in words that say what to do.

use crate::exchange::native::NativeError;
use crate::intake::text::IntakeError;

use super::i18n::messages;

/// A file that is no text.
pub(crate) fn intake(name: &str, error: &IntakeError) -> String {
    let m = messages();
    match error {
        IntakeError::Empty => m.error_empty(name),
        IntakeError::Pdf => m.error_pdf(name),
        IntakeError::Zip => m.error_zip(name),
        IntakeError::Binary => m.error_binary(name),
        IntakeError::Encoding(encoding) => m.error_encoding(name, encoding),
    }
}

/// An annotation file that cannot be read; `None` when it is not even text.
pub(crate) fn native(name: &str, error: Option<&NativeError>) -> String {
    let m = messages();
    match error {
        // Cut off inside a letter.
        None => m.error_damaged(name, "UTF-8"),
        Some(NativeError::NotJson { line, column }) => m.error_not_json(name, line, column),
        Some(NativeError::Foreign) => m.error_foreign(name),
        Some(NativeError::TooNew { version }) => m.error_too_new(name, version),
        Some(NativeError::Damaged { what }) => m.error_damaged(name, what),
    }
}
