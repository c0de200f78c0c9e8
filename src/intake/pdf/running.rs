//! Running heads and page numbers: what stands at the edge of many pages, at one height, with the same words.

use std::collections::BTreeMap;

use super::lines::Line;

/// Lines at each edge of a page that may be furniture.
const EDGE: usize = 2;

/// Heights nearer than this are one, in points.
const NEAR: f32 = 3.0;

/// Takes them off.
pub(super) fn take_off(pages: &mut [Vec<Line>]) {
    // By words without digits: pages, height, and the number in it.
    let mut seen: BTreeMap<String, Vec<(usize, f32, Option<u32>)>> = BTreeMap::new();
    for (page, lines) in pages.iter().enumerate() {
        for n in edges(lines) {
            if let Some(line) = lines.get(n) {
                let (words, number) = words(&line.text);
                seen.entry(words).or_default().push((page, line.y, number));
            }
        }
    }
    let all = pages.iter().filter(|p| !p.is_empty()).count();
    let enough = (all / 4).max(if all <= 4 { 2 } else { 3 });
    seen.retain(|words, places| {
        places.sort_by_key(|p| p.0);
        // Numbers have to count the pages.
        let counts = places.windows(2).all(|w| match w {
            [(a, _, Some(m)), (b, _, Some(n))] => n.checked_sub(*m).is_some_and(|d| d as usize == b - a),
            _ => false,
        });
        places.len() >= enough && (counts || !words.contains('0'))
    });
    for lines in pages.iter_mut() {
        let edges = edges(lines);
        let mut n = 0;
        lines.retain(|line| {
            let at_edge = edges.contains(&n);
            n += 1;
            let (words, _) = words(&line.text);
            let recurs = |places: &Vec<(usize, f32, Option<u32>)>| {
                places
                    .iter()
                    .filter(|(_, y, _)| (y - line.y).abs() < NEAR)
                    .count()
                    >= enough
            };
            !(at_edge && seen.get(&words).is_some_and(recurs))
        });
    }
}

/// The first and last lines of a page by their height.
fn edges(lines: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let y = |n: &usize| lines.get(*n).map_or(0.0, |l| l.y);
    order.sort_by(|a, b| y(a).total_cmp(&y(b)));
    let last = order.len().saturating_sub(EDGE);
    let mut edges: Vec<usize> = order
        .iter()
        .take(EDGE)
        .chain(order.iter().skip(last))
        .copied()
        .collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// Words without spaces, digits as 0, and the number.
fn words(text: &str) -> (String, Option<u32>) {
    let digit = |c: char| {
        c.to_digit(10)
            .or_else(|| char::from_u32((c as u32).wrapping_sub(0xFEE0))?.to_digit(10))
    };
    let mut out = String::new();
    let mut number: Option<u32> = None;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match digit(c) {
            Some(d) => {
                if !out.ends_with('0') {
                    out.push('0');
                    number = None;
                }
                number = number.unwrap_or(0).checked_mul(10).and_then(|n| n.checked_add(d));
            }
            None => out.push(c),
        }
    }
    (out, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(f32, &str)]) -> Vec<Line> {
        let line = |(y, text): &(f32, &str)| Line {
            y: *y,
            apart: false,
            text: (*text).to_owned(),
        };
        lines.iter().map(line).collect()
    }

    #[test]
    fn heads_and_numbers_go_and_the_text_stays() {
        let mut pages: Vec<Vec<Line>> = (1..=5)
            .map(|n| {
                page(&[
                    (30.0, "交通会議　会議録"),
                    (60.0, "（１）"),
                    (80.0, &format!("本文{}", n * n)),
                    (800.0, &format!("- {n} -")),
                ])
            })
            .collect();
        pages[0].insert(1, page(&[(50.0, "交通会議　会議録")]).remove(0));
        take_off(&mut pages);
        let left: Vec<String> = pages
            .iter()
            .map(|p| p.iter().map(|l| l.text.clone()).collect::<Vec<_>>().join("/"))
            .collect();
        assert_eq!(
            left,
            [
                "交通会議　会議録/（１）/本文1",
                "（１）/本文4",
                "（１）/本文9",
                "（１）/本文16",
                "（１）/本文25"
            ]
        );
    }
}
