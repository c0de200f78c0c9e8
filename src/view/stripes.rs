//! Coding stripes: which column of the gutter each annotation gets.

/// A lane for each span, none sharing a lane with one it overlaps. Spans must come in order of their start;
/// each takes the leftmost lane that is free, so the gutter is as narrow as it can be (interval
/// partitioning; Kleinberg and Tardos, "Algorithm Design", 4.1).
pub fn lanes(spans: &[(u32, u32)]) -> Vec<u32> {
    let mut ends: Vec<u32> = Vec::new();
    spans
        .iter()
        .map(|&(start, end)| {
            let lane = ends.iter().position(|&e| e <= start).unwrap_or(ends.len());
            match ends.get_mut(lane) {
                Some(e) => *e = end,
                None => ends.push(end),
            }
            lane as u32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::lanes;

    #[test]
    fn overlapping_spans_lie_side_by_side_and_lanes_are_used_again() {
        assert_eq!(lanes(&[(0, 10), (0, 5), (5, 8), (10, 12)]), [0, 1, 1, 0]);
        assert!(lanes(&[]).is_empty());
    }
}
