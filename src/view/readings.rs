//! How single kanji are read.

use crate::order;
use crate::text::search::fold;

/// The readings of kanji: on, and kun with the kana that may belong to its end.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    /// In the order of the kanji; katakana for on, hiragana for kun.
    list: Vec<(char, String)>,
}

impl Readings {
    /// From `assets/readings.txt`: on each line a reading, a space and the kanji that have it. Anything else is passed
    /// over.
    pub fn read(lines: &str) -> Self {
        let mut list: Vec<(char, String)> = Vec::new();
        for (reading, kanji) in lines.lines().filter_map(|line| line.split_once(' ')) {
            list.extend(kanji.chars().map(|c| (c, reading.to_owned())));
        }
        order::sort(&mut list, &|a, b| a.0.cmp(&b.0));
        Self { list }
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The ways in which a kanji may be read, folded, as [`fold`] does. `inside`: something stands before it in the
    /// name, and its first kana may have become voiced (会社, 株式会社). `before`: something follows, before which its
    /// last kana may have become っ (学, 学校).
    pub fn of(&self, kanji: char, inside: bool, before: bool) -> Vec<Vec<char>> {
        let from = self.list.partition_point(|(c, _)| *c < kanji);
        let own = self.list.get(from..).unwrap_or(&[]);
        let mut ways: Vec<Vec<char>> = Vec::new();
        for (_, reading) in own.iter().take_while(|(c, _)| *c == kanji) {
            let kana: Vec<char> = reading.chars().map(fold).collect();
            let kun = reading.starts_with(|c| ('ぁ'..='ゖ').contains(&c));
            // As much as three kana of a verb stand behind its kanji.
            let ends = if kun { 4 } else { 1 };
            for end in (1..=kana.len()).rev().take(ends) {
                ways.extend(kana.get(..end).map(<[char]>::to_vec));
            }
            if before
                && let Some((last, head)) = kana.split_last()
                && "くつちき".contains(*last)
                && !head.is_empty()
            {
                ways.push([head, &['っ']].concat());
            }
        }
        for way in 0..if inside { ways.len() } else { 0 } {
            let Some((first, rest)) = ways.get(way).and_then(|w| w.split_first()) else {
                continue;
            };
            let voiced = |by: u32| char::from_u32(u32::from(*first) + by);
            let marks: &[u32] = match first {
                'か' | 'き' | 'く' | 'け' | 'こ' | 'さ' | 'し' | 'す' | 'せ' | 'そ' | 'た' | 'ち' | 'つ'
                | 'て' | 'と' => &[1],
                'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' => &[1, 2],
                _ => &[],
            };
            let more: Vec<Vec<char>> = marks
                .iter()
                .filter_map(|by| voiced(*by))
                .map(|c| [&[c], rest].concat())
                .collect();
            ways.extend(more);
        }
        ways
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(ways: Vec<Vec<char>>) -> Vec<String> {
        ways.into_iter().map(|w| w.into_iter().collect()).collect()
    }

    #[test]
    fn a_kanji_is_read_as_it_may_be_where_it_stands() {
        let r = Readings::read("ガク 学楽\nまなぶ 学\nカイ 会\nx\n あ\n");
        assert_eq!(words(r.of('会', false, false)), ["かい"]);
        assert_eq!(words(r.of('会', true, false)), ["かい", "がい"]);
        assert_eq!(
            words(r.of('学', false, true)),
            ["がく", "がっ", "まなぶ", "まな", "ま"]
        );
        assert!(r.of('楽', false, false).len() == 1 && r.of('音', true, true).is_empty());
    }

    #[test]
    fn the_list_knows_everyday_kanji() {
        let r = Readings::read(include_str!("../../assets/readings.txt"));
        for (kanji, reading) in [
            ('会', "かい"),
            ('計', "けい"),
            ('予', "よ"),
            ('算', "さん"),
            ('町', "まち"),
            ('子', "こ"),
            ('暮', "くら"),
            ('水', "すい"),
        ] {
            assert!(
                words(r.of(kanji, false, false)).contains(&reading.to_owned()),
                "{kanji}"
            );
        }
    }
}
