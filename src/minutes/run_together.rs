//! Lines into which a whole sitting has run together, as searches of minutes and some extractors leave it: 「…を開きます。 議長
//! （空木明） 日程第１、…」. They are parted before each label, and in front of the first one before each field of the header.

use std::collections::BTreeMap;

use memchr::memchr_iter;

use crate::order;

use super::chars::{Spaced, is_marker, is_space, longer};
use super::furniture::is_rule;
use super::labels::{Form, candidate};
use super::lines::Line;
use super::recognisers::names_in_bracket;
use super::speaker::is_field;
use super::talk::says;
use super::{numerals, roles, sittings};

/// Shorter lines, in bytes, are paragraphs of one speech.
const LONG: usize = 400;

/// No label is longer, in bytes.
const LABEL: usize = 180;

/// Nor is the number before the first one.
const COUNT: usize = 40;

/// Parts such lines, if there are any; each part has the number of its line.
pub(super) fn parted(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let places: Vec<(usize, Vec<usize>)> = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.text.len() >= LONG)
        .map(|(n, l)| (n, labels(l.text)))
        .filter(|(_, places)| !places.is_empty())
        .collect();
    if places.iter().map(|(_, p)| p.len()).sum::<usize>() < 2 {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut places = places.into_iter().peekable();
    for (n, line) in lines.into_iter().enumerate() {
        let Some((_, labels)) = places.next_if(|(m, _)| *m == n) else {
            out.push(line);
            continue;
        };
        let head = labels.first().copied().unwrap_or(0);
        let spoken = candidate(line.text.trim_spaces_start()).is_some_and(|c| c.named);
        let fields = if spoken {
            Vec::new()
        } else {
            fields(line.text.get(..head).unwrap_or(""))
        };
        let mut from = 0;
        for to in fields.into_iter().chain(labels).chain([line.text.len()]) {
            out.push(Line {
                text: line.text.get(from..to).unwrap_or("").trim_spaces_end(),
                feeds: if from == 0 { line.feeds } else { 0 },
                ..line
            });
            from = to;
        }
    }
    out
}

/// Where labels begin in the line, but for one at its beginning: behind white space, and a sentence or a mark.
fn labels(line: &str) -> Vec<usize> {
    let mut found = Vec::new();
    // Names before colons, which may come again.
    let mut names: Vec<(usize, &str)> = Vec::new();
    let bytes = line.as_bytes();
    for space in memchr_iter(b' ', bytes) {
        // Asked of every space: what ends a sentence or a bracket ends in one of these bytes, and marks begin with those.
        let ends = space.checked_sub(1).and_then(|at| bytes.get(at));
        let ends = ends.is_some_and(|b| matches!(b, b' ' | b')' | 0x80 | 0x82 | 0x89 | 0x8D | 0x95 | 0x9F));
        let begins = matches!(
            bytes.get(space + 1..),
            Some([0xE2, 0x97, ..] | [0xE3, 0x80, 0x87, ..])
        );
        if !(ends || begins) {
            continue;
        }
        let (before, after) = (
            line.get(..space).unwrap_or(""),
            line.get(space + 1..).unwrap_or(""),
        );
        // Of a run of spaces the last.
        if after.starts_with(is_space) || before.is_empty() {
            continue;
        }
        let marked = after.starts_with(is_marker);
        let counted = || after.starts_with(|c: char| c.is_ascii_digit());
        let closed = || {
            before
                .trim_spaces_end()
                .ends_with(['。', '）', ')', '」', '？', '〕'])
        };
        // 「4 : ◯２番（空木明議員）」 is the beginning of the line.
        let number = |c: char| c.is_ascii_digit() || is_space(c) || among!(c, ":：");
        let first = space < COUNT && before.chars().all(number);
        if first || !(marked || closed()) {
            continue;
        }
        let end = (0..=LABEL.min(after.len()))
            .rev()
            .find(|n| after.is_char_boundary(*n));
        let head = after.get(..end.unwrap_or(0)).unwrap_or("");
        let Some(c) = candidate(head).filter(|c| c.body < head.len()) else {
            continue;
        };
        let whole = c.closed || c.label.ends_with(['）', ')']);
        if c.named && (c.form == Form::Marker || whole && !counted()) {
            found.push(without_number(before).unwrap_or(space + 1));
        } else if c.form == Form::Colon && !counted() {
            names.push((space + 1, c.label));
        }
    }
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, label) in &names {
        *turns.entry(label).or_default() += 1;
    }
    let again = |label: &str| turns.get(label).is_some_and(|n| *n > 1);
    let others = names.iter().filter(|(_, label)| again(label));
    found.extend(others.map(|(at, _)| *at));
    order::sort(&mut found, &usize::cmp);
    // What stands between two of them is said.
    let ends = found.iter().skip(1).copied().chain([line.len()]);
    let said = |(from, to): (&usize, usize)| line.get(*from..to).is_some_and(says).then_some(*from);
    let mut found: Vec<usize> = found.iter().zip(ends).filter_map(said).collect();
    if let Some(first) = found.first().copied() {
        let front = line.get(..first).unwrap_or("");
        let gaps = front.char_indices().filter(|(_, c)| is_space(*c));
        let mut behind = gaps.map(|(at, c)| at + c.len_utf8());
        found.extend(behind.find(|at| front.get(*at..).is_some_and(held)));
        found.extend(rules(line));
        order::sort(&mut found, &usize::cmp);
    }
    found
}

