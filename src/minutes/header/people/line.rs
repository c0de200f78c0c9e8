//! A line of a list taken apart: numbers, groups and notes come off, and what is left are names in columns or between
//! commas.

use super::super::super::chars::{Spaced, digit, ends_in_any, is_marker, is_of, is_space, longer, squeeze};
use super::super::super::roles;
use super::super::counting::numbering;
use super::super::names::{self, Class};
use super::commas::{collective, paired};
use super::groups::counted_group;
use super::posts::enclosed;
use super::words::{Word, commas, words};
use super::{List, is_seat};

/// Commas between names.
const LISTING: [char; 3] = ['、', '，', ','];

/// 「山田課長他２名」, but not 「その他関係職員」.
fn others(text: &str) -> Option<(&str, &str)> {
    text.split_once('他')
        .filter(|(before, _)| !before.ends_with("その"))
}

impl List {
    /// A line of names in columns or between commas.
    pub(super) fn line(&mut self, text: &str, indent: usize) {
        let parts = |c| is_space(c) || among!(c, "：:");
        let mut text = text.trim_start_matches(|c| is_space(c) || is_marker(c) || among!(c, "・■□◆◇*-•→"));
        // 「-委員-」
        text = text.trim_end_matches('-');
        // 「寺田、増田、(Skype参加:たかのり)」
        if let Some((before, inner)) = text
            .split_once(['（', '('])
            .filter(|(_, inner)| inner.ends_with(['）', ')']))
            && let Some((how, names)) = inner.split_once(['：', ':'])
            && how.ends_with("参加")
        {
            let names = names.trim_end_matches(['）', ')']);
            let line = [
                before,
                if before.ends_with(['、', ',']) { "" } else { "、" },
                names,
            ]
            .concat();
            return self.line(&line, indent);
        }
        // 「委員　十文字　明※代理出席　雲母　進」
        if let Some((absent, proxy)) = text.split_once("※代理") {
            let proxy = proxy.trim_start_matches("出席").trim_matches(parts);
            // 「※代理出席　五百蔵　正」 set in below who did not come
            if absent.is_empty() && !proxy.is_empty() {
                if indent > self.indent && !proxy.contains("の代理") {
                    self.people.pop();
                }
                return self.line(proxy, self.indent);
            }
            let line = match proxy.is_empty() {
                true => absent.to_owned(),
                false => [absent.trim_end_matches(is_space), "（代理", proxy, "）"].concat(),
            };
            return self.line(&line, indent);
        }
        self.indent = indent;
        // 「伊東委員ほか２５名」,「磯野課長ほか職員１４名」,「知事、副知事ほか」,「木村部長　ほか関係職員」
        if let Some((named, more)) = text.split_once("ほか").or_else(|| others(text))
            && (text.ends_with("ほか")
                || more.strip_suffix(['名', '人']).is_some_and(|more| {
                    let count = |c| is_space(c) || digit(c).is_some();
                    let of = more.trim_end_matches(count);
                    of.len() < more.len() && (of.is_empty() || ends_in_any(of, "員 者"))
                })
                || is_of("職員 関係職員 担当職員 関係者", more.trim_spaces()))
        {
            text = named;
        }
        // 「（ア）委員」
        if let Some((mark, rest)) = text.split_once(['）', ')'])
            && let Some('ア'..='ン') = mark.strip_prefix(['（', '(']).and_then(|m| m.chars().next())
            && mark.chars().nth(2).is_none()
        {
            text = rest.trim_spaces_start();
        }
        let (number, rest) = numbering(text);
        // 「（２）事務局」,「① 委員」; but 「１　甲野　太郎」 has the number of a seat.
        if matches!(number.style, 3..=5)
            || matches!(number.style, 1 | 2)
                && !rest.starts_with('番')
                && (names::is_group(&squeeze(rest.split(parts).next().unwrap_or("")))
                    || roles::office_before(rest).is_some_and(is_seat))
        {
            text = rest;
            // 「(2)　中島修環境部長　井筒渉課長」 behind 「(1)　委員」
            if words(rest)
                .iter()
                .all(|w| matches!(w.class, Class::Post(_) | Class::Role))
                && names::class(rest) != Class::Role
            {
                self.group = None;
            }
        }
        // 「（副議長　前川　尚志）」,「（代理：主席専門官　甲野　太郎）」 below who did not come
        if let Some(inner) = enclosed(text)
            && let inner = inner.strip_prefix("代理").unwrap_or(inner)
            && let [post, _, ..] = words(inner).as_slice()
            && post.class == Class::Role
            && !holds!(inner, "、（(")
        {
            if inner.starts_with(['：', ':']) {
                self.people.pop();
            }
            text = inner.trim_start_matches(['：', ':']);
        }
        // 「【委員】甲野花子　【青葉市】乙野課長」,「市執行部　【市長公室】」,「丙野次郎 - 【事務局】」
        let next =
            |(at, _): (usize, &str)| Some(text.split_at(at)).filter(|(before, _)| group_begins(before));
        if let Some((before, group)) = text.match_indices('【').find_map(next) {
            self.line(before.trim_end_matches(|c| is_space(c) || c == '-'), indent);
            return self.line(group, indent);
        }
        // 「（会長）甲野　（副会長）乙野、丙野」: each post goes with those behind it
        if let Some((first, rest)) = next_post(text) {
            self.line(first, indent);
            return self.line(rest, indent);
        }
        // 「※印の委員は、審議の一部に参画していない。」
        if text.starts_with('※') && text.contains('。') {
            return;
        }
        // 「（委任状）高円、由布」
        if text.trim_start_matches(['（', '(']).starts_with("委任状") {
            return;
        }
        if let Some((present, _)) = text
            .split_once("欠席者")
            .or_else(|| text.split_once("欠席："))
            .or_else(|| text.split_once("欠席委員"))
            && !present.ends_with(['（', '('])
        {
            text = present;
        }
        // 「委員　甲野、乙野　事務局　丙野館長」,「甲野、乙野　　書記：丙野」
        let heads = |rest: &str| {
            let end = rest.find(parts).unwrap_or(0);
            let (word, more) = rest.split_at(end);
            let post = is_seat(word) && !word.contains(LISTING);
            word == "事務局" || (post || more.starts_with(['：', ':'])) && names::is_group(word)
        };
        let gaps = text.char_indices().filter(|(_, c)| is_space(*c));
        let at = gaps.map(|(at, c)| at + c.len_utf8());
        // 「委員長　甲野　副委員長　乙野　委員　丙野、丁野」
        let named = |t: &str| t.contains(LISTING) || words(t).iter().any(|w| w.class == Class::Name);
        if text.contains(LISTING)
            && let Some(at) = at.into_iter().find(|at| text.get(*at..).is_some_and(heads))
            && text.get(..at).is_some_and(named)
        {
            let (members, office) = text.split_at(at);
            self.line(members, indent);
            return self.line(office, indent);
        }
        if self.bracketed_groups(text) {
            return;
        }
        if let Some(group) = counted_group(text) {
            return self.under(group);
        }
        text = self.grouped(text);
        let text = text.trim_spaces();
        if text.is_empty() {
            return;
        }
        let items = dotted(text).unwrap_or_else(|| commas(text));
        let items: Vec<&str> = items.into_iter().flat_map(posted).collect();
        let several = items.len() > 1 || collective(text).is_some();
        // 「文化省」 over 「築地文化副大臣、柳井事務次官」: who came from there
        if let [(body, _)] = self.pending.as_slice()
            && (several || words(text).iter().all(|w| matches!(w.class, Class::Post(_))))
            && body.ends_with([
                '省', '庁', '院', '府', '局', '側', '課', '室', '部', '会', '社', 'ー',
            ])
        {
            self.group = Some(std::mem::take(&mut self.pending).swap_remove(0).0);
        }
        if several {
            self.items(&items);
        } else {
            self.columns(text, indent);
        }
    }
}

