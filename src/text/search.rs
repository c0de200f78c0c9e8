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

/// A query made ready, so that a long text can be searched in pieces.
#[derive(Clone, Debug)]
pub struct Needle {
    letters: Vec<char>,
    variants: Variants,
    /// The last bytes of all letters that the first of the query may be printed as.
    ends: [bool; 256],
}

impl Needle {
    /// White space at the ends of the query is free. An empty query finds nothing.
    pub fn new(query: &str, variants: &Variants) -> Self {
        let mut rest = query.trim();
        let mut letters: Vec<char> = Vec::new();
        while let Some((c, length)) = letter(rest) {
            letters.push(variants.modern(c));
            rest = rest.get(length..).unwrap_or("");
        }
        let mut ends = [false; 256];
        if let Some(&first) = letters.first() {
            let folded = ('\0'..='\u{FFFF}').filter(|c| begins(*c, first));
            let others = variants.pairs.iter().filter(|(_, modern)| *modern == first);
            for c in folded.chain([first]).chain(others.map(|(other, _)| *other)) {
                let mut bytes = [0; 4];
                let last = c.encode_utf8(&mut bytes).bytes().next_back();
                ends[usize::from(last.unwrap_or_default())] = true;
            }
        }
        Self {
            letters,
            variants: variants.clone(),
            ends,
        }
    }

    /// Adds all places within `within` that do not overlap, in order. A query holds no line break: pieces that begin
    /// and end with a line find what the whole finds.
    pub fn find(&self, text: &str, within: ByteRange, found: &mut Vec<ByteRange>) {
        let Some((&first, rest)) = self.letters.split_first() else {
            return;
        };
        let mut free = within.start as usize;
        let piece = within.of(text);
        for (at, byte) in piece.bytes().enumerate() {
            // One look tells most bytes apart; only what passes is decoded.
            if !self.ends[usize::from(byte)] {
                continue;
            }
            let begin = piece.floor_char_boundary(at);
            let start = within.start as usize + begin;
            let Some((got, length)) = letter(piece.get(begin..).unwrap_or("")) else {
                continue;
            };
            if start < free || !self.same(got, first) {
                continue;
            }
            let mut end = begin + length;
            let fits = rest.iter().all(|&want| {
                letter(piece.get(end..).unwrap_or("")).is_some_and(|(got, length)| {
                    end += length;
                    self.same(got, want)
                })
            });
            if fits {
                free = within.start as usize + end;
                found.push(ByteRange::new(start as u32, free as u32));
            }
        }
    }

    fn same(&self, got: char, want: char) -> bool {
        got == want || self.variants.modern(got) == want
    }
}

/// Whether a letter that is printed as `c`, or as `c` and a mark, is read as `first`.
fn begins(c: char, first: char) -> bool {
    let folded = fold(c);
    folded == first || is_half_width(c) && ['ﾞ', 'ﾟ'].iter().any(|mark| voiced(folded, *mark) == first)
}

/// A search under way: from where somebody is reading to the end, and round to there again, piece by piece.
#[derive(Clone, Debug)]
pub struct Sweep {
    needle: Needle,
    /// What is searched: from here to the end of the text.
    begin: u32,
    from: u32,
    /// Where the line of `from` begins.
    line: u32,
    at: u32,
    found: Vec<ByteRange>,
    /// How many were found before it went round.
    behind: Option<usize>,
}

/// How much is searched in one step, in bytes.
const PIECE: usize = 128 << 10;

impl Sweep {
    /// Nothing is searched yet. Hits before `begin` do not count.
    pub fn new(needle: Needle, text: &str, begin: u32, from: u32) -> Self {
        let from = from.max(begin);
        let before = text.get(begin as usize..from as usize).unwrap_or("");
        let line = begin + before.rfind('\n').map_or(0, |at| at as u32 + 1);
        Self {
            needle,
            begin,
            from,
            line,
            at: line,
            found: Vec::new(),
            behind: None,
        }
    }

    /// Searches the next piece of the same text; `None` once it has gone round, otherwise what was found in it and is
    /// `shown`.
    pub fn step(&mut self, text: &str, shown: &dyn Fn(&ByteRange) -> bool) -> Option<&[ByteRange]> {
        if self.behind.is_none() && self.at as usize >= text.len() {
            self.behind = Some(self.found.len());
            self.at = self.begin;
        }
        let limit = match self.behind {
            None => text.len(),
            Some(_) if self.at >= self.line => return None,
            Some(_) => self.line as usize,
        };
        let far = text.floor_char_boundary((self.at as usize + PIECE).min(limit));
        let line = text.get(far..limit).and_then(|rest| rest.find('\n'));
        let end = line.map_or(limit, |at| far + at + 1) as u32;
        let known = self.found.len();
        self.needle
            .find(text, ByteRange::new(self.at, end), &mut self.found);
        self.at = end;
        let new = self.found.split_off(known);
        self.found.extend(new.into_iter().filter(shown));
        self.found.get(known..)
    }

