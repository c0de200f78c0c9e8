//! What a file is, by its content; its name decides only between forms of text.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Pdf,
    /// A ZIP archive; Word files are told from others by what is in it.
    Zip,
    Html,
    /// XML or JSON, of whatever vocabulary.
    Xml,
    Json,
    Text,
    /// No kind that holds minutes, with its name.
    Other(&'static str),
}

/// Signatures of files that people bring and that cannot be read.
#[rustfmt::skip]
const OTHERS: [(&[u8], &str); 13] = [
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Word 97-2003 (.doc)"), (b"{\\rtf", "RTF"), (b"\x89PNG", "PNG"), (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"\x1F\x8B", "gzip"), (b"7z\xBC\xAF", "7z"), (b"Rar!", "RAR"),
    (b"ID3", "MP3"), (b"OggS", "Ogg"), (b"RIFF", "RIFF"),
];

/// How much of a text is looked at.
const HEAD: usize = 4096;

/// What the bytes are. `name` is the file's.
pub(super) fn of(name: &str, bytes: &[u8]) -> Kind {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    // Some tools write a line or two before the header.
    if memchr::memmem::find(head.get(..1024).unwrap_or(head), b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if let Some((_, word)) = OTHERS.iter().find(|(signature, _)| head.starts_with(signature)) {
        return Kind::Other(word);
    }
    // Markup is ASCII in every encoding that occurs, UTF-16 but for its zeros.
    let plain: String = head
        .iter()
        .filter(|b| b.is_ascii() && **b != 0)
        .map(|b| char::from(b.to_ascii_lowercase()))
        .collect();
    let plain = plain.trim_start();
    let name = name.to_ascii_lowercase();
    let html = ["<!doctype html", "<html", "<head", "<body", "<meta", "<title"];
    if html.iter().any(|t| plain.starts_with(t))
        || [".html", ".htm", ".xhtml"].iter().any(|e| name.ends_with(e))
    {
        return Kind::Html;
    }
    if plain.starts_with("<?xml") || plain.starts_with("<tei") {
        return if plain.contains("<html") {
            Kind::Html
        } else {
            Kind::Xml
        };
    }
    // 「{"」 or 「{}」, not half of a letter.
    let mut significant = head
        .iter()
        .filter(|b| !matches!(b, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF) && !b.is_ascii_whitespace());
    let object = significant.next() == Some(&b'{') && matches!(significant.next(), Some(b'"' | b'}'));
    if object || name.ends_with(".json") {
        return Kind::Json;
    }
    // What is called so and is no text either is a damaged one, and is said to be.
    if name.ends_with(".pdf") && head.contains(&0) {
        return Kind::Pdf;
    }
    Kind::Text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_comes_before_the_name() {
        let rows: [(&str, &[u8], Kind); 14] = [
            ("a.txt", b"%PDF-1.7\n", Kind::Pdf),
            ("a.txt", b"\r\n\r\n%PDF-1.4", Kind::Pdf),
            ("a.docx", b"PK\x03\x04....", Kind::Zip),
            (
                "a.doc",
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
                Kind::Other("Word 97-2003 (.doc)"),
            ),
            ("a.txt", b"\xEF\xBB\xBF<!DOCTYPE html>", Kind::Html),
            ("a.xml", b"<?xml version=\"1.0\"?><TEI>", Kind::Xml),
            ("a.xml", b"<?xml version=\"1.0\"?><html>", Kind::Html),
            ("a", b" {\"issueID\": 1}", Kind::Json),
            ("a.txt", b"<\0h\0t\0m\0l\0", Kind::Html),
            ("a.md", b"# 1", Kind::Text),
            ("a.txt", b"\x81{\x97\xdf", Kind::Text),
            ("a.txt", b"{,V\xde", Kind::Text),
            ("a.pdf", b"\x81\0\x97\xdf", Kind::Pdf),
            ("a.pdf", b"no PDF, but text", Kind::Text),
        ];
        for (name, bytes, kind) in rows {
            assert_eq!(
                of(name, bytes),
                kind,
                "{name} {:?}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
