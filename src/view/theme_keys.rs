//! Which key each theme has. A digit that somebody has learned stays with its theme when themes are added, come from
//! a file, go or are put into another order, here or by somebody else: it would put on another theme, unseen.

use crate::project::{Theme, ThemeId};
use crate::view::keymap::RESERVED;

/// The digits that themes have had at this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeKeys {
    /// Every theme that has been in the codebook. One that has no digit does not get another's in passing.
    seen: Vec<ThemeId>,
    /// Which digit each has had, who had theirs first first. A digit belongs to the first of these that is there, so a theme that
    /// is deleted and brought back finds its own again.
    claims: Vec<(ThemeId, char)>,
}

impl ThemeKeys {
    /// As [`Self::text`] wrote it; anything else counts as nothing.
    pub fn read(text: &str) -> Self {
        let (seen, told) = text.split_once('|').unwrap_or_default();
        Self {
            seen: seen.split(' ').filter_map(ThemeId::parse).collect(),
            claims: claims(told).collect(),
        }
    }

    /// For the next visit.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for id in &self.seen {
            text.push_str(id.as_str());
            text.push(' ');
        }
        text.push('|');
        text + &digits(&self.claims)
    }

    /// Takes the digits that the themes of a file had where it was saved, as [`digits`] wrote them. A theme that has
    /// been here keeps what it has, and nobody's among `keys`, which themes have now, is taken away.
    pub fn learn(&mut self, told: &str, keys: &[(ThemeId, char)]) {
        for (id, digit) in claims(told) {
            let had = self.seen.contains(&id) || self.claims.iter().any(|(other, _)| *other == id);
            if !had && !keys.iter().any(|(_, key)| *key == digit) {
                self.claims.push((id, digit));
            }
        }
    }

    /// The keys of a codebook, which is remembered. Keys that people chose come first, in the order of the codebook;
    /// then what themes have had. The first nine of the first codebook have the digits of their places; digits that
    /// are free go to themes that are new, first those that are nobody's place.
    pub fn follow(&mut self, codebook: &[&Theme]) -> Vec<(ThemeId, char)> {
        let mut keys = Keys(Vec::new());
        for theme in codebook {
            let own = theme.key.map(|k| k.to_ascii_lowercase());
            if let Some(key) = own.filter(|k| k.is_ascii_alphanumeric()) {
                keys.give(&theme.id, key);
            }
        }
        if self.claims.is_empty() {
            let ids = codebook.iter().map(|t| t.id.clone());
            self.claims = ids.zip('1'..='9').collect();
        }
        for (id, digit) in &self.claims {
            if codebook.iter().any(|t| t.id == *id) {
                keys.give(id, *digit);
            }
        }
        // Most are where they were.
        let known = |n: usize, id: &ThemeId| self.seen.get(n) == Some(id) || self.seen.contains(id);
        let ids = codebook.iter().map(|t| &t.id).enumerate();
        let new: Vec<ThemeId> = ids
            .filter(|(n, id)| !known(*n, id))
            .map(|(_, id)| id.clone())
            .collect();
        let there = |id: &ThemeId| codebook.iter().any(|t| t.id == *id);
        for id in new {
            // One with a key of its own has the digit of its place, too, and leaves it unused as long as there are others:
            // whoever opens the codebook as a whole counts the same.
            let claimed = |d: char| self.claims.iter().any(|(id, digit)| *digit == d && there(id));
            let first = self.claims.iter().all(|(other, _)| other != &id);
            let free = || ('1'..='9').filter(|d| !keys.taken(*d));
            let free = free().find(|d| !claimed(*d)).or_else(|| free().next());
            if let Some(digit) = free.filter(|_| first) {
                keys.give(&id, digit);
                self.claims.push((id.clone(), digit));
            }
            self.seen.push(id);
        }
        keys.0
    }
}

/// Themes and their keys as a file tells them: `id=4 id=w `.
pub fn digits(keys: &[(ThemeId, char)]) -> String {
    let mut text = String::new();
    for (id, digit) in keys {
        text.push_str(id.as_str());
        text.push('=');
        text.push(*digit);
        text.push(' ');
    }
    text
}

