//! Running heads: lines that recur at the edges of pages.

use std::collections::BTreeMap;

use super::super::chars::{Spaced, is_space, longer};
use super::super::labels;
use super::super::lines::Line;
use super::super::numerals;
use super::super::speaker::is_speaker;
use super::{Break, feeds_tell};

/// Lines that recur at the edges of pages: 「第７２回 北浦市都市計画審議会」 below each `- 3 -`.
pub(super) fn running_heads(lines: &[Line<'_>], breaks: &mut [Break]) {
    let feeds = feeds_tell(lines);
    let edges: Vec<usize> = (0..lines.len())
        .filter(|n| {
            matches!(breaks.get(*n), Some(Break::Mark(_) | Break::Number(_)))
                || feeds && lines.get(*n).is_some_and(|l| l.feeds > 0)
        })
        .collect();
    if edges.len() < 2 {
        return;
    }
    // The four lines above and below each edge, whatever their numbers are.
    let mut recurring: BTreeMap<String, usize> = BTreeMap::new();
    let near = |edge: usize, breaks: &[Break]| -> Vec<(usize, bool)> {
        let text = |n: &usize| {
            lines.get(*n).is_some_and(|l| !l.text.is_empty()) && breaks.get(*n) == Some(&Break::None)
        };
        let fed = breaks.get(edge) == Some(&Break::None);
        let same = |n: &usize| {
            let other = matches!(breaks.get(*n), Some(Break::Mark(_) | Break::Number(_)));
            *n == edge || !(other || feeds && lines.get(*n).is_some_and(|l| l.feeds > 0))
        };
        let below = (if fed { edge } else { edge + 1 }..lines.len())
            .take_while(same)
            .take(8)
            .filter(text)
            .take(4)
            .map(|n| (n, true));
        let above = (0..edge)
            .rev()
            .take_while(same)
            .take(8)
            .filter(text)
            .take(4)
            .map(|n| (n, false));
        below.chain(above).collect()
    };
    for edge in &edges {
        for (n, below) in near(*edge, breaks) {
            if let Some(key) = lines.get(n).and_then(|l| head_key(l.text)) {
                *recurring.entry(sided(below, &key)).or_default() += 1;
            }
        }
    }
    let often = edges.len().div_ceil(2).max(2);
    let recurs = |key: String| recurring.get(&key).is_some_and(|n| *n >= often);
    // A head that is printed once only is known by the title, which itself stays.
    let first = lines
        .iter()
        .enumerate()
        .filter(|(_, l)| !l.text.is_empty())
        .take(3);
    let titles: Vec<(usize, Option<String>)> = first.map(|(n, l)| (n, head_key(l.text))).collect();
    let title_end = titles.last().map_or(0, |(n, _)| *n);
    let titled = |key: &str| {
        // 「農林水産委員会（令和４年10月11日）」: the day beside it
        let noted = key.split_once('（').filter(|(_, note)| note.ends_with("日）"));
        let key = noted.map_or(key, |(head, _)| head);
        longer(key, 4)
            && titles
                .iter()
                .any(|(_, t)| t.as_deref().is_some_and(|t| t.contains(key)))
    };
    for edge in edges {
        let mut open = [true, true];
        for (n, below) in near(edge, breaks) {
            let key = lines.get(n).and_then(|l| head_key(l.text));
            let hit = n > title_end && key.is_some_and(|key| titled(&key) || recurs(sided(below, &key)));
            let Some(open) = open.get_mut(usize::from(below)) else {
                continue;
            };
            // Text between the edge and a line keeps that line.
            *open &= hit;
            if *open && let Some(found) = breaks.get_mut(n) {
                *found = Break::Along;
            }
        }
    }
}

/// 「【速報版】」: what kind of record it is; 「【空木委員】」 speaks.
fn is_stamp(t: &str) -> bool {
    let named = || labels::candidate(t).is_some_and(|c| c.named);
    begins!(t, '【') && t.ends_with('】') && !longer(t, 12) && !named()
}

/// A head, and on which side of the edges it stands.
fn sided(below: bool, key: &str) -> String {
    [if below { "v" } else { "^" }, key].concat()
}

/// A line as a running head, without its numbers and white space; nothing for what may be speech.
pub(super) fn head_key(text: &str) -> Option<String> {
    let t = text.trim_spaces();
    let speech = longer(t, 60)
        || holds!(t, "。、「」")
        // 「（令和７年６月２８日）」 below the name of the meeting
        || t.starts_with(['（', '〔', '(']) && !numerals::begins_with_day(t.trim_start_matches(['（', '(']))
        || labels::Start::of(t).begins && !is_stamp(t)
        // 「五十嵐委員長」 alone on its line speaks on the next page, too.
        || is_speaker(t);
    (!speech).then(|| {
        t.chars()
            .filter(|c| !is_space(*c))
            .map(|c| {
                if c.is_ascii_digit() || ('０'..='９').contains(&c) {
                    '0'
                } else {
                    c
                }
            })
            .collect()
    })
}
