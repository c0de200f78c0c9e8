//! Pass 3: the canonical text. Hard wraps are joined, stray half-width spaces between Japanese letters go;
//! what remains is one paragraph per line.

use std::borrow::Cow;

use memchr::memchr2;

use super::chars::{Spaced, count, is_letter, is_mark, is_marker, is_space, longer, marker, squeeze};
use super::furniture::Kept;
use super::header::front::{self, Columns, Spaces};
use super::labels::Seen;
use super::lines::spaced_out;
use super::model::{DocumentText, PageStart};
use super::speaker::is_surname;
use super::wrapping::{Full, Shape, Wrapping};
use super::{markdown, roles, surnames};
use crate::text::parts_words;

/// What becomes of the printed lines.
#[derive(Debug, Default)]
pub(super) struct Reflowed {
    pub(super) document: DocumentText,
    /// For each line of the text what is known of it, if it is a printed one, letter for letter. Labels are looked for
    /// in both, and that is a third of a parse.
    pub(super) seen: Vec<Seen>,
}

pub(super) fn reflow(kept: &[Kept<'_>]) -> Reflowed {
    let shapes: Vec<Shape> = kept.iter().map(|k| Shape::of(k.line.text)).collect();
    // In the header spaces part columns, and a line of a list stands for itself.
    let header = front::end(&|n| kept.get(n).map(|k| k.line.text));
    let wrapping = Wrapping::of(kept, &shapes, header);
    let mut out = DocumentText {
        text: {
            // What is found in it is put behind it when it is handed over: a long text is not copied for that.
            let length: usize = kept.iter().map(|k| k.line.text.len() + 1).sum();
            String::with_capacity(length + length / 2)
        },
        ..DocumentText::default()
    };
    let mut seen = Vec::new();
    let mut before: Option<(&Kept<'_>, &Shape)> = None;
    let mut full = Full::default();
    let mut blank = false;
    let mut page = None;
    let mut columns = Columns::default();
    let unmarked = spaced_labels(&shapes, kept.len());
    let markdown = markdown::is_markdown(kept.iter().take(200).map(|k| k.line.text));
    let surnames = surnames::found(&|n| kept.get(n).map(|k| k.line.text));
    let airy = spaced_out(kept.iter().skip(header).map(|k| k.line.text));
    // Lines up to this one are letters of a label.
    let mut torn = 0;
    // The second of them is a name, which a space parts from the office.
    let mut held = false;
    for ((n, k), shape) in kept.iter().enumerate().zip(&shapes) {
        if k.line.text.is_empty() {
            blank |= !k.after_break;
            continue;
        }
        let (spaces, apart) = if n < header {
            columns.next(k.line.text)
        } else {
            (Spaces::Strays, false)
        };
        let letter = n < torn;
        if !letter {
            let below = kept.get(n..).unwrap_or(&[]);
            held = held_below(below);
            torn = n + match held {
                true => 2,
                false => torn_label(below, shapes.get(n..).unwrap_or(&[])),
            };
        }
        // 「○議長(」 over 「渡辺一郎君) これより」, as links leave it.
        let bracket = !blank
            && before.is_some_and(|(_, above)| above.open)
            && holds!(k.line.text, "）)〕")
            && marker(k.line.text).is_none();
        // 「日程第４　議案第１５０号　公の施設の指定（遺跡保護センター及び」 over 「　　　　　　遺跡観察施設）」
        let hung = !blank
            && before.is_some_and(|(b, above)| {
                shape.indent >= above.indent + 8 && holds!(k.line.text, "）)") && breaks_off(b.line.text)
            });
        let join = letter
            || bracket
            || hung
            || torn <= n
                && !apart
                && before.is_some_and(|b| {
                    (!blank || airy) && wrapping.continues(b, (k, shape), n > header, &mut full)
                });
        // 「空木 それでは」
        let surname = || surnames::parted(k.line.text).filter(|(word, _)| surnames.contains(word));
        let plain = surnames.is_empty() || shape.start.spaced.is_some();
        let surname = if plain { None } else { surname() };
        let join = join && surname.is_none();
        let start = out.text.len();
        if join {
            let left = out.text.trim_end_matches(' ').len();
            out.text.truncate(left);
            if letter && held {
                out.text.push(' ');
            }
        } else {
            if !out.text.is_empty() {
                out.text.push('\n');
            }
            // One empty line stands for any number: it is evidence for what follows.
            if blank && !out.text.is_empty() {
                out.lines.push(k.line.number.saturating_sub(1));
                out.text.push('\n');
            }
            out.lines.push(k.line.number);
        }
        let start = start.min(out.text.len());
        let text = match markdown {
            true => markdown::plain(k.line.text, &shape.start.seen),
            false => Cow::Borrowed(k.line.text),
        };
        let at = match spaces {
            Spaces::Strays => push_spoken(
                &mut out.text,
                &text,
                // Of the line as it is written: marks of Markdown are gone from it.
                match surname.and_then(|_| surnames::parted(&text)) {
                    Some((_, said)) => u16::try_from(text.len() - said.len()).ok(),
                    None => shape.start.spaced.filter(|_| !join),
                },
                unmarked || surname.is_some(),
                join,
            ),
            _ => push_columns(&mut out.text, &text, join, spaces),
        };
        // Nothing is added to a printed line: where it is as long as before, at most a tab has become a space.
        let same = |pushed: &str| pushed.trim_spaces_start().len() == shape.bytes as usize;
        seen.resize(out.lines.len(), Seen::Unread);
        if let Some(seen) = seen.last_mut() {
            *seen = match !join && out.text.get(at..).is_some_and(same) {
                true => shape.start.seen,
                false => Seen::Unread,
            };
        }
        if k.page != page
            && let Some(number) = k.page
        {
            out.pages.push(PageStart {
                at: at.max(start) as u32,
                page: number,
            });
        }
        page = k.page;
        before = Some((k, shape));
        blank = false;
    }
    if !out.text.is_empty() {
        out.text.push('\n');
    }
    Reflowed { document: out, seen }
}

/// Appends a line without stray spaces; returns where its first letter went.
fn push(out: &mut String, line: &str, join: bool) -> usize {
    let line = line.trim_end_matches(|c: char| is_space(c) || c == '\u{feff}' || c == '\u{c}');
    let line = if join {
        line.trim_spaces_start()
    } else {
        line.trim_start_matches([' ', '\t', '\u{c}'])
    };
    let mut first = None;
    let mut rest = line;
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
            if space {
                out.push(' ');
            }
        }
        first.get_or_insert(out.len());
        out.push_str(word);
    }
    first.unwrap_or(out.len())
}

