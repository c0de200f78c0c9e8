//! Labels that are torn over several lines.

use std::borrow::Cow;

use super::super::chars::{Spaced, count, is_of, is_space, longer, marker, squeeze};
use super::super::furniture::Kept;
use super::super::roles;
use super::super::speaker::{is_name_in_brackets, is_speaker, is_surname};
use super::super::wrapping::Shape;

/// The label whose pieces are under way.
#[derive(Default)]
pub(super) struct Torn {
    /// Lines up to this one are pieces of it.
    end: usize,
    /// The second of them is a name, or a title, which a space parts from the first.
    named: bool,
}

impl Torn {
    /// Whether line `n` goes on with the label; else, looks whether one begins there.
    pub(super) fn next(&mut self, n: usize, kept: &[Kept<'_>], shapes: &[Shape]) -> bool {
        if n < self.end {
            return true;
        }
        let below = kept.get(n..).unwrap_or(&[]);
        let forms = shapes.get(n..).unwrap_or(&[]);
        // Asked of every line: what is torn is short.
        let width = forms.first().map_or(0, |s| s.width);
        self.named = width <= WIDEST && held_below(below) || width <= 4 && number_above(below, forms);
        self.end = n + match self.named {
            true => 2,
            false if broken(below, forms) || width == 2 && key_torn(below) => 2,
            false if width <= 2 && mark_above(below) > 0 => mark_above(below),
            false => torn_label(below, forms),
        };
        false
    }

    /// Whether a label begins in line `n`, which was asked about last.
    pub(super) fn begins(&self, n: usize) -> bool {
        self.end > n
    }

    pub(super) fn named(&self) -> bool {
        self.named
    }
}

/// No label that goes on in the next line is wider.
const WIDEST: u32 = 60;

/// How many lines are the letters of one label, each on its own, as columns of a PDF leave them: 「議」,「長」; or its
/// name and office: 「大川」,「　委員」.
fn torn_label(kept: &[Kept<'_>], shapes: &[Shape]) -> usize {
    let letters = shapes.iter().take(5).take_while(|s| s.width == 2).count();
    if letters < 2 {
        let pieces = pieces(kept, shapes);
        if pieces > 0 {
            return pieces;
        }
        let narrow = shapes.iter().take(2).all(|s| (4..=8).contains(&s.width));
        let set_in = narrow && shapes.get(1).is_some_and(|s| s.indent > 0);
        let [name, held, ..] = kept else { return 0 };
        if !set_in {
            return 0;
        }
        let (name, held) = (name.line.text.trim_spaces(), held.line.text.trim_spaces());
        let parted =
            roles::office(held) == Some(held) && roles::is_nameish(name) && roles::office(name).is_none();
        return if parted { 2 } else { 0 };
    }
    let mut run = String::new();
    for k in kept.iter().take(letters) {
        run.push_str(k.line.text.trim_spaces());
    }
    if is_whole(&run) { letters } else { 0 }
}

/// An office, or a seat.
fn is_whole(label: &str) -> bool {
    roles::office(label) == Some(label) || roles::is_seat(label)
}

/// How many lines a mark alone on its line makes one label with, as links leave it: 「○」,「委員長(」,「空木明君) これより」.
fn mark_above(kept: &[Kept<'_>]) -> usize {
    let line = |n: usize| kept.get(n).map_or("", |k| k.line.text.trim_spaces());
    if marker(line(0)).is_none_or(|mark| mark.len_utf8() < line(0).len()) {
        return 0;
    }
    let post = line(1).strip_suffix(['（', '(']);
    if post.is_some_and(roles::names_office) && holds!(line(2), "）)") {
        return 3;
    }
    let word = line(1).split(is_space).next().unwrap_or("");
    usize::from(roles::is_person(word)) * 2
}

/// Whether the number of a point stands alone above its title, and that above who speaks: 「２」,「前回議事録の承認」,「○教育長」.
fn number_above(kept: &[Kept<'_>], shapes: &[Shape]) -> bool {
    let line = |n: usize| kept.get(n).map_or("", |k| k.line.text.trim_spaces());
    let number = line(0);
    let figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if number.is_empty() || longer(number, 2) || !number.chars().all(figure) {
        return false;
    }
    let title = line(1);
    let kanji = |c: char| matches!(c, '㐀'..='鿿');
    let titled = title.chars().nth(2).is_some() && title.starts_with(kanji) && !holds!(title, "。、「：:");
    let [_, second, third, ..] = shapes else {
        return false;
    };
    titled && !longer(title, 30) && !second.start.speaks && third.start.begins && third.start.speaks
}

/// How many lines are pieces of one label of two letters each: 「事 務」 over 「局 長」, 「１２」 over 「番」.
fn pieces(kept: &[Kept<'_>], shapes: &[Shape]) -> usize {
    const NARROW: u32 = 6;
    if shapes.first().is_none_or(|s| s.width > NARROW) {
        return 0;
    }
    let narrow = kept
        .iter()
        .zip(shapes)
        .take(3)
        .take_while(|(_, s)| s.width <= NARROW);
    let pieces: Vec<Cow<'_, str>> = narrow
        .map(|(k, _)| squeeze(k.line.text))
        .take_while(|p| !p.is_empty() && !longer(p, 2))
        .collect();
    let whole = |most: &usize| pieces.get(..*most).is_some_and(|p| is_whole(&p.concat()));
    (2..=pieces.len()).rev().find(whole).unwrap_or(0)
}

/// Whether a field's key is torn, as cells in which its letters are spread leave it: 「日」 over 「時 平成２８年３月２日」,
/// 「議」 over 「題」.
fn key_torn(kept: &[Kept<'_>]) -> bool {
    let line = |n: usize| kept.get(n).map_or("", |k| k.line.text.trim_spaces());
    let second = line(1).split(is_space).next().unwrap_or("");
    is_of("日時 場所 議題 会場 期日 件名", &[line(0), second].concat()) && !second.is_empty()
}

/// Whether a label is torn within its bracket, in a narrow column: 「事務局（秘書」 over 「企画課長）」; or before its colon,
/// within the word of an office: 「武者小路委」 over 「員：職員の方の」.
fn broken(kept: &[Kept<'_>], shapes: &[Shape]) -> bool {
    if shapes.first().is_none_or(|s| s.width == 0 || s.width > 24) {
        return false;
    }
    let line = |n: usize| kept.get(n).map_or("", |k| k.line.text.trim_spaces());
    let (head, below) = (line(0), line(1));
    if let Some((post, open)) = head.split_once(['（', '(']) {
        let closed = below.strip_suffix(['）', ')']).filter(|tail| !longer(tail, 10));
        let within = |part: &str| !part.is_empty() && !holds!(part, "。、（）()「」：:");
        return closed.is_some_and(|tail| {
            roles::is_office(&squeeze(post))
                && within(open)
                && within(tail)
                && is_speaker(&[head, below].concat())
        });
    }
    let mut first = below.char_indices().take(4);
    let colon = first.find(|(_, c)| matches!(c, '：' | ':'));
    let Some(tail) = colon.and_then(|(at, _)| below.get(..at)) else {
        return false;
    };
    if tail.is_empty() || holds!(head, "。、：:") {
        return false;
    }
    let whole = [head, tail].concat();
    // 「地域医療連」 over 「携室長：」 is an office, and 「携室長」 none.
    let office = || roles::is_office(&whole) && !roles::is_office(tail);
    office() || roles::office(&whole).is_some_and(|office| office.len() > tail.len()) && is_speaker(&whole)
}

/// Whether a label goes on in the next line with who holds the office: 「○教育政策係長」 over 「大淵健太君」, 「議 長」 over
/// 「( 若 狭 谷 正 彦 )」.
fn held_below(kept: &[Kept<'_>]) -> bool {
    let begin = |n: usize| kept.get(n).map_or("", |k| k.line.text.trim_spaces_start());
    // Asked of most lines: nearly all are told by how they and those below them begin.
    if marker(begin(0)).is_none() && !begin(1).starts_with(['（', '(']) {
        return false;
    }
    let line = |n: usize| begin(n).trim_spaces_end();
    let office = line(0);
    let whole = || {
        let bare = squeeze(office);
        !holds!(office, "。、「：:（(") && (roles::is_office(&bare) || roles::is_seat(&bare))
    };
    if line(1).starts_with(['（', '(']) && is_name_in_brackets(line(1)) && whole() {
        return true;
    }
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
