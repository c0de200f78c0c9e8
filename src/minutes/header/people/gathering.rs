//! Which words of a line are one person: names, posts before or behind them, seats.

use super::super::super::chars::longer;
use super::super::super::parts::is_long_name;
use super::super::names::{self, Class};
use super::posts::kana;
use super::words::Word;

/// Somebody of a line, in the words that are printed.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    pub(super) name: Vec<Word>,
    pub(super) posts: Vec<Word>,
    pub(super) seat: Option<String>,
    pub(super) absent: bool,
}

/// The people of a line.
pub(super) struct Gathered {
    pub(super) people: Vec<Person>,
    /// What stands behind the last name.
    pub(super) rest: Option<Person>,
    /// Whether the line begins with a name, so that posts stand behind whose they are.
    pub(super) suffixed: bool,
}

/// Puts the words of a line together.
pub(super) fn gather(words: &[Word]) -> Gathered {
    let mut line = Gathering {
        names_only: words.iter().any(|w| w.class == Class::Name),
        suffixed: words
            .iter()
            .find(|w| !matches!(w.class, Class::Seat | Class::Bracket))
            .is_some_and(|w| w.class == Class::Name),
        closest: closest(words),
        given: given_names(words),
        runs: runs(words),
        open: Person::default(),
        people: Vec::new(),
    };
    for (at, word) in words.iter().enumerate() {
        line.read(at, word);
    }
    line.end();
    let Gathering {
        people,
        open,
        suffixed,
        ..
    } = line;
    Gathered {
        people,
        rest: Some(open).filter(|rest| !rest.posts.is_empty() || rest.seat.is_some() || rest.absent),
        suffixed,
    }
}

struct Gathering {
    names_only: bool,
    suffixed: bool,
    closest: usize,
    /// Places of given names that stand apart from their surnames.
    given: Vec<usize>,
    runs: Vec<usize>,
    /// Who is being read.
    open: Person,
    people: Vec<Person>,
}

impl Gathering {
    fn read(&mut self, at: usize, word: &Word) {
        match &word.class {
            Class::Seat => {
                self.end();
                self.open.seat = Some(word.text.clone());
            }
            Class::Role | Class::Organisation => self.post(word.clone()),
            // 「渋谷支所長　佐藤花子」: with a name beside it, it is a post.
            Class::Post(stem) if self.names_only && !named_in_full(&word.text, *stem) => {
                self.post(Word {
                    class: Class::Role,
                    ..word.clone()
                });
            }
            Class::Post(stem) => {
                self.end();
                let Some((stem, role)) = word.text.split_at_checked(*stem) else {
                    return;
                };
                self.open.name.push(Word {
                    text: stem.to_owned(),
                    class: Class::Name,
                    gap: word.gap,
                });
                self.open.posts.push(Word {
                    text: role.to_owned(),
                    class: Class::Role,
                    gap: 0,
                });
            }
            Class::Name => {
                if !self.goes_on(at, word) {
                    self.end();
                }
                self.open.name.push(word.clone());
            }
            Class::Bracket => self.open.posts.push(word.clone()),
            Class::Absent => self.open.absent = true,
            Class::Nobody => {}
        }
    }

    /// Whoever has a name is complete; posts and seats without one wait for it.
    fn end(&mut self) {
        if !self.open.name.is_empty() {
            self.people.push(std::mem::take(&mut self.open));
        }
    }

    fn post(&mut self, word: Word) {
        if !self.suffixed {
            self.end();
        }
        self.open.posts.push(word);
    }

    /// Whether a name belongs to the one before it.
    fn goes_on(&self, at: usize, word: &Word) -> bool {
        let name = self.open.name.as_slice();
        let run = self.runs.get(at).copied().unwrap_or(0);
        let paired = || matches!(name, [family] if pairs(family, word, self.closest, run));
        let latin = || {
            let ascii = |w: &Word| w.text.is_ascii();
            !name.is_empty() && name.iter().all(ascii) && ascii(word) && word.gap <= 1
        };
        self.given.contains(&at) || paired() || latin()
    }
}

/// 「樋田勝部会長」
fn named_in_full(word: &str, stem: usize) -> bool {
    // Where brackets were taken off, the stem may be that of another word.
    word.split_at_checked(stem)
        .is_some_and(|(name, post)| longer(name, 2) && (names::is_shared(post) || names::is_chair(post)))
}

