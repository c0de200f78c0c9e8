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

/// So many stripes lie side by side. For what would lie farther out there is no room: it is counted.
pub const LANES: u32 = 5;

/// A stripe, or a mark that stands for several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which of the spans.
    pub of: usize,
    /// Column of the gutter, counted from the text.
    pub lane: u32,
    /// Those it stands for, itself among them, where there was no room; empty for a stripe.
    pub counts: Vec<usize>,
}

/// Places spans, which must come in order of their start. Those of one kind and range lie on each other: a class that
/// tags one sentence with one theme is one stripe wide.
pub fn arrange(spans: &[Span]) -> Vec<Placed> {
    let mut firsts: Vec<Span> = Vec::new();
    let alike = spans.iter().map(|span| {
        // Those that begin at one place come one after the other.
        let near = firsts.iter().rev().take_while(|f| f.start == span.start);
        let known = near
            .enumerate()
            .find(|(_, f)| f.end == span.end && f.kind == span.kind);
        let known = known.map(|(back, _)| firsts.len() - 1 - back);
        known.unwrap_or_else(|| {
            firsts.push(*span);
            firsts.len() - 1
        })
    });
    let alike: Vec<usize> = alike.collect();
    let lanes = lanes(&firsts);
    let mut placed = Vec::with_capacity(spans.len());
    let mut crowd = Crowd::default();
    for (of, (span, first)) in spans.iter().zip(alike).enumerate() {
        let lane = lanes.get(first).copied().unwrap_or(0);
        if lane + 1 < LANES {
            let counts = Vec::new();
            placed.push(Placed { of, lane, counts });
            continue;
        }
        if span.start >= crowd.end {
            crowd.leave(&mut placed);
            crowd.end = span.reach;
        }
        crowd.members.push(of);
        crowd.deep |= lane + 1 > LANES;
        if !crowd.deep {
            // One that goes on below another in the last lane.
            crowd.end = crowd.end.max(span.end);
        }
    }
    crowd.leave(&mut placed);
    placed
}

/// Spans for the last lane that begin beside the first of them, or on the line on which it ends.
#[derive(Default)]
struct Crowd {
    end: u32,
    members: Vec<usize>,
    /// Whether one of them has no lane any more.
    deep: bool,
}

impl Crowd {
    /// One mark for all of them, or stripes where there is room for them.
    fn leave(&mut self, placed: &mut Vec<Placed>) {
        let lane = LANES - 1;
        let counts = std::mem::take(&mut self.members);
        let deep = std::mem::take(&mut self.deep);
        match counts.first() {
            Some(&of) if deep && counts.len() > 1 => placed.push(Placed { of, lane, counts }),
            // One alone has the lane to itself: of those before only a mark is drawn, and it has ended.
            _ => placed.extend(counts.into_iter().map(|of| {
                let counts = Vec::new();
                Placed { of, lane, counts }
            })),
        }
    }
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

    #[test]
    fn what_is_alike_lies_on_each_other() {
        let spans = [
            span(0, 5, 5, 1),
            span(0, 5, 5, 2),
            span(0, 5, 5, 1),
            span(0, 4, 4, 1),
        ];
        let lanes: Vec<u32> = arrange(&spans).iter().map(|p| p.lane).collect();
        assert_eq!(lanes, [0, 1, 0, 2]);
    }

    #[test]
    fn what_there_is_no_room_for_is_counted_where_it_begins() {
        let mut spans: Vec<Span> = (0..8).map(|kind| span(0, 10, 10, kind)).collect();
        spans.extend((0..5).map(|kind| span(12, 20, 20, kind)));
        let placed = arrange(&spans);
        let at: Vec<(usize, u32, usize)> = placed.iter().map(|p| (p.of, p.lane, p.counts.len())).collect();
        let first = [(0, 0, 0), (1, 1, 0), (2, 2, 0), (3, 3, 0), (4, 4, 4)];
        let five = [(8, 0, 0), (9, 1, 0), (10, 2, 0), (11, 3, 0), (12, 4, 0)];
        let mut sorted = at.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [first, five].concat(), "five have room");
    }

    proptest::proptest! {
        /// Each span is placed once, no mark stands for one alone, and no two that differ lie on each other.
        #[test]
        fn nothing_is_lost_or_hidden(list in proptest::collection::vec((0..60u32, 1..20u32, 0..6u32, 0..4usize), 0..60)) {
            let mut spans: Vec<Span> = list.iter().map(|&(a, n, more, kind)| span(a, a + n, a + n + more, kind)).collect();
            spans.sort_by_key(|s| s.start);
            let placed = arrange(&spans);
            let mut all: Vec<usize> = placed.iter().flat_map(|p| if p.counts.is_empty() { vec![p.of] } else { p.counts.clone() }).collect();
            all.sort_unstable();
            proptest::prop_assert_eq!(all, (0..spans.len()).collect::<Vec<_>>());
            for (n, p) in placed.iter().enumerate() {
                proptest::prop_assert!(p.lane < LANES && p.counts.len() != 1);
                for q in placed.iter().skip(n + 1).filter(|q| q.lane == p.lane && p.counts.is_empty() && q.counts.is_empty()) {
                    let (a, b) = (spans[p.of], spans[q.of]);
                    proptest::prop_assert!(a.kind == b.kind || a.end <= b.start || b.end <= a.start, "{:?} {:?}", a, b);
                }
            }
        }
    }
}
