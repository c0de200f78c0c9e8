//! More like these: sentences ranked by their likeness to those with a theme.
//!
//! Terms are the pairs of neighbours in runs of kanji and katakana, and whole words of Latin letters and digits,
//! but no numbers alone, which say how many and not what; hiragana carries grammar more than matter and is left out. A term weighs by how often it is in a sentence and
//! how rare it is in the document, and sentences are compared by the cosine (G. Salton and C. Buckley, "Term-weighting
//! approaches in automatic text retrieval", Information Processing & Management 24, 1988: tf × idf with cosine
//! normalisation; idf as ln(1 + N/n), which is never 0). What is asked for is the mean of the sentences that have
//! the theme (J. Rocchio, "Relevance feedback in information retrieval", in: The SMART Retrieval System, 1971,
//! without its negative part: a sentence without a tag may only be unread).
//!
//! Nothing is learned and nothing leaves the computer: the same document and tags give the same ranking.

use std::collections::HashMap;
use std::ops::Range;

use crate::minutes::Minutes;
use crate::order;
use crate::text::ByteRange;
use crate::text::search::fold;

use super::sentences::walked;

/// How many words say why.
const WORDS: usize = 3;

/// A sentence that is like those with the theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// Index into [`Minutes::sentences`].
    pub sentence: usize,
    /// 0…1, never 0.
    pub score: f32,
    /// Up to three strings of the sentence, as printed, that it has in common with those with the theme; the
    /// weightiest first.
    pub words: Vec<String>,
}

/// The terms of a document, counted once.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Term and weight, by sentence; ascending within each, and of length 1.
    weights: Vec<(u32, f32)>,
    /// Where the weights of each sentence are; nothing for those that nobody tags.
    of: Vec<Range<u32>>,
    /// Number of each term.
    numbers: HashMap<String, u32>,
}

impl Terms {
    /// Counts the terms of all sentences that `j` and `k` walk over.
    pub fn new(minutes: &Minutes) -> Self {
        let mut terms = Self::default();
        // In how many sentences each term is.
        let mut spread: Vec<u32> = Vec::new();
        let mut sentences = 0;
        let mut key = String::new();
        for (range, walked) in minutes.sentences.iter().zip(walked(minutes)) {
            let start = terms.weights.len();
            let mut numbers: Vec<u32> = Vec::new();
            if walked {
                sentences += 1;
                each_term(range.of(&minutes.text), &mut |_, letters| {
                    key.clear();
                    key.extend(letters.chars().map(fold));
                    let number = match terms.numbers.get(&key) {
                        Some(number) => *number,
                        None => {
                            let number = spread.len() as u32;
                            terms.numbers.insert(key.clone(), number);
                            spread.push(0);
                            number
                        }
                    };
                    numbers.push(number);
                });
                numbers.sort_unstable();
            }
            for same in numbers.chunk_by(|a, b| a == b) {
                if let Some(n) = same.first() {
                    terms.weights.push((*n, same.len() as f32));
                    if let Some(count) = spread.get_mut(*n as usize) {
                        *count += 1;
                    }
                }
            }
            terms.of.push(start as u32..terms.weights.len() as u32);
        }
        let rarity: Vec<f32> = spread
            .iter()
            .map(|n| (1.0 + sentences as f32 / *n as f32).ln())
            .collect();
        for range in &terms.of {
            if let Some(list) = terms.weights.get_mut(range.start as usize..range.end as usize) {
                for (term, weight) in list.iter_mut() {
                    *weight *= rarity.get(*term as usize).copied().unwrap_or(0.0);
                }
                shorten(list.iter_mut().map(|(_, w)| w));
            }
        }
        terms
    }

    fn of(&self, sentence: usize) -> &[(u32, f32)] {
        let range = self.of.get(sentence).cloned().unwrap_or_default();
        self.weights
            .get(range.start as usize..range.end as usize)
            .unwrap_or(&[])
    }

    /// The sentences most like `tagged`, at most `limit` of them, the likest first; equals in order of the text.
    /// Those that are tagged, those that `leave` says so of (the refused, say), and those that have nothing
    /// in common are not among them. `minutes` are those the terms were counted in.
    pub fn like(
        &self,
        minutes: &Minutes,
        tagged: &[usize],
        leave: &dyn Fn(usize) -> bool,
        limit: usize,
    ) -> Vec<Likeness> {
        let mean = self.mean(tagged);
        let mut known = vec![false; self.of.len()];
        for n in tagged {
            if let Some(k) = known.get_mut(*n) {
                *k = true;
            }
        }
        let mut scores: Vec<(usize, f32)> = (0..self.of.len())
            .filter(|n| known.get(*n) == Some(&false))
            .map(|n| (n, product(self.of(n), &mean)))
            .filter(|(n, score)| *score > 0.0 && !leave(*n))
            .collect();
        order::sort(&mut scores, &|a, b| b.1.total_cmp(&a.1));
        scores.truncate(limit);
        let examples: Vec<String> = tagged
            .iter()
            .filter_map(|n| minutes.sentences.get(*n))
            .map(|r| r.of(&minutes.text).chars().map(fold).collect())
            .collect();
        scores
            .into_iter()
            .map(|(sentence, score)| Likeness {
                sentence,
                score: score.min(1.0),
                words: self.words(minutes, sentence, &mean, &examples),
            })
            .collect()
    }

