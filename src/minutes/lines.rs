//! Pass 1: physical lines, each with its place in the source.

use memchr::memchr3_iter;

/// A line of the source, without its line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Empty where there is nothing but white space.
    pub(super) text: &'a str,
    /// 1-based. CRLF, LF and a lone CR each end one line; what a form feed parts are lines with the same number.
    pub(super) number: u32,
    /// Form feeds before it: a page begins, and empty ones are passed.
    pub(super) feeds: u32,
}

pub(super) fn split(source: &str) -> Vec<Line<'_>> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let bytes = source.as_bytes();
    let mut lines = Vec::with_capacity(source.len() / 60 + 1);
    let (mut start, mut number, mut feeds) = (0, 1, 0);
    for at in memchr3_iter(b'\n', b'\r', b'\x0C', bytes) {
        if at < start {
            continue; // the LF of a CRLF
        }
        let text = text_of(source.get(start..at).unwrap_or(""));
        // Extracted PDFs begin each page with a form feed: 「…賛成です。\f○鈴木委員　反対です。」
        if bytes.get(at) == Some(&b'\x0C') {
            if !text.is_empty() {
                lines.push(Line { text, number, feeds });
                feeds = 0;
            }
            feeds += 1;
            start = at + 1;
            continue;
        }
        // One at the end of a line stands before the next.
        let ended =
            text.is_empty() && feeds > 0 && lines.last().is_some_and(|l: &Line<'_>| l.number == number);
        if !ended {
            lines.push(Line { text, number, feeds });
            feeds = 0;
        }
        let pair = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
        start = at + if pair { 2 } else { 1 };
        number += 1;
    }
    if let rest = source.get(start..).unwrap_or("")
        && !rest.is_empty()
    {
        let text = text_of(rest);
        lines.push(Line { text, number, feeds });
    }
    lines
}

/// Nothing, if it is white space alone.
fn text_of(line: &str) -> &str {
    // Joined files begin with a byte-order mark. They are rare: most lines are told at a look.
    let text = match line.as_bytes() {
        [0xEF, 0xBB, 0xBF, ..] | [.., 0xEF, 0xBB, 0xBF] => line.trim_matches('\u{feff}'),
        _ => line,
    };
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        ""
    } else {
        text
    }
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
    fn a_form_feed_ends_a_line_wherever_it_stands() {
        let lines = |text: &'static str| -> Vec<_> {
            let lines = split(text).into_iter();
            lines.map(|l| (l.number, l.feeds, l.text)).collect()
        };
        assert_eq!(lines("a\n\u{c}b"), [(1, 0, "a"), (2, 1, "b")]);
        assert_eq!(lines("a\u{c}b\nc"), [(1, 0, "a"), (1, 1, "b"), (2, 0, "c")]);
        assert_eq!(lines("a\u{c}\r\nb"), [(1, 0, "a"), (2, 1, "b")]);
        assert_eq!(lines("\u{3000}\u{c}a\u{c} \u{c}b"), [(1, 1, "a"), (1, 2, "b")]);
        assert_eq!(lines("a\n\u{c}\nb\u{c}"), [(1, 0, "a"), (2, 1, ""), (3, 0, "b")]);
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
