//! Texts whose letters all stand apart, as some PDFs are extracted: 「議 長 （ 空 木 君 ） お は よ う ご ざ い ま す 。」.
//! They are closed up before anything else is asked of them; a label keeps the space behind it.

use std::borrow::Cow;

use super::chars::{Spaced, digit, is_space};
use super::labels::{Candidate, Form, candidate};
use super::recognisers::goes_on;

/// So many lines tell whether a text is such.
const SAMPLE: usize = 60;

/// What ends a line.
const ENDS: [char; 3] = ['\n', '\r', '\u{c}'];

/// Closes up a text whose letters stand apart; any other is left as it is. The lines stay the same.
pub(super) fn closed(text: &str) -> Cow<'_, str> {
    if !is_apart(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive(ENDS) {
        let body = line.trim_end_matches(ENDS);
        if letters_apart(body) {
            close(body, &mut out);
        } else {
            out.push_str(body);
        }
        out.push_str(line.get(body.len()..).unwrap_or(""));
    }
    Cow::Owned(out)
}

fn is_apart(text: &str) -> bool {
    let lines = text.split(ENDS).filter(|l| l.len() >= 24).take(SAMPLE);
    let (mut all, mut apart) = (0usize, 0usize);
    for line in lines {
        all += 1;
        apart += usize::from(letters_apart(line));
    }
    all >= 3 && apart * 3 >= all * 2
}

/// Whether nearly all words of a line are single letters, with half-width spaces between them.
fn letters_apart(line: &str) -> bool {
    let (mut words, mut single, mut other) = (0usize, 0usize, 0usize);
    for word in line.split(is_space).filter(|w| !w.is_empty()) {
        words += 1;
        let mut chars = word.chars();
        let first = chars.next();
        match chars.next() {
            None => single += usize::from(first.is_some_and(|c| !c.is_ascii_alphabetic())),
            // 「𠮷」 with what chooses its shape, 「10」
            Some(_) => other += usize::from(!word.is_ascii()),
        }
    }
    single >= 3 && single * 10 >= words * 8 && other * 10 <= words
}

/// Appends the letters of a line. A wider gap stays one, and so does that behind a label.
fn close(line: &str, out: &mut String) {
    let text = line.trim_spaces_start();
    // 「提 案 者 の 説 明 を」 and 「２ 番 、 雲 母 君 。」 speak of somebody.
    let fits = |c: &Candidate<'_>| {
        c.named && c.form == Form::Space && text.get(c.body..).is_some_and(|said| !goes_on(said))
    };
    let label = candidate(text).filter(fits);
    let label = label.map_or(0, |c| line.len() - text.len() + c.body);
    let mut gap = 0usize;
    let mut begun = false;
    for (at, c) in line.char_indices() {
        if at == label && label > 0 {
            out.push('\u{3000}');
            gap = 0;
        }
        match c {
            ' ' => gap += 1,
            _ => {
                // 「２ 番 雲 母 秀 幸 君 ３ 番 真 壁 誠 君」
                let next = || digit(c).is_some() && out.ends_with('君');
                if (gap > 1 || gap > 0 && next()) && !is_space(c) {
                    out.push('\u{3000}');
                } else if gap > 0
                    && begun
                    && c.is_ascii_alphanumeric()
                    && out.ends_with(|c: char| c.is_ascii_alphabetic())
                {
                    out.push(' ');
                }
                gap = 0;
                begun = true;
                out.push(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn apart(text: &str) -> String {
        let line = |l: &str| l.chars().map(String::from).collect::<Vec<_>>().join(" ");
        text.split('\n').map(line).collect::<Vec<_>>().join("\n")
    }

    const TEXT: &str = "令和６年１２月青葉町議会定例会会議録\n\n令和６年１２月１０日\n\n○議長（空木和人君）おはようございます。これから本日の会議を開きます。\n○議長（空木和人君）４番、雲母彰君。\n○４番（雲母彰君）子育て支援について、質問いたします。\n";

    #[test]
    fn letters_that_stand_apart_are_closed_up() {
        assert_eq!(closed(&apart(TEXT)), TEXT);
        assert_eq!(closed(TEXT), TEXT);
        let (spaced, usual) = (parse(&apart(TEXT)), parse(TEXT));
        assert_eq!(spaced.text, usual.text);
        assert_eq!(spaced.speeches().count(), 3);
    }

    #[test]
    fn a_label_keeps_its_space() {
        let text = "青葉町議会定例会会議録\n令和６年１２月６日\n議長おはようございます。本日の会議を開きます。\n町長お答えいたします。既に四十件であります。\n議長以上で終わります。これで閉会いたします。\n";
        let m = parse(&apart(text));
        let labels: Vec<&str> = m.speakers.iter().map(|s| s.label.as_str()).collect();
        assert_eq!(labels, ["議長", "町長"]);
    }
}