/// How many lines are the letters of one label, each on its own, as columns of a PDF leave them: 「議」,「長」; or its
/// name and office: 「大川」,「　委員」.
fn torn_label(kept: &[Kept<'_>], shapes: &[Shape]) -> usize {
    let letters = shapes.iter().take(5).take_while(|s| s.width == 2).count();
    if letters < 2 {
        let (Some(name), Some(held)) = (kept.first(), kept.get(1)) else {
            return 0;
        };
        let narrow = shapes.iter().take(2).all(|s| (4..=8).contains(&s.width));
        let set_in = narrow && shapes.get(1).is_some_and(|s| s.indent > 0);
        let (name, held) = (name.line.text.trim_spaces(), held.line.text.trim_spaces());
        let parted = set_in
            && roles::office(held) == Some(held)
            && roles::is_nameish(name)
            && roles::office(name).is_none();
        return if parted { 2 } else { 0 };
    }
    let mut run = String::new();
    for k in kept.iter().take(letters) {
        run.push_str(k.line.text.trim_spaces());
    }
    if roles::office(&run) == Some(&run) {
        letters
    } else {
        0
    }
}

/// Whether a label goes on in the next line with who holds the office: 「○教育政策係長」 over 「大淵健太君」.
fn held_below(kept: &[Kept<'_>]) -> bool {
    let line = |n: usize| kept.get(n).map_or("", |k| k.line.text.trim_spaces());
    let office = line(0);
    let Some(mark) = marker(office) else {
        return false;
    };
    let (office, name) = (office.get(mark.len_utf8()..).unwrap_or("").trim_spaces(), line(1));
    // 「◯堀」 over 「大助委員　２点お聞きします。」
    let family = || !longer(office, 3) && is_surname(office);
    let given = || {
        let word = name.split(is_space).next().unwrap_or("");
        let given = roles::office(word)
            .and_then(|o| word.strip_suffix(o))
            .unwrap_or("");
        word.len() < name.len() && (1..=3).contains(&count(given)) && roles::is_nameish(given)
    };
    if family() && given() {
        return true;
    }
    !longer(office, 16)
        && !longer(name, 10)
        && roles::names_office(office)
        && roles::is_person(&squeeze(name))
        && roles::office(name.trim_end_matches('君')).is_none()
}

/// Whether labels are parted from what is said by a half-width space: 「福田一郎議長 これより」. Where those behind marks
/// are, one whose mark is missing is, too. Of a short text two of them tell.
fn spaced_labels(shapes: &[Shape], lines: usize) -> bool {
    let spaced = shapes.iter().filter(|s| s.start.spaced.is_some());
    let enough = if lines < 40 { 2 } else { 3 };
    spaced.take(enough).count() == enough
}

fn is_marked(line: &str) -> bool {
    line.trim_start_matches(|c| is_space(c) || c == '|')
        .starts_with(is_marker)
}

/// Appends a line, whose label keeps the half-width space that ends it.
fn push_spoken(out: &mut String, line: &str, label: Option<u16>, unmarked: bool, join: bool) -> usize {
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
        // 「空木 義則 議長 」
        [family, given, post] => {
            let whole = [*family, given].concat();
            [family, given].iter().all(|w| longer(w, 1))
                && roles::names_office(post)
                && roles::is_nameish(&whole)
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
fn push_columns(out: &mut String, line: &str, join: bool, spaces: Spaces) -> usize {
    let line = line.trim_end_matches(|c: char| is_space(c) || c == '\u{feff}' || c == '\u{c}');
    if spaces == Spaces::All && !join {
        let lead = line.len() - line.trim_spaces_start().len();
        out.push_str(line);
        return out.len() - (line.len() - lead);
    }
    let mut first = None;
    let mut join = join;
    let mut rest = line.trim_start_matches([' ', '\t', '\u{c}']);
    // What lies between two runs of spaces is written as anywhere else.
    while !rest.is_empty() {
        let tab = rest.find('\t').unwrap_or(rest.len());
        let run = rest.find("  ").unwrap_or(rest.len()).min(tab);
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

/// 「日程第４　…（保護センター及び」: a point of the agenda with an open bracket at its end.
fn breaks_off(line: &str) -> bool {
    let t = line.trim_spaces();
    let point = "日程第 議案第 報告第 認定第 請願第 陳情第 諮問第 同意第"
        .split(' ')
        .any(|w| t.starts_with(w));
    let open = || t.rfind(['（', '(']).and_then(|at| t.get(at..));
    point && open().is_some_and(|rest| !holds!(rest, "）)。"))
}
