//! Answers to one question about words that come again and again.

use std::cell::RefCell;

/// A word is kept in one of so many places, until another comes there.
const PLACES: usize = 256;

/// Longer words, in bytes, hardly come again.
const LONGEST: usize = 96;

/// The last words that were asked about, and the answers.
pub(super) struct Memo(RefCell<Vec<(String, bool)>>);

impl Memo {
    pub(super) fn new() -> Self {
        Self(RefCell::new(vec![(String::new(), false); PLACES]))
    }

    /// What `question` says of a word; it may ask further.
    pub(super) fn ask(&self, word: &str, question: fn(&str) -> bool) -> bool {
        if word.is_empty() || word.len() > LONGEST {
            return question(word);
        }
        let place = place(word.as_bytes());
        let known = |(kept, answer): &(String, bool)| (kept == word).then_some(*answer);
        if let Some(answer) = self.0.borrow().get(place).and_then(known) {
            return answer;
        }
        let answer = question(word);
        if let Some((kept, kept_answer)) = self.0.borrow_mut().get_mut(place) {
            kept.clear();
            kept.push_str(word);
            *kept_answer = answer;
        }
        answer
    }
}

/// Mixes a word eight bytes at a time.
fn place(word: &[u8]) -> usize {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let (words, rest) = word.as_chunks::<8>();
    let rest = rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
    let mixed = words.iter().map(|eight| u64::from_le_bytes(*eight));
    let mixed = mixed.fold(rest, |all, eight| (all.rotate_left(5) ^ eight).wrapping_mul(ODD));
    (mixed.wrapping_mul(ODD) >> 56) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_those_of_the_question() {
        let memo = Memo::new();
        for round in 0..3 {
            for n in 0..2 * PLACES {
                let word = format!("委員{n}");
                assert_eq!(
                    memo.ask(&word, |w| w.ends_with('7')),
                    n % 10 == 7,
                    "{round} {word}"
                );
            }
        }
        assert!(memo.ask("", str::is_empty));
    }
}
