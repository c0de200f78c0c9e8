//! Many words looked for at once: leftmost, longest, without overlaps.
//!
//! Letters are folded as the search folds them, with the marks of voiced half-width kana (ﾊﾞ) put to their
//! letter; white space inside a line does not count, so that letter-spaced words are found. A word that begins or
//! ends with a Latin letter or a digit is not found inside a longer one: `AI` is not in `MAIL`.
//!
//! The words are a trie that is walked from each letter with which one of them begins. Nothing of the text is
//! copied; the time grows with the text, and for each such letter at most with the longest word.

use crate::text::ByteRange;
use crate::text::search::fold;

/// A word in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What the word belongs to: the number it was added with.
    pub entry: usize,
    /// Which word of that entry, in the order in which they were added.
    pub word: usize,
    /// Where, in bytes.
    pub range: ByteRange,
}

/// The words.
#[derive(Clone, Debug)]
pub struct Lexicon {
    nodes: Vec<Node>,
    /// Letters with which words begin: a bit for each of the first 65,536 code points.
    first: Vec<u64>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    /// Next letters, ascending.
    next: Vec<(char, usize)>,
    /// Entry and word that end here; several entries may have the same word.
    ends: Vec<(usize, usize)>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            nodes: vec![Node::default()],
            first: vec![0; 0x1_0000 / 64],
        }
    }
}

impl Lexicon {
    /// Adds a word of an entry. One that folds to nothing, or to another word of the entry, adds nothing.
    pub fn add(&mut self, entry: usize, word: usize, letters: &str) {
        let mut node = 0;
        let mut at = 0;
        while let Some(letter) = letter(letters, at) {
            at = letter.end;
            if letter.folded.is_whitespace() {
                continue;
            }
            if node == 0
                && let Some(bits) = self.first.get_mut(word_of(letter.folded))
            {
                *bits |= bit(letter.folded);
            }
            node = self.follow(node, letter.folded);
        }
        if let Some(node) = self.nodes.get_mut(node).filter(|_| node > 0)
            && node.ends.iter().all(|(e, _)| *e != entry)
        {
            node.ends.push((entry, word));
        }
    }

    /// The node behind a letter, made if there is none.
    fn follow(&mut self, node: usize, letter: char) -> usize {
        let fresh = self.nodes.len();
        let Some(Node { next, .. }) = self.nodes.get_mut(node) else {
            return node;
        };
        match next.binary_search_by_key(&letter, |(c, _)| *c) {
            Ok(n) => next.get(n).map_or(node, |(_, node)| *node),
            Err(n) => {
                next.insert(n, (letter, fresh));
                self.nodes.push(Node::default());
                fresh
            }
        }
    }

    /// All places inside `range`, in order. A word that several entries have is a hit of each of them.
    pub fn find(&self, text: &str, range: ByteRange) -> Vec<Hit> {
        let (mut at, end) = (range.start as usize, range.end as usize);
        let mut before = text.get(..at).and_then(|t| t.chars().next_back()).map(fold);
        let mut hits = Vec::new();
        while let Some(letter) = letter(text, at).filter(|l| l.end <= end) {
            let begins = self.begins(letter.folded) && !joined(before, letter.folded);
            match begins.then(|| self.longest(text, at, end)).flatten() {
                Some((node, stop)) => {
                    let range = ByteRange::new(at as u32, stop as u32);
                    hits.extend(node.ends.iter().map(|&(entry, word)| Hit { entry, word, range }));
                    before = range.of(text).chars().next_back().map(fold);
                    at = stop;
                }
                None => {
                    before = Some(letter.folded);
                    at = letter.end;
                }
            }
        }
        hits
    }

    fn begins(&self, letter: char) -> bool {
        // Letters beyond the first plane are rare enough to be looked up.
        letter as u32 > 0xFFFF
            || self
                .first
                .get(word_of(letter))
                .is_some_and(|bits| bits & bit(letter) != 0)
    }

    /// The longest word that begins at `at`, and where it ends.
    fn longest(&self, text: &str, mut at: usize, end: usize) -> Option<(&Node, usize)> {
        let mut node = self.nodes.first()?;
        let mut found = None;
        while let Some(letter) = letter(text, at).filter(|l| l.end <= end && l.folded != '\n') {
            at = letter.end;
            if letter.folded.is_whitespace() {
                continue;
            }
            let Ok(n) = node.next.binary_search_by_key(&letter.folded, |(c, _)| *c) else {
                break;
            };
            node = self.nodes.get(node.next.get(n)?.1)?;
            let after = text.get(at..).and_then(|t| t.chars().next()).map(fold);
            if !node.ends.is_empty() && !joined(after, letter.folded) {
                found = Some((node, at));
            }
        }
        found
    }
}

/// A letter of a text as words see it.
struct Letter {
    folded: char,
    /// Byte behind it.
    end: usize,
}

fn letter(text: &str, at: usize) -> Option<Letter> {
    let mut rest = text.get(at..)?.chars();
    let c = rest.next()?;
    let (folded, end) = (fold(c), at + c.len_utf8());
    let mark = rest.next().filter(|_| folded >= 'あ');
    let voiced = mark.and_then(|m| Some((voiced(folded, m)?, end + m.len_utf8())));
    let (folded, end) = voiced.unwrap_or((folded, end));
    Some(Letter { folded, end })
}

