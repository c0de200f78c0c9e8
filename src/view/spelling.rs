//! How names are spelled: kana in Latin letters, by Hepburn or Kunrei, and kanji by the ways in which they are read.
//!
//! Rather than turning what was typed into kana, where half a syllable has no kana, the kana of a name are spelled in
//! all ways until one of them begins with what was typed: `m`, `my` and `mai` all lead to マイナンバー.

use crate::view::readings::Readings;

/// Ways tried at one place of a name; ordinary names need some dozens. A name of nothing but long vowels has more than
/// anybody waits for.
const STEPS: u32 = 5_000;

/// Whether `letters`, folded, begin with `query`, which may be kana, Latin letters for them, or both, as far as one has
/// got.
pub(super) fn begins_with(letters: &[char], query: &[char], readings: &Readings) -> bool {
    let steps = STEPS;
    spells(query, letters, None, &mut Way { steps, readings })
}

struct Way<'a> {
    /// How many are tried yet.
    steps: u32,
    readings: &'a Readings,
}

/// As [`begins_with`]; `last` is the letter of the query before it.
fn spells(query: &[char], letters: &[char], last: Option<char>, way: &mut Way<'_>) -> bool {
    way.steps = way.steps.saturating_sub(1);
    if way.steps == 0 {
        return false;
    }
    let Some((&typed, rest)) = query.split_first() else {
        return true;
    };
    let Some((&letter, after)) = letters.split_first() else {
        return false;
    };
    if typed == letter && spells(rest, after, Some(typed), way) {
        return true;
    }
    if letter >= KANJI {
        let ways = way.readings.of(letter, last.is_some(), !after.is_empty());
        return ways
            .iter()
            .any(|kana| spells(query, &[kana.as_slice(), after].concat(), last, way));
    }
    if !typed.is_ascii_alphabetic() {
        // A long vowel need not be typed.
        return letter == '-' && last.is_some() && spells(query, after, last, way);
    }
    // ー, and the second vowels of Tōkyō, Ōsaka and yūbin: they need not be typed, or the vowel is typed again.
    let long = matches!(
        (letter, last),
        ('-', Some(_)) | ('う', Some('o' | 'u')) | ('お', Some('o'))
    );
    let again = Some(typed) == last;
    if long && (again && spells(rest, after, last, way) || spells(query, after, last, way)) {
        return true;
    }
    match letter {
        'ん' => {
            let lips = after
                .first()
                .is_some_and(|c| "ばびぶべぼぱぴぷぺぽまみむめも".contains(*c));
            let one = typed == 'n' || typed == 'm' && lips;
            let two = typed == 'n' && rest.first().is_some_and(|c| *c == 'n');
            one && spells(rest, after, Some(typed), way)
                || two && spells(rest.get(1..).unwrap_or(&[]), after, None, way)
        }
        // The consonant of the next kana, doubled; `tch` is how Hepburn doubles `ch`.
        'っ' if !"aiueon".contains(typed) => {
            let doubled = rest
                .first()
                .is_none_or(|next| *next == typed || (typed, *next) == ('t', 'c'));
            let mut next = [typed];
            if rest.first() == Some(&'c') {
                next = ['c'];
            }
            doubled && spells(&next, after, None, way) && spells(rest, after, None, way)
        }
        _ => each_spelling(letters, &mut |length, head, vowel| {
            let mut query = query;
            for want in head.chars().chain([vowel]) {
                match query.split_first() {
                    None => return true,
                    Some((c, rest)) if *c == want => query = rest,
                    Some(_) => return false,
                }
            }
            spells(query, letters.get(length..).unwrap_or(&[]), Some(vowel), way)
        }),
    }
}

/// Behind all kana and Latin letters, once they are folded.
const KANJI: char = '\u{3400}';

const VOWELS: [char; 5] = ['a', 'i', 'u', 'e', 'o'];

