//! Pass 1: physical lines, each with its place in the source.

use memchr::memchr2_iter;

/// A line of the source, without its line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Empty where there is nothing but white space.
    pub(super) text: &'a str,
    /// 1-based. CRLF, LF and a lone CR each end one line.
    pub(super) number: u32,
    /// Form feeds before it: a page begins, and empty ones are passed.
    pub(super) feeds: u32,
}

/// Form feed and byte-order mark.
const INVISIBLE: [char; 2] = ['\u{c}', '\u{feff}'];

pub(super) fn split(source: &str) -> Vec<Line<'_>> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let bytes = source.as_bytes();
    let mut lines = Vec::with_capacity(source.len() / 60 + 1);
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let number = lines.len() as u32 + 1;
        // Extracted PDFs begin each page with a form feed, joined files with a byte-order mark.
        let whole = source.get(from..to).unwrap_or("");
        let feeds = whole.bytes().take_while(|b| *b == b'\x0C').count() as u32;
        // They are rare: most lines are told at a look.
        let text = match whole.as_bytes() {
            [b'\x0C', ..] | [.., b'\x0C'] | [0xEF, 0xBB, 0xBF, ..] | [.., 0xEF, 0xBB, 0xBF] => {
                whole.trim_matches(INVISIBLE)
            }
            _ => whole,
        };
        let blank = text.chars().all(|c| c.is_whitespace() || INVISIBLE.contains(&c));
        lines.push(Line {
            text: if blank { "" } else { text },
            number,
            feeds,
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

/// Whether an empty line stands below nearly every line, the first half of a wrapped one, too: 「…くいの長さ」, nothing,
/// 「を変更したことによるものです。」 Then it parts nothing.
pub(super) fn spaced_out<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut filled, mut close, mut before) = (0usize, 0usize, false);
    for line in lines {
        let here = !line.is_empty();
        filled += usize::from(here);
        close += usize::from(here && before);
        before = here;
    }
    filled >= 8 && close * 10 <= filled
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

    #[test]
    fn form_feeds_and_byte_order_marks_are_not_text() {
        let texts: Vec<_> = split("\u{feff}\u{feff}a\u{c}\n\u{c}- 3 -\n \u{feff} \n")
            .into_iter()
            .map(|l| l.text)
            .collect();
        assert_eq!(texts, ["a", "- 3 -", ""]);
    }
}