    /// The mean direction of some sentences: a weight for each term.
    fn mean(&self, sentences: &[usize]) -> Vec<f32> {
        let mut mean = vec![0.0; self.numbers.len()];
        for (term, weight) in sentences.iter().flat_map(|n| self.of(*n)) {
            if let Some(sum) = mean.get_mut(*term as usize) {
                *sum += weight;
            }
        }
        shorten(mean.iter_mut());
        mean
    }

    /// What a sentence has in common with the examples: terms that follow each other are one string, as long as
    /// an example has it, too.
    fn words(&self, minutes: &Minutes, sentence: usize, mean: &[f32], examples: &[String]) -> Vec<String> {
        let text = minutes
            .sentences
            .get(sentence)
            .map_or("", |r| r.of(&minutes.text));
        let weights = self.of(sentence);
        let folded = |range: ByteRange| range.of(text).chars().map(fold).collect::<String>();
        let mut strings: Vec<(ByteRange, f32)> = Vec::new();
        each_term(text, &mut |range, _| {
            let number = self.numbers.get(&folded(range)).copied().unwrap_or(u32::MAX);
            let own = weights
                .binary_search_by(|(t, _)| t.cmp(&number))
                .ok()
                .and_then(|n| weights.get(n))
                .map_or(0.0, |(_, w)| *w);
            let weight = own * mean.get(number as usize).copied().unwrap_or(0.0);
            if weight <= 0.0 {
                return;
            }
            if let Some((last, sum)) = strings.last_mut()
                && range.start < last.end
            {
                let both = ByteRange::new(last.start, range.end);
                let joined = folded(both);
                if examples.iter().any(|e| e.contains(&joined)) {
                    (*last, *sum) = (both, *sum + weight);
                    return;
                }
            }
            strings.push((range, weight));
        });
        order::sort(&mut strings, &|a, b| b.1.total_cmp(&a.1));
        let mut out: Vec<String> = Vec::new();
        for (range, _) in strings {
            let word = range.of(text);
            // 計画 says nothing beside 重点計画.
            if !out.iter().any(|known| known.contains(word)) {
                out.push(word.to_owned());
            }
        }
        out.truncate(WORDS);
        out
    }
}

/// Makes a list of weights one of length 1, if it is not all 0.
fn shorten<'a>(weights: impl Iterator<Item = &'a mut f32>) {
    let weights: Vec<&mut f32> = weights.collect();
    let length = weights.iter().map(|w| **w * **w).sum::<f32>().sqrt();
    if length > 0.0 {
        weights.into_iter().for_each(|w| *w /= length);
    }
}

fn product(sentence: &[(u32, f32)], mean: &[f32]) -> f32 {
    sentence
        .iter()
        .map(|(term, weight)| weight * mean.get(*term as usize).copied().unwrap_or(0.0))
        .sum()
}

/// What a letter is to terms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Kanji or katakana.
    Pair,
    /// Letter or digit of a word.
    Word,
    Other,
}

fn sort_of(c: char) -> Sort {
    match c {
        '々' | '〆' | 'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => {
            Sort::Pair
        }
        '\u{20000}'..='\u{3FFFF}' => Sort::Pair,
        'ぁ'..='ゟ' => Sort::Other,
        c if c.is_alphanumeric() => Sort::Word,
        _ => Sort::Other,
    }
}

