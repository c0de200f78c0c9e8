//! Which tint is seen where tags of several themes lie on the same words.

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

/// Where a tint lies, from below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// With the others of its theme.
    Theme,
    /// Over the tint of a whole speech, below which it would not be seen.
    Over,
    /// Over everything: the reader's own, which is what they look for when they press a key.
    Own,
}

/// The layer of each tag; they must come in order of their start. Of a reader's own tags the narrower is on top, as a
/// sentence is over its speech, and of those on the same words the last one.
pub fn layers(tints: &[Tint]) -> Vec<Layer> {
    let mut layers = vec![Layer::Theme; tints.len()];
    let mut hidden = vec![false; tints.len()];
    let mut meet = |(n, a): (usize, &Tint), (m, b): (usize, &Tint)| {
        if a.speech {
            return;
        }
        let narrower = a.range != b.range && within(a.range, b.range);
        let (newer, layer) = match b.speech {
            true => (false, Layer::Over),
            // What lies within one's own is seen around which one's own is seen all the same.
            false if a.own && (b.own || !within(b.range, a.range) || a.range == b.range) => {
                (b.own && lies_over((b, m), (a, n)), Layer::Own)
            }
            false if narrower => (false, Layer::Over),
            false => return,
        };
        hidden[n] |= newer;
        layers[n] = layers[n].max(layer);
    };
    for (n, a) in tints.iter().enumerate() {
        let later = tints.iter().enumerate().skip(n + 1);
        for (m, b) in later.take_while(|(_, b)| b.range.start < a.range.end) {
            if a.theme != b.theme && a.range.overlaps(b.range) {
                meet((n, a), (m, b));
                meet((m, b), (n, a));
            }
        }
    }
    for (layer, hidden) in layers.iter_mut().zip(hidden) {
        if hidden {
            *layer = (*layer).min(Layer::Over);
        }
    }
    layers
}

/// Whether the first of two ranges lies in the second.
fn within(x: Utf16Range, y: Utf16Range) -> bool {
    y.start <= x.start && x.end <= y.end
}

/// Whether the first of two tags with their places in the list hides the second.
fn lies_over((b, m): (&Tint, usize), (a, n): (&Tint, usize)) -> bool {
    match (within(b.range, a.range), within(a.range, b.range)) {
        (true, false) => true,
        (false, true) => false,
        _ => (b.created, m) > (a.created, n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Layer::{Over, Own, Theme};

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

    #[test]
    fn ones_own_is_seen_and_of_several_the_last() {
        assert_eq!(layers(&[own(0, 9, 1, 5), tint(0, 9, 2)]), [Own, Theme]);
        assert_eq!(layers(&[own(0, 6, 1, 5), tint(3, 9, 2)]), [Own, Theme]);
        assert_eq!(layers(&[own(0, 9, 1, 5), own(0, 9, 2, 4)]), [Own, Over]);
        assert_eq!(
            layers(&[own(0, 9, 1, 1), own(0, 9, 2, 2), own(2, 4, 3, 3)]),
            [Over, Over, Own]
        );
        // The narrower one is seen, whichever was put there last.
        assert_eq!(layers(&[own(0, 9, 1, 2), own(2, 4, 3, 1)]), [Over, Own]);
        // What was put there in the same millisecond is in the order of the list.
        assert_eq!(layers(&[own(0, 9, 1, 1), own(0, 9, 2, 1)]), [Over, Own]);
    }

    #[test]
    fn what_meets_nothing_stays_where_it_is() {
        assert_eq!(layers(&[]), []);
        assert_eq!(layers(&[own(0, 9, 1, 1), tint(9, 12, 2)]), [Theme, Theme]);
        assert_eq!(layers(&[own(0, 9, 1, 1), tint(0, 9, 1)]), [Theme, Theme]);
        assert_eq!(layers(&[tint(0, 9, 1), tint(0, 9, 2)]), [Theme, Theme]);
    }

    #[test]
    fn words_are_seen_over_their_sentence_whosever_they_are() {
        assert_eq!(layers(&[tint(0, 9, 1), tint(3, 6, 2)]), [Theme, Over]);
        assert_eq!(layers(&[own(0, 9, 1, 5), tint(3, 6, 2)]), [Theme, Over]);
        assert_eq!(layers(&[tint(0, 9, 1), own(3, 6, 2, 5)]), [Theme, Own]);
        assert_eq!(layers(&[tint(0, 9, 1), tint(0, 9, 2)]), [Theme, Theme]);
    }

    #[test]
    fn a_sentence_is_seen_over_its_speech() {
        assert_eq!(
            layers(&[speech(0, 90, 1), tint(5, 9, 2), own(5, 9, 3, 1)]),
            [Theme, Over, Own]
        );
        let mine = Tint {
            own: true,
            ..speech(0, 90, 1)
        };
        assert_eq!(layers(&[mine, tint(5, 9, 2)]), [Theme, Over]);
    }
}
