//! Search that does not care how a letter is printed: full or half width, capital or small, hiragana or
//! katakana, old kanji or those of today. What is shown stays as printed; ranges are those of the text itself.

use super::ByteRange;

/// One letter as search sees it. Letters that stand for several (㈱, ｶﾞ) are taken by their first.
pub fn fold(c: char) -> char {
    let folded = match c {
        // Full-width forms of ASCII lie at a fixed distance.
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        // Katakana → hiragana, at a fixed distance too.
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        'ｦ'..='ﾝ' => half_width(c),
        '‐' | '−' | '–' | '—' | '―' | 'ー' => '-',
        '〜' => '~',
        _ => c,
    };
    folded.to_ascii_lowercase()
}

fn half_width(c: char) -> char {
    const FULL: &str = "をぁぃぅぇぉゃゅょっ-あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";
    FULL.chars()
        .nth((c as usize).wrapping_sub('ｦ' as usize))
        .unwrap_or(c)
}

/// Kanji that are printed in more than one form: 旧字体 beside 新字体, and forms that names have kept (髙, 﨑).
#[derive(Clone, Debug, Default)]
pub struct Variants {
    /// The other form and that of today, ascending by the other form.
    pairs: Vec<(char, char)>,
}

/// The list of the page: each other form, ascending, followed by that of today. The old forms of the 常用漢字表 (2010),
/// the compatibility ideographs of Unicode with the kanji they decompose to, and some names.
pub const VARIANTS: &str = include_str!("../../assets/kanji.txt");

impl Variants {
    /// Reads a list written like [`VARIANTS`].
    pub fn read(list: &str) -> Self {
        let mut letters = list.trim().chars();
        let mut pairs = Vec::with_capacity(512);
        while let (Some(other), Some(modern)) = (letters.next(), letters.next()) {
            pairs.push((other, modern));
        }
        Self { pairs }
    }

    fn modern(&self, c: char) -> char {
        let found = self.pairs.binary_search_by(|(other, _)| other.cmp(&c));
        found
            .ok()
            .and_then(|n| self.pairs.get(n))
            .map_or(c, |(_, modern)| *modern)
    }
}

/// All places of `query` in `text` that do not overlap, in order; white space at the ends of the query is
/// free. An empty query has none.
pub fn find_all(text: &str, query: &str, variants: &Variants) -> Vec<ByteRange> {
    let query = query.trim();
    let mut needle: Vec<char> = Vec::new();
    let mut at = 0;
    while let Some((c, length)) = letter(query.get(at..).unwrap_or("")) {
        needle.push(variants.modern(c));
        at += length;
    }
    let mut found = Vec::new();
    let Some((&first, rest)) = needle.split_first() else {
        return found;
    };
    // Most letters are told apart by one comparison; only what passes is looked up.
    let others = variants.pairs.iter().filter(|(_, modern)| *modern == first);
    let others: Vec<char> = others.map(|(other, _)| *other).collect();
    let mut free = 0;
    for (at, c) in text.char_indices() {
        let (mut folded, mut length) = (fold(c), c.len_utf8());
        if is_half_width(c) {
            (folded, length) = letter(text.get(at..).unwrap_or("")).unwrap_or((folded, length));
        }
        if at < free || folded != first && !others.contains(&folded) {
            continue;
        }
        let mut end = at + length;
        let fits = rest.iter().all(|&want| {
            letter(text.get(end..).unwrap_or("")).is_some_and(|(got, length)| {
                end += length;
                got == want || variants.modern(got) == want
            })
        });
        if fits {
            found.push(ByteRange::new(at as u32, end as u32));
            free = end;
        }
    }
    found
}

fn is_half_width(c: char) -> bool {
    ('ｦ'..='ﾝ').contains(&c)
}

/// The first letter of a text, folded, and its length in bytes: ﾊﾞ is one.
fn letter(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let c = chars.next()?;
    let (folded, length) = (fold(c), c.len_utf8());
    let mark = match chars.next().filter(|_| is_half_width(c)) {
        Some('ﾞ') => 1,
        Some('ﾟ') => 2,
        _ => return Some((folded, length)),
    };
    // Behind a kana stand those with the marks; う has none beside it.
    let whole = match folded {
        'う' => Some('ゔ'),
        c => char::from_u32(c as u32 + mark),
    };
    Some((whole.unwrap_or(folded), length + 'ﾞ'.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        find_all(text, query, &Variants::read(VARIANTS))
            .into_iter()
            .map(|r| r.of(text))
            .collect()
    }

    #[test]
    fn width_case_and_kana_are_free() {
        assert_eq!(words("ＤＸとdxとDX", "Dx"), ["ＤＸ", "dx", "DX"]);
        assert_eq!(
            words("マイナンバーとまいなんばーとﾏｲﾅﾝﾊﾞｰ", "マイナン"),
            ["マイナン", "まいなん", "ﾏｲﾅﾝ"]
        );
        assert_eq!(
            words("ナンバー、ﾅﾝﾊﾞｰ、なんばー", "ﾅﾝﾊﾞｰ"),
            ["ナンバー", "ﾅﾝﾊﾞｰ", "なんばー"]
        );
        assert_eq!(words("ﾊﾟｽﾎﾟｰﾄ、ｳﾞｨｰﾅｽ", "パスポート"), ["ﾊﾟｽﾎﾟｰﾄ"]);
        assert_eq!(words("ｳﾞｨｰﾅｽ", "ヴィーナス"), ["ｳﾞｨｰﾅｽ"]);
        assert_eq!(words("ｶｷ、ｶﾞｷ", "カ"), ["ｶ"], "another letter");
    }

    #[test]
    fn one_character_is_enough_and_hits_do_not_overlap() {
        assert_eq!(words("国国国", "国").len(), 3);
        assert_eq!(words("ああああ", "ああ").len(), 2);
    }

    #[test]
    fn old_forms_and_those_of_today_find_each_other() {
        assert_eq!(words("國會と国会", "国会"), ["國會", "国会"]);
        assert_eq!(words("國會と国会", "國会"), ["國會", "国会"]);
        assert_eq!(words("高橋、髙橋、𠮷田", "高橋"), ["高橋", "髙橋"]);
        assert_eq!(words("高橋、髙橋、𠮷田", "吉"), ["𠮷"]);
        assert_eq!(words("弁護と辯護と辨償", "弁"), ["弁", "辯", "辨"]);
        assert_eq!(
            find_all("國", "国", &Variants::default()),
            [],
            "without the list as printed"
        );
    }

    #[test]
    fn the_list_is_in_order_and_leads_to_one_form() {
        let list = Variants::read(VARIANTS);
        assert!(list.pairs.len() > 400);
        for (a, b) in list.pairs.iter().zip(list.pairs.iter().skip(1)) {
            assert!(a.0 < b.0, "{} before {}", a.0, b.0);
        }
        for (other, modern) in &list.pairs {
            assert_eq!(list.modern(*modern), *modern, "{other} → {modern}");
        }
    }

    #[test]
    fn nothing_finds_nothing() {
        assert!(words("文", "").is_empty());
        assert!(words("文", " \u{3000}").is_empty());
        assert!(words("", "文").is_empty());
    }
}
