//! Page numbers beside a running head: 「- 13 - 青葉町議会定例会」,「（４）　青葉町議会だより　第８８号」.

use crate::order;

use super::super::chars::{Spaced, is_space, longer};
use super::super::lines::Line;
use super::heads::head_key;
use super::printed::{Form, dashed_number, ends_in_number, lone_number};

/// A line of a number and a head: the head, the line, and the number.
type Numbered = (String, usize, u32);

/// Lines of a number and a head that stands beside another number, too, or in the title; `begun` are those that begin or end
/// like a number.
pub(super) fn titled(lines: &[Line<'_>], begun: &[(usize, &str)]) -> Vec<(usize, u32)> {
    let heads = begun.iter().filter_map(|(n, text)| parted(text, *n));
    let mut found = counting(heads.collect(), &|all| {
        let counts = all.len() > 1 && all.windows(2).all(|w| matches!(w, [a, b] if a.2 < b.2));
        counts || all.first().is_some_and(|(head, ..)| in_title(lines, head))
    });
    // 「予算特別委員会（３月１０日）　３１」, word for word again on the next page or the one after it.
    let feet = begun.iter().filter_map(|(n, text)| foot(text, *n));
    let next = |a: &Numbered, b: &Numbered| (a.2 + 1..=a.2 + 2).contains(&b.2) && b.1 > a.1 + 8;
    found.extend(counting(feet.collect(), &|all| {
        all.len() > 1 && all.windows(2).all(|w| matches!(w, [a, b] if next(a, b)))
    }));
    found
}

/// Lines and numbers of those heads whose lines, in their order, count pages.
fn counting(mut all: Vec<Numbered>, counts: &dyn Fn(&[Numbered]) -> bool) -> Vec<(usize, u32)> {
    order::sort(&mut all, &|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let same = all.chunk_by(|a, b| a.0 == b.0).filter(|all| counts(all));
    same.flatten().map(|(_, n, number)| (*n, *number)).collect()
}

/// The head before the number at the end of a line.
fn foot(text: &str, n: usize) -> Option<Numbered> {
    let (foot, number) = ends_in_number(text).then(|| text.trim_spaces().rsplit_once(is_space))??;
    let foot = foot.trim_spaces();
    head_key(foot).filter(|_| longer(foot, 5))?;
    Some((foot.to_owned(), n, lone_number(number)?))
}

/// The number at the beginning of a line, in dashes or brackets, and the head behind it, as `head_key` has it.
fn parted(text: &str, n: usize) -> Option<Numbered> {
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
    longer(&head, 4).then_some((head, n, number))
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
