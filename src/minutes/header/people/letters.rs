//! Letters of a line that stand apart, put together to words: 会　長, 甲 野 太 郎.

use super::super::super::chars::longer;
use super::super::names::{self, Class};
use super::posts;

/// A word, or one letter of it, with the white space before it in half-width columns.
type Piece = (String, usize);

/// Letters of the longest post that is letter-spaced.
const LONGEST_POST: usize = 12;

/// Letters of names that are letter-spaced side by side. A longer run is none.
const MOST_LETTERS: usize = 24;

/// Puts letter-spaced words together.
pub(super) fn closed_up(raw: Vec<Piece>) -> Vec<Piece> {
    let mut line = Line {
        raw: seats(raw),
        at: 0,
        out: Vec::new(),
    };
    while line.at < line.raw.len() {
        match line.run() {
            0 | 1 => line.word(),
            run => line.letters(run),
        }
    }
    line.out
}

/// Whether a piece is a letter of something longer.
fn single(piece: &Piece) -> bool {
    piece.0.chars().nth(1).is_none()
        && !matches!(names::class(&piece.0), Class::Seat | Class::Absent)
        && piece.0 != "〃"
}

fn spell(pieces: &[Piece]) -> String {
    pieces.iter().map(|p| p.0.as_str()).collect()
}

/// On the way through a line.
struct Line {
    raw: Vec<Piece>,
    /// The next piece.
    at: usize,
    out: Vec<Piece>,
}

impl Line {
    fn piece(&self, n: usize) -> Option<&Piece> {
        self.raw.get(self.at + n)
    }

    fn pieces(&self, len: usize) -> &[Piece] {
        self.raw.get(self.at..self.at + len).unwrap_or(&[])
    }

    /// How many letters stand here near to each other.
    fn run(&self) -> usize {
        let first = self.piece(0).map_or("", |p| p.0.as_str());
        let rest = self.raw.get(self.at..).unwrap_or(&[]);
        // 「笹 田 小 夏       葦 原 みのり」: a gap much wider than those before it parts two names.
        let mut widest = 0;
        let near = |(n, piece): &(usize, &Piece)| {
            let (n, gap) = (*n, piece.1);
            let wide = n > 1 && gap >= 4 && gap > 3 * widest;
            // 「委　　　員　　　　長　　　皆　瀬　柊　人」
            let post = || n < LONGEST_POST && names::is_group(&spell(self.pieces(n + 1)));
            widest = match n {
                0 => 0,
                // Behind a post the letters of a name begin.
                _ if post() => 0,
                _ => widest.max(gap),
            };
            // 「菅　井　柊　人　　　副　町　長」
            let ahead = |len: usize| {
                let letters = self.raw.get(self.at + n..self.at + n + len);
                names::class(&spell(letters.unwrap_or(&[]))) == Class::Role
            };
            let begins = || n > 2 && gap >= 3 && (2..=4).any(ahead);
            let near = gap < 8 && !wide && !begins() || n == 1 && is_head(first, &piece.0);
            single(piece) && (n == 0 || near || post())
        };
        rest.iter().enumerate().take_while(near).count()
    }

    /// Takes a whole word, and letters behind it that are torn from it: 「まちづくり 課 長 森 沢 亜 土」.
    fn word(&mut self) {
        let Some((first, gap)) = self.piece(0).cloned() else {
            return;
        };
        let torn = names::tells_office(&first) && names::class(&first) == Class::Name;
        let whole = |len: &usize| {
            let letters = self.pieces(len + 1).get(1..).unwrap_or(&[]);
            let word = spell(self.pieces(len + 1));
            letters.len() == *len
                && letters.iter().all(single)
                && names::class(&word) == Class::Role
                && names::post_at(&word).is_some()
        };
        let len = (1..4).rev().filter(|_| torn).find(whole).unwrap_or(0);
        self.out.push((spell(self.pieces(len + 1)), gap));
        self.at += 1 + len;
    }

