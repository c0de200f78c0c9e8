//! A line of a list cut into words, and what each of them is.

use super::super::super::chars::{is_marker, is_space, longer};
use super::super::super::parts::is_long_name;
use super::super::names::{self, Class};
use super::{letters, posts};

/// One word of a line, with the white space before it in half-width columns.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) gap: usize,
    pub(super) class: Class,
}

/// Words of a line; a bracket is one, and stands apart from the word before it.
pub(super) fn words(text: &str) -> Vec<Word> {
    let found = letters::closed_up(pieces(text)).into_iter().map(word);
    let found = parted(found.filter(|w| !w.text.is_empty()).collect());
    let lone = found.len() == 2;
    let mut words: Vec<Word> = Vec::new();
    for mut word in found {
        // 「小矢部　忍主幹」 and nobody else: both names, and then the post.
        if lone
            && let [family] = words.as_slice()
            && given_and_post(family, &word)
        {
            word.text.insert_str(0, &family.text);
            word.class = Class::Post(post_of(&word.text, family.text.len()));
            word.gap = family.gap;
            words.clear();
        }
        enter(&mut words, word);
    }
    words
}

/// What white space, lines of a table, leaders and brackets part, with the white space before each.
fn pieces(text: &str) -> Vec<(String, usize)> {
    let mut raw: Vec<(String, usize)> = Vec::new();
    let mut current = String::new();
    let (mut depth, mut gap, mut width) = (0u32, 0usize, 0usize);
    let mut close = |current: &mut String, gap: &mut usize| {
        // 「◎山田昌子　○肥沼茂男」
        let bare = current.trim_start_matches(is_marker);
        let text = if bare.is_empty() { &*current } else { bare }.to_owned();
        current.clear();
        if !text.is_empty() {
            raw.push((text, std::mem::take(gap)));
        }
    };
    for (at, c) in text.char_indices() {
        let bar = matches!(c, '│' | '┃' | '｜' | '|') || c == '/' && width > 0;
        // 「町長　…………………　丘野　良生君」
        let led = c == '…' || c == '─' && text.contains("──");
        if depth == 0 && (is_space(c) || bar || led) {
            close(&mut current, &mut gap);
            width += match c {
                '\u{3000}' => 2,
                '\t' => 8,
                _ if bar => 40,
                _ => 1,
            };
            continue;
        }
        if width > 0 {
            gap += std::mem::take(&mut width);
        }
        // 「財務部副理事（兼）財政課長」 is one post.
        let next = |n| text.get(at..).and_then(|t| t.chars().nth(n));
        // 「（財）若葉財団」,「若葉鉄道（株）安全課長」
        let mark = matches!(next(2), Some('）' | ')'))
            && next(1).is_some_and(|c| among!(c, "株有") || current.is_empty() && among!(c, "財社独学特福"));
        let open = matches!(c, '（' | '(' | '〔' | '［' | '[') && next(1) != Some('兼') && !mark;
        if open {
            if depth == 0 {
                close(&mut current, &mut gap);
            }
            depth += 1;
        }
        if !is_space(c) {
            current.push(c);
        }
        if matches!(c, '）' | ')' | '〕' | '］' | ']') && depth > 0 {
            depth -= 1;
            if depth == 0 {
                close(&mut current, &mut gap);
            }
        }
    }
    close(&mut current, &mut gap);
    raw
}

/// What a word is by itself.
fn word((text, gap): (String, usize)) -> Word {
    let text = text.trim_matches(['・', '／', '/', '：', ':']).to_owned();
    let bare = names::without_honorific(&text);
    // 「その他関係職員」
    let class = match text.starts_with("その他") {
        true => Class::Nobody,
        false => names::class(&text),
    };
    // 「山田太郎さん」
    if bare.len() < text.len() && matches!(class, Class::Name) && names::class(bare) == Class::Name {
        return Word {
            text: bare.to_owned(),
            gap,
            class,
        };
    }
    Word { text, gap, class }
}

/// A post right behind somebody's name.
fn post_behind(post: &str) -> Word {
    Word {
        text: post.to_owned(),
        gap: 0,
        class: names::class(post),
    }
}

