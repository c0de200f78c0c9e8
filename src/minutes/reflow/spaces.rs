//! Which half-width spaces of a printed line stay.

use memchr::{memchr2, memchr2_iter};

use super::super::chars::{Spaced, count, is_letter, is_mark, is_marker, is_space, longer, stops};
use super::super::header::front::Spaces;
use super::super::roles;
use crate::text::parts_words;

/// Appends a line without stray spaces; returns where its first letter went.
fn push(out: &mut String, line: &str, join: bool) -> usize {
    let line = line.trim_end_matches(|c: char| is_space(c) || c == '\u{feff}');
    let line = if join {
        line.trim_spaces_start()
    } else {
        line.trim_start_matches([' ', '\t'])
    };
    let mut first = None;
    let mut rest = line;
    // 「都市計画課⇥足元の照明を」: what parts a column from the rest is no stray space.
    if !join && let Some((head, tail)) = before_tab(line) {
        first = Some(out.len());
        out.push_str(head);
        out.push('\t');
        rest = tail;
    }
    while !rest.is_empty() {
        let end = memchr2(b' ', b'\t', rest.as_bytes()).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or("");
        rest = rest.get(end + 1..).unwrap_or("");
        let Some(c) = word.chars().next() else { continue };
        // At a wrap a space goes only between two words of a script that has spaces, at the beginning of a line nowhere.
        if join || first.is_some() {
            let last = out.chars().next_back();
            let both = |f: fn(&char) -> bool| last.as_ref().is_some_and(f) && f(&c);
            let space = if first.is_none() {
                both(|c| c.is_ascii_alphanumeric() || !c.is_ascii() && parts_words(*c))
            } else if both(|c| !parts_words(*c)) {
                false
            } else {
                // Not behind the sign that begins a point of a list.
                !(is_mark(c) && last.is_some_and(is_letter) || last.is_some_and(is_mark) && is_letter(c))
            };
            if space && last != Some('\t') {
                out.push(' ');
            }
        }
        first.get_or_insert(out.len());
        out.push_str(word);
    }
    first.unwrap_or(out.len())
}

/// A few letters before the first tabulator of a line, and what stands behind it.
fn before_tab(line: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 48;
    let at = memchr::memchr(b'\t', line.as_bytes().get(..LONGEST).unwrap_or(line.as_bytes()))?;
    let (head, tail) = (line.get(..at)?, line.get(at + 1..)?);
    (!head.is_empty() && !head.has_space()).then(|| (head, tail.trim_spaces_start()))
}

/// 「番号  土地の所在  地目  面積」, 「番号　　申請地　　地目」: a row of a table, whose columns spaces part.
pub(in super::super) fn is_row(line: &str) -> bool {
    let line = line.trim_spaces();
    // Asked of every line: most end with a full stop, or have spaces nowhere but before them.
    if stops(line) || !has_column(line) {
        return false;
    }
    let (mut cells, mut words) = (0, 0);
    // Letters since the last space, those of the cell, and half-width spaces since the last letter.
    let (mut cell, mut half) = (0, 0);
    let mut end = |letters: &mut usize| {
        let letters = std::mem::take(letters);
        cells += usize::from(letters > 0);
        words += usize::from(letters > 1);
    };
    for c in line.chars() {
        match c {
            '。' | '|' => return false,
            '\u{3000}' | '\t' => end(&mut cell),
            ' ' => {
                half += 1;
                continue;
            }
            _ => {
                if half > 1 {
                    end(&mut cell);
                }
                cell += 1 + half;
            }
        }
        half = 0;
    }
    end(&mut cell);
    // 「１２番　　空　　　大　介　議員」 is somebody.
    let people = line.ends_with(['員', '君', '氏']);
    cells >= 4 && words >= if people { 3 } else { 2 }
}

