//! Labels beside the time of what is said, as programs that write down speech print them: 「10:02 鈴村: …」.

use super::super::chars::{Spaced, digit, is_space, longer};
use super::super::labels::{Candidate, Form};
use super::super::roles;
use super::super::speaker::{is_field, is_heading, is_speaker};

/// 「10:02 鈴村: …」,「[00:10:02] 鈴村：…」,「**10:02 鈴村**: …」,「鈴村 (10:02): …」,「鈴村　00:10:02」 and 「**A** [02:12]」 alone
/// on their lines.
/// A timetable looks the same (「10:02 受付: 一階」): nothing but its recurring tells that it is somebody.
pub(super) fn timed(line: &str) -> Option<Candidate<'_>> {
    let strong = line.strip_prefix("**");
    let rest = strong.unwrap_or(line);
    let mut closed = strong.is_some();
    let first = behind_clock(rest);
    let (label, body) = match first {
        Some(rest) => {
            let rest = rest.trim_start_matches(|c| is_space(c) || among!(c, "-–—－"));
            // 「22:00 <kazu> 始めましょう。」
            match rest.strip_prefix('<').and_then(|r| r.split_once("> ")) {
                Some(said) => {
                    closed = true;
                    said
                }
                None => {
                    let end = rest.find(['：', ':']).unwrap_or(rest.len());
                    closed |= end < rest.len();
                    rest.split_at_checked(end)?
                }
            }
        }
        None => {
            // The time is looked for where a name ends.
            let mut gaps = rest
                .char_indices()
                .take(24)
                .filter(|(at, c)| *at > 0 && (is_space(*c) || among!(*c, "(（[［")));
            gaps.find_map(|(at, _)| {
                let (label, tail) = rest.split_at_checked(at)?;
                let after = behind_clock(tail.trim_spaces_start())?;
                let after = after.trim_spaces_start().trim_start_matches('*');
                closed |= !after.is_empty() || label.ends_with([']', '］']);
                (after.is_empty() || after.starts_with(['：', ':'])).then_some((label, after))
            })?
        }
    };
    let body = body.trim_start_matches(|c| is_space(c) || among!(c, "：:*"));
    let label = label
        .trim_matches(|c| is_space(c) || c == '*')
        .trim_start_matches(['[', '［', '【'])
        .trim_end_matches([']', '］', '】']);
    // 「Sasaki, Yui　0:31」
    let latin = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphabetic() || c == ' ' || c == '-')
    };
    let western = label
        .split_once(", ")
        .filter(|(last, first)| latin(last) && latin(first));
    let whole = label;
    let label = western.map_or(label, |(last, _)| last);
    let bad = |c: char| among!(c, "。、，「」『』/-#=→～〜【】〔〕,;\"'<>|");
    if label.is_empty() || longer(label, 20) || label.contains(bad) || is_field(label) {
        return None;
    }
    // Bold, and the time in brackets: 「**A** [02:12]」 has a letter for whom the program does not know.
    let set = strong.is_some_and(|t| t.contains("** [")) && body.is_empty();
    closed |= set;
    let named = set || is_speaker(label);
    if !named && (!roles::is_nameish(label) || is_heading(label)) {
        return None;
    }
    Some(Candidate {
        named,
        closed,
        ..Candidate::of(Form::Timed, whole, line.len() - body.len())
    })
}

/// What stands behind 10:02, [00:10:02] or （１０：０２） at the beginning.
fn behind_clock(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['[', '［', '(', '（']);
    let mut rest = behind_figures(inner.unwrap_or(text), 3)?;
    let mut parts = 0;
    while let Some(next) = rest.strip_prefix([':', '：']).and_then(|r| behind_figures(r, 2)) {
        rest = next;
        parts += 1;
    }
    if !(1..=2).contains(&parts) {
        return None;
    }
    match inner {
        Some(_) => rest.strip_prefix([']', '］', ')', '）']),
        None => Some(rest).filter(|r| !r.starts_with(|c: char| digit(c).is_some() || among!(c, ".〜～"))),
    }
}

/// What stands behind one or up to `most` figures.
fn behind_figures(text: &str, most: usize) -> Option<&str> {
    let figure = |c: &char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let figures: Vec<char> = text.chars().take(most + 1).take_while(figure).collect();
    let length: usize = figures.iter().map(|c| c.len_utf8()).sum();
    // Minutes and seconds have two figures.
    let fits = (1..=most).contains(&figures.len()) && (most != 2 || figures.len() == 2);
    fits.then(|| text.get(length..)).flatten()
}
