//! Names that run into posts: 「山田委員」,「会長雨宮灯里」,「青葉中学校外田校長」.

use super::super::super::chars::{is_of, longer};
use super::super::super::roles;
use super::super::names::{self, Class};
use super::words::{Word, commas, words};
use super::{List, is_seat};

/// Whether people, so many at least, are called by name and post in one word, rather than by name.
pub(super) fn surnamed(items: &[&str], least: usize) -> bool {
    let (mut called, mut may_be, mut named) = (0, 0, 0);
    for word in items.iter().flat_map(|i| words(i)) {
        match word.class {
            Class::Post(_) => called += 1,
            Class::Role if names::glued(&word.text).is_some() => may_be += 1,
            Class::Name => named += 1,
            _ => {}
        }
    }
    called > 2 || called + may_be >= least.max(named + 1)
}

/// Whether somebody is called by full name and post: 「樋田勝太郎部会長」.
pub(super) fn full_named(items: &[&str]) -> bool {
    let mut words = items.iter().flat_map(|i| words(i));
    words.any(|w| matches!(w.class, Class::Post(at) if names_house(&w.text, at).is_none() && w.text.get(..at).is_some_and(|n| longer(n, 3))))
}

/// Where the name of a house begins, which is called after a place: 「三島支所長」 in 「佐野三島支所長」.
fn names_house(word: &str, at: usize) -> Option<usize> {
    const HOUSES: [&str; 15] = [
        "支所",
        "総合支所",
        "出張所",
        "事務所",
        "病院",
        "センター",
        "図書館",
        "公民館",
        "小学校",
        "中学校",
        "保健所",
        "警察署",
        "労働局",
        "法務局",
        "地方",
    ];
    let (name, post) = word.split_at_checked(at)?;
    let house = HOUSES.iter().any(|h| post.starts_with(h));
    let letters = name.chars().count();
    let surname = name.char_indices().nth(2).map(|(at, _)| at);
    surname.filter(|_| house && matches!(letters, 4 | 5))
}

/// Several between commas who are called so, and nothing else.
pub(in super::super) fn called(text: &str) -> bool {
    !text.contains('。') && surnamed(&commas(text), 3)
}

/// Where the name begins behind that of a school, of an agency or of a body in Latin letters, and its bytes.
fn body_before(word: &Word) -> Option<(usize, usize)> {
    let post = names::post_at(&word.text).filter(|_| matches!(word.class, Class::Post(_) | Class::Role))?;
    let stem = word.text.get(..post)?;
    let latin = stem.len()
        - stem
            .trim_start_matches(|c| matches!(c, 'A'..='Z' | 'Ａ'..='Ｚ'))
            .len();
    let taught = is_of("校長 副校長 教頭 教諭", word.text.get(post..)?);
    let school = stem.rfind("学校").filter(|_| taught);
    // 「霧沢支所柳下支所長」,「水路庁調査本部日下部室長」
    let house = stem.rfind("支所").or_else(|| stem.rfind("本部"));
    // 「水路庁日下部審議官」
    let agency = || stem.rfind('庁')?.checked_sub('庁'.len_utf8());
    let house = house.or_else(agency);
    let at = school.or(house).map_or(latin, |at| at + "学校".len());
    let whole = stem.get(at..)?;
    let name = if house.is_some() {
        roles::department(whole)
    } else {
        whole
    };
    (at > 1
        && !names::tells_office(name)
        && !name.is_empty()
        && !longer(name, 4)
        && names::class(name) == Class::Name)
        .then_some((at, name.len()))
}

/// 「委員長空木明副委員長雲母久」,「総務部長北浜弘子」: posts and names by turns, and nothing between them.
fn run_on(text: &str) -> Option<Vec<Word>> {
    let kanji = |c: char| matches!(c, '㐀'..='鿿' | '々' | 'ヶ' | 'ぁ'..='ん' | 'ァ'..='ヺ' | 'ー');
    if longer(text, 80) || !longer(text, 4) || !text.chars().all(kanji) {
        return None;
    }
    let (mut rest, mut out) = (text, Vec::new());
    while !rest.is_empty() {
        let ends = |from: usize| {
            rest.get(from..)
                .unwrap_or("")
                .char_indices()
                .map(move |(at, c)| from + at + c.len_utf8())
        };
        let post = ends(0)
            .take(16)
            .filter(|at| rest.get(..*at).is_some_and(roles::names_office))
            .last()?;
        let begins = |at: &usize| {
            let rest = rest.get(*at..).unwrap_or("");
            rest.is_empty()
                || rest
                    .char_indices()
                    .take(16)
                    .skip(1)
                    .any(|(n, c)| rest.get(..n + c.len_utf8()).is_some_and(roles::names_office))
        };
        let end = ends(post).skip(1).take(5).find(begins)?;
        let name = rest
            .get(post..end)
            .filter(|name| names::class(name) == Class::Name && roles::office_before(name).is_none())?;
        for (text, class) in [(rest.get(..post)?, Class::Role), (name, Class::Name)] {
            out.push(Word {
                text: text.to_owned(),
                gap: 1,
                class,
            });
        }
        rest = rest.get(end..)?;
    }
    let one = || {
        out.last()
            .is_some_and(|w| (3..=5).contains(&w.text.chars().count()))
    };
    (out.len() > 2 || one()).then_some(out)
}

