//! Pass 1: physical lines, each with its place in the source.

use memchr::memchr2_iter;

/// A line of the source, without its line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// 1-based. CRLF, LF and a lone CR each end one line.
    pub(super) number: u32,
}

pub(super) fn split(source: &str) -> Vec<Line<'_>> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let bytes = source.as_bytes();
    let mut lines = Vec::with_capacity(source.len() / 60 + 1);
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let number = lines.len() as u32 + 1;
        lines.push(Line {
            text: source.get(from..to).unwrap_or(""),
            number,
        });
    };
    for at in memchr2_iter(b'\n', b'\r', bytes) {
        if at < start {
            continue; // the LF of a CRLF
        }
        push(start, at);
        let pair = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
        start = at + if pair { 2 } else { 1 };
    }
    if start < source.len() {
        push(start, source.len());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_break_ends_one_line() {
        let texts: Vec<_> = split("\u{feff}a\r\nb\rc\n\nd")
            .into_iter()
            .map(|l| (l.number, l.text))
            .collect();
        assert_eq!(texts, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
        assert!(split("").is_empty());
    }
}
