//! Coding stripes: which column of the gutter each annotation gets.

/// What a stripe stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins, in any unit.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Where the line ends on which it ends: what begins before stands beside it there.
    pub reach: u32,
    /// Stripes of one kind look the same, and go on below each other.
    pub kind: usize,
}

/// A lane for each span, none sharing a lane with one that it stands beside, but those of one kind that follow each
/// other. Spans must come in order of their start; each takes the leftmost lane that is free, so the gutter is as
/// narrow as it can be (interval partitioning; Kleinberg and Tardos, "Algorithm Design", 4.1).
pub fn lanes(spans: &[Span]) -> Vec<u32> {
    let mut lasts: Vec<Span> = Vec::new();
    spans
        .iter()
        .map(|span| {
            let goes_on = |l: &Span| l.kind == span.kind && l.end <= span.start;
            let free = |l: &Span| l.reach <= span.start || goes_on(l);
            let lane = lasts
                .iter()
                .position(goes_on)
                .filter(|n| lasts.get(*n).is_some_and(|l| l.reach > span.start));
            let lane = lane
                .or_else(|| lasts.iter().position(free))
                .unwrap_or(lasts.len());
            match lasts.get_mut(lane) {
                Some(last) => *last = *span,
                None => lasts.push(*span),
            }
            lane as u32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32, reach: u32, kind: usize) -> Span {
        Span {
            start,
            end,
            reach,
            kind,
        }
    }

    #[test]
    fn overlapping_spans_lie_side_by_side_and_lanes_are_used_again() {
        let spans =
            [(0, 10), (0, 5), (5, 8), (10, 12)].map(|(start, end)| span(start, end, end, start as usize));
        assert_eq!(lanes(&spans), [0, 1, 1, 0]);
        assert!(lanes(&[]).is_empty());
    }

    #[test]
    fn what_begins_on_the_last_line_of_another_lies_beside_it_unless_it_goes_on_with_it() {
        assert_eq!(lanes(&[span(0, 10, 30, 1), span(10, 20, 40, 2)]), [0, 1]);
        assert_eq!(lanes(&[span(0, 10, 30, 1), span(10, 20, 40, 1)]), [0, 0]);
        assert_eq!(
            lanes(&[span(0, 10, 30, 1), span(0, 10, 30, 2), span(10, 20, 40, 2)]),
            [0, 1, 1]
        );
        assert_eq!(
            lanes(&[span(0, 10, 10, 1), span(11, 20, 40, 2)]),
            [0, 0],
            "in the next paragraph"
        );
    }
}
