//! Glyphs with places → lines in reading order.
//!
//! Rows are glyphs of one baseline; a column is found by its gutter, which prose leaves free on both sides and tables do
//! not; what is set downwards is turned first, so that its lines are rows, too. Spaces and indents are told by how wide
//! they are, since files print few of them.

use super::glyphs::{Glyph, Text};

/// Baselines nearer than this are one row, in sizes of the greater glyph.
const ONE_ROW: f32 = 0.45;

/// Gaps from this on are U+3000, in sizes.
const WIDE: f32 = 0.75;

/// Gaps from this on are spaces between words of ASCII, in sizes.
const NARROW: f32 = 0.18;

/// Columns have at least so many rows beside one another.
const COLUMN_ROWS: usize = 5;

/// and are at least so wide, in sizes.
const COLUMN_WIDTH: f32 = 9.0;

/// Glyphs of a line that may be printed twice.
const LINE: usize = 60;

/// Most spaces of one gap or indent.
const SPACES: f32 = 30.0;

/// A glyph in the frame of its lines: x along, y down the page.
#[derive(Clone, Debug)]
struct Mark {
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    /// White space was printed before it.
    spaced: bool,
    text: Text,
}

#[derive(Clone, Debug)]
struct Row {
    y: f32,
    size: f32,
    marks: Vec<Mark>,
}

impl Row {
    fn x0(&self) -> f32 {
        self.marks.first().map_or(0.0, |m| m.x0)
    }

    fn x1(&self) -> f32 {
        self.marks.iter().map(|m| m.x1).fold(f32::MIN, f32::max)
    }
}

/// A line of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Baseline, in points down the page, or across it from the right where lines run downwards.
    pub(super) y: f32,
    /// More space than usual is above it.
    pub(super) apart: bool,
    pub(super) text: String,
}

/// Reads the lines of a page.
pub(super) fn read(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut out = Vec::new();
    region(&mut out, without_ruby(rows(once(turned(glyphs)))), 8);
    out
}

/// Turns what is set downwards or lies on its side.
fn turned(glyphs: Vec<Glyph>) -> Vec<Mark> {
    let (mut down, mut across, mut side) = (0usize, 0usize, 0isize);
    for (a, b) in glyphs.iter().zip(glyphs.iter().skip(1)) {
        let (dx, dy) = ((b.x - a.x) / a.size, (b.y - a.y) / a.size);
        if a.vertical || a.turn == 0 && dx.abs() < 0.3 && (0.5..1.6).contains(&dy) {
            down += 1;
        } else if a.turn == 0 && dy.abs() < 0.3 && (0.1..2.5).contains(&dx) {
            across += 1;
        }
        side += isize::from(a.turn);
    }
    let vertical = down > across && down >= 3;
    // A sheet printed sideways: its upright glyphs are few.
    let sideways = if !vertical && side.unsigned_abs() * 2 > glyphs.len() {
        side.signum() as f32
    } else {
        0.0
    };
    let mut spaced = false;
    let mut marks = Vec::with_capacity(glyphs.len());
    for g in glyphs {
        let (x, y) = match (vertical, g.turn) {
            // The middle of a glyph, and where its body begins.
            (true, 0) => (g.y - 0.88 * g.size, -(g.x + 0.5 * g.size)),
            (true, _) => (g.y, -(g.x + 0.35 * g.size)),
            (false, _) if sideways > 0.0 => (g.y, -g.x),
            (false, _) if sideways < 0.0 => (-g.y, g.x),
            (false, _) => (g.x, g.y),
        };
        if is_blank(&g.text) {
            spaced = true;
            continue;
        }
        let advance = if vertical && g.turn == 0 {
            g.size
        } else {
            g.advance
        };
        marks.push(Mark {
            x0: x,
            x1: x + advance,
            y,
            size: g.size,
            spaced: std::mem::take(&mut spaced),
            text: g.text,
        });
    }
    marks
}

fn is_blank(text: &Text) -> bool {
    match text {
        Text::One(c) => c.is_whitespace(),
        Text::Many(s) => s.chars().all(char::is_whitespace),
    }
}

