//! Classes of characters that several passes ask for.

use std::borrow::Cow;

use crate::text::parts_words;

/// A few letters, to be asked for one character at a time. `str::contains` searches for a character's bytes, which
/// takes ten times as long as a look at the mask; passes ask such questions for every line.
pub(super) struct Letters {
    letters: &'static str,
    /// Bit `n` is set where a letter's number ends in these seven bits.
    mask: [u64; 2],
}

impl Letters {
    pub(super) const fn of(letters: &'static str) -> Self {
        let mut bytes = letters.as_bytes();
        let mut mask = [0; 2];
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
            mask[(number >> 6) as usize] |= 1 << (number & 63);
        }
        Self { letters, mask }
    }

    #[inline]
    pub(super) fn has(&self, c: char) -> bool {
        let [low, high] = self.mask;
        let mask = if c as u32 & 64 == 0 { low } else { high };
        mask >> (c as u32 & 63) & 1 == 1 && self.letters.chars().any(|l| l == c)
    }

    /// Whether a text has one of the letters, which are marks: runs of kana and kanji are passed by unread.
    pub(super) fn within(&self, text: &str) -> bool {
        unusual(text).any(|c| self.has(c))
    }

    /// None of them is a letter that `plain_run` passes by.
    pub(super) const fn are_marks(&self) -> bool {
        let mut bytes = self.letters.as_bytes();
        while let [first, rest @ ..] = bytes {
            if matches!(first, 0xE4..=0xE9) || matches!((first, rest), (0xE3, [0x81..=0x83, ..])) {
                return false;
            }
            bytes = rest;
        }
        true
    }
}

/// Whether a character is one of the letters of a literal.
macro_rules! among {
    ($c:expr, $letters:literal) => {{
        const LETTERS: $crate::minutes::chars::Letters = $crate::minutes::chars::Letters::of($letters);
        LETTERS.has($c)
    }};
}

/// Whether a text has one of the marks of a literal.
macro_rules! holds {
    ($text:expr, $marks:literal) => {{
        const MARKS: $crate::minutes::chars::Letters = $crate::minutes::chars::Letters::of($marks);
        const { assert!(MARKS.are_marks()) }
        MARKS.within($text)
    }};
}

/// Whether a text begins with a letter of three bytes, as nearly all of Japanese are: three looks instead of a search.
macro_rules! begins {
    ($text:expr, $letter:literal) => {{
        const LETTER: [u8; 3] = $crate::minutes::chars::three_bytes($letter);
        let [a, b, c] = LETTER;
        matches!($text.as_bytes(), [x, y, z, ..] if *x == a && *y == b && *z == c)
    }};
}

/// The bytes of a letter between U+0800 and U+FFFF.
pub(super) const fn three_bytes(letter: char) -> [u8; 3] {
    let mut bytes = [0; 3];
    letter.encode_utf8(&mut bytes);
    bytes
}

/// Markers that begin a speaker's line.
pub(super) const MARKERS: [char; 6] = ['○', '◯', '〇', '◎', '●', '◆'];

pub(super) fn is_marker(c: char) -> bool {
    MARKERS.contains(&c)
}

/// The marker that a text begins with. Told by bytes: passes ask so of every line.
pub(super) fn marker(text: &str) -> Option<char> {
    match text.as_bytes() {
        [0xE2, 0x97, ..] | [0xE3, 0x80, 0x87, ..] => text.chars().next().filter(|c| is_marker(*c)),
        _ => None,
    }
}

/// Whether a text ends in a full stop. Told by bytes: passes ask so of every line.
#[inline]
pub(super) fn stops(text: &str) -> bool {
    matches!(text.as_bytes(), [.., 0xE3, 0x80, 0x82])
}

/// White space as layout uses it.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\t' | '\u{a0}')
}

/// 「諸　　報　　告」: one letter at a time, as titles and offices are set.
pub(super) fn is_set_apart(text: &str) -> bool {
    text.split(is_space).all(|word| word.chars().nth(1).is_none())
}

/// Display width: 1 for half-width letters, 2 for the others.
pub(super) fn width(text: &str) -> usize {
    // The white space in front of most lines.
    if text.is_empty() {
        return 0;
    }
    let Tally { letters, ascii } = tally(text);
    // U+FF61–FF9F begin with EF BD or EF BE.
    let half = memchr::memchr_iter(0xEF, text.as_bytes())
        .any(|at| matches!(text.as_bytes().get(at + 1), Some(0xBD | 0xBE)))
        .then(|| text.chars().filter(|c| ('｡'..='ﾟ').contains(c)).count());
    2 * letters - ascii - half.unwrap_or(0)
}

/// Characters of a text, and those of them that are ASCII.
struct Tally {
    letters: usize,
    ascii: usize,
}

