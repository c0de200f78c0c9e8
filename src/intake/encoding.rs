//! Encodings of text: told by a mark, declared in markup, or guessed.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::finding::{Code, Finding};

/// What a person can choose from, by the names of the WHATWG encoding standard.
pub const ENCODINGS: [&str; 6] = [
    "UTF-8",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "UTF-16LE",
    "UTF-16BE",
];

/// More characters than this in a hundred that are not in an encoding: it is another one, or no text.
const WRONG: usize = 5;

/// A decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Guessed, or partly undecodable.
    pub(super) notes: Vec<Finding>,
}

/// Decodes text. `chosen` is what a person says it is, `declared` what the file says.
pub(super) fn decode(bytes: &[u8], chosen: Option<&str>, declared: Option<&str>) -> Result<Decoded, Finding> {
    let named = |name: Option<&str>| name.and_then(|n| Encoding::for_label(n.trim().as_bytes()));
    let marked = Encoding::for_bom(bytes).map(|(e, _)| e);
    let told = named(chosen).or(marked);
    // What is valid UTF-8 is UTF-8, whatever it declares: pages are saved anew and keep their old words.
    let utf8 = || (std::str::from_utf8(bytes).is_ok() && !escapes(bytes)).then_some(UTF_8);
    // A zero or two in it are a slip: in UTF-16 they are many.
    let few_zeros = || bytes.iter().filter(|b| **b == 0).count() * 100 < bytes.len();
    let sure = told
        .or_else(|| utf8().filter(|_| few_zeros()))
        .or_else(|| wide_by_zeros(bytes))
        .or_else(utf8);
    let declared = named(declared).filter(|e| *e != UTF_8 && fits(e, bytes));
    // So is UTF-8 of which a byte is damaged, or which ends in the middle of a letter: no other encoding looks like it.
    let damaged = || (!bytes.is_ascii() && fits(&UTF_8, bytes)).then_some(UTF_8);
    let encoding = sure.or(declared).or_else(damaged).unwrap_or_else(|| guess(bytes));
    let (text, _, bad) = encoding.decode(bytes);
    let text = text.into_owned();
    let mut notes = Vec::new();
    if chosen.is_some() || sure.is_none() && declared.is_none() {
        notes.push(Finding::with(Code::Encoding, encoding.name()));
    }
    if bad {
        let wrong = text.matches(char::REPLACEMENT_CHARACTER).count();
        if chosen.is_none() && wrong * 100 > text.chars().count() * WRONG {
            return Err(Finding::new(Code::Unsupported));
        }
        notes.push(Finding::with(Code::Undecodable, wrong.to_string()));
    }
    let strange = text.chars().filter(|c| is_strange(*c)).count();
    if chosen.is_none() && strange > 1 + text.chars().count() / 200 {
        return Err(Finding::new(Code::Unsupported));
    }
    if text.trim().is_empty() {
        return Err(Finding::new(Code::Empty));
    }
    Ok(Decoded { text, notes })
}

/// Characters that text has none of.
fn is_strange(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}')
}

/// UTF-16 without a mark: it has zeros, and read so it is made of letters that Japanese has.
fn wide_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096) & !1)?;
    memchr::memchr(0, head)?;
    let usual = |encoding: &'static Encoding| {
        let (text, _, _) = encoding.decode(head);
        let letters = text.chars().filter(|c| is_usual(*c)).count();
        letters * 100 / text.chars().count().max(1)
    };
    let likely = [UTF_16LE, UTF_16BE].into_iter().max_by_key(|e| usual(e))?;
    (usual(likely) >= 90).then_some(likely)
}

fn is_usual(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{2010}'..='\u{27bf}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ffef}')
}

fn fits(encoding: &&'static Encoding, bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1 << 16) & !1).unwrap_or(bytes);
    let (text, _, _) = encoding.decode(head);
    // The last character may be cut.
    let wrong = text.matches(char::REPLACEMENT_CHARACTER).count();
    wrong <= 1 + text.chars().count() / 200 && text.chars().filter(|c| is_strange(*c)).count() == 0
}

/// ISO-2022-JP is ASCII by its bytes.
fn escapes(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\x1b$B").is_some() || memchr::memmem::find(bytes, b"\x1b$@").is_some()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if escapes(bytes) {
        return ISO_2022_JP;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"jp"), Utf8Detection::Allow);
    if [SHIFT_JIS, EUC_JP, ISO_2022_JP, UTF_8].contains(&guessed) {
        return guessed;
    }
    // Minutes are Japanese: short pieces look like anything.
    let wrong = |e: &'static Encoding| e.decode(bytes).0.matches(char::REPLACEMENT_CHARACTER).count();
    [SHIFT_JIS, EUC_JP]
        .into_iter()
        .min_by_key(|e| wrong(e))
        .unwrap_or(guessed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "第２回　青葉町交通会議　会議録\r\n○議長（村上一郎君）　おはようございます。\r\n";

    fn guessed(bytes: &[u8]) -> (String, Option<String>) {
        let decoded = decode(bytes, None, None).unwrap();
        (decoded.text, decoded.notes.first().map(|n| n.detail.clone()))
    }

    #[test]
    fn what_people_have_is_decoded() {
        for (encoding, note) in [
            (SHIFT_JIS, Some("Shift_JIS")),
            (EUC_JP, Some("EUC-JP")),
            (ISO_2022_JP, Some("ISO-2022-JP")),
            (UTF_8, None),
        ] {
            let (bytes, ..) = encoding.encode(TEXT);
            assert_eq!(
                guessed(&bytes),
                (TEXT.to_owned(), note.map(str::to_owned)),
                "{}",
                encoding.name()
            );
        }
        for (little, mark) in [(true, true), (true, false), (false, true), (false, false)] {
            let text = if mark {
                format!("\u{feff}{TEXT}")
            } else {
                TEXT.to_owned()
            };
            let bytes: Vec<u8> = text
                .encode_utf16()
                .flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() })
                .collect();
            assert_eq!(
                guessed(&bytes),
                (TEXT.to_owned(), None),
                "little {little}, mark {mark}"
            );
        }
    }

    #[test]
    fn the_person_and_the_file_are_believed_before_a_guess() {
        let (bytes, ..) = EUC_JP.encode("会議");
        assert_eq!(decode(&bytes, Some("euc-jp"), None).unwrap().text, "会議");
        assert!(decode(&bytes, None, Some("EUC-JP")).unwrap().notes.is_empty());
        assert_eq!(
            decode("会議".as_bytes(), None, Some("Shift_JIS")).unwrap().text,
            "会議",
            "a wrong declaration"
        );
    }

    #[test]
    fn a_damaged_byte_makes_no_other_text_of_it() {
        let whole = TEXT.repeat(20).into_bytes();
        let cut = whole[..whole.len() - 4].to_vec();
        let wrong = [&whole[..], &[0xFF], &whole[..]].concat();
        let zero = [TEXT.as_bytes(), &[0]].concat();
        for bytes in [cut, wrong, zero] {
            let decoded = decode(&bytes, None, None).unwrap();
            assert!(decoded.text.starts_with(TEXT), "{}", decoded.text);
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..4000u32)
            .map(|n| (n.wrapping_mul(2654435761) >> 24) as u8)
            .collect();
        assert_eq!(decode(&noise, None, None).unwrap_err().code, Code::Unsupported);
        assert_eq!(decode(b" \n", None, None).unwrap_err().code, Code::Empty);
    }
}