/// Glyphs printed twice to look bold are one.
fn once(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.dedup_by(|b, a| same(a, b));
    let mut seen: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        // Some print the whole line again.
        let again = seen.iter().rev().take(LINE).any(|m| same(m, &mark));
        if !again {
            seen.push(mark);
        }
    }
    seen
}

fn same(a: &Mark, b: &Mark) -> bool {
    let near = 0.12 * a.size;
    (a.x0 - b.x0).abs() < near && a.text == b.text && (a.y - b.y).abs() < near
}

fn rows(mut marks: Vec<Mark>) -> Vec<Row> {
    marks.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for mark in marks {
        let near = |row: &&mut Row| (mark.y - row.y).abs() <= ONE_ROW * mark.size.max(row.size);
        match rows.last_mut().filter(near) {
            Some(row) => {
                if mark.size > row.size {
                    (row.size, row.y) = (mark.size, mark.y);
                }
                row.marks.push(mark);
            }
            None => rows.push(Row {
                y: mark.y,
                size: mark.size,
                marks: vec![mark],
            }),
        }
    }
    for row in &mut rows {
        row.marks.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

/// Furigana: small kana close above a row.
fn without_ruby(rows: Vec<Row>) -> Vec<Row> {
    let ruby: Vec<bool> = rows
        .iter()
        .enumerate()
        .map(|(n, row)| {
            rows.get(n + 1).is_some_and(|below| {
                let over = (below.y - row.y) / below.size;
                let kana = row
                    .marks
                    .iter()
                    .filter(|m| matches!(m.text.first(), 'ぁ'..='ヿ'))
                    .count();
                row.size <= 0.65 * below.size
                    && (0.5..1.4).contains(&over)
                    && kana * 10 >= row.marks.len() * 8
                    && row.x0() >= below.x0() - below.size
                    && row.x1() <= below.x1() + below.size
            })
        })
        .collect();
    let mut ruby = ruby.into_iter();
    rows.into_iter()
        .filter(|_| !ruby.next().unwrap_or(false))
        .collect()
}

/// A gutter: rows from…to stand in two columns, parted at x.
struct Gutter {
    from: usize,
    to: usize,
    x: f32,
}

fn region(out: &mut Vec<Line>, rows: Vec<Row>, depth: u8) {
    let Some(gutter) = gutter(&rows).filter(|_| depth > 0) else {
        return lines(out, &rows);
    };
    let mut rows = rows.into_iter();
    let above: Vec<Row> = rows.by_ref().take(gutter.from).collect();
    let beside: Vec<Row> = rows.by_ref().take(gutter.to - gutter.from).collect();
    lines(out, &above);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in beside {
        let (a, b) = row.marks.into_iter().partition(|m: &Mark| m.x0 < gutter.x);
        left.extend::<Vec<Mark>>(a);
        right.extend::<Vec<Mark>>(b);
    }
    for column in [left, right] {
        region(out, self::rows(column), depth - 1);
    }
    region(out, rows.collect(), depth - 1);
}

/// Finds the columns of a page of prose.
fn gutter(rows: &[Row]) -> Option<Gutter> {
    let (left, right) = (
        rows.iter().map(Row::x0).fold(f32::MAX, f32::min),
        rows.iter().map(Row::x1).fold(f32::MIN, f32::max),
    );
    let mut sizes: Vec<f32> = rows.iter().map(|r| r.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = *sizes.get(sizes.len() / 2)?;
    // Most pages have one column, and few gaps.
    let gapped = rows.iter().filter(|r| {
        let pairs = r.marks.iter().zip(r.marks.iter().skip(1));
        pairs.into_iter().any(|(a, b)| b.x0 - a.x1 >= size)
    });
    if gapped.take(COLUMN_ROWS).count() < COLUMN_ROWS {
        return None;
    }
    let mut best: Option<(usize, Gutter)> = None;
    let mut x = left + COLUMN_WIDTH * size;
    while x < right - COLUMN_WIDTH * size {
        if let Some((both, from, to)) = free(rows, x, size)
            && best.as_ref().is_none_or(|(n, _)| both > *n)
            && prose(rows.get(from..to)?, x, size)
        {
            best = Some((both, Gutter { from, to, x }));
        }
        x += size / 2.0;
    }
    best.map(|(_, gutter)| gutter)
}

/// The longest run of rows that leave x free, with how many of them have text on both sides.
fn free(rows: &[Row], x: f32, size: f32) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    let (mut both, mut from) = (0, 0);
    for (n, row) in rows.iter().enumerate() {
        let before = row
            .marks
            .iter()
            .filter(|m| m.x0 < x)
            .map(|m| m.x1)
            .fold(f32::MIN, f32::max);
        let after = row.marks.iter().find(|m| m.x0 >= x).map_or(f32::MAX, |m| m.x0);
        let crossed = before > x || before > f32::MIN && after < f32::MAX && after - before < size;
        if crossed {
            (both, from) = (0, n + 1);
            continue;
        }
        both += usize::from(before > f32::MIN && after < f32::MAX);
        if both >= COLUMN_ROWS && best.is_none_or(|(most, ..)| both >= most) {
            best = Some((both, from, n + 1));
        }
    }
    best
}

/// Lines of prose reach the gutter from the left, begin at one place to its right, and reach the other edge.
fn prose(rows: &[Row], x: f32, size: f32) -> bool {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in rows {
        let (a, b): (Vec<&Mark>, Vec<&Mark>) = row.marks.iter().partition(|m| m.x0 < x);
        for (side, marks) in [(&mut left, a), (&mut right, b)] {
            if let (Some(first), Some(last)) = (marks.first(), marks.last()) {
                side.push((first.x0, last.x1));
            }
        }
    }
    [left, right].iter().all(|side| {
        let (start, end) = side
            .iter()
            .fold((f32::MAX, f32::MIN), |(s, e), (a, b)| (s.min(*a), e.max(*b)));
        let full = side.iter().filter(|(_, b)| *b >= end - 2.5 * size).count();
        let begun = side.iter().filter(|(a, _)| *a <= start + 2.2 * size).count();
        end - start >= COLUMN_WIDTH * size && full * 10 >= side.len() * 4 && begun * 10 >= side.len() * 7
    })
}

fn lines(out: &mut Vec<Line>, rows: &[Row]) {
    let margin = margin(rows);
    let leading = leading(rows);
    let mut before: Option<&Row> = None;
    for row in rows {
        let apart = before.is_some_and(|before| {
            let apart = row.y - before.y;
            apart > 1.55 * leading && apart > 1.4 * row.size.max(before.size)
        });
        let mut text = String::new();
        spaces(&mut text, (row.x0() - margin) / row.size);
        line(&mut text, row);
        out.push(Line {
            y: row.y,
            apart,
            text,
        });
        before = Some(row);
    }
}

/// Where lines begin: the leftmost place that two of them share.
fn margin(rows: &[Row]) -> f32 {
    let mut starts: Vec<(f32, f32)> = rows.iter().map(|r| (r.x0(), r.size)).collect();
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let shared = starts
        .iter()
        .zip(starts.iter().skip(1))
        .find(|(a, b)| b.0 - a.0 < 0.4 * a.1);
    shared
        .map(|(a, _)| a.0)
        .or(starts.first().map(|s| s.0))
        .unwrap_or(0.0)
}

/// The usual distance of baselines.
fn leading(rows: &[Row]) -> f32 {
    let mut apart: Vec<f32> = rows
        .iter()
        .zip(rows.iter().skip(1))
        .map(|(a, b)| b.y - a.y)
        .filter(|d| *d > 0.0)
        .collect();
    apart.sort_by(f32::total_cmp);
    // Rather within paragraphs than between them.
    apart.get(apart.len() * 2 / 5).copied().unwrap_or(f32::MAX)
}

fn spaces(out: &mut String, wide: f32) {
    if wide >= WIDE {
        for _ in 0..wide.round().clamp(1.0, SPACES) as usize {
            out.push('\u{3000}');
        }
    }
}

fn line(out: &mut String, row: &Row) {
    let mut before: Option<&Mark> = None;
    for mark in &row.marks {
        if let Some(before) = before {
            let gap = (mark.x0 - before.x1) / mark.size.max(before.size);
            let words = before.text.last().is_ascii_graphic() && mark.text.first().is_ascii_graphic();
            if gap >= WIDE {
                spaces(out, gap);
            } else if words && gap >= NARROW || mark.spaced && gap > 0.05 {
                out.push(' ');
            }
        }
        mark.text.push_to(out);
        before = Some(mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of 10 points in rows of (x, y, words).
    fn page(rows: &[(f32, f32, &str)]) -> Vec<Glyph> {
        sized(rows, 10.0)
    }

    fn sized(rows: &[(f32, f32, &str)], size: f32) -> Vec<Glyph> {
        let glyph = |x: f32, y: f32, c: char| {
            let advance = if c.is_ascii() { size / 2.0 } else { size };
            Glyph {
                x,
                y,
                size,
                advance,
                vertical: false,
                turn: 0,
                text: Text::One(c),
            }
        };
        let mut out = Vec::new();
        for (x, y, words) in rows {
            let mut at = *x;
            for c in words.chars() {
                out.push(glyph(at, *y, c));
                at += if c.is_ascii() { size / 2.0 } else { size };
            }
        }
        out
    }

    fn text(glyphs: Vec<Glyph>) -> String {
        let lines = read(glyphs).into_iter();
        lines
            .map(|l| format!("{}{}\n", if l.apart { "\n" } else { "" }, l.text))
            .collect()
    }

    #[test]
    fn indents_gaps_and_paragraphs() {
        let glyphs = page(&[
            (50.0, 20.0, "議事"),
            (100.0, 20.0, "録"),
            (60.0, 35.0, "○議長　開会"),
            (50.0, 50.0, "します。"),
            (50.0, 90.0, "ab cd"),
        ]);
        assert_eq!(text(glyphs), "議事　　　録\n　○議長　開会\nします。\n\nab cd\n");
    }

    #[test]
    fn order_of_printing_does_not_matter() {
        let glyphs = page(&[(50.0, 50.0, "二行目"), (80.0, 20.0, "目"), (50.0, 20.4, "一行")]);
        assert_eq!(text(glyphs), "一行　目\n二行目\n");
    }

    #[test]
    fn ruby_is_set_aside() {
        let mut glyphs = page(&[(50.0, 50.0, "公的個人認証")]);
        glyphs.extend(sized(&[(50.0, 41.0, "こうてき")], 5.0));
        assert_eq!(text(glyphs), "公的個人認証\n");
    }

    #[test]
    fn bold_by_printing_twice_is_read_once() {
        let glyphs = page(&[(50.0, 50.0, "議長"), (50.4, 50.0, "議長")]);
        assert_eq!(text(glyphs), "議長\n");
    }

    #[test]
    fn prose_in_columns_is_read_down_and_tables_across() {
        let prose = "あいうえおかきくけこさしすせそ";
        let mut rows = vec![(
            50.0,
            20.0,
            "題名がここにあるのでこの行はとても長くて段にまたがっています",
        )];
        for n in 0..8 {
            rows.push((50.0, 40.0 + 15.0 * n as f32, prose));
        }
        let right = "アイウエオカキクケコサシスセソ";
        for n in 0..8 {
            rows.push((230.0, 40.0 + 15.0 * n as f32, right));
        }
        let read = text(page(&rows));
        assert_eq!(read.matches(prose).count(), 8);
        assert!(read.find(right).unwrap() > read.rfind(prose).unwrap(), "{read}");
        let names: Vec<(f32, f32, &str)> = (0..8)
            .flat_map(|n| {
                let y = 40.0 + 15.0 * n as f32;
                [
                    (50.0, y, "委員"),
                    (150.0, y, "山田太郎"),
                    (260.0, y, "青葉大学教授"),
                ]
            })
            .collect();
        assert!(text(page(&names)).starts_with("委員　　　　　　　　山田太郎　　　　　　　青葉大学教授\n"));
    }

    #[test]
    fn lines_set_downwards_are_read_from_the_right() {
        let mut glyphs = Vec::new();
        for (x, words) in [(300.0, "○議長　開会"), (280.0, "します。")] {
            for (n, c) in words.chars().enumerate() {
                glyphs.push(Glyph {
                    x,
                    y: 50.0 + 10.0 * n as f32,
                    size: 10.0,
                    advance: 10.0,
                    vertical: true,
                    turn: 0,
                    text: Text::One(c),
                });
            }
        }
        assert_eq!(text(glyphs), "○議長　開会\nします。\n");
    }
}