/// Whether a text has a tabulator, a wide space or two half-width ones, which part columns. Looks at every byte and
/// does not stop at the first: that the compiler does for sixteen at a time.
fn has_column(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (second, third) = (bytes.get(1..).unwrap_or(&[]), bytes.get(2..).unwrap_or(&[]));
    bytes
        .iter()
        .zip(second)
        .zip(third)
        .fold(false, |found, ((a, b), c)| {
            found | (*b == b'\t') | (*a == b' ') & (*b == b' ') | (*a == 0xE3) & (*b == 0x80) & (*c == 0x80)
        })
}

fn is_marked(line: &str) -> bool {
    line.trim_start_matches(|c| is_space(c) || c == '|')
        .starts_with(is_marker)
}

/// Appends a line, whose label keeps the half-width space that ends it.
pub(super) fn push_spoken(
    out: &mut String,
    line: &str,
    label: Option<u16>,
    unmarked: bool,
    join: bool,
) -> usize {
    let Some(label) = label.filter(|_| unmarked || is_marked(line)) else {
        return push(out, line, join);
    };
    let indent = line.len() - line.trim_spaces_start().len();
    let body = indent + usize::from(label);
    let head = line.get(..body).unwrap_or("").trim_spaces_end();
    let words: Vec<&str> = head.split(' ').filter(|w| !w.is_empty()).collect();
    // 「○ 空木 園子 産業振興課長 」
    let named = match words.as_slice() {
        [mark, named @ ..] if longer(mark, 0) && !longer(mark, 1) && mark.starts_with(is_marker) => named,
        named => named,
    };
    let apart = match named {
        // 「○岡崎昭彦 福祉推進課長 」 has one between name and post, 「〇総務課長 空木弘一君 」 between post and name.
        [name, post] => {
            let named = (4..=7).contains(&count(name)) && longer(post, 2) && roles::names_office(post);
            let post_first = roles::names_office(name.trim_start_matches(is_marker));
            named || post_first && longer(name, 2) && roles::is_person(post)
        }
        [first, second, third] => {
            // 「空木 義則 議長 」
            let whole = [*first, second].concat();
            let named = [first, second].iter().all(|w| longer(w, 1))
                && roles::names_office(third)
                && roles::is_nameish(&whole);
            // 「議長 空木 俊夫君 」,「３番 空木 俊夫君 」
            let called = || roles::is_person(&[*second, third].concat()) && third.ends_with('君');
            named || (roles::names_office(first) || first.ends_with('番')) && called()
        }
        _ => false,
    };
    let at = match apart {
        true => {
            let at = out.len() + (head.len() - head.trim_spaces_start().len());
            for (nth, word) in words.iter().enumerate() {
                if nth > 0 {
                    out.push(' ');
                }
                push(out, word, false);
            }
            at
        }
        false => push(out, head, false),
    };
    out.push(' ');
    push(out, line.get(body..).unwrap_or(""), false);
    at
}

/// Appends a line of the header: runs of spaces stay, and single ones where they part names.
pub(super) fn push_columns(out: &mut String, line: &str, join: bool, spaces: Spaces) -> usize {
    let line = line.trim_end_matches(|c: char| is_space(c) || c == '\u{feff}');
    if spaces == Spaces::All && !join {
        let lead = line.len() - line.trim_spaces_start().len();
        out.push_str(line);
        return out.len() - (line.len() - lead);
    }
    let mut first = None;
    let mut join = join;
    let mut rest = line.trim_start_matches([' ', '\t']);
    // What lies between two runs of spaces is written as anywhere else.
    while !rest.is_empty() {
        let bytes = rest.as_bytes();
        let parts = |at: &usize| bytes.get(*at) == Some(&b'\t') || bytes.get(at + 1) == Some(&b' ');
        let run = memchr2_iter(b'\t', b' ', bytes).find(parts).unwrap_or(rest.len());
        let at = push(out, rest.get(..run).unwrap_or(""), join);
        first.get_or_insert(at);
        join = false;
        let tail = rest.get(run..).unwrap_or("");
        let next = tail.trim_start_matches([' ', '\t']);
        out.push_str(tail.get(..tail.len() - next.len()).unwrap_or(""));
        rest = next;
    }
    first.unwrap_or(out.len())
}
