//! Page numbers beside a running head: 「- 13 - 青葉町議会定例会」,「（４）　青葉町議会だより　第８８号」.

use std::collections::BTreeMap;

use super::super::chars::{Spaced, is_space, longer};
use super::super::lines::Line;
use super::heads::head_key;
use super::printed::{Form, dashed_number, ends_in_number, lone_number};

/// Lines of a number and a head that stands beside another number, too, or in the title; `begun` are those that begin like
/// a number.
pub(super) fn titled(lines: &[Line<'_>], begun: &[(usize, &str)]) -> Vec<(usize, u32)> {
    let mut by_head: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
    for (n, text) in begun {
        if let Some((number, head)) = parted(text) {
            by_head.entry(head).or_default().push((*n, number));
        }
    }
    // Behind the head: 「予算特別委員会（３月１０日）　３１」, word for word again on the next page or the one after it.
    let mut feet: BTreeMap<&str, Vec<(usize, u32)>> = BTreeMap::new();
    for (n, text) in begun {
        let foot = ends_in_number(text)
            .then(|| text.trim_spaces().rsplit_once(is_space))
            .flatten();
        if let Some((foot, number)) = foot.and_then(|(foot, n)| Some((foot.trim_spaces(), lone_number(n)?)))
            && longer(foot, 5)
            && head_key(foot).is_some()
        {
            feet.entry(foot).or_default().push((*n, number));
        }
    }
    let counts = |at: &Vec<(usize, u32)>| {
        at.len() > 1
            && at
                .windows(2)
                .all(|w| matches!(w, [a, b] if (a.1 + 1..=a.1 + 2).contains(&b.1) && b.0 > a.0 + 8))
    };
    let mut found: Vec<(usize, u32)> = feet.into_values().filter(counts).flatten().collect();
    for (head, at) in by_head {
        let counts = at.len() > 1 && at.windows(2).all(|w| matches!(w, [a, b] if a.1 < b.1));
        if counts || in_title(lines, &head) {
            found.extend(at);
        }
    }
    found
}

/// The number at the beginning of a line, in dashes or brackets, and the head behind it, as `head_key` has it.
fn parted(text: &str) -> Option<(u32, String)> {
    let t = text.trim_spaces();
    if !t.starts_with(|c| among!(c, "-－―−‐–(（")) {
        return None;
    }
    let inner = t.char_indices().skip(1).take(10);
    let mut ends = inner.filter(|(_, c)| among!(*c, "-－―−‐–)）"));
    let (number, head) = ends.find_map(|(at, c)| {
        let (number, head) = t.split_at_checked(at + c.len_utf8())?;
        let number = dashed_number(number).or_else(|| Form::Bracketed.number(number))?;
        Some((number, head))
    })?;
    let head = head.starts_with(is_space).then(|| head_key(head)).flatten()?;
    longer(&head, 4).then_some((number, head))
}

/// Whether the head is, or begins, one of the first lines.
fn in_title(lines: &[Line<'_>], head: &str) -> bool {
    let mut top = lines.iter().filter(|l| !l.text.is_empty()).take(3);
    top.any(|l| head_key(l.text).is_some_and(|key| key.starts_with(head)))
}

#[cfg(test)]
mod tests {
    use super::super::super::lines::split;
    use super::*;

    #[test]
    fn a_head_tells_that_the_number_is_a_pages() {
        let found = |text: &str| {
            let lines = split(text);
            let begun: Vec<(usize, &str)> = lines.iter().map(|l| l.text).enumerate().collect();
            titled(&lines, &begun)
        };
        assert_eq!(
            found("青葉町議会定例会会議録\nあ\n- 2 - 青葉町議会定例会\nい"),
            [(2, 2)]
        );
        assert_eq!(
            found("題\n（２）　町議会だより　第３号\nい\n（３）　町議会だより　第３号\n"),
            [(1, 2), (3, 3)]
        );
        assert_eq!(
            found("題\n（２）　道路の整備について\nい\n（３）　河川の整備について\n"),
            []
        );
    }
}