/// Where a number stands, behind white space, that counts the speech: 「… 2 ◯座長」.
fn without_number(before: &str) -> Option<usize> {
    let left = before.trim_end_matches(|c| is_space(c) || among!(c, ":："));
    let rest = left.trim_end_matches(|c: char| c.is_ascii_digit());
    (rest.len() < left.len() && rest.ends_with(is_space)).then_some(rest.len())
}

/// 「議長（志田恵美子君） おはよう」 behind what stands in the header.
fn held(after: &str) -> bool {
    let mut bracket = after.char_indices().take(24);
    let open = bracket.find(|(_, c)| is_space(*c) || among!(*c, "。、（("));
    open.is_some_and(|(at, c)| {
        let (post, tail) = after.split_at_checked(at).unwrap_or_default();
        among!(c, "（(") && roles::is_office(post) && names_in_bracket(tail)
    })
}

/// Where rules, and what stands behind them, begin.
fn rules(line: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for space in memchr_iter(b' ', line.as_bytes()) {
        let after = line.get(space + 1..).unwrap_or("");
        let rule = after.split(is_space).next().unwrap_or("");
        if longer(rule, 5) && is_rule(rule) {
            found.extend([space + 1, space + 1 + rule.len()]);
        }
    }
    found
}

/// Where fields of a header begin in what stands before the first label: 「…会議録 令和４年５月２０日 午後２時開会 場所：…」.
fn fields(head: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (space, gap) in head.char_indices().filter(|(_, c)| is_space(*c)) {
        let from = space + gap.len_utf8();
        let after = head.get(from..).unwrap_or("");
        if after.is_empty() || after.starts_with(is_space) {
            continue;
        }
        let mut words = after.split(|c| is_space(c) || among!(c, "：:"));
        let word = words.next().unwrap_or("");
        let begins =
            || !longer(word, 40) && (numerals::begins_with_day(word) || sittings::read(word).is_some());
        if !longer(word, 8) && is_field(word) || begins() {
            found.push(from);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::said;

    #[test]
    fn a_sitting_on_one_line_is_read_like_any_other() {
        let text = "令和４年第１回青葉市議会会議録 令和４年５月２０日（金曜日） 午後２時開会 場所：議場 ○議長（空木明君）  これから本日の会議を開きます。本日の議事日程は、お手元に配付したとおりでございます。  日程第１、会議録署名議員の指名を行います。 ○４番（雲母彰君）  通告に従い、子育て支援について、質問いたします。学童保育の定員は、足りているのでしょうか。 ○市長（北浜孝君）  お答えいたします。";
        assert_eq!(said(text), "議長（空木明君）/４番（雲母彰君）/市長（北浜孝君）");
        let unmarked = text.replace('○', "").replace("議場 ", "議場\n");
        assert_eq!(said(&unmarked), said(text));
    }

    #[test]
    fn who_is_spoken_of_begins_nothing() {
        let text = "青葉市議会のあらましについて、市の広報課がまとめた文章です。ここには、議会のしくみや、議員の仕事、議長の選び方などを、なるべくやさしい言葉で書いています。 議長（空木明君）は、議会を代表します。 副議長（雲母彰君）が、議長を助けます。";
        assert_eq!(said(text), "");
    }
}