/// The smallest gap between two names of the line; none, where it parts full names: 「石川洋子　鎗谷武　磯村哲」.
fn closest(words: &[Word]) -> usize {
    let beside = || {
        words
            .windows(2)
            .filter(|w| w.iter().all(|w| w.class == Class::Name))
    };
    let least = beside()
        .filter_map(|w| w.last().map(|w| w.gap))
        .min()
        .unwrap_or(0);
    let full = |w: &Word| longer(&w.text, 3) && !kana(&w.text);
    let parts = beside().any(|w| w.last().is_some_and(|w| w.gap == least) && w.iter().any(full));
    if parts { 0 } else { least }
}

/// Which words are given names between full names: 「森橋　孝一　平野　宏一　高橋三登一」.
fn given_names(words: &[Word]) -> Vec<usize> {
    let full = |w: &Word| longer(&w.text, 3) && !kana(&w.text);
    let letters = |w: &Word| w.text.chars().count();
    let mut out = Vec::new();
    let mut start = 0;
    for n in 0..=words.len() {
        let part = |w: &Word| w.class == Class::Name && !full(w);
        if words.get(n).is_some_and(part) {
            continue;
        }
        let run = words.get(start..n).unwrap_or(&[]);
        let beside = [start.checked_sub(1), Some(n)];
        let named = |n: &usize| words.get(*n).is_some_and(|w| w.class == Class::Name);
        // 「鎗谷武　磯村哲」 are two.
        let fits = |pair: &[Word]| {
            matches!(pair, [family, given]
                if letters(family) + letters(given) <= 5 && (1..=4).contains(&given.gap)
                    // 「大歳久　　　正」 between 「小　比　賀　　愛」
                    || letters(family) == 3 && letters(given) == 1 && (5..=8).contains(&given.gap))
        };
        // 「佐々木　　章 辻　　　均」
        let (mut within, mut between) = (usize::MAX, 0);
        for (n, word) in run.iter().enumerate().skip(1) {
            match n % 2 {
                1 => within = within.min(word.gap),
                _ => between = between.max(word.gap),
            }
        }
        let parted = beside.iter().flatten().any(named) && run.chunks(2).all(fits)
            || run.len() > 2 && within > between;
        if parted && run.len() % 2 == 0 {
            out.extend((start + 1..n).step_by(2));
        }
        start = n + 1;
    }
    out
}

/// For each word, how many names stand beside each other there.
fn runs(words: &[Word]) -> Vec<usize> {
    let mut out = vec![0; words.len()];
    let mut start = 0;
    for n in 0..=words.len() {
        if words.get(n).is_some_and(|w| w.class == Class::Name) {
            continue;
        }
        for m in start..n {
            if let Some(run) = out.get_mut(m) {
                *run = n - start;
            }
        }
        start = n + 1;
    }
    out
}

/// Whether two words are surname and given name; `run` names stand beside each other.
fn pairs(family: &Word, given: &Word, closest: usize, run: usize) -> bool {
    let letters = |w: &Word| w.text.chars().count();
    let (a, b) = (letters(family), letters(given));
    let cells = given.gap.div_ceil(2);
    let justified = a + cells + b <= 5;
    let near = given.gap == closest && given.gap <= 4;
    // 「汐　見　　　丘　　　　　　潮　田　　　浜」 are two.
    let alone = run == 2 && given.gap <= if a + b > 5 { 8 } else { 12 };
    // 「大島純　佐竹将行」 are two.
    let short = a + b <= 6 || kana(&given.text);
    // 「北　浜　しょうへい」
    let called = kana(&given.text) && b <= 6;
    // 「五百旗頭　洋」,「ジョンソン　真理」
    let long = run == 2
        && (given.gap <= 2 && is_long_name(&family.text)
            || given.gap <= 4 && (4..=7).contains(&a) && b <= 3 && kana(&family.text)
            // 「一尺八寸　　　恵」: one letter is nobody beside somebody who is called in full.
            || given.gap <= 8 && a == 4 && b == 1);
    long || a <= 3 && (b <= 4 || called) && short && (near || alone || justified && given.gap > 1)
}