/// Counts eight bytes at a time, which takes a twentieth of the time of decoding.
fn tally(text: &str) -> Tally {
    // Bytes that go on in a letter (10……), and those that are not ASCII (1…….).
    let (mut further, mut wide) = (0, 0);
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    // Each byte of a sum counts its own column, and has room for so many.
    for words in words.chunks(255) {
        let (mut columns_further, mut columns_wide) = (0, 0);
        for eight in words {
            let word = u64::from_le_bytes(*eight);
            columns_further += (word & !(word << 1)) >> 7 & ONES;
            columns_wide += word >> 7 & ONES;
        }
        further += sum(columns_further);
        wide += sum(columns_wide);
    }
    further += rest.iter().filter(|b| **b & 0xC0 == 0x80).count();
    wide += rest.iter().filter(|b| **b >= 0x80).count();
    Tally {
        letters: text.len() - further,
        ascii: text.len() - wide,
    }
}

/// One in each byte of eight.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The sum of eight bytes.
fn sum(bytes: u64) -> usize {
    const EVERY_OTHER: u64 = 0x00FF_00FF_00FF_00FF;
    let pairs = (bytes & EVERY_OTHER) + (bytes >> 8 & EVERY_OTHER);
    (pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

/// Line feeds among bytes, eight at a time.
pub(super) fn line_breaks(bytes: &[u8]) -> usize {
    const BREAKS: u64 = 0x0A0A_0A0A_0A0A_0A0A;
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let (words, rest) = bytes.as_chunks::<8>();
    let words = words.chunks(255).map(|words| {
        let breaks = words.iter().map(|eight| {
            // A byte that is one becomes zero, and of all bytes only zero has no high bit in the end.
            let word = u64::from_le_bytes(*eight) ^ BREAKS;
            !(((word & LOW) + LOW) | word) >> 7 & ONES
        });
        sum(breaks.sum())
    });
    words.sum::<usize>() + rest.iter().filter(|b| **b == b'\n').count()
}

/// Characters of a text.
pub(super) fn count(text: &str) -> usize {
    tally(text).letters
}

/// The words of a list that spaces part. Byte by byte: in the page a search for each space takes longer than that.
fn each(words: &str) -> impl Iterator<Item = &[u8]> {
    words.as_bytes().split(|b| *b == b' ')
}

/// Whether a word is one of those parted by spaces. In a hundred places: a call is shorter than what it does.
#[inline(never)]
pub(super) fn is_of(words: &str, word: &str) -> bool {
    each(words).any(|w| w.len() == word.len() && ends(word, w))
}

/// Whether a text ends with a word: from behind and letter by letter, because most texts do not, and the second letter
/// tells so before a call of the library's comparison has begun.
pub(super) fn ends(text: &str, word: &[u8]) -> bool {
    let mut letters = text.as_bytes().iter().rev();
    word.iter().rev().all(|letter| letters.next() == Some(letter))
}

pub(super) fn is_letter(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_alphanumeric()
}

/// Full-width marks bring their own space: beside one, a half-width space is a stray.
pub(super) fn is_mark(c: char) -> bool {
    among!(c, "、。，．・：；！？") || is_closing(c) && !c.is_ascii() || closing(c).is_some() && !c.is_ascii()
}

/// Whether one of the words parted by spaces is in a text.
pub(super) fn holds_any(text: &str, words: &str) -> bool {
    words.split(' ').any(|w| text.contains(w))
}

/// Whether a text ends in one of them.
#[inline(never)]
pub(super) fn ends_in_any(text: &str, words: &str) -> bool {
    each(words).any(|w| ends(text, w))
}

/// Whether a text begins with one of them.
#[inline(never)]
pub(super) fn begins_with_any(text: &str, words: &str) -> bool {
    each(words).any(|w| text.as_bytes().starts_with(w))
}

/// Whether a text has more characters than that.
pub(super) fn longer(text: &str, characters: usize) -> bool {
    text.len() > characters && (text.len() > 4 * characters || count(text) > characters)
}

/// What layout asks of texts about its white space (`is_space`). Read byte by byte: passes ask for every line, and the
/// standard library's searches by character take five times as long in the page.
pub(super) trait Spaced {
    /// Without white space at both ends.
    fn trim_spaces(&self) -> &str;
    /// Without white space in front.
    fn trim_spaces_start(&self) -> &str;
    /// Without white space at the end.
    fn trim_spaces_end(&self) -> &str;
    /// Whether there is white space anywhere.
    fn has_space(&self) -> bool;
}

impl Spaced for str {
    fn trim_spaces(&self) -> &str {
        self.trim_spaces_start().trim_spaces_end()
    }

    fn trim_spaces_start(&self) -> &str {
        let mut text = self;
        loop {
            let space = match text.as_bytes() {
                [b' ' | b'\t', ..] => 1,
                [0xC2, 0xA0, ..] => 2,
                [0xE3, 0x80, 0x80, ..] => 3,
                _ => return text,
            };
            text = text.get(space..).unwrap_or("");
        }
    }

    fn trim_spaces_end(&self) -> &str {
        let mut text = self;
        loop {
            let space = match text.as_bytes() {
                [.., b' ' | b'\t'] => 1,
                [.., 0xC2, 0xA0] => 2,
                [.., 0xE3, 0x80, 0x80] => 3,
                _ => return text,
            };
            text = text.get(..text.len() - space).unwrap_or("");
        }
    }

    fn has_space(&self) -> bool {
        unusual(self).any(is_space)
    }
}

/// The closing partner of an opening bracket.
#[inline(never)]
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
/// the end of a sentence (U+3040–30FF, U+4000–9FFF). Two bytes of each are looked up in tables: decoding costs more,
/// and so do comparisons, because nobody can foretell whether a kanji or a kana comes next.
pub(super) fn plain_run(text: &str, at: usize) -> usize {
    /// What a byte can begin.
    const KANA: u8 = 1;
    const KANJI: u8 = 2;
    const FIRST: [u8; 256] = {
        let mut begins = [0; 256];
        begins[0xE3] = KANA;
        let mut byte = 0xE4;
        while byte <= 0xE9 {
            begins[byte] = KANJI;
            byte += 1;
        }
        begins
    };
    // E3 begins other letters than kana, too.
    const SECOND: [u8; 256] = {
        let mut follows = [KANJI; 256];
        follows[0x81] |= KANA;
        follows[0x82] |= KANA;
        follows[0x83] |= KANA;
        follows
    };
    let mut rest = text.as_bytes().get(at..).unwrap_or(&[]);
    let before = rest.len();
    while let [first, second, _, next @ ..] = rest {
        if FIRST[*first as usize] & SECOND[*second as usize] == 0 {
            break;
        }
        rest = next;
    }
    at + before - rest.len()
}

/// The characters of a text that are in no `plain_run`.
pub(super) fn unusual(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.get(plain_run(rest, 0)..)?;
        let c = rest.chars().next()?;
        rest = rest.get(c.len_utf8()..)?;
        Some(c)
    })
}

