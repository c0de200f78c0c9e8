//! Characters that PDFs give instead of those that were printed.

mod table;

use table::RADICALS;

/// Characters that fonts draw like a usual one with a greater code point (Noto CJK): such a font's PDF names them.
/// None of them is usual in Japanese.
#[rustfmt::skip]
const LOOK_ALIKES: [(char, char); 7] = [
    ('\u{2bb}', '‘'), ('\u{2003}', '\u{3000}'), ('\u{2027}', '・'), ('\u{2035}', '｀'), ('\u{2215}', '／'), ('\u{2329}', '〈'),
    ('\u{232a}', '〉'),
];

/// Forms of punctuation for lines that run downwards, from U+FE10 and from U+FE30 on; a space where there is none.
const DOWNWARDS: (&str, &str) = (
    "，、。：；！？〖〗…",
    "‥―–＿＿（）｛｝〔〕【】《》〈〉「」『』﹅﹆［］",
);

/// Two ways in which tables give the same printed character: of a wave dash and a minus sign those that Windows uses.
const DASHES: [(char, char); 3] = [('\u{301c}', '～'), ('\u{2212}', '－'), ('\u{2016}', '∥')];

/// Puts the printed characters in their place, if the text is Japanese. `unnamed`: the file does not say itself what its
/// characters are, so that they come from the tables of a character collection.
pub(super) fn mend(text: String, unnamed: bool) -> String {
    let japanese = text.chars().any(|c| matches!(c, 'ぁ'..='ヿ'));
    let radicals = text.chars().any(|c| radical(c).is_some());
    let downwards = text.chars().any(|c| upright(c).is_some());
    if !japanese || !radicals && !unnamed && !downwards {
        return text;
    }
    text.chars().map(|c| mended(c, unnamed)).collect()
}

fn mended(c: char, unnamed: bool) -> char {
    if c.is_ascii() {
        return c;
    }
    let pairs = LOOK_ALIKES
        .iter()
        .chain(DASHES.iter().take(if unnamed { 3 } else { 1 }));
    radical(c)
        .or_else(|| upright(c))
        .or_else(|| pairs.copied().find(|(from, _)| *from == c).map(|(_, to)| to))
        .unwrap_or(c)
}

fn upright(c: char) -> Option<char> {
    let (first, second) = DOWNWARDS;
    match c as u32 {
        n @ 0xFE10..=0xFE19 => first.chars().nth((n - 0xFE10) as usize),
        n @ 0xFE30..=0xFE48 => second.chars().nth((n - 0xFE30) as usize),
        _ => None,
    }
}

fn radical(c: char) -> Option<char> {
    if !matches!(c, '\u{2e80}'..='\u{2fdf}') {
        return None;
    }
    let at = RADICALS.binary_search_by_key(&c, |(from, _)| *from).ok()?;
    RADICALS.get(at).map(|(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_ideographs_they_look_like() {
        assert!(RADICALS.is_sorted_by_key(|(from, _)| *from));
        assert_eq!(
            mend("⼤⾂は、⻑い⺠の〜⽇‧⼾".to_owned(), false),
            "大臣は、長い民の～日・戸"
        );
        assert_eq!(mend("AはB〜C−D".to_owned(), true), "AはB～C－D");
        assert_eq!(
            mend("AはB〜C−D".to_owned(), false),
            "AはB〜C−D",
            "nothing tells that it is wrong"
        );
        assert_eq!(
            mend("︵あ︶︒︑﹁い﹂﹇う﹈".to_owned(), false),
            "（あ）。、「い」［う］"
        );
        assert_eq!(mend("部首は⼤".to_owned(), false), "部首は大");
        assert_eq!(mend("康熙部首⼤".to_owned(), false), "康熙部首⼤", "not Japanese");
    }
}
