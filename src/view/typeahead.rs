//! Type-ahead: which entries of a palette a few letters mean.
//!
//! Width, case, kana type, white space and punctuation do not count. Kana can be typed in Latin letters, as far as one
//! has got (`spelling`). Kanji are read in all ways that a list of readings has ([`Readings`]), which goes
//! wrong for some words and finds too much for others; so an entry may say how its name is read.

use crate::order;
use crate::text::search::{fold, letter};
use crate::view::readings::Readings;
use crate::view::spelling;

/// Something that can be chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it is called in English; may be empty.
    pub english: &'a str,
    /// The name in kana; may be empty.
    pub reading: &'a str,
}

/// Where a query was found; the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Whole,
    Name,
    Word,
    Inside,
}

/// The entries a query fits, as indexes: those that are it, those that begin with it, those with a word that does,
/// those that have it inside, each in the order of the list. If no entry has it in one piece, those that have all of
/// its words. An empty query fits all.
pub fn rank(query: &str, entries: &[Entry<'_>], readings: &Readings) -> Vec<usize> {
    if query.trim().is_empty() {
        return (0..entries.len()).collect();
    }
    let names: Vec<[Name; 3]> = entries
        .iter()
        .map(|e| [e.name, e.english, e.reading].map(Name::new))
        .collect();
    let best =
        |names: &[Name; 3], query: &[char]| names.iter().filter_map(|n| n.place(query, readings)).min();
    let whole = Name::new(query).letters;
    let mut found: Vec<(Place, usize)> = Vec::new();
    for (n, names) in names.iter().enumerate() {
        found.extend(best(names, &whole).map(|place| (place, n)));
    }
    let words: Vec<Vec<char>> = query
        .split_whitespace()
        .map(|w| Name::new(w).letters)
        .filter(|w| !w.is_empty())
        .collect();
    if found.is_empty() && words.len() > 1 {
        for (n, names) in names.iter().enumerate() {
            let places = words.iter().map(|w| best(names, w)).collect::<Option<Vec<_>>>();
            found.extend(places.and_then(|p| p.into_iter().max()).map(|place| (place, n)));
        }
    }
    order::sort(&mut found, &Ord::cmp);
    found.into_iter().map(|(_, n)| n).collect()
}

/// A name as it is compared.
struct Name {
    /// Folded letters and digits.
    letters: Vec<char>,
    /// Whether a word begins with each.
    begins: Vec<bool>,
}

impl Name {
    fn new(name: &str) -> Self {
        let (mut letters, mut begins) = (Vec::new(), Vec::new());
        let mut before = Kind::Other;
        let mut rest = name;
        while let Some((c, (folded, length))) = rest.chars().next().zip(letter(rest)) {
            rest = rest.get(length..).unwrap_or("");
            let kind = Kind::of(c);
            if kind != Kind::Other {
                letters.push(folded);
                // Hiragana behind kanji is mostly the end of the same word.
                begins.push(kind != before && !(kind == Kind::Hiragana && before == Kind::Kanji));
            }
            before = kind;
        }
        Self { letters, begins }
    }

    fn place(&self, query: &[char], readings: &Readings) -> Option<Place> {
        if query.is_empty() {
            return None;
        }
        if self.letters == query {
            return Some(Place::Whole);
        }
        let at = |n: &usize| {
            self.letters
                .get(*n..)
                .is_some_and(|rest| spelling::begins_with(rest, query, readings))
        };
        let place = |n: usize| match (n, self.begins.get(n)) {
            (0, _) => Place::Name,
            (_, Some(true)) => Place::Word,
            _ => Place::Inside,
        };
        (0..self.letters.len()).filter(at).map(place).min()
    }
}

/// Kinds of letters; where the kind changes a word may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Hiragana,
    Katakana,
    Kanji,
    Latin,
    Digit,
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            'ぁ'..='ゟ' => Self::Hiragana,
            'ァ'..='ヺ' | 'ー' | '-' | 'ｦ'..='ﾟ' => Self::Katakana,
            c if c.is_numeric() => Self::Digit,
            c if fold(c).is_ascii_alphabetic() => Self::Latin,
            c if c.is_alphabetic() => Self::Kanji,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIST: [(&str, &str); 9] = [
        ("マイナンバーカード", "My Number Card"),
        ("安全・安心対策と信頼", "Safety measures and trust"),
        ("データ利活用・AI", "Data use and AI"),
        ("モビリティ", "Mobility"),
        ("こども・子育て", "Children and families"),
        ("ガバメントクラウド", "Government cloud"),
        ("元に戻す", "Undo"),
        ("次のマッチ", "Next match"),
        ("デジタル・ガバメント", "Digital government"),
    ];

    fn entries() -> Vec<Entry<'static>> {
        let entry = |(name, english)| Entry {
            name,
            english,
            reading: "",
        };
        LIST.into_iter().map(entry).collect()
    }

    #[test]
    fn what_a_few_letters_mean() {
        for (query, expected) in [
            ("", &[0, 1, 2, 3, 4, 5, 6, 7, 8][..]),
            (" ", &[0, 1, 2, 3, 4, 5, 6, 7, 8]),
            // The name, a word of it, inside.
            ("m", &[0, 3, 1, 7, 4, 5, 8]),
            ("my", &[0]),
            ("mai", &[0]),
            ("まい", &[0]),
            ("ﾏｲﾅﾝ", &[0]),
            ("ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ", &[0]),
            ("mainanba-ka", &[0]),
            ("mainanbaka", &[0]),
            ("mainambaak", &[0]),
            ("まいn", &[0]),
            ("ka-do", &[0]),
            ("mobirithi", &[3]),
            ("mobiriti", &[3]),
            ("kodom", &[4]),
            ("ＤＡＴＡ", &[2]),
            ("de-ta", &[2]),
            ("deet", &[2]),
            ("ai", &[2]),
            ("利活用ai", &[2]),
            ("安心", &[1]),
            ("心", &[1]),
            ("gabament", &[5, 8]),
            ("government", &[5, 8]),
            ("cloud gov", &[5]),
            ("dejitaru", &[8]),
            ("dezitaru", &[8]),
            ("macchi", &[7]),
            ("matchi", &[7]),
            ("matti", &[7]),
            ("matt", &[7]),
            ("undo", &[6]),
            ("myna", &[]),
            ("zzz", &[]),
            ("・", &[]),
        ] {
            assert_eq!(rank(query, &entries(), &Readings::default()), expected, "{query}");
        }
    }

    #[test]
    fn what_is_called_just_that_comes_first() {
        let list = ["まとめる", "議論のまとめ", "まとめ"].map(|name| Entry {
            name,
            ..Entry::default()
        });
        assert_eq!(rank("まとめ", &list, &Readings::default()), [2, 0, 1]);
        assert_eq!(rank("まと", &list, &Readings::default()), [0, 2, 1]);
    }

    #[test]
    fn ways_to_spell_kana() {
        for (typed, kana) in [
            ("toukyou tokyo tookyoo", "とうきょう"),
            ("osaka oosaka", "おおさか"),
            ("shinbun shimbun sinbun shinnbun", "しんぶん"),
            ("jouhou johou zyouhou jyoho", "じょうほう"),
            ("chihou tihou tiho", "ちほう"),
            ("tsuzuki tuduki", "つづき"),
            ("gakkou gakko", "がっこう"),
            ("fairu", "ファイル"),
            ("ken'i kenni keni", "けんい"),
            ("sisutemu shisutem", "システム"),
            ("vi", "ヴィーナス"),
            ("yubin yuubin", "ゆうびん"),
        ] {
            for word in typed.split(' ') {
                let entry = Entry {
                    reading: kana,
                    ..Entry::default()
                };
                for n in 1..=word.len() {
                    let part: String = word.chars().take(n).collect();
                    assert_eq!(
                        rank(&part, &[entry], &Readings::default()),
                        [0],
                        "{part} of {word}: {kana}"
                    );
                }
                assert_eq!(
                    rank(&format!("{word}q"), &[entry], &Readings::default()),
                    [0; 0],
                    "{word}q: {kana}"
                );
            }
        }
    }

    #[test]
    fn a_name_of_long_vowels_is_given_up_on() {
        let name = "お".repeat(60);
        let entry = Entry {
            name: &name,
            ..Entry::default()
        };
        assert_eq!(rank(&"o".repeat(30), &[entry], &Readings::default()), [0]);
        assert_eq!(
            rank(&format!("{}q", "o".repeat(30)), &[entry], &Readings::default()),
            [0; 0]
        );
    }

    #[test]
    fn a_theme_of_ones_own_is_found_by_how_its_kanji_are_read() {
        let readings = Readings::read(include_str!("../../assets/readings.txt"));
        let names = [
            "会計",
            "予算",
            "学校給食",
            "暮らしと水道",
            "子育て",
            "株式会社",
            "町づくり",
            "齋藤大臣",
            "河野大臣",
            "太田副大臣",
            "五十嵐委員",
        ];
        let entries = names.map(|name| Entry {
            name,
            ..Entry::default()
        });
        for (query, expected) in [
            ("kaikei", 0),
            ("こうの", 8),
            ("kouno", 8),
            ("かわの", 8),
            ("oota", 9),
            ("いがらし", 10),
            ("かいけい", 0),
            ("kaik", 0),
            ("yosan", 1),
            ("よさ", 1),
            ("gakkou", 2),
            ("gakko", 2),
            ("がっこうきゅ", 2),
            ("kyuushoku", 2),
            ("kurashi", 3),
            ("suido", 3),
            ("kosodate", 4),
            ("こそだて", 4),
            ("kabushikigaisha", 5),
            ("machizu", 6),
            ("saitou", 7),
        ] {
            assert_eq!(
                rank(query, &entries, &readings).first(),
                Some(&expected),
                "{query}"
            );
        }
        assert!(rank("kaikeiq", &entries, &readings).is_empty());
    }

    proptest! {
        #[test]
        fn every_part_of_a_name_finds_it(n in 0..LIST.len(), from in 0usize..10, length in 1usize..10) {
            let part: String = LIST[n].0.chars().skip(from).take(length).collect();
            let found = rank(&part, &entries(), &Readings::default());
            prop_assert!(found.contains(&n) || part.chars().all(|c| Kind::of(c) == Kind::Other));
        }

        #[test]
        fn anything_may_be_typed(query in "\\PC{0,20}") {
            let found = rank(&query, &entries(), &Readings::default());
            let mut once = found.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), found.len());
        }
    }
}
