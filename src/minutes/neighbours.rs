//! What a line is by those around it: a heading above who speaks next, a point within what somebody says, the time of what
//! was opened or suspended above it.

use super::chars::{holds_any, marker, stops};
use super::evidence::{Decided, Label};
use super::headings;
use super::inserts;
use super::labels::{self, Form};
use super::model::{Action, Sitting, Stage, StageKind};
use super::reflow::is_row;
use super::structure::{LineKind, TextLine};
use super::talk::{is_polite, says};
use super::{numbering, repair, sittings};

/// 「●」 alone right above 「委員」, as a column of marks leaves it: the mark of that label.
pub(super) fn is_mark(t: &str, below: Option<&Option<Label<'_>>>) -> bool {
    t.len() <= 3
        && matches!(below, Some(Some(_)))
        && (marker(t).is_some() || matches!(t, "■" | "□" | "▲" | "△" | "◇"))
}

/// Gives a time to the opening, recess or closing right above, if it has none.
pub(super) fn timed(kinds: &mut [LineKind<'_>], t: &str) -> bool {
    let above = kinds.iter_mut().rfind(|k| !matches!(k, LineKind::Blank));
    match above {
        Some(LineKind::Time(sitting)) if sitting.time.is_none() => {
            sitting.time = sittings::time_alone(t);
            sitting.time.is_some()
        }
        _ => false,
    }
}

/// 「（宣告　１０時００分）」 below 「これより開会いたします。」
pub(super) fn declared(lines: &[TextLine<'_>], n: usize) -> Option<Stage> {
    let t = lines.get(n)?.text;
    if !t.starts_with(['（', '(', '〔']) || t.len() > 60 || !t.contains("宣告") {
        return None;
    }
    let time = sittings::time_alone(&t.replacen("宣告", "", 1))?;
    let above = lines
        .get(..n)?
        .iter()
        .rev()
        .map(|l| l.text)
        .find(|t| !t.is_empty())?;
    let last = above.trim_end_matches('。').rsplit('。').next()?;
    let said = |words: &str| holds_any(last, words);
    let action = match () {
        () if said("閉会 散会 延会") => Action::Close,
        () if said("休憩") => Action::Recess,
        () if said("再開") => Action::Resume,
        () if said("開会 開議 開きます") => Action::Open,
        () => return None,
    };
    Some(Stage {
        kind: StageKind::Procedure,
        sitting: Some(Sitting {
            action,
            time: Some(time),
        }),
    })
}

/// 「≪国民スポーツ大会≫」 in what somebody says, who goes on below it: 「多くの方に御来場いただきました。」
pub(super) fn interrupts(lines: &[TextLine<'_>], n: usize) -> bool {
    let bracketed = |l: &TextLine<'_>| {
        let t = l.text;
        begins!(t, '≪') && t.ends_with('≫') || begins!(t, '〈') && t.ends_with('〉')
    };
    lines.get(n).is_some_and(bracketed)
        && following(lines, n)
            .first()
            .is_some_and(|t| is_polite(t) && repair::printed_label(t).is_none())
}

/// 「◎付託議案の質疑」,「●輸出について」 right above who speaks next, where names have no mark.
pub(super) fn heads_speech(lines: &[TextLine<'_>], decided: &Decided<'_>, n: usize) -> bool {
    let label = |m: usize| decided.labels.get(m).is_some_and(Option::is_some);
    let text = |m: usize| lines.get(m).map_or("", |l| l.text);
    let t = text(n);
    // An empty line may stand between, unless the mark is one that speakers have.
    let open = t.starts_with(['○', '〇', '◯']);
    let next = if text(n + 1).is_empty() && !open {
        n + 2
    } else {
        n + 1
    };
    if decided.marked || marker(t).is_none() || !label(next) || !headings::title_like(t) {
        return false;
    }
    // What is said above is over, and no point of a list with others before it.
    let above = || (0..n).rev().map(text).find(|t| !t.is_empty()).unwrap_or("");
    begins!(t, '◎') || headings::is_title(t) && marker(above()).is_none() && !above().ends_with(['、', '，'])
}

/// 「雲母久美議員」, and 「避難所の環境整備」 below it, above who asks next: a newsletter says who asks, and about what.
pub(super) fn calls_on(
    lines: &[TextLine<'_>],
    decided: &Decided<'_>,
    kinds: &[LineKind<'_>],
    n: usize,
) -> bool {
    let Some(form) = decided.bare else { return false };
    let text = |n: usize| lines.get(n).map_or("", |l| l.text);
    let below = |n: usize| (n + 1..lines.len()).find(|m| !text(*m).is_empty());
    let label = |m: Option<usize>| m.is_some_and(|m| decided.labels.get(m).is_some_and(Option::is_some));
    let next = below(n);
    if !headings::title_like(text(n)) {
        return false;
    }
    let person = labels::candidate(text(n)).is_some_and(|c| c.named && c.body >= text(n).len());
    let titled = || next.is_some_and(|m| headings::title_like(text(m)) && label(below(m)));
    let above = || kinds.iter().rfind(|k| !matches!(k, LineKind::Blank));
    match form {
        Form::Question => {
            person && (label(next) || titled())
                || label(next) && matches!(above(), Some(LineKind::Heading(_)))
        }
        _ => person && titled(),
    }
}

/// Nobody names more points in one go.
const FEW: usize = 20;

/// 「○備蓄の不足」 over 「○職員の不足」 amid what somebody says, who goes on right below them.
pub(super) fn enumerates(lines: &[TextLine<'_>], decided: &Decided<'_>, n: usize) -> bool {
    let free = |m: &usize| decided.labels.get(*m).is_some_and(Option::is_none);
    let point = |m: &usize| {
        free(m)
            && lines
                .get(*m)
                .is_some_and(|l| marker(l.text).is_some() && !says(l.text))
    };
    if !point(&n) {
        return false;
    }
    let above = (0..n).rev().take(FEW).find(|m| !point(m));
    let Some(end) = (n + 1..lines.len()).take(FEW).find(|m| !point(m)) else {
        return false;
    };
    let many = end > n + 1 || n.checked_sub(1).is_some_and(|m| point(&m));
    let goes_on = free(&end) && lines.get(end).is_some_and(|l| is_polite(l.text));
    many && goes_on && above.and_then(|m| lines.get(m)).is_some_and(|l| stops(l.text))
}

/// 「【半島地震に係る応援について】」 right below 「〇知事」: what is spoken of, and part of what is spoken.
pub(super) fn subtitled(
    t: &str,
    kinds: &[LineKind<'_>],
    decided: &Decided<'_>,
    lines: &[TextLine<'_>],
) -> bool {
    let head = begins!(t, '【') && t.ends_with('】') || begins!(t, '≪') && t.ends_with('≫');
    let above = || kinds.iter().rposition(|k| !matches!(k, LineKind::Blank));
    head && above().is_some_and(|n| {
        let label = decided.labels.get(n).copied().flatten();
        label.is_some_and(|l| lines.get(n).is_some_and(|line| l.body >= line.text.len()))
    })
}

/// 「※　各委員一致で可決」 right above the next who speaks: what happened meanwhile.
pub(super) fn is_aside(lines: &[TextLine<'_>], decided: &Decided<'_>, n: usize) -> bool {
    let aside = lines
        .get(n)
        .is_some_and(|l| begins!(l.text, '※') && headings::title_like(l.text));
    let next = || (n + 1..lines.len()).find(|m| lines.get(*m).is_some_and(|l| !l.text.is_empty()));
    aside && next().is_some_and(|m| decided.labels.get(m).is_some_and(Option::is_some))
}

/// A note, a row of a table, the head of a letter or of a list of names.
pub(super) fn is_insert(lines: &[TextLine<'_>], n: usize, silent: bool) -> bool {
    let Some(TextLine {
        text: t, indented, ..
    }) = lines.get(n).copied()
    else {
        return false;
    };
    inserts::is_note(t) && !(silent && numbering::bullet(t).is_some())
        || !silent && inserts::is_between_dashes(t)
        || inserts::is_table(t)
        || inserts::is_tally(t)
        || is_row(t) && beside_row(lines, n)
        || inserts::is_omitted(t)
        || inserts::is_notice(t)
        || !silent && inserts::is_outcome(t)
        || indented && t.ends_with('君') && inserts::is_vote(lines, n)
        || inserts::heads_letter(t, indented) && inserts::goes_on_as_letter(&following(lines, n))
        || inserts::is_list_head(t)
        || indented
            && t.ends_with(['書', '願', '届'])
            && headings::title_like(t)
            && inserts::is_petition(lines, n)
}

/// One row alone is none.
fn beside_row(lines: &[TextLine<'_>], n: usize) -> bool {
    let row = |n: Option<usize>| n.and_then(|n| lines.get(n)).is_some_and(|l| is_row(l.text));
    row(n.checked_sub(1)) || row(Some(n + 1))
}

/// The next lines with something on them.
fn following<'a>(lines: &[TextLine<'a>], n: usize) -> [&'a str; 3] {
    let mut rest = lines
        .iter()
        .skip(n + 1)
        .take(8)
        .map(|l| l.text)
        .filter(|t| !t.is_empty());
    std::array::from_fn(|_| rest.next().unwrap_or(""))
}