    /// The first hit from where the search began, once it is known.
    pub fn first(&self) -> Option<ByteRange> {
        let on = self.found.iter().take(self.behind.unwrap_or(usize::MAX));
        on.copied().find(|hit| hit.start >= self.from)
    }

    /// All hits in their order, and which of them comes first from where the search began.
    pub fn hits(mut self) -> (Vec<ByteRange>, usize) {
        let behind = self.behind.unwrap_or_default().min(self.found.len());
        self.found.rotate_left(behind);
        let first = self.found.partition_point(|hit| hit.start < self.from);
        let first = if first < self.found.len() { first } else { 0 };
        (self.found, first)
    }
}

/// All places of `query` in `text` that do not overlap, in order.
pub fn find_all(text: &str, query: &str, variants: &Variants) -> Vec<ByteRange> {
    let mut found = Vec::new();
    let whole = ByteRange::new(0, text.len() as u32);
    Needle::new(query, variants).find(text, whole, &mut found);
    found
}

fn is_half_width(c: char) -> bool {
    ('ｦ'..='ﾝ').contains(&c)
}

/// The first letter of a text, folded, and its length in bytes: ﾊﾞ is one.
pub(crate) fn letter(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let c = chars.next()?;
    let (folded, length) = (fold(c), c.len_utf8());
    match chars.next() {
        Some(mark @ ('ﾞ' | 'ﾟ')) if is_half_width(c) => {
            Some((voiced(folded, mark), length + mark.len_utf8()))
        }
        _ => Some((folded, length)),
    }
}

/// A kana with its mark: it stands behind the one without. う has none beside it.
fn voiced(kana: char, mark: char) -> char {
    match (kana, mark) {
        ('う', 'ﾞ') => 'ゔ',
        (_, 'ﾞ') => char::from_u32(kana as u32 + 1).unwrap_or(kana),
        _ => char::from_u32(kana as u32 + 2).unwrap_or(kana),
    }
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

    /// As one would write it down: at every letter, compare from there.
    fn plainly(text: &str, query: &str, variants: &Variants) -> Vec<ByteRange> {
        let mut wanted = Vec::new();
        let mut rest = query.trim();
        while let Some((c, length)) = letter(rest) {
            wanted.push(variants.modern(c));
            rest = rest.get(length..).unwrap_or("");
        }
        let mut found: Vec<ByteRange> = Vec::new();
        for (at, _) in text.char_indices() {
            let mut end = at;
            let fits = wanted.iter().all(|&want| {
                letter(text.get(end..).unwrap_or("")).is_some_and(|(got, length)| {
                    end += length;
                    variants.modern(got) == want
                })
            });
            if fits && end > at && found.last().is_none_or(|r| r.end as usize <= at) {
                found.push(ByteRange::new(at as u32, end as u32));
            }
        }
        found
    }

    proptest::proptest! {
        /// The quick way finds what the plain one finds, whole and line by line.
        #[test]
        fn quickly_and_in_pieces_as_plainly(
            text in "[aＡ国國弁辯かｶガｶﾞハﾊﾟぱうｳﾞゔーｰ―𠮷吉髙 \\n-]{0,40}",
            query in "[aＡ国國弁辨カガｶﾞばﾊﾟｳﾞ―𠮷高]{0,3}",
            begin in 0..40usize,
            from in 0..100usize,
        ) {
            let variants = Variants::read(VARIANTS);
            let want = plainly(&text, &query, &variants);
            proptest::prop_assert_eq!(find_all(&text, &query, &variants), want.clone());
            let needle = Needle::new(&query, &variants);
            let mut found = Vec::new();
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                needle.find(&text, ByteRange::new(at, at + line.len() as u32), &mut found);
                at += line.len() as u32;
            }
            proptest::prop_assert_eq!(found, want.clone());
            let at = |n: usize| text.floor_char_boundary(n.min(text.len())) as u32;
            let (begin, from) = (at(begin), at(from));
            let mut sweep = Sweep::new(needle, &text, begin, from);
            let mut seen = 0;
            while let Some(new) = sweep.step(&text, &|_| true) {
                seen += new.len();
            }
            let first = sweep.first();
            let (hits, n) = sweep.hits();
            let line = text.get(begin as usize..).unwrap_or("").find('\n').map_or(text.len(), |n| begin as usize + n) as u32;
            // Cut in the middle of a line, that line may have other hits.
            let whole = |list: &[ByteRange]| list.iter().filter(|h| h.start > line).copied().collect::<Vec<_>>();
            proptest::prop_assert_eq!(whole(&hits), whole(&want));
            proptest::prop_assert_eq!(seen, hits.len());
            proptest::prop_assert!(hits.is_sorted());
            let next = hits.iter().position(|h| h.start >= from.max(begin));
            proptest::prop_assert_eq!(n, next.unwrap_or(0));
            proptest::prop_assert_eq!(first, next.map(|n| hits[n]));
        }
    }

    #[test]
    fn nothing_finds_nothing() {
        assert!(words("文", "").is_empty());
        assert!(words("文", " \u{3000}").is_empty());
        assert!(words("", "文").is_empty());
    }
}
