//! Labels that are torn over several lines.

use super::super::chars::{Spaced, count, is_space, longer, marker, squeeze};
use super::super::furniture::Kept;
use super::super::roles;
use super::super::speaker::is_surname;
use super::super::wrapping::Shape;

/// The label whose pieces are under way.
#[derive(Default)]
pub(super) struct Torn {
    /// Lines up to this one are pieces of it.
    end: usize,
    /// The second of them is a name, which a space parts from the office.
    named: bool,
}

impl Torn {
    /// Whether line `n` goes on with the label; else, looks whether one begins there.
    pub(super) fn next(&mut self, n: usize, kept: &[Kept<'_>], shapes: &[Shape]) -> bool {
        if n < self.end {
            return true;
        }
        let below = kept.get(n..).unwrap_or(&[]);
        self.named = held_below(below);
        self.end = n + match self.named {
            true => 2,
            false => torn_label(below, shapes.get(n..).unwrap_or(&[])),
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