/// A kana with the mark behind it; they lie next to each other.
fn voiced(kana: char, mark: char) -> Option<char> {
    let steps = match mark {
        'ﾞ' | '゛' | '\u{3099}' => 1,
        'ﾟ' | '゜' | '\u{309A}' => 2,
        _ => return None,
    };
    let fits = match steps {
        1 => "うかきくけこさしすせそたちつてとはひふへほ".contains(kana),
        _ => "はひふへほ".contains(kana),
    };
    match kana {
        'う' if fits => Some('ゔ'),
        _ => char::from_u32(kana as u32 + steps).filter(|_| fits),
    }
}

/// Whether two neighbours belong to one Latin word or number.
fn joined(neighbour: Option<char>, letter: char) -> bool {
    letter.is_ascii_alphanumeric() && neighbour.is_some_and(|n| n.is_ascii_alphanumeric())
}

fn word_of(letter: char) -> usize {
    letter as usize / 64
}

fn bit(letter: char) -> u64 {
    1 << (letter as u32 % 64)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice, reason = "the naive way, at boundaries of letters")]

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_same_as_trying_every_word_at_every_letter(
            words in proptest::collection::vec("[アいｱａ1 ]{0,4}", 0..6),
            text in "[アいｱａ1 \n]{0,24}",
        ) {
            let plain = |s: &str| s.chars().map(fold).filter(|c| *c != ' ').collect::<String>();
            let words: Vec<String> = words.iter().map(|w| plain(w)).filter(|w| !w.is_empty()).collect();
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let latin = |at: usize| text[at..].chars().next().is_some_and(|c| fold(c).is_ascii_alphanumeric());
            // Whether a Latin word goes on over a boundary.
            let inside = |n: usize| n > 0 && latin(bounds[n - 1]) && latin(bounds[n]);
            let mut expected = Vec::new();
            let mut n = 0;
            while n + 1 < bounds.len() {
                let fits = |end: &usize| {
                    let piece = &text[bounds[n]..bounds[*end]];
                    let trimmed = !piece.starts_with(' ') && !piece.ends_with(' ');
                    trimmed && !inside(n) && !inside(*end) && words.contains(&plain(piece))
                };
                match (n + 1..bounds.len()).rev().find(fits) {
                    Some(end) => {
                        expected.push(&text[bounds[n]..bounds[end]]);
                        n = end;
                    }
                    None => n += 1,
                }
            }
            let list: Vec<&str> = words.iter().map(String::as_str).collect();
            let mut got = found(&list, &text);
            // A word that is there twice is two entries.
            got.dedup_by(|a, b| a.as_ptr() == b.as_ptr());
            prop_assert_eq!(got, expected);
        }
    }

    fn found<'a>(words: &[&str], text: &'a str) -> Vec<&'a str> {
        let mut lexicon = Lexicon::default();
        for (n, word) in words.iter().enumerate() {
            lexicon.add(n, 0, word);
        }
        let all = ByteRange::new(0, text.len() as u32);
        lexicon.find(text, all).iter().map(|h| h.range.of(text)).collect()
    }

    #[test]
    fn the_longest_word_counts_and_hits_do_not_overlap() {
        let words = ["カード", "マイナンバーカード", "マイナンバー"];
        assert_eq!(
            found(&words, "マイナンバーカードとマイナンバー、カード"),
            ["マイナンバーカード", "マイナンバー", "カード"]
        );
        assert_eq!(found(&["ああ"], "ああああ").len(), 2);
        assert_eq!(found(&["防災DX計画", "防災"], "防災DX"), ["防災"]);
    }

    #[test]
    fn width_case_kana_and_white_space_are_free() {
        let text = "ﾏｲﾅﾝﾊﾞｰ、マ　イ ナンバー、ＭＹ　number";
        assert_eq!(
            found(&["マイナンバー", "my number"], text),
            ["ﾏｲﾅﾝﾊﾞｰ", "マ　イ ナンバー", "ＭＹ　number"]
        );
        assert!(
            found(&["防災"], "防\n災").is_empty(),
            "two lines are two paragraphs"
        );
    }

    #[test]
    fn a_latin_word_is_not_found_inside_another() {
        assert_eq!(
            found(&["AI", "生成", "5G"], "MAIL、生成AIX、AI、ＡＩ２、Beyond5G"),
            ["生成", "AI"]
        );
        assert_eq!(found(&["AI"], "生成AIの"), ["AI"]);
    }

    #[test]
    fn a_range_bounds_what_is_found() {
        let mut lexicon = Lexicon::default();
        lexicon.add(7, 1, "防災");
        lexicon.add(8, 0, "防災");
        let hits = lexicon.find("防災防災防災", ByteRange::new(3, 15));
        assert_eq!(hits.len(), 2, "one place, two entries");
        assert!(hits.iter().all(|h| h.range == ByteRange::new(6, 12)));
        assert!(lexicon.find("防", ByteRange::new(0, 900)).is_empty());
        assert!(
            lexicon.find("防災", ByteRange::new(1, 6)).is_empty(),
            "inside a letter"
        );
        lexicon.add(9, 0, " \u{3000}");
        assert_eq!(lexicon.find("  ", ByteRange::new(0, 2)), []);
    }
}
