//! Search that does not care how a letter is printed: full or half width, capital or small, hiragana or
//! katakana. What is shown stays as printed; ranges are those of the text itself.

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

/// All places of `query` in `text` that do not overlap, in order; white space at the ends of the query is
/// free. An empty query has none.
pub fn find_all(text: &str, query: &str) -> Vec<ByteRange> {
    let needle: Vec<char> = query.trim().chars().map(fold).collect();
    let mut found = Vec::new();
    let Some((&first, rest)) = needle.split_first() else {
        return found;
    };
    let mut free = 0;
    for (at, c) in text.char_indices() {
        if at < free || fold(c) != first {
            continue;
        }
        let after = at + c.len_utf8();
        let mut end = after;
        let mut tail = text.get(after..).unwrap_or("").chars();
        let fits = rest.iter().all(|&want| {
            tail.next().is_some_and(|got| {
                end += got.len_utf8();
                fold(got) == want
            })
        });
        if fits {
            found.push(ByteRange::new(at as u32, end as u32));
            free = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        find_all(text, query).into_iter().map(|r| r.of(text)).collect()
    }

    #[test]
    fn width_case_and_kana_are_free() {
        assert_eq!(words("ＤＸとdxとDX", "Dx"), ["ＤＸ", "dx", "DX"]);
        assert_eq!(
            words("マイナンバーとまいなんばーとﾏｲﾅﾝﾊﾞｰ", "マイナン"),
            ["マイナン", "まいなん", "ﾏｲﾅﾝ"]
        );
    }

    #[test]
    fn one_character_is_enough_and_hits_do_not_overlap() {
        assert_eq!(words("国国国", "国").len(), 3);
        assert_eq!(words("ああああ", "ああ").len(), 2);
    }

    #[test]
    fn nothing_finds_nothing() {
        assert!(find_all("文", "").is_empty());
        assert!(find_all("文", " \u{3000}").is_empty());
        assert!(find_all("", "文").is_empty());
    }
}