    /// Takes a post or a name from a run of letters.
    fn letters(&mut self, run: usize) {
        let letters = Letters(self.pieces(run).to_vec());
        let first = letters.gap(0);
        // 「小布施　和　雄　　藤　枝　万　正」
        // 「しおかぜ　亜　紀　　丘　野　あ　い」
        let family = |(w, _): &Piece| {
            (w.chars().count() == 3 || longer(w, 3) && posts::kana(w)) && names::class(w) == Class::Name
        };
        let given = first <= 4 && self.out.last().is_some_and(family);
        let before = self.out.last().map(|(w, _)| names::class(w));
        let last = self.at + run == self.raw.len();
        // 「専　　門　委　員」 is one; 「明」 is closer to the name before it.
        let closer = |n: &usize| before == Some(Class::Name) && first < letters.gap(*n);
        let posted = letters.before_post().filter(closer);
        let post = letters.post().filter(|_| posted.is_none());
        let taken = post.or(posted).unwrap_or_else(|| {
            // 「2 番 野 々 村 三 千 夫」: behind a seat is one name.
            let seated = before == Some(Class::Seat) && run < 8 && last && letters.are_even();
            match run {
                _ if given => letters.given(),
                _ if seated => run,
                // 「安 川 哲 山 原 崇」
                6 if last => 3,
                6..=MOST_LETTERS => letters.one_of_several(),
                _ => run,
            }
        });
        // 「佐々木　　章　辻　　　均」; 「五月雨　　和　人」 ends the line.
        let alone = given && post.is_none() && letters.gap(1) < first && (run > 2 || !last);
        let taken = if alone { 1 } else { taken };
        let mut text = letters.word(taken);
        self.at += taken;
        if given
            && post.is_none()
            && let Some((family, _)) = self.out.last_mut()
        {
            family.push_str(&text);
            return;
        }
        if taken == run && self.ends_post(&text, letters.gap(run - 1)) {
            text.push_str(&spell(self.pieces(1)));
            self.at += 1;
        }
        self.out.push((text, first));
        // What is left of a run of names stands apart from the first.
        if post.is_none()
            && taken < run
            && let Some(next) = self.raw.get_mut(self.at)
        {
            next.1 = 20;
        }
    }

    /// Whether the next word ends a post that began with letters: 「産　業　建設部長」.
    fn ends_post(&self, text: &str, gap: usize) -> bool {
        let held = |word: &str| matches!(names::class(word), Class::Role | Class::Organisation);
        self.piece(0).is_some_and(|(rest, own)| {
            // 「農　業　委　員　会　事　務　局　事務局長」 are two.
            gap == *own && !held(text) && held(rest) && held(&[text, rest.as_str()].concat())
        })
    }
}

/// A run of letters.
struct Letters(Vec<Piece>);

impl Letters {
    fn gap(&self, n: usize) -> usize {
        self.0.get(n).map_or(0, |l| l.1)
    }

    /// The first so many as one word.
    fn word(&self, len: usize) -> String {
        spell(self.0.get(..len).unwrap_or(&[]))
    }

    /// The longest beginning that is a post; the rest is a name.
    fn post(&self) -> Option<usize> {
        (2..=self.0.len().min(LONGEST_POST)).rev().find(|len| {
            let word = self.word(*len);
            names::is_group(&word)
                || match names::class(&word) {
                    // 「小　川　明　仁　　新　井　金　作　　長　沢　　純」 has no 長.
                    Class::Role => names::post_at(&word).is_some(),
                    class => class == Class::Nobody,
                }
                // 「会　計　管　理　者　兼　　大　町　弥　一」
                || *len > 3 && word.ends_with('兼')
                // 「議　事　課　主査　西塔」
                || *len > 2 && word.ends_with(['課', '局', '係'])
                || *len > 3 && word.ends_with('室')
        })
    }

    /// Letters before a wider gap that a post stands behind: 「岩見　　明　　　委　　員　　森本　秀樹」.
    fn before_post(&self) -> Option<usize> {
        let run = self.0.len();
        (1..run.saturating_sub(1)).find(|n| {
            let seat = |to: usize| {
                let word = spell(self.0.get(*n..to).unwrap_or(&[]));
                names::is_shared(&word) || names::is_chair(&word)
            };
            self.gap(*n) > self.gap(n + 1) && (n + 2..=run.min(n + 5)).any(seat)
        })
    }

    /// Letters of a given name behind its family name: up to a gap that is wider than the one before it.
    fn given(&self) -> usize {
        let apart = self.0.iter().skip(1).position(|l| l.1 > self.gap(0));
        apart.map_or(2, |n| n + 1)
    }

    /// Whether the gaps are all the same.
    fn are_even(&self) -> bool {
        let mut gaps = self.0.iter().skip(1).map(|l| l.1);
        let first = gaps.next();
        gaps.all(|gap| Some(gap) == first)
    }

    /// Letters of the first of two or more names side by side, each as wide as four letters: 「高 野 岳 登 千 木   湊」.
    fn one_of_several(&self) -> usize {
        if self.gap(1) >= 3 || self.gap(2) >= 3 {
            3
        } else {
            4
        }
    }
}

/// Puts 「１ 番」 together.
fn seats(raw: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(raw.len());
    for (text, gap) in raw {
        match out.last_mut() {
            Some((before, _)) if text == "番" && gap <= 8 && names::class(before) == Class::Seat => {
                before.push('番');
            }
            _ => out.push((text, gap)),
        }
    }
    out
}

/// 「町　　　　　　長」,「氏　　　　　名」: two letters at both ends of a cell.
fn is_head(first: &str, second: &str) -> bool {
    let word = [first, second].concat();
    matches!(names::class(&word), Class::Role | Class::Nobody)
}
