//! Plain text in UTF-8: all that the page decodes by itself.

/// Why bytes are not a text that can be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPlain {
    /// Nothing in it, or white space only.
    #[error("the file is empty")]
    Empty,
    /// Something that has to be opened: another encoding, markup, JSON, a PDF, an archive, a picture.
    #[error("no plain UTF-8 text")]
    Other,
}

/// How markup begins, and a transcript in cues.
const MARKUP: [&str; 6] = ["<!doctype", "<html", "<?xml", "<tei", "<head", "webvtt"];

/// Decodes a text file. A byte-order mark stays; the parser passes it by.
///
/// # Errors
/// When it is empty or no plain UTF-8.
pub fn decode(bytes: &[u8]) -> Result<String, NotPlain> {
    // NUL is in binary files and UTF-16, Escape in ISO-2022-JP.
    if memchr::memchr2(0, 0x1B, bytes).is_some() {
        return Err(NotPlain::Other);
    }
    let text = crate::text::utf8(bytes).ok_or(NotPlain::Other)?;
    let begin = text.trim_start_matches('\u{feff}').trim_start();
    let markup = |m: &str| begin.get(..m.len()).is_some_and(|b| b.eq_ignore_ascii_case(m));
    if begin.is_empty() {
        Err(NotPlain::Empty)
    } else if MARKUP.iter().any(|m| markup(m))
        || begin.starts_with("%PDF")
        || begin.starts_with('{')
        || begin.starts_with("PK\u{3}\u{4}")
    {
        Err(NotPlain::Other)
    } else {
        Ok(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_told_from_the_rest() {
        assert_eq!(decode(b""), Err(NotPlain::Empty));
        assert_eq!(decode("\u{feff} \n".as_bytes()), Err(NotPlain::Empty));
        for other in [
            &b"%PDF-1.7"[..],
            b"PK\x03\x04",
            b"a\0b",
            b"\x82\xa0",
            b"\x1b$B",
            b"\n<!DOCTYPE html>",
            b"<?xml?>",
            b"WEBVTT\n",
            b"{}",
        ] {
            assert_eq!(decode(other), Err(NotPlain::Other), "{other:?}");
        }
        assert_eq!(decode("\u{feff}議".as_bytes()).as_deref(), Ok("\u{feff}議"));
        assert_eq!(decode(b"<b> is no page").as_deref(), Ok("<b> is no page"));
    }
}
