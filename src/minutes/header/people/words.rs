//! A line of a list cut into words, and what each of them is.

use super::super::super::chars::{is_marker, is_space, longer};
use super::super::super::parts::is_long_name;
use super::super::names::{self, Class};
use super::posts;

/// One word of a line, with the white space before it in half-width columns.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) gap: usize,
    pub(super) class: Class,
}

/// Words of a line; a bracket is one, and stands apart from the word before it.
pub(super) fn words(text: &str) -> Vec<Word> {
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
    let found = unspaced(raw)
        .into_iter()
        .map(|(text, gap)| {
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
        })
        .filter(|w| !w.text.is_empty());
    let found = parted(found.collect());
    let mut words: Vec<Word> = Vec::new();
    let lone = found.len() == 2;
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
        let (stem, post) = match word.class {
            Class::Post(at) => word.text.split_at_checked(at).unwrap_or_default(),
            _ => ("", ""),
        };
        // 「Okafor Emmanuel委員」: both names, and then the post.
        let latin = |w: &Word| w.class == Class::Name && w.text.is_ascii();
        if !stem.is_empty() && stem.is_ascii() && word.gap == 1 && words.last().is_some_and(latin) {
            let (name, post) = (stem.to_owned(), post.to_owned());
            words.push(Word {
                text: name,
                gap: 1,
                class: Class::Name,
            });
            words.push(Word {
                class: names::class(&post),
                text: post,
                gap: 0,
            });
            continue;
        }
        // 「上條経営課長（上條　秀雄）」: in the bracket the name is whole.
        if word.class == Class::Bracket
            && let Some(last) = words.last_mut()
            && let Class::Post(at) = last.class
            && let Some((family, post)) = last.text.split_at_checked(at)
            && let Some(full) =
                names::bracketed(&word.text, 2).filter(|full| *full != family && full.starts_with(family))
        {
            let post = post.to_owned();
            (last.text, last.class) = (full.to_owned(), Class::Name);
            words.push(Word {
                class: names::class(&post),
                text: post,
                gap: 0,
            });
            continue;
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
    words
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

/// Letters of the longest post that is letter-spaced.
const LONGEST_POST: usize = 12;

/// Letters of names that are letter-spaced side by side. A longer run is none.
const MOST_LETTERS: usize = 24;

/// Whether the gaps between letters are all the same.
fn even(letters: &[&(String, usize)]) -> bool {
    let mut gaps = letters.iter().skip(1).map(|l| l.1);
    let first = gaps.next();
    gaps.all(|gap| Some(gap) == first)
}

/// Puts letter-spaced words together: 会　長, 甲 野 太 郎.
fn unspaced(raw: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let mut raw = seats(raw);
    let single = |w: &(String, usize)| {
        w.0.chars().nth(1).is_none()
            && !matches!(names::class(&w.0), Class::Seat | Class::Absent)
            && w.0 != "〃"
    };
    let mut out: Vec<(String, usize)> = Vec::new();
    let mut n = 0;
    while let Some(first) = raw.get(n) {
        let from = raw.get(n..).unwrap_or(&[]).iter().enumerate();
        // 「笹 田 小 夏       葦 原 みのり」: a gap much wider than those before it parts two names.
        let mut widest = 0;
        let run = from
            .take_while(|(i, w)| {
                let wide = *i > 1 && w.1 >= 4 && w.1 > 3 * widest;
                // 「委　　　員　　　　長　　　皆　瀬　柊　人」
                let post = || {
                    let letters = raw.get(n..=n + i).unwrap_or(&[]).iter().map(|w| w.0.as_str());
                    *i < LONGEST_POST && names::is_group(&letters.collect::<String>())
                };
                widest = match *i {
                    0 => 0,
                    // Behind a post the letters of a name begin.
                    _ if post() => 0,
                    _ => widest.max(w.1),
                };
                // 「菅　井　柊　人　　　副　町　長」
                let begins = || {
                    let ahead = |len: usize| {
                        let letters = raw
                            .get(n + i..n + i + len)
                            .unwrap_or(&[])
                            .iter()
                            .map(|w| w.0.as_str());
                        names::class(&letters.collect::<String>()) == Class::Role
                    };
                    *i > 2 && w.1 >= 3 && (2..=4).any(ahead)
                };
                let near = w.1 < 8 && !wide && !begins() || *i == 1 && is_head(&first.0, &w.0);
                single(w) && (*i == 0 || near || post())
            })
            .count();
        if run < 2 {
            // 「まちづくり 課 長 森 沢 亜 土」
            let ahead = |len: usize| {
                let rest = raw
                    .get(n + 1..n + 1 + len)
                    .filter(|rest| rest.iter().all(single))?;
                Some(
                    std::iter::once(first)
                        .chain(rest)
                        .map(|w| w.0.as_str())
                        .collect::<String>(),
                )
            };
            let torn = names::tells_office(&first.0) && names::class(&first.0) == Class::Name;
            let whole = (1..4).rev().filter(|_| torn).find_map(|len| {
                let word = ahead(len)?;
                (names::class(&word) == Class::Role && names::post_at(&word).is_some()).then_some((word, len))
            });
            let (word, len) = whole.unwrap_or_else(|| (first.0.clone(), 0));
            out.push((word, first.1));
            n += 1 + len;
            continue;
        }
        let letters: Vec<&(String, usize)> = raw.get(n..n + run).unwrap_or(&[]).iter().collect();
        let word = |len: usize| letters.iter().take(len).map(|l| l.0.as_str()).collect::<String>();
        // The longest beginning that is a post; the rest is a name.
        let post = (2..=run.min(LONGEST_POST)).rev().find(|len| {
            let word = word(*len);
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
        });
        // 「岩見　　明　　　委　　員　　森本　秀樹」: a wider gap, and behind it a post
        let spelled = |from: usize, to: usize| -> String {
            let some = letters.get(from..to).unwrap_or(&[]);
            some.iter().map(|l| l.0.as_str()).collect()
        };
        let posted = (1..run.saturating_sub(1)).find(|k| {
            let gap = |n: usize| letters.get(n).map_or(0, |l| l.1);
            let seat = |to: usize| {
                let word = spelled(*k, to);
                names::is_shared(&word) || names::is_chair(&word)
            };
            gap(*k) > gap(k + 1) && (k + 2..=run.min(k + 5)).any(seat)
        });
        // 「小布施　和　雄　　藤　枝　万　正」
        // 「しおかぜ　亜　紀　　丘　野　あ　い」
        let family = |(w, _): &(String, usize)| {
            (w.chars().count() == 3 || longer(w, 3) && posts::kana(w)) && names::class(w) == Class::Name
        };
        let given = first.1 <= 4 && out.last().is_some_and(family);
        // 「2 番 野 々 村 三 千 夫」: behind a seat is one name.
        let seated = out.last().is_some_and(|(w, _)| names::class(w) == Class::Seat);
        // 「専　　門　委　員」 is one; 「明」 is closer to the name before it.
        let name = out.last().is_some_and(|(w, _)| names::class(w) == Class::Name);
        let given_name = |k: &usize| name && letters.get(*k).is_some_and(|l| first.1 < l.1);
        let posted = posted.filter(given_name);
        let post = post.filter(|_| posted.is_none());
        let taken = post.or(posted).unwrap_or_else(|| {
            if given {
                let apart = letters.iter().skip(1).position(|l| l.1 > first.1);
                apart.map_or(2, |n| n + 1)
            } else if seated && run < 8 && n + run == raw.len() && even(&letters) {
                run
            } else if run == 6 && n + run == raw.len() {
                // 「安 川 哲 山 原 崇」
                3
            } else if (6..=MOST_LETTERS).contains(&run) {
                one_of_several(raw.get(n..n + run).unwrap_or(&[]))
            } else {
                run
            }
        });
        // 「佐々木　　章　辻　　　均」
        let taken = match letters.get(1) {
            // 「五月雨　　和　人」 ends the line.
            Some(second)
                if given && post.is_none() && second.1 < first.1 && (run > 2 || n + run < raw.len()) =>
            {
                1
            }
            _ => taken,
        };
        let mut text = word(taken);
        n += taken;
        if given
            && post.is_none()
            && let Some((family, _)) = out.last_mut()
        {
            family.push_str(&text);
            continue;
        }
        // 「産　業　建設部長」
        if taken == run
            && let Some((rest, gap)) = raw.get(n)
            && letters.last().is_some_and(|l| l.1 == *gap)
            // 「農　業　委　員　会　事　務　局　事務局長」 are two.
            && !matches!(names::class(&text), Class::Role | Class::Organisation)
            && matches!(names::class(rest), Class::Role | Class::Organisation)
            && matches!(
                names::class(&[&text, rest.as_str()].concat()),
                Class::Role | Class::Organisation
            )
        {
            text.push_str(rest);
            n += 1;
        }
        out.push((text, first.1));
        // What is left of a run of names stands apart from the first.
        if post.is_none()
            && taken < run
            && let Some(next) = raw.get_mut(n)
        {
            next.1 = 20;
        }
    }
    out
}

/// Letters of the first of two or more names that are letter-spaced side by side, each as wide as four letters:
/// 「高 野 岳 登 千 木   湊」.
fn one_of_several(letters: &[(String, usize)]) -> usize {
    let wide = |n: usize| letters.get(n).is_some_and(|l| l.1 >= 3);
    if wide(1) || wide(2) { 3 } else { 4 }
}

/// Puts 「１ 番」 together.
fn seats(raw: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let mut out: Vec<(String, usize)> = Vec::with_capacity(raw.len());
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