impl List {
    /// Words of a line; names that run into posts are told from them where others do.
    pub(super) fn words(&self, text: &str) -> Vec<Word> {
        if let Some(words) = run_on(text) {
            return words;
        }
        let mut out = Vec::new();
        let words = words(text);
        let posts = words.iter().filter(|w| matches!(w.class, Class::Post(_))).count();
        let called = self.surnamed || posts > 1 && words.iter().all(|w| w.class != Class::Name);
        let mut words = words.into_iter().peekable();
        while let Some(mut word) = words.next() {
            // 「会長雨宮灯里」,「副委員長橘　　正剛」
            let goes_on = words.peek().is_some_and(|w| w.class == Class::Name);
            if word.class == Class::Name
                && let Some(post) = roles::office_before(&word.text).filter(|p| is_seat(p))
                && longer(&word.text, post.chars().count() + usize::from(!goes_on))
            {
                let name = word.text.split_off(post.len());
                let gap = std::mem::take(&mut word.gap);
                word.class = Class::Role;
                out.push(word);
                word = Word {
                    text: name,
                    gap,
                    class: Class::Name,
                };
            }
            // 「佐野三島支所長」 among those who are called by surname
            if self.brief
                && let Some(found) = called_after_place(&word.text)
            {
                word.class = Class::Post(found);
            }
            // 「青葉中学校外田校長」,「ＰＴＡ片山会長」
            if let Some((at, name)) = body_before(&word) {
                let text = word.text.split_off(at);
                let class = Class::Post(name);
                let gap = word.gap;
                word.class = Class::Organisation;
                out.push(word);
                word = Word { text, gap, class };
            }
            if word.class == Class::Role
                && called
                && let Some((name, post)) = names::glued(&word.text)
            {
                let text = word.text.split_off(name);
                let class = Class::Post(post - name);
                let gap = word.gap;
                // Who serves a body that is named is of it.
                let mut groups = [&self.group, &self.base].into_iter().flatten();
                if name > 0 && !groups.any(|g| names::is_body(g)) {
                    word.class = Class::Organisation;
                    out.push(word);
                }
                word = Word { text, gap, class };
            }
            out.push(word);
        }
        // 「市長（舵取渚）　副市長（櫂早苗）」; among those who serve, 「障害福祉課長（広瀬）」
        let served = self.group.as_deref().is_some_and(names::is_body);
        let named = |w: &Word| matches!(w.class, Class::Name | Class::Post(_));
        if !out.iter().any(named) {
            // 「総務課長　野口健市」 ends like a town.
            if let [.., post, name] = out.as_mut_slice()
                && post.class == Class::Role
                && !names::is_group(&post.text)
                && name.text.chars().count() == 4
                && name.text.ends_with(['市', '町', '村'])
                && names::is_name(&name.text)
            {
                name.class = Class::Name;
            }
            for n in 1..out.len() {
                if let Some([post, name]) = out.get_mut(n - 1..=n)
                    && post.class == Class::Role
                    && let Some(inner) = names::bracketed(&name.text, if served { 2 } else { 3 })
                {
                    (name.text, name.class) = (inner.to_owned(), Class::Name);
                }
            }
            // 「福祉部　障害福祉課長（広瀬）」
            if served
                && let [of, post, name] = out.as_mut_slice()
                && (&of.class, &name.class) == (&Class::Organisation, &Class::Name)
            {
                post.text.insert_str(0, &of.text);
                out.remove(0);
            }
        }
        out
    }
}

/// Where the post of somebody begins whose house is called after a place.
fn called_after_place(word: &str) -> Option<usize> {
    let at = match names::class(word) {
        Class::Post(at) => at,
        Class::Role => names::glued(word).filter(|(from, _)| *from == 0)?.1,
        _ => return None,
    };
    names_house(word, at)
}
