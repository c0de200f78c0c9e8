//! Classes of characters that several passes ask for.

use std::borrow::Cow;

/// A few letters, to be asked for one character at a time. `str::contains` searches for a character's bytes, which
/// takes ten times as long as a look at the mask; passes ask such questions for every line.
pub(super) struct Letters {
    letters: &'static str,
    /// Bit `n` is set where a letter's number ends in these seven bits.
    mask: u128,
}

impl Letters {
    pub(super) const fn of(letters: &'static str) -> Self {
        let mut bytes = letters.as_bytes();
        let mut mask = 0;
        while let [first, rest @ ..] = bytes {
            bytes = rest;
            // Of a character in UTF-8 the last byte has six bits, the one before it the seventh.
            let (mut low, mut last) = (0, *first);
            while let [next @ 0x80..=0xBF, rest @ ..] = bytes {
                bytes = rest;
                (low, last) = (last, *next);
            }
            let number = if last < 0x80 {
                last
            } else {
                (low & 1) << 6 | last & 0x3F
            };
            mask |= 1 << number;
        }
        Self { letters, mask }
    }

    #[inline]
    pub(super) fn has(&self, c: char) -> bool {
        self.mask >> (c as u32 & 127) & 1 == 1 && self.letters.chars().any(|l| l == c)
    }
}

/// Whether a character is one of the letters of a literal.
macro_rules! among {
    ($c:expr, $letters:literal) => {{
        const LETTERS: $crate::minutes::chars::Letters = $crate::minutes::chars::Letters::of($letters);
        LETTERS.has($c)
    }};
}

/// Markers that begin a speaker's line.
pub(super) const MARKERS: [char; 6] = ['○', '◯', '〇', '◎', '●', '◆'];

pub(super) fn is_marker(c: char) -> bool {
    MARKERS.contains(&c)
}

/// White space as layout uses it.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\t' | '\u{a0}')
}

/// Display width: 1 for half-width letters, 2 for the others.
pub(super) fn width(text: &str) -> usize {
    // Counted by bytes, which takes a tenth of the time of decoding: first bytes, and those that are ASCII.
    let bytes = text.as_bytes();
    let count = |fits: fn(u8) -> bool| -> usize {
        let few = bytes
            .chunks(128)
            .map(|few| few.iter().map(|b| u8::from(fits(*b))).sum::<u8>());
        few.map(usize::from).sum()
    };
    let (letters, ascii) = (count(|b| b as i8 >= -0x40), count(|b| b.is_ascii()));
    // U+FF61–FF9F begin with EF BD or EF BE.
    let half = memchr::memchr_iter(0xEF, bytes)
        .any(|at| matches!(bytes.get(at + 1), Some(0xBD | 0xBE)))
        .then(|| text.chars().filter(|c| ('｡'..='ﾟ').contains(c)).count());
    2 * letters - ascii - half.unwrap_or(0)
}

/// Whether a text has more characters than that.
pub(super) fn longer(text: &str, characters: usize) -> bool {
    match text.len() {
        bytes if bytes <= characters => false,
        bytes if bytes > 4 * characters => true,
        _ => text.chars().nth(characters).is_some(),
    }
}

/// The closing partner of an opening bracket.
pub(super) fn closing(open: char) -> Option<char> {
    Some(match open {
        '「' => '」',
        '『' => '』',
        '（' => '）',
        '(' => ')',
        '〔' => '〕',
        '［' => '］',
        '[' => ']',
        '【' => '】',
        '〈' => '〉',
        '《' => '》',
        '｢' => '｣',
        _ => return None,
    })
}

pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '」' | '』' | '）' | ')' | '〕' | '］' | ']' | '】' | '〉' | '》' | '｣'
    )
}

/// End of the run of kana and common kanji that begins at `at`: most of any text, and never a bracket, a space or
/// the end of a sentence. Read byte by byte (U+3040–30FF, U+4000–9FFF), because decoding costs more than looking.
pub(super) fn plain_run(text: &str, at: usize) -> usize {
    let letters = text.as_bytes().get(at..).unwrap_or(&[]).as_chunks().0;
    let plain = |[lead, second, _]: &[u8; 3]| {
        let begin = u16::from_be_bytes([*lead, *second]);
        begin.wrapping_sub(0xE381) <= 2 || begin.wrapping_sub(0xE400) < 0x600
    };
    at + 3 * letters.iter().take_while(|c| plain(c)).count()
}

/// Digits as printed: half, full width, and kanji in a row.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        '〇' | '零' => Some(0),
        '一' | '元' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

/// Without white space of any kind.
pub(super) fn squeeze(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) {
        Cow::Owned(text.chars().filter(|c| !c.is_whitespace()).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Without half-width spaces between two letters that are not ASCII.
pub(super) fn without_strays(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let stray = c == ' '
            && out.chars().next_back().is_some_and(|b| !b.is_ascii())
            && rest.peek().is_some_and(|n| !n.is_ascii());
        if !stray {
            out.push(c);
        }
    }
    out
}

/// 「定刻になりましたので、ただいまから令和七年度第一回」, which goes on in the next line: no list of names has so many kana.
pub(super) fn is_prose(text: &str) -> bool {
    text.chars().filter(|c| matches!(c, 'ぁ'..='ん')).nth(7).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn letters_are_found(c: char) {
            const SOME: Letters = Letters::of("a。〇𠮷é");
            proptest::prop_assert_eq!(SOME.has(c), "a。〇𠮷é".contains(c));
        }
    }

    #[test]
    fn letters_of_every_length_are_found() {
        const SOME: Letters = Letters::of("a。〇𠮷é");
        assert!("a。〇𠮷é".chars().all(|c| SOME.has(c)));
    }
}