/// Puts a word behind those before it, with which it may be one.
fn enter(words: &mut Vec<Word>, mut word: Word) {
    let (stem, post) = match word.class {
        Class::Post(at) => word.text.split_at_checked(at).unwrap_or_default(),
        _ => ("", ""),
    };
    // 「Okafor Emmanuel委員」: both names, and then the post.
    let latin = |w: &Word| w.class == Class::Name && w.text.is_ascii();
    if !stem.is_empty() && stem.is_ascii() && word.gap == 1 && words.last().is_some_and(latin) {
        let post = post_behind(post);
        word.text.truncate(stem.len());
        word.class = Class::Name;
        words.extend([word, post]);
        return;
    }
    // 「上條経営課長（上條　秀雄）」: in the bracket the name is whole.
    if word.class == Class::Bracket
        && let Some(last) = words.last_mut()
        && let Class::Post(at) = last.class
        && let Some((family, post)) = last.text.split_at_checked(at)
        && let Some(full) =
            names::bracketed(&word.text, 2).filter(|full| *full != family && full.starts_with(family))
    {
        let post = post_behind(post);
        (last.text, last.class) = (full.to_owned(), Class::Name);
        words.push(post);
        return;
    }
    // 「橋本 篤英委員」, too.
    let seated = names::is_shared(post) || names::is_chair(post);
    let given = seated && (1..=4).contains(&word.gap);
    // 「ひぐらし 和正委員」
    let long = |w: &Word| is_long_name(&w.text) || posts::kana(&w.text);
    let family = |w: &mut Word| w.class == Class::Name && (!longer(&w.text, 3) || long(w));
    if given && let Some(family) = words.pop_if(family) {
        word.text = [family.text, word.text].concat();
        word.gap = family.gap;
        word.class = names::class(&word.text);
    }
    // 「川上（照）委員　栗原委員」
    let post = word.gap == 0 && (names::is_shared(&word.text) || names::is_chair(&word.text));
    let initial = |w: &Word| w.class == Class::Bracket && w.gap == 0 && !longer(&w.text, 3);
    if let [.., name, of] = words.as_slice()
        && post
        && name.class == Class::Name
        && initial(of)
    {
        let stem = [name.text.as_str(), &of.text].concat();
        word.class = Class::Post(stem.len());
        word.gap = name.gap;
        word.text.insert_str(0, &stem);
        words.truncate(words.len() - 2);
    }
    words.push(word);
}

/// Byte at which the post begins behind a family name of so many bytes and a given name.
fn post_of(word: &str, family: usize) -> usize {
    let rest = word.get(family..).unwrap_or("");
    let given = match names::class(rest) {
        Class::Post(at) => at,
        _ => names::glued(rest).map_or(0, |(_, at)| at),
    };
    family + given
}

/// Whether these are a family name and a given name that runs into a post: 「砺波」 and 「進保険年金課長」.
fn given_and_post(family: &Word, word: &Word) -> bool {
    let given = match word.class {
        Class::Post(at) => at,
        Class::Role => names::glued(&word.text)
            .filter(|(from, _)| *from == 0)
            .map_or(0, |(_, at)| at),
        _ => 0,
    };
    family.class == Class::Name
        && (1..=4).contains(&word.gap)
        // 「東　隆一朗局長」
        && match family.text.chars().count() {
            1 => (2..=3).contains(&(given / 3)),
            2 | 3 => (1..=2).contains(&(given / 3)),
            _ => false,
        }
        && !names::tells_office(&family.text)
}

/// 「汐見　伸司・潮田　良容」: a dot between two who are called by both names.
fn parted(mut words: Vec<Word>) -> Vec<Word> {
    let named = |w: Option<&Word>| w.is_some_and(|w| w.class == Class::Name && !w.text.contains('・'));
    for n in (1..words.len()).rev() {
        let around = named(words.get(n - 1)) && named(words.get(n + 1));
        if let Some(word) = words.get_mut(n).filter(|w| around && w.class == Class::Name)
            && let Some((given, family)) = word.text.split_once('・')
            && given > "ヺ"
        {
            let (text, class) = (family.to_owned(), Class::Name);
            word.text.truncate(given.len());
            words.insert(n + 1, Word { text, gap: 20, class });
        }
    }
    words
}

/// Words of a name, without letter-spacing; Latin ones keep a space.
pub(super) fn joined(name: &[Word]) -> String {
    let mut out = String::new();
    for word in name {
        if out.ends_with(|c: char| c.is_ascii_alphanumeric())
            && word.text.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            out.push(' ');
        }
        out.push_str(&word.text);
    }
    out
}

/// Items between commas that are outside brackets.
pub(super) fn commas(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0u32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '〔' | '［' | '[' => depth += 1,
            '）' | ')' | '〕' | '］' | ']' => depth = depth.saturating_sub(1),
            '、' | '，' | ',' | '；' | '／' if depth == 0 => {
                items.push(text.get(start..at).unwrap_or(""));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    items.push(text.get(start..).unwrap_or(""));
    items
}
