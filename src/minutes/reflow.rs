//! Pass 3: the canonical text. Hard wraps are joined, stray half-width spaces between Japanese letters go;
//! what remains is one paragraph per line.
//!
//! A line continues the one before it when that one was full. How wide a full line is, is read off each
//! page; texts whose lines are paragraphs already (web pages, the Diet's records) have no such width and
//! are left alone. Extracted PDFs often leave a space at the end of a paragraph and none at a wrap:
//! where a document does so throughout, that decides.

use std::borrow::Cow;

use memchr::memchr2;

use super::chars::{
    Spaced, count, is_closing, is_letter, is_mark, is_marker, is_space, longer, marker, squeeze, width,
};
use super::furniture::{Kept, is_rule};
use super::header::front::{self, Columns, Spaces};
use super::labels::{Seen, Start};
use super::lines::spaced_out;
use super::model::{DocumentText, PageStart};
use super::{markdown, roles, stage};
use crate::text::parts_words;

/// A line wider than this was not wrapped by a printer.
const WIDEST: u32 = 130;

/// Lines at least this wide tell how the text was wrapped; where none is, those of a narrow column.
const TELLING: u32 = 40;

/// No column is narrower.
const NARROWEST: u32 = 20;

/// A line is full when at most this much of it is free: kinsoku may push two letters to the next line.
const SLACK: u32 = 6;

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
                shape.start.spaced.filter(|_| !join),
                unmarked,
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
    // 「○岡崎昭彦 福祉推進課長 」 has one between name and post, too.
    let post = head.rsplit_once(' ').filter(|(name, post)| {
        (4..=7).contains(&count(name.trim_spaces())) && longer(post, 2) && roles::names_office(post)
    });
    let at = match post {
        Some((name, post)) => {
            let at = push(out, name, false);
            out.push(' ');
            push(out, post, false);
            at
        }
        None => push(out, head, false),
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

/// What a printed line looks like.
struct Shape {
    start: Start,
    /// Bytes without white space at the ends.
    bytes: u32,
    /// Display width without white space at the ends; that of the white space in front.
    width: u32,
    indent: u32,
    rule: bool,
    /// Ends like a paragraph may end.
    ended: bool,
    /// A label, or a direction, that breaks off behind its opening bracket: 「○議長(」,「起立を求めます。 〔」.
    open: bool,
}

impl Shape {
    fn of(line: &str) -> Self {
        let line = line.trim_spaces_end();
        let text = line.trim_spaces_start();
        let lead = line.get(..line.len() - text.len()).unwrap_or("");
        Self {
            start: Start::of(text),
            bytes: text.len() as u32,
            // Of a line that no printer wrapped it is enough to know so.
            width: if text.len() > 5 * WIDEST as usize {
                WIDEST + 1
            } else {
                width(text) as u32
            },
            indent: width(lead) as u32,
            rule: is_rule(text),
            ended: ended(text),
            open: text.ends_with('〔')
                || text.ends_with(['（', '(']) && marker(text).is_some() && !longer(text, 14),
        }
    }
}

/// Width of a full line on the page that was asked for last: a long document is not searched for each line.
#[derive(Default)]
struct Full {
    place: Option<Place>,
    width: u32,
}

/// The page, and whether it is behind the header.
type Place = (Option<u32>, bool);

struct Wrapping {
    wrapped: bool,
    /// Width of the lines that tell so.
    telling: u32,
    narrow: bool,
    /// A space at the end of a line ends a paragraph, in this document.
    spaces_tell: bool,
    /// The lines of a speech below its first are set in: their white space counts to their width.
    hanging: bool,
    /// Width of a full line, by page; a line of the header may be wider than those of what is said.
    full: Vec<(Place, u32)>,
}

/// White space in front of a line below 「○会　長：」 that goes on with it.
const HANGING: &str = "\u{3000}\u{3000}";

impl Wrapping {
    fn of(kept: &[Kept<'_>], shapes: &[Shape], header: usize) -> Self {
        let body = || shapes.iter().skip(header).filter(|s| s.width > 0 && !s.rule);
        let widest = body().map(|s| s.width).max().unwrap_or(WIDEST);
        let narrow = widest < TELLING;
        let said = body().take(4).count();
        let least = if narrow {
            NARROWEST.max(widest - SLACK.min(widest))
        } else {
            TELLING
        };
        let mut full: Vec<(Place, u32)> = Vec::new();
        let mut full_set_in: Vec<u32> = Vec::new();
        let (mut after_open, mut goes_on, mut set_in) = (false, 0usize, 0usize);
        let (mut telling, mut open, mut wide) = (0usize, 0usize, 0usize);
        let mut opens: Vec<u32> = Vec::new();
        let (mut ends_spaced, mut ends, mut open_spaced) = (0usize, 0usize, 0usize);
        for ((n, k), shape) in kept.iter().enumerate().zip(shapes) {
            if shape.width == 0 || shape.rule {
                continue;
            }
            let (w, indent) = (shape.width, shape.indent);
            match (full.last_mut(), full_set_in.last_mut()) {
                (Some((page, widest)), Some(set_in)) if *page == (k.page, n >= header) => {
                    *widest = (*widest).max(w.min(WIDEST));
                    *set_in = (*set_in).max((w + indent).min(WIDEST));
                }
                _ => {
                    full.push(((k.page, n >= header), w.min(WIDEST)));
                    full_set_in.push((w + indent).min(WIDEST));
                }
            }
            if after_open {
                goes_on += 1;
                set_in += usize::from(k.line.text.starts_with(HANGING));
            }
            // The lists of a header are not what was wrapped, if enough was said to tell.
            if n < header && (narrow || said >= 4) {
                continue;
            }
            after_open = w >= least && !shape.ended;
            wide += usize::from(w > WIDEST);
            let spaced = k.line.text.as_bytes().last() == Some(&b' ');
            if shape.ended {
                ends += 1;
                ends_spaced += usize::from(spaced);
            }
            if w >= least {
                telling += 1;
                if !shape.ended {
                    open += 1;
                    opens.push(w);
                    let text = k.line.text.trim_spaces();
                    let telling = !listed_material(text) && !text.ends_with(|c: char| c.is_ascii());
                    open_spaced += usize::from(spaced && telling);
                }
            }
        }
        // 「い中、御参加いただきまして…」: in wrapped text most long lines end in the middle of a sentence.
        // In a narrow column most lines are full; other short lines are lists and answers.
        let column = || telling >= 6 && open * 2 >= telling && telling * 2 >= body().count();
        let wrapped = telling >= 3 && open * 4 >= telling && wide * 10 <= telling && (!narrow || column());
        let spaces_tell = open >= 8 && open_spaced * 20 <= open && ends >= 4 && ends_spaced * 2 >= ends;
        let hanging = set_in >= 2 && set_in * 3 >= goes_on * 2;
        if hanging {
            for ((_, widest), set_in) in full.iter_mut().zip(full_set_in) {
                *widest = set_in;
            }
        }
        // What was said on the page of the header tells how wide that page is.
        for n in 1..full.len() {
            if let [.., above, below] = full.get_mut(..=n).unwrap_or(&mut [])
                && above.0.0 == below.0.0
            {
                above.1 = above.1.max(below.1);
            }
        }
        // Speeches that were set in tell by their lines how wide they are; a line of its own may be wider.
        let top = opens.iter().copied().filter(|w| *w <= WIDEST).max().unwrap_or(0);
        let close = opens.iter().filter(|w| **w + SLACK >= top).count();
        if close >= 5 && close * 3 >= opens.len() * 2 {
            for (_, widest) in full.iter_mut().filter(|((_, body), _)| *body) {
                *widest = (*widest).min(top);
            }
        }
        Self {
            wrapped,
            telling: least,
            narrow,
            spaces_tell,
            hanging,
            full,
        }
    }

    fn continues(
        &self,
        (before, above): (&Kept<'_>, &Shape),
        (now, shape): (&Kept<'_>, &Shape),
        spoken: bool,
        full: &mut Full,
    ) -> bool {
        if !self.wrapped || above.rule || shape.rule || shape.start.begins {
            return false;
        }
        let b = now.line.text;
        // 「轟会長　では」 and 「午前１１時５６分閉会」 begin something, however full the line above is.
        if listed_material(b) || above.ended && (shape.start.speaks || stage::sitting(b).is_some()) {
            return false;
        }
        let set_in = self.hanging && b.starts_with(HANGING) && !stands_alone(b);
        if b.trim_start_matches(' ').starts_with('\u{3000}') && !now.after_break && !set_in {
            return false;
        }
        // 「(Data Free」 and 「Flow」: a space there is one between words.
        let latin = |c: char| c.is_ascii_alphanumeric();
        let (head, tail) = (before.line.text.trim_spaces_end(), b.trim_start_matches(' '));
        let word = match head.ends_with(latin) {
            true => tail.len() - tail.trim_start_matches(latin).len(),
            false => 0,
        };
        if self.spaces_tell {
            return word > 0 || before.line.text.as_bytes().last() != Some(&b' ');
        }
        let place = (before.page, spoken);
        if full.place != Some(place) {
            let found = self.full.iter().find(|(p, _)| *p == place);
            *full = Full {
                place: Some(place),
                width: found.map_or(0, |(_, w)| *w),
            };
        }
        let full = full.width;
        let long = above.width + if self.hanging { above.indent } else { 0 };
        // A word that did not fit goes to the next line as a whole.
        let is_full = full >= self.telling && long + SLACK + word as u32 >= full;
        // 「①規約について」 below 「（２）設置について」
        let listed = || numbered(b) && (above.ended || self.narrow || numbered(before.line.text));
        // 「トップ > 審議会 > 会議録」 is the way to a page, and whole.
        let path = || before.line.text.matches(" > ").count() >= 2;
        is_full && !listed() && !path()
    }
}

/// A direction on a line of its own is set in, too.
fn stands_alone(line: &str) -> bool {
    let t = line.trim_spaces();
    t.starts_with(['（', '(', '〔']) && stage::read(t).is_some()
}

/// Ends like a paragraph may end.
fn ended(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|c| among!(c, "。｡！？!?．") || is_closing(c))
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

/// `資料１－１：…`: an entry of the list of materials, not a sentence that mentions one.
fn listed_material(text: &str) -> bool {
    let text = text.trim_spaces_start();
    // 参, 資, 別: told by bytes, because it is asked of every line.
    if !matches!(
        text.as_bytes(),
        [0xE5, 0x8F, 0x82, ..] | [0xE8, 0xB3, 0x87, ..] | [0xE5, 0x88, 0xA5, ..]
    ) {
        return false;
    }
    ["参考資料", "資料", "別紙", "別添"]
        .into_iter()
        .filter_map(|word| text.strip_prefix(word))
        .any(|rest| {
            let after = rest.trim_start_matches(|c| super::chars::digit(c).is_some() || among!(c, "－-‐−ー"));
            after.len() < rest.len() && after.starts_with(['：', ':', '\u{3000}'])
        })
}

/// `１．`, `（２）`, `①`: begins like a point of a list.
fn numbered(text: &str) -> bool {
    let t = text.trim_spaces_start();
    let mut chars = t.chars();
    match chars.next() {
        Some('①'..='⑳') => true,
        Some('（' | '(') => chars.next().is_some_and(|c| super::chars::digit(c).is_some()),
        Some(c) if super::chars::digit(c).is_some() => chars
            .find(|c| super::chars::digit(*c).is_none())
            .is_some_and(|c| among!(c, "．. 　、）)")),
        Some('・' | '■' | '□' | '◇' | '△' | '※') => true,
        Some('ア'..='ン') => matches!(chars.next(), Some('）' | ')')),
        Some('*' | '-') => chars.next() == Some(' '),
        _ => false,
    }
}
