//! Plain text: UTF-8 so far. What is something else is said to be that.

/// A decoded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// Without a byte-order mark.
    pub text: &'a str,
}

/// Why bytes are not a text that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// Nothing in it, or white space only.
    #[error("the file is empty")]
    Empty,
    /// A PDF.
    #[error("a PDF file")]
    Pdf,
    /// A ZIP archive, which Word files are too.
    #[error("a ZIP archive or Word file")]
    Zip,
    /// Some other binary file.
    #[error("a binary file")]
    Binary,
    /// Text in another encoding, probably this one.
    #[error("text that is not UTF-8, probably {0}")]
    Encoding(&'static str),
}

/// Decodes a text file.
///
/// # Errors
/// When it is empty, no text, or not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, IntakeError> {
    if bytes.starts_with(b"%PDF") {
        return Err(IntakeError::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(IntakeError::Zip);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(IntakeError::Encoding("UTF-16"));
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if memchr::memchr(0, bytes).is_some() {
        return Err(IntakeError::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.trim().is_empty() => Err(IntakeError::Empty),
        Ok(text) => Ok(Decoded { text }),
        Err(_) => Err(guess(bytes)),
    }
}

/// Shift_JIS and EUC-JP by the pairs of bytes that are legal in them.
fn guess(bytes: &[u8]) -> IntakeError {
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or(bytes);
    let (mut shift_jis, mut euc, mut odd) = (0u32, 0u32, 0u32);
    for pair in head.windows(2) {
        let &[a, b] = pair else { continue };
        shift_jis +=
            u32::from(matches!(a, 0x82 | 0x83 | 0x88..=0x97) && matches!(b, 0x40..=0x7E | 0x80..=0xFC));
        euc += u32::from(matches!(a, 0xA4 | 0xA5 | 0xB0..=0xF4) && b >= 0xA1);
        odd += u32::from(a < 0x09 || (0x0E..0x1B).contains(&a));
    }
    if odd > 16 || shift_jis.max(euc) * 20 < head.len() as u32 {
        IntakeError::Binary
    } else if shift_jis > euc {
        IntakeError::Encoding("Shift_JIS")
    } else {
        IntakeError::Encoding("EUC-JP")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(decode(b""), Err(IntakeError::Empty));
        assert_eq!(decode("\u{feff} \n".as_bytes()), Err(IntakeError::Empty));
        assert_eq!(decode(b"%PDF-1.7"), Err(IntakeError::Pdf));
        assert_eq!(decode(b"PK\x03\x04"), Err(IntakeError::Zip));
        assert_eq!(decode(b"a\0b"), Err(IntakeError::Binary));
        assert_eq!(
            decode(&[0x82, 0xa0, 0x82, 0xa2, 0x82, 0xa4]),
            Err(IntakeError::Encoding("Shift_JIS"))
        );
        assert_eq!(
            decode(&[0xa4, 0xa2, 0xa4, 0xa4, 0xa4, 0xa6]),
            Err(IntakeError::Encoding("EUC-JP"))
        );
        assert_eq!(decode("\u{feff}議".as_bytes()).map(|d| d.text), Ok("議"));
    }
}
