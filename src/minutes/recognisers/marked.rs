//! Labels behind a mark: ○, ◆, ■, •, **.

use super::super::chars::{Spaced, digit, is_marker, is_set_apart, is_space, longer};
use super::super::label_end::end_of_label;
use super::super::labels::{Candidate, Form};
use super::super::roles;
use super::super::speaker::{is_field, is_heading, is_speaker};
use super::bare::{spaced, venue_asks};
use super::bracketed::tagged;

/// What stands behind the first 「**」 of a line, which may be a point of a list.
fn strong_at(line: &str) -> Option<&str> {
    let point = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
    point.map_or(line, str::trim_start).strip_prefix("**")
}

/// 「**田中**: おはようございます。」,「- **田中**: おはようございます。」
pub(super) fn strong(line: &str) -> Option<Candidate<'_>> {
    let (label, rest) = strong_at(line)?.split_once("**")?;
    let inner = label.trim_end_matches(['：', ':']);
    let body = rest.trim_start_matches(|c| is_space(c) || c == '：' || c == ':');
    let colon = inner.len() < label.len() || rest.starts_with(['：', ':']);
    let named = is_speaker(inner) || venue_asks(inner, body);
    let fits = named || colon && roles::is_nameish(inner) && !is_heading(inner) && !is_field(inner);
    (fits && (colon || rest.is_empty() || rest.starts_with(is_space))).then(|| Candidate {
        named,
        closed: true,
        ..Candidate::of(Form::Colon, inner, line.len() - body.len())
    })
}

/// The label of a line that starts with a mark.
pub(super) fn marked(line: &str) -> Option<Candidate<'_>> {
    let marker = line.chars().next()?;
    let usual = is_marker(marker);
    let bullet = is_bullet(marker);
    if !usual && !bullet && !is_sign(marker) {
        return None;
    }
    // A run of circles is a mask: ○○委員; the mark before one is another or makes the run odd.
    let run = line.chars().take_while(|c| *c == marker).count();
    let second = line.chars().nth(1)?;
    if !usual && run > 1 {
        return None;
    }
    let start = if usual && run.is_multiple_of(2) {
        0
    } else {
        marker.len_utf8()
    };
    let rest = line.get(start..)?;
    if start > 0 && (second == '・' || is_zero(line)) {
        return None;
    }
    let lead = rest.len() - rest.trim_spaces_start().len();
    // 「○　招　　集　　告　　示」
    if !longer(rest, 40) && is_set_apart(rest) && is_heading(rest) {
        return None;
    }
    let found = end_of_label(rest.get(lead..)?)?;
    // 「・委員：賛成」,「• 伊原分科会長」 alone on its line
    let alone = || start + lead + found.label == line.len();
    if bullet && !(found.named && (found.colon || alone())) {
        return None;
    }
    Some(Candidate {
        named: found.named,
        closed: found.closed,
        unusual: !usual,
        mask: usual && start == 0,
        ..Candidate::of(
            Form::Marker,
            rest.get(lead..lead + found.label)?.trim_spaces(),
            start + lead + found.body,
        )
    })
}

/// 「12 ◯座長（五百蔵巌君）」,「1826【道川委員】」: a search system counts the speeches before their marks. 「| ○奥山委員長」
/// is what is left of a table. 「１．議長（空木和人君）」 is counted as points are.
pub(super) fn counted(line: &str) -> Option<Candidate<'_>> {
    let figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '|';
    let after = line.trim_start_matches(figure);
    let rest = after.trim_start_matches(|c| is_space(c) || among!(c, ":："));
    let start = line.len() - rest.len();
    if start <= 6 && after.starts_with('【') {
        let found = tagged(after).filter(|c| c.named)?;
        return Some(Candidate {
            body: start + found.body,
            ..found
        });
    }
    if let Some(point) = after.strip_prefix(['．', '.']).filter(|_| start <= 6) {
        let point = point.trim_spaces_start();
        let opens = |c: char| among!(c, "（(、。");
        if !point
            .chars()
            .take(24)
            .find(|c| opens(*c))
            .is_some_and(|c| among!(c, "（("))
        {
            return None;
        }
        let held = |c: &Candidate<'_>| {
            c.named && c.label.ends_with(['）', ')']) && !c.label.starts_with(['（', '('])
        };
        let found = spaced(point).or_else(|| super::bare::held(point)).filter(held)?;
        return Some(Candidate {
            body: line.len() - point.len() + found.body,
            closed: true,
            ..found
        });
    }
    // 「1:      ※会議の概要 ◯委員長」: a search heads the first of them so.
    let noted = rest.strip_prefix("※会議の概要").map(Spaced::trim_spaces_start);
    let rest = noted.unwrap_or(rest);
    let counts = line.len() - after.len() <= 8 && start <= 40;
    let marked = counts && rest.len() < after.len() && rest.starts_with(is_marker) && !is_zero(rest);
    let found = marked.then(|| self::marked(rest)).flatten()?;
    let start = line.len() - rest.len();
    found.named.then_some(Candidate {
        body: start + found.body,
        ..found
    })
}

/// Whether 〇 is the digit zero: 〇・五％, 〇三年度; but 〇三上課長 is somebody, and 〇１番（山田太郎議員）, too.
pub(in super::super) fn is_zero(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('〇') else {
        return false;
    };
    let after = rest.trim_start_matches(|c| digit(c).is_some() || among!(c, "十百"));
    let figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let counted = after
        .chars()
        .next()
        .is_none_or(|c| among!(c, "年月日時分秒度回件割円％%．・"));
    rest.starts_with(figure) && !after.starts_with('番') || after.len() < rest.len() && counted
}

/// Signs of points, which may be spoken by somebody whose name a colon ends.
pub(in super::super) fn is_bullet(c: char) -> bool {
    matches!(c, '・' | '•' | '-' | '*')
}

/// Signs that a document may use as its own mark of a speaker.
#[inline(never)]
pub(in super::super) fn is_sign(c: char) -> bool {
    matches!(
        c,
        '■' | '□'
            | '▲'
            | '△'
            | '▼'
            | '▽'
            | '★'
            | '☆'
            | '◇'
            | '▶'
            | '►'
            | '➢'
            | '◉'
            | '⚪'
            | '⚫'
            | '⬤'
            | '⭕'
            | '❍'
            | '⦿'
    ) || is_glyph(c)
}

/// Letters whose place in Unicode a printer's font uses for signs of its own: Ⱗ, and those for private use.
pub(in super::super) fn is_glyph(c: char) -> bool {
    matches!(c, '\u{2c00}'..='\u{2c5f}' | '\u{e000}'..='\u{f8ff}')
}
