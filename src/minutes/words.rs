//! Lists of words, asked which of them begins or ends a text.

use super::chars::ends;
use crate::order;

/// A list of words, found by their first and last two letters: most texts are told apart by one look.
pub(super) struct Words {
    first: Side,
    last: Side,
}

/// Words by one of their ends, in groups.
struct Side {
    /// Longer ones first in each group.
    words: Vec<&'static str>,
    /// Where each group begins in `words`, and the end.
    groups: [u16; GROUPS + 1],
    /// The outermost letters of all words, each at the first free place from its number on: a search by halves would
    /// guess wrong at every step.
    letters: Vec<char>,
}

const GROUPS: usize = 256;

/// The outermost letter of a text at one of its ends, and the one beside it.
type Edge = (Option<char>, Option<char>);

fn front(text: &str) -> Edge {
    let mut letters = text.chars();
    (letters.next(), letters.next())
}

fn back(text: &str) -> Edge {
    let mut letters = text.chars().rev();
    (letters.next(), letters.next())
}

/// Where there is no letter.
const FREE: char = '\0';

/// Where a letter is among others, or would be. Half of the places are free.
fn place(letters: &[char], letter: char) -> usize {
    let mut at = letter as usize;
    loop {
        at &= letters.len() - 1;
        match letters.get(at) {
            Some(other) if *other != FREE && *other != letter => at += 1,
            _ => return at,
        }
    }
}

/// Of two letters, because two hundred offices end in 長.
fn group(outer: char, beside: Option<char>) -> usize {
    (31 * outer as usize + beside.map_or(0, |c| c as usize)) % GROUPS
}

impl Side {
    #[inline(never)]
    fn new(words: &[&'static str], edge: fn(&str) -> Edge) -> Self {
        let keyed = words.iter().filter_map(|w| {
            let (outer, beside) = edge(w);
            Some((group(outer?, beside), *w))
        });
        let mut keyed: Vec<(usize, &'static str)> = keyed.collect();
        order::sort(&mut keyed, &|a, b| (a.0, b.1.len()).cmp(&(b.0, a.1.len())));
        let mut letters = vec![FREE; (2 * words.len()).next_power_of_two()];
        for letter in words.iter().filter_map(|w| edge(w).0) {
            let place = place(&letters, letter);
            if let Some(free) = letters.get_mut(place) {
                *free = letter;
            }
        }
        let before = |group: usize| keyed.partition_point(|(g, _)| *g < group) as u16;
        Self {
            groups: std::array::from_fn(before),
            words: keyed.iter().map(|(_, word)| *word).collect(),
            letters,
        }
    }

    fn group(&self, group: usize) -> &[&'static str] {
        let range = || Some((*self.groups.get(group)?, *self.groups.get(group + 1)?));
        range()
            .and_then(|(from, to)| self.words.get(usize::from(from)..usize::from(to)))
            .unwrap_or(&[])
    }

    /// Words that may stand at such an edge, longer ones first: those of two letters and more, then those of one, which are
    /// told twice where both groups are the same.
    fn like(&self, (outer, beside): Edge) -> impl Iterator<Item = &'static str> {
        let words = |beside: Option<char>| outer.map_or(&[][..], |outer| self.group(group(outer, beside)));
        let longer = beside.map_or(&[][..], |_| words(beside));
        longer.iter().chain(words(None)).copied()
    }

    fn has(&self, letter: Option<char>) -> bool {
        letter.is_some_and(|l| l != FREE && self.letters.get(place(&self.letters, l)) == Some(&l))
    }
}

impl Words {
    /// Of lists whose words are parted by spaces.
    pub(super) fn of(lists: &[&'static str]) -> Self {
        let words: Vec<&'static str> = lists.iter().flat_map(|list| list.split(' ')).collect();
        Self::new(&words)
    }

    #[inline(never)]
    pub(super) fn new(words: &[&'static str]) -> Self {
        Self {
            first: Side::new(words, front),
            last: Side::new(words, back),
        }
    }

    /// The longest word that a text begins with.
    pub(super) fn begin(&self, text: &str) -> Option<&'static str> {
        self.all_begin(text).next()
    }

    /// Whether any word begins with a letter.
    pub(super) fn may_begin(&self, letter: Option<char>) -> bool {
        self.first.has(letter)
    }

    /// Whether any word ends with a letter.
    pub(super) fn may_end(&self, letter: Option<char>) -> bool {
        self.last.has(letter)
    }

    /// All words that a text begins with, longer ones first.
    pub(super) fn all_begin(&self, text: &str) -> impl Iterator<Item = &'static str> {
        self.first.like(front(text)).filter(move |w| text.starts_with(w))
    }

    /// The longest word that a text ends with.
    pub(super) fn end(&self, text: &str) -> Option<&'static str> {
        self.last.like(back(text)).find(|w| ends(text, w.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_words_win() {
        let words = Words::new(&["大臣", "副大臣", "議長", "a"]);
        assert_eq!(words.end("内閣府副大臣"), Some("副大臣"));
        assert_eq!(words.end("大臣政務官"), None);
        assert_eq!((words.end("a"), words.end("議長a")), (Some("a"), Some("a")));
        assert!(words.may_end(Some('臣')) && !words.may_end(Some('副')) && words.may_begin(Some('副')));
        assert_eq!(words.begin("議長山田"), Some("議長"));
        assert_eq!(words.begin("副議長"), None);
        assert_eq!((words.begin(""), words.end("")), (None, None));
    }
}