/// 「石橋総務部長・藤巻総務課長・」,「川島岩治・島崎喜美子」: people and nothing else between dots.
fn dotted(text: &str) -> Option<Vec<&str>> {
    if !text.contains('・') || holds!(text, "、，,") {
        return None;
    }
    let items: Vec<&str> = text.split('・').map(|i| i.trim_spaces()).collect();
    let items: Vec<&str> = items.into_iter().filter(|i| !i.is_empty()).collect();
    if paired(&items).is_some() {
        return Some(items);
    }
    let person = |item: &&str| match words(item).as_slice() {
        [name]
        | [
            name,
            Word {
                class: Class::Bracket,
                ..
            },
        ] => match name.class {
            Class::Post(_) => true,
            Class::Name => {
                longer(&name.text, 2) && !names::tells_office(&name.text) && name.text.as_str() > "ヺ"
            }
            Class::Role => names::glued(&name.text).is_some(),
            _ => false,
        },
        _ => false,
    };
    (items.len() > 1 && items.iter().all(person)).then_some(items)
}

/// 「理事 雁屋・鴫野・鷺沼」: a post, and who holds it, between dots.
fn posted(item: &str) -> Vec<&str> {
    // 「萩焼署長　代理　越前交通課長」: whoever came instead
    let called = |who: &str| matches!(words(who).as_slice(), [w] if matches!(w.class, Class::Post(_)));
    if let Some((absent, proxy)) = item.split_once("代理")
        && absent.ends_with(is_space)
        && proxy.starts_with(is_space)
        && called(absent)
        && called(proxy)
    {
        return vec![proxy];
    }
    let names = item.trim_spaces().rsplit_once(is_space);
    let kanji = |n: &str| n.chars().all(|c| matches!(c, '㐀'..='鿿' | '々'));
    let name =
        |n: &str| longer(n, 0) && !longer(n, 4) && kanji(n) && names::is_name(n) && !names::tells_office(n);
    let fits = |(post, names): &(&str, &str)| {
        names::class(&squeeze(post)) == Class::Role && names.contains('・') && names.split('・').all(name)
    };
    match names.filter(fits) {
        Some(_) => item.split('・').collect(),
        None => vec![item],
    }
}

/// 「（会長）甲野」 and 「（副会長）乙野、丙野」 of a line that goes on with a second post in brackets.
fn next_post(text: &str) -> Option<(&str, &str)> {
    let posted = |t: &str| {
        let (post, name) = t.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
        let name = name.split(|c| is_space(c) || LISTING.contains(&c)).next()?;
        // 「上田[記]」
        let name = name.split(['[', '［', '（', '(']).next()?;
        let post = squeeze(post);
        let held = names::is_group(&post) || matches!(names::class(&post), Class::Role);
        Some((held || post.ends_with('員') && longer(&post, 2)) && names::is_name(name))
    };
    posted(text).filter(|fits| *fits)?;
    let mut places = text.match_indices(['（', '(']).map(|(at, _)| text.split_at(at));
    places.find(|(before, rest)| before.ends_with(is_space) && posted(rest) == Some(true))
}

/// Whether 「【」 behind this begins a group of its own, rather than a note to the name before it.
fn group_begins(before: &str) -> bool {
    let names = before.trim_end_matches(|c| is_space(c) || c == '-');
    let words = || words(names);
    names.len() < before.len()
        && (names.contains('【')
            || names.len() + 1 < before.len()
            || matches!(names::class(names), Class::Role))
        && !words().is_empty()
}