/// Calls `term` with the place and the letters of each term, in order of the text. Neighbours of one run overlap by
/// a letter.
fn each_term(text: &str, term: &mut dyn FnMut(ByteRange, &str)) {
    let mut say = |start: usize, end: usize| {
        let range = ByteRange::new(start as u32, end as u32);
        let letters = range.of(text);
        if !letters.chars().all(char::is_numeric) {
            term(range, letters);
        }
    };
    // Where the letter before began, and where its run did.
    let (mut before, mut run, mut sort) = (0, 0, Sort::Other);
    for (at, c) in text.char_indices() {
        let now = sort_of(c);
        if now != sort {
            if sort == Sort::Word {
                say(run, at);
            }
            run = at;
        } else if now == Sort::Pair {
            say(before, at + c.len_utf8());
        }
        (before, sort) = (at, now);
    }
    if sort == Sort::Word {
        say(run, text.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::parse;
    use proptest::prelude::*;

    fn minutes(sentences: &[&str]) -> Minutes {
        let speech: String = sentences.concat();
        parse(&format!("○議長　{speech}\n○委員　はい。\n○議長　では。\n"))
    }

    fn number(minutes: &Minutes, words: &str) -> usize {
        let fits = |r: &&ByteRange| r.of(&minutes.text).contains(words);
        let found = minutes.sentences.iter().find(fits).unwrap();
        minutes.sentences.iter().position(|r| r == found).unwrap()
    }

    #[test]
    fn terms_are_pairs_and_words() {
        let mut terms = Vec::new();
        each_term(
            "防災DXの取り組み、第４回ＡＩ・データ",
            &mut |_, t| terms.push(t.to_owned()),
        );
        assert_eq!(terms, ["防災", "DX", "ＡＩ", "デー", "ータ"]);
    }

    #[test]
    fn the_likest_comes_first_and_says_why() {
        let minutes = minutes(&[
            "避難所の運営は防災計画の要です。",
            "予算は来年度に回します。",
            "防災計画の見直しと避難所の備蓄を進めます。",
            "避難の訓練をします。",
        ]);
        let terms = Terms::new(&minutes);
        let tagged = [number(&minutes, "運営")];
        let like = terms.like(&minutes, &tagged, &|_| false, 10);
        assert_eq!(like[0].sentence, number(&minutes, "備蓄"));
        assert_eq!(like[0].words, ["防災計画", "避難所"]);
        assert_eq!(like[1].sentence, number(&minutes, "訓練"));
        assert_eq!(like.len(), 2, "the others have nothing in common");
        let second = like[1].sentence;
        assert_eq!(terms.like(&minutes, &tagged, &|n| n != second, 10), like[1..]);
        assert_eq!(terms.like(&minutes, &tagged, &|_| false, 1), like[..1]);
        assert!(terms.like(&minutes, &[], &|_| false, 10).is_empty());
    }

    #[test]
    fn a_string_that_no_example_has_is_not_shown_as_one() {
        let minutes = minutes(&["防災対策です。", "策定計画です。", "対策定計です。"]);
        let terms = Terms::new(&minutes);
        let tagged = [number(&minutes, "防災"), number(&minutes, "計画")];
        let like = terms.like(&minutes, &tagged, &|_| false, 9);
        assert_eq!(like[0].words, ["策定計", "対策"]);
    }

    proptest! {
        #[test]
        fn what_holds_of_every_ranking(
            words in proptest::collection::vec("[防災計画避難デジタルのはAI12]{1,10}", 2..12),
            chosen in proptest::collection::vec(any::<proptest::sample::Index>(), 1..4),
        ) {
            let sentences: Vec<String> = words.iter().map(|w| format!("{w}。")).collect();
            let list: Vec<&str> = sentences.iter().map(String::as_str).collect();
            let minutes = minutes(&list);
            let all = minutes.sentences.len();
            let terms = Terms::new(&minutes);
            let tagged: Vec<usize> = chosen.iter().map(|i| i.index(all)).collect();
            let like = terms.like(&minutes, &tagged, &|_| false, usize::MAX);
            for one in &like {
                prop_assert!(one.score > 0.0 && one.score <= 1.0, "{:?}", one);
                prop_assert!(!tagged.contains(&one.sentence));
                prop_assert!((1..=WORDS).contains(&one.words.len()), "{:?}", one);
                let text = minutes.sentences[one.sentence].of(&minutes.text);
                prop_assert!(one.words.iter().all(|w| text.contains(w.as_str())));
            }
            let ordered = |a: &Likeness, b: &Likeness| {
                a.score > b.score || a.score == b.score && a.sentence < b.sentence
            };
            prop_assert!(like.windows(2).all(|w| ordered(&w[0], &w[1])));
            // A sentence equal to the only tagged one is as like as can be.
            let one = tagged[0];
            let text = minutes.sentences[one].of(&minutes.text);
            let same = |n: &usize| *n != one && minutes.sentences[*n].of(&minutes.text) == text;
            if let Some(same) = (0..all).find(same).filter(|n| !terms.of(*n).is_empty()) {
                let like = terms.like(&minutes, &[one], &|_| false, usize::MAX);
                let score = like.iter().find(|l| l.sentence == same).map(|l| l.score);
                prop_assert_eq!(Some(like[0].score), score);
                prop_assert!(like[0].score > 0.999);
            }
        }
    }
}
