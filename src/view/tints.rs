//! Which tint is seen where tags of several themes lie on the same words.

use std::cmp::Reverse;

use crate::order;
use crate::text::Utf16Range;

/// A tag on the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tint {
    /// Where.
    pub range: Utf16Range,
    /// Which theme: tags of one theme look the same, whichever is on top.
    pub theme: usize,
    /// Whether a whole speech carries it.
    pub speech: bool,
    /// Whether it is the reader's own.
    pub own: bool,
    /// When it was put there.
    pub created: u64,
}

/// The words that more than one theme lies on, in their order, with the theme that is seen there: of the shortest tag,
/// so that words are seen on their sentence and a sentence on its speech, however deep they are nested; of tags of one
/// length the reader's own, which is what they look for when they press a key, and of these the last one.
pub fn seen(tints: &[Tint]) -> Vec<(Utf16Range, usize)> {
    let mut borders: Vec<u32> = tints.iter().flat_map(|t| [t.range.start, t.range.end]).collect();
    order::sort(&mut borders, &|a, b| a.cmp(b));
    borders.dedup();
    let mut order: Vec<(usize, &Tint)> = tints.iter().enumerate().collect();
    order::sort(&mut order, &|(_, a), (_, b)| a.range.start.cmp(&b.range.start));
    let mut coming = order.into_iter().peekable();
    // What lies between two borders, the one that is seen first.
    let mut here: Vec<(usize, &Tint)> = Vec::new();
    let mut seen: Vec<(Utf16Range, usize)> = Vec::new();
    for pair in borders.windows(2) {
        let &[start, end] = pair else { continue };
        here.retain(|(_, t)| t.range.end > start);
        while let Some((n, tint)) = coming.next_if(|(_, t)| t.range.start <= start) {
            let at = here.partition_point(|(m, t)| above((*m, t), (n, tint)));
            here.insert(at, (n, tint));
        }
        let Some((_, top)) = here
            .first()
            .filter(|(_, top)| here.iter().any(|(_, t)| t.theme != top.theme))
        else {
            continue;
        };
        match seen.last_mut() {
            Some((range, theme)) if *theme == top.theme && range.end == start => range.end = end,
            _ => seen.push((Utf16Range::new(start, end), top.theme)),
        }
    }
    seen
}

/// Whether the first of two tags, with their places in the list, lies on the second.
fn above((n, a): (usize, &Tint), (m, b): (usize, &Tint)) -> bool {
    let key = |t: &Tint, n: usize| (t.speech, t.range.len(), !t.own, Reverse((t.created, n)));
    key(a, n) < key(b, m)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tint(start: u32, end: u32, theme: usize) -> Tint {
        Tint {
            range: Utf16Range::new(start, end),
            theme,
            speech: false,
            own: false,
            created: 0,
        }
    }

    fn own(start: u32, end: u32, theme: usize, created: u64) -> Tint {
        Tint {
            own: true,
            created,
            ..tint(start, end, theme)
        }
    }

    fn speech(start: u32, end: u32, theme: usize) -> Tint {
        Tint {
            speech: true,
            ..tint(start, end, theme)
        }
    }

    /// As numbers: from, to, theme.
    fn on(tints: &[Tint]) -> Vec<(u32, u32, usize)> {
        seen(tints)
            .iter()
            .map(|(r, theme)| (r.start, r.end, *theme))
            .collect()
    }

    #[test]
    fn ones_own_is_seen_and_of_several_the_last() {
        assert_eq!(on(&[own(0, 9, 1, 5), tint(0, 9, 2)]), [(0, 9, 1)]);
        assert_eq!(on(&[own(0, 6, 1, 5), tint(3, 9, 2)]), [(3, 6, 1)]);
        assert_eq!(on(&[own(0, 9, 1, 5), own(0, 9, 2, 4)]), [(0, 9, 1)]);
        // What was put there in the same millisecond is in the order of the list.
        assert_eq!(on(&[own(0, 9, 1, 1), own(0, 9, 2, 1)]), [(0, 9, 2)]);
    }

    #[test]
    fn where_one_theme_lies_nothing_is_to_be_decided() {
        assert_eq!(on(&[]), []);
        assert_eq!(on(&[own(0, 9, 1, 1), tint(9, 12, 2)]), []);
        assert_eq!(on(&[own(0, 9, 1, 1), tint(0, 9, 1), tint(3, 6, 1)]), []);
    }

    #[test]
    fn the_narrower_is_seen_however_deep_and_whosever_it_is() {
        assert_eq!(on(&[tint(0, 9, 1), tint(3, 6, 2)]), [(3, 6, 2)]);
        assert_eq!(on(&[own(0, 9, 1, 5), tint(3, 6, 2)]), [(3, 6, 2)]);
        // Whichever was put there last.
        assert_eq!(on(&[own(0, 9, 1, 2), own(2, 4, 3, 1)]), [(2, 4, 3)]);
        assert_eq!(
            on(&[
                own(0, 20, 1, 4),
                tint(0, 20, 2),
                tint(2, 9, 3),
                own(4, 6, 4, 1),
                tint(5, 6, 5)
            ]),
            [(0, 2, 1), (2, 4, 3), (4, 5, 4), (5, 6, 5), (6, 9, 3), (9, 20, 1)]
        );
    }

    #[test]
    fn a_sentence_is_seen_over_its_speech() {
        assert_eq!(
            on(&[speech(0, 90, 1), tint(5, 9, 2), own(5, 9, 3, 1)]),
            [(5, 9, 3)]
        );
        // Also where it is all that is said.
        let mine = Tint {
            own: true,
            created: 9,
            ..speech(0, 9, 1)
        };
        assert_eq!(on(&[mine, tint(0, 9, 2)]), [(0, 9, 2)]);
    }

    proptest! {
        /// At each letter: nothing where one theme or none lies, else the theme of a tag that lies on all others there.
        #[test]
        fn each_letter_shows_the_tag_on_top(
            list in proptest::collection::vec((0..30u32, 1..12u32, 0..4usize, any::<bool>(), any::<bool>(), 0..3u64), 0..24)
        ) {
            let tints: Vec<Tint> = list.into_iter().map(|(start, len, theme, speech, own, created)| Tint {
                range: Utf16Range::new(start, start + len), theme, speech, own, created,
            }).collect();
            let seen = seen(&tints);
            for (a, b) in seen.iter().zip(seen.iter().skip(1)) {
                prop_assert!(a.0.end < b.0.start || (a.0.end == b.0.start && a.1 != b.1));
            }
            for at in 0..45 {
                let there: Vec<(usize, &Tint)> = tints.iter().enumerate().filter(|(_, t)| t.range.contains(at)).collect();
                let several = there.iter().any(|(_, t)| t.theme != there[0].1.theme);
                let top = there.iter().find(|a| there.iter().all(|b| a.0 == b.0 || above(**a, *b)));
                let expected = top.filter(|_| several).map(|(_, t)| t.theme);
                let found = seen.iter().find(|(r, _)| r.contains(at)).map(|(_, theme)| *theme);
                prop_assert_eq!(found, expected, "{}", at);
            }
        }
    }
}