/// Digits as printed: half, full width, and kanji in a row.
#[inline(never)]
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
    let mut out = String::new();
    // What stands between two spaces is copied in one go.
    let (mut begin, mut at) = (0, plain_run(text, 0));
    while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
        let next = at + c.len_utf8();
        if c.is_whitespace() {
            if begin == 0 {
                out.reserve(text.len());
            }
            out.push_str(text.get(begin..at).unwrap_or(""));
            begin = next;
        }
        at = plain_run(text, next);
    }
    if begin == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(begin..).unwrap_or(""));
    Cow::Owned(out)
}

/// Without half-width spaces between two letters of a script that has none.
pub(super) fn without_strays(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let stray = c == ' '
            && out.chars().next_back().is_some_and(|b| !parts_words(b))
            && rest.peek().is_some_and(|n| !parts_words(*n));
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

        #[test]
        fn bytes_tell_what_characters_tell(text in "[ \t\u{a0}　]{0,3}[ \n\u{b}a。、あア漢鷗ㄅ㐂ꀀｶ𠮷é　〇○]{0,40}[ \t\u{a0}　]{0,3}") {
            let t = text.as_str();
            proptest::prop_assert_eq!(count(t), t.chars().count());
            proptest::prop_assert_eq!(line_breaks(t.as_bytes()), t.matches('\n').count());
            let wide = |c: char| if c.is_ascii() || ('｡'..='ﾟ').contains(&c) { 1 } else { 2 };
            proptest::prop_assert_eq!(width(t), t.chars().map(wide).sum::<usize>());
            proptest::prop_assert_eq!(t.trim_spaces_start(), t.trim_start_matches(is_space));
            proptest::prop_assert_eq!(t.trim_spaces_end(), t.trim_end_matches(is_space));
            proptest::prop_assert_eq!(t.trim_spaces(), t.trim_matches(is_space));
            proptest::prop_assert_eq!(marker(t), t.chars().next().filter(|c| is_marker(*c)));
            let plain = |c: &char| ('\u{3040}'..='\u{30ff}').contains(c) || ('\u{4000}'..='\u{9fff}').contains(c);
            for (at, _) in t.char_indices() {
                let (_, rest) = t.split_at(at);
                let run = rest.chars().take_while(plain).map(char::len_utf8).sum::<usize>();
                proptest::prop_assert_eq!(plain_run(t, at), at + run);
            }
            proptest::prop_assert_eq!(holds!(t, "。、"), t.contains(['。', '、']));
            proptest::prop_assert_eq!(squeeze(t), t.chars().filter(|c| !c.is_whitespace()).collect::<String>());
            for most in 0..45 {
                proptest::prop_assert_eq!(longer(t, most), t.chars().count() > most);
            }
        }
    }

    #[test]
    fn letters_of_every_length_are_found() {
        const SOME: Letters = Letters::of("a。〇𠮷é");
        assert!("a。〇𠮷é".chars().all(|c| SOME.has(c)));
    }
}