fn claims(text: &str) -> impl Iterator<Item = (ThemeId, char)> {
    text.split(' ').filter_map(|word| {
        let (id, digit) = word.split_once('=')?;
        let digit = digit.chars().next().filter(|d| ('1'..='9').contains(d))?;
        Some((ThemeId::parse(id)?, digit))
    })
}

struct Keys(Vec<(ThemeId, char)>);

impl Keys {
    fn taken(&self, key: char) -> bool {
        RESERVED.contains(&key) || self.0.iter().any(|(_, k)| *k == key)
    }

    fn has(&self, theme: &ThemeId) -> bool {
        self.0.iter().any(|(id, _)| id == theme)
    }

    /// Unless another has it, or the theme has one.
    fn give(&mut self, theme: &ThemeId, key: char) {
        if !self.taken(key) && !self.has(theme) {
            self.0.push((theme.clone(), key));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn theme(id: &str, key: Option<char>) -> Theme {
        Theme {
            id: ThemeId::parse(id).unwrap(),
            name: id.to_owned(),
            name_en: None,
            colour: crate::project::Colour(0),
            key,
            parent: None,
            order: 0,
            definition: String::new(),
            keywords: Vec::new(),
            usage: Default::default(),
            revision: 0,
            parts: Vec::new(),
            deleted: false,
            replaced_by: None,
        }
    }

    fn book(ids: &[&str]) -> Vec<Theme> {
        ids.iter().map(|id| theme(id, None)).collect()
    }

    /// As in `a1 b2`, in the order of the digits.
    fn follow(keys: &mut ThemeKeys, book: &[Theme]) -> String {
        let mut found = keys.follow(&book.iter().collect::<Vec<_>>());
        found.sort_by_key(|(_, k)| *k);
        let words: Vec<String> = found
            .iter()
            .map(|(id, k)| format!("{}{k}", id.as_str()))
            .collect();
        words.join(" ")
    }

    #[test]
    fn the_first_nine_get_digits_and_chosen_keys_come_first() {
        let mut list = book(&["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]);
        list.push(theme("k", Some('3')));
        let found = follow(&mut ThemeKeys::default(), &list);
        assert_eq!(found, "a1 b2 k3 d4 e5 f6 g7 h8 i9", "nobody else's moves");
        let clash = [
            theme("a", Some('x')),
            theme("b", Some('x')),
            theme("c", Some('j')),
        ];
        assert_eq!(follow(&mut ThemeKeys::default(), &clash), "b2 c3 ax");
    }

    #[test]
    fn a_digit_stays_with_its_theme_when_others_come_and_go() {
        let mut keys = ThemeKeys::default();
        assert_eq!(follow(&mut keys, &book(&["vote", "law"])), "vote1 law2");
        // From somebody else's file, who has them first in their order.
        let merged = book(&["money", "vote", "press", "law"]);
        assert_eq!(follow(&mut keys, &merged), "vote1 law2 money3 press4");
        assert_eq!(
            follow(&mut keys, &book(&["money", "press", "law"])),
            "law2 money3 press4"
        );
        assert_eq!(follow(&mut keys, &merged), "vote1 law2 money3 press4");
        // Somebody puts them into another order, here or in a file.
        let moved = book(&["law", "money", "vote", "press"]);
        assert_eq!(follow(&mut keys, &moved), "vote1 law2 money3 press4");
    }

    #[test]
    fn the_digit_of_a_deleted_theme_goes_to_a_new_one_only() {
        let mut keys = ThemeKeys::default();
        let all = book(&["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]);
        let first = follow(&mut keys, &all);
        let without: Vec<Theme> = all.iter().filter(|t| t.id.as_str() != "c").cloned().collect();
        // The tenth keeps having none: nobody is told that 3 is another theme now.
        assert_eq!(follow(&mut keys, &without), "a1 b2 d4 e5 f6 g7 h8 i9");
        assert_eq!(follow(&mut keys, &all), first);
        let mut more = without;
        more.push(theme("k", None));
        assert_eq!(follow(&mut keys, &more), "a1 b2 k3 d4 e5 f6 g7 h8 i9");
    }

    #[test]
    fn who_makes_a_codebook_and_who_opens_it_have_the_same_keys() {
        let all = [
            theme("a", Some('m')),
            theme("b", None),
            theme("c", Some('x')),
            theme("d", None),
        ];
        let mut keys = ThemeKeys::default();
        let made: Vec<String> = (1..=all.len()).map(|n| follow(&mut keys, &all[..n])).collect();
        assert_eq!(made.last(), Some(&follow(&mut ThemeKeys::default(), &all)));
        assert_eq!(made.last().map(String::as_str), Some("b2 d4 am cx"));
    }

    #[test]
    fn who_opens_a_file_has_the_keys_of_who_saved_it() {
        let mut keys = ThemeKeys::default();
        follow(&mut keys, &book(&["a", "b", "c"]));
        // One deleted, one new, and the rest in another order.
        let saved = book(&["d", "c", "a"]);
        assert_eq!(follow(&mut keys, &saved), "a1 d2 c3");
        let told = digits(&keys.follow(&saved.iter().collect::<Vec<_>>()));
        let mut there = ThemeKeys::default();
        there.learn(&told, &[]);
        assert_eq!(follow(&mut there, &saved), "a1 d2 c3");
        // Who has other themes keeps their digits; those that come have what is free.
        let mut mine = ThemeKeys::default();
        let own = book(&["x", "c"]);
        assert_eq!(follow(&mut mine, &own), "x1 c2");
        let keys = mine.follow(&own.iter().collect::<Vec<_>>());
        mine.learn("a=1 d=2 e=7 f", &keys);
        let all = book(&["x", "c", "d", "a", "e"]);
        assert_eq!(follow(&mut mine, &all), "x1 c2 d3 a4 e7");
        // A theme that has been here without a digit gets none that is free by then.
        let ten = book(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "ten"]);
        let mut full = ThemeKeys::default();
        follow(&mut full, &ten);
        let without = full.follow(&ten.iter().skip(1).collect::<Vec<_>>());
        full.learn("ten=1", &without);
        assert!(!follow(&mut full, &ten[1..]).contains("ten"));
        // What is made up gives nobody a key.
        let mut both = ThemeKeys::default();
        both.learn("c=あ =2 d a==3 <>=1", &[]);
        assert_eq!(follow(&mut both, &book(&["b", "a"])), "b1 a2");
    }

    #[test]
    fn what_is_remembered_may_be_anything() {
        for text in ["", "|", "a b", "a|b=", "a|=1", "<>|<>=1", "a|a=あ", "a a|a=1 a=2"] {
            let found = follow(&mut ThemeKeys::read(text), &book(&["a", "b"]));
            assert!(found.contains('a') && found.contains('b'), "{text}: {found}");
        }
    }

    proptest! {
        #[test]
        fn every_theme_keeps_its_digit_and_each_digit_is_one_themes(
            steps in proptest::collection::vec(proptest::sample::subsequence((0..14).collect::<Vec<u32>>(), 0..14), 1..8)
        ) {
            let mut keys = ThemeKeys::default();
            let mut before: Vec<(ThemeId, char)> = Vec::new();
            let mut claims = Vec::new();
            for step in steps {
                let names: Vec<String> = step.iter().map(|n| format!("t{n}")).collect();
                let themes = book(&names.iter().map(String::as_str).collect::<Vec<_>>());
                let list: Vec<&Theme> = themes.iter().collect();
                let found = keys.follow(&list);
                prop_assert!(found.len() <= list.len().min(9));
                let mut digits: Vec<char> = found.iter().map(|(_, d)| *d).collect();
                digits.sort_unstable();
                digits.dedup();
                prop_assert_eq!(digits.len(), found.len());
                let mut again = ThemeKeys::read(&keys.text());
                prop_assert_eq!(&again, &keys);
                prop_assert_eq!(again.follow(&list), found.clone());
                prop_assert_eq!(&again, &keys);
                // Who is still there has the same, unless an older claim came back.
                for (id, digit) in &before {
                    let now = found.iter().find(|(_, d)| d == digit);
                    if let Some((other, _)) = now && list.iter().any(|t| t.id == *id) && other != id {
                        let at = |id: &ThemeId| claims.iter().position(|c| c == &(id.clone(), *digit));
                        prop_assert!(at(other).is_some() && at(other) < at(id));
                    }
                }
                if !found.is_empty() {
                    before = found;
                    claims.clone_from(&keys.claims);
                }
            }
        }
    }
}
