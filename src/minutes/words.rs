//! Lists of words, asked which of them begins or ends a text.

use super::chars::ends;
use crate::order;

/// A list of words, found by their first and last letters: most texts are told apart by one look.
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
}

const GROUPS: usize = 128;

fn group(letter: char) -> usize {
    letter as usize % GROUPS
}

impl Side {
    #[inline(never)]
    fn new(words: &[&'static str], end: fn(&str) -> Option<char>) -> Self {
        let mut keyed: Vec<(usize, &'static str)> =
            words.iter().filter_map(|w| Some((group(end(w)?), *w))).collect();
        order::sort(&mut keyed, &|a, b| (a.0, b.1.len()).cmp(&(b.0, a.1.len())));
        let before = |group: usize| keyed.partition_point(|(g, _)| *g < group) as u16;
        Self {
            groups: std::array::from_fn(before),
            words: keyed.iter().map(|(_, word)| *word).collect(),
        }
    }

    fn like(&self, letter: Option<char>) -> &[&'static str] {
        let range = letter
            .map(group)
            .and_then(|g| Some((*self.groups.get(g)?, *self.groups.get(g + 1)?)));
        range
            .and_then(|(from, to)| self.words.get(usize::from(from)..usize::from(to)))
            .unwrap_or(&[])
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
            first: Side::new(words, |w| w.chars().next()),
            last: Side::new(words, |w| w.chars().next_back()),
        }
    }

    /// The longest word that a text begins with.
    pub(super) fn begin(&self, text: &str) -> Option<&'static str> {
        self.all_begin(text).next()
    }

    /// Whether any word begins with a letter.
    pub(super) fn may_begin(&self, letter: Option<char>) -> bool {
        let like = self.first.like(letter);
        letter.is_some_and(|l| like.iter().any(|w| w.starts_with(l)))
    }

    /// Whether any word ends with a letter.
    pub(super) fn may_end(&self, letter: Option<char>) -> bool {
        let like = self.last.like(letter);
        letter.is_some_and(|l| like.iter().any(|w| w.ends_with(l)))
    }

    /// All words that a text begins with, longer ones first.
    pub(super) fn all_begin(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let like = self.first.like(text.chars().next());
        like.iter().copied().filter(move |w| text.starts_with(w))
    }

    /// The longest word that a text ends with.
    pub(super) fn end(&self, text: &str) -> Option<&'static str> {
        self.last
            .like(text.chars().next_back())
            .iter()
            .copied()
            .find(|w| ends(text, w.as_bytes()))
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
        assert_eq!(words.begin("議長山田"), Some("議長"));
        assert_eq!(words.begin("副議長"), None);
        assert_eq!((words.begin(""), words.end("")), (None, None));
    }
}