/// Rows of five kana and their consonant in Kunrei.
const ROWS: [(&str, &str); 13] = [
    ("あいうえお", ""),
    ("かきくけこ", "k"),
    ("がぎぐげご", "g"),
    ("さしすせそ", "s"),
    ("ざじずぜぞ", "z"),
    ("たちつてと", "t"),
    ("だぢづでど", "d"),
    ("なにぬねの", "n"),
    ("はひふへほ", "h"),
    ("ばびぶべぼ", "b"),
    ("ぱぴぷぺぽ", "p"),
    ("まみむめも", "m"),
    ("らりるれろ", "r"),
];

/// The rest, and what Hepburn spells otherwise.
const SINGLE: [(char, &str, char); 19] = [
    ('や', "y", 'a'),
    ('ゆ', "y", 'u'),
    ('よ', "y", 'o'),
    ('わ', "w", 'a'),
    ('を', "", 'o'),
    ('を', "w", 'o'),
    ('ゔ', "v", 'u'),
    ('し', "sh", 'i'),
    ('ち', "ch", 'i'),
    ('つ', "ts", 'u'),
    ('ふ', "f", 'u'),
    ('じ', "j", 'i'),
    ('ぢ', "j", 'i'),
    ('づ', "z", 'u'),
    ('ぁ', "", 'a'),
    ('ぃ', "", 'i'),
    ('ぅ', "", 'u'),
    ('ぇ', "", 'e'),
    ('ぉ', "", 'o'),
];

/// Kana before a small ゃ, ゅ or ょ.
const WITH_Y: [(char, &str); 21] = [
    ('き', "ky"),
    ('ぎ', "gy"),
    ('し', "sy"),
    ('し', "sh"),
    ('じ', "zy"),
    ('じ', "j"),
    ('じ', "jy"),
    ('ち', "ty"),
    ('ち', "ch"),
    ('ち', "cy"),
    ('ぢ', "dy"),
    ('ぢ', "j"),
    ('に', "ny"),
    ('ひ', "hy"),
    ('び', "by"),
    ('ぴ', "py"),
    ('み', "my"),
    ('り', "ry"),
    ('で', "dy"),
    ('で', "dh"),
    ('て', "th"),
];

/// Kana before a small vowel.
const WITH_VOWEL: [(char, &str); 14] = [
    ('ふ', "f"),
    ('ゔ', "v"),
    ('う', "w"),
    ('つ', "ts"),
    ('て', "t"),
    ('て', "th"),
    ('で', "d"),
    ('で', "dh"),
    ('と', "t"),
    ('ど', "d"),
    ('し', "sh"),
    ('ち', "ch"),
    ('じ', "j"),
    ('く', "kw"),
];

/// Asks `fits` with each spelling of the kana with which `letters` begin, until one does: how many letters it
/// spells, its consonants, its vowel.
fn each_spelling(letters: &[char], fits: &mut dyn FnMut(usize, &str, char) -> bool) -> bool {
    let Some(&first) = letters.first() else {
        return false;
    };
    let small = letters.get(1).copied().unwrap_or(' ');
    let y = match small {
        'ゃ' => Some('a'),
        'ゅ' => Some('u'),
        'ょ' => Some('o'),
        _ => None,
    };
    let vowel = "ぁぃぅぇぉ".chars().position(|c| c == small);
    for (pairs, vowel) in [
        (WITH_Y.as_slice(), y),
        (WITH_VOWEL.as_slice(), vowel.and_then(|n| VOWELS.get(n).copied())),
    ] {
        let Some(vowel) = vowel else { continue };
        let mut of_first = pairs.iter().filter(|(kana, _)| *kana == first);
        if of_first.any(|(_, head)| fits(2, head, vowel)) {
            return true;
        }
    }
    for (row, head) in ROWS {
        if let Some(n) = row.chars().position(|c| c == first) {
            let vowel = VOWELS.get(n).copied().unwrap_or('a');
            if fits(1, head, vowel) {
                return true;
            }
        }
    }
    let mut single = SINGLE.iter().filter(|(kana, ..)| *kana == first);
    single.any(|(_, head, vowel)| fits(1, head, *vowel))
}
