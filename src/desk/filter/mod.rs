//! 絞り込み: what does not match folds away, with a count.

use leptos::prelude::*;

use crate::analysis::filter::{self, Chosen, Filter};
use crate::minutes::{Block, BlockKind, Minutes};
use crate::project::{AnnotatorId, ThemeId};
use crate::ui::state::OpenDocument;

use super::Desk;

mod bar;
mod folding;
mod kept;
mod lists;

pub(super) use bar::bar;
pub(super) use folding::{for_paper, keep_folded};
pub(super) use kept::{Kept, turn};
pub(super) use lists::in_words;

/// What is chosen in one list, by the keys of its [`lists::Choice`]s.
#[derive(Clone, Copy)]
struct Picked {
    wanted: RwSignal<Vec<String>>,
    unwanted: RwSignal<Vec<String>>,
}

impl Picked {
    fn new() -> Self {
        Self {
            wanted: RwSignal::new(Vec::new()),
            unwanted: RwSignal::new(Vec::new()),
        }
    }

    fn both(self) -> [RwSignal<Vec<String>>; 2] {
        [self.wanted, self.unwanted]
    }

    fn is_chosen(self) -> bool {
        self.both().into_iter().any(|list| list.with(|l| !l.is_empty()))
    }

    /// Puts some in one of the two lists, or takes them from it: nothing is wanted and unwanted at once.
    fn put(self, keys: &[String], list: RwSignal<Vec<String>>, on: bool) {
        for one in self.both() {
            if one.with_untracked(|l| l.iter().any(|x| keys.contains(x))) {
                one.update(|l| l.retain(|x| !keys.contains(x)));
            }
        }
        if on {
            list.update(|l| l.extend(keys.iter().cloned()));
        }
    }

    /// Keeps what there is.
    fn retain(self, known: &[String]) {
        for list in self.both() {
            if list.with(|l| l.iter().any(|x| !known.contains(x))) {
                list.update(|l| l.retain(|x| known.contains(x)));
            }
        }
    }

    /// As the core has it.
    fn chosen<T>(self, read: impl Fn(&String) -> Option<T>) -> Chosen<T> {
        let list = |of: RwSignal<Vec<String>>| of.with(|l| l.iter().filter_map(&read).collect());
        Chosen {
            wanted: list(self.wanted),
            unwanted: list(self.unwanted),
        }
    }
}

/// What is asked for, as the fields have it.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    themes: Picked,
    every: RwSignal<bool>,
    speakers: Picked,
    roles: Picked,
    sections: Picked,
    people: Picked,
    words: RwSignal<String>,
    untagged: RwSignal<bool>,
    noted: RwSignal<bool>,
    any: RwSignal<bool>,
    not: RwSignal<bool>,
}

impl Fields {
    pub(super) fn new() -> Self {
        Self {
            themes: Picked::new(),
            every: RwSignal::new(false),
            speakers: Picked::new(),
            roles: Picked::new(),
            sections: Picked::new(),
            people: Picked::new(),
            words: RwSignal::new(String::new()),
            untagged: RwSignal::new(false),
            noted: RwSignal::new(false),
            any: RwSignal::new(false),
            not: RwSignal::new(false),
        }
    }

    fn lists(self) -> [Picked; 5] {
        [self.themes, self.speakers, self.roles, self.sections, self.people]
    }

    /// Whether nothing is asked for.
    fn is_empty(self) -> bool {
        let chosen = self.lists().into_iter().any(Picked::is_chosen);
        !chosen
            && !self.untagged.get()
            && !self.noted.get()
            && self.words.with(|w| filter::words(w).next().is_none())
    }

    pub(super) fn clear(self) {
        for list in self.lists().into_iter().flat_map(Picked::both) {
            list.set(Vec::new());
        }
        self.words.set(String::new());
        for tick in self.ticks() {
            tick.set(false);
        }
    }

    /// Asks for these themes alone, and for what one speaker said or one person tagged with them.
    pub(super) fn only(self, themes: &[ThemeId], speaker: Option<&str>, person: Option<&AnnotatorId>) {
        self.clear();
        self.themes
            .wanted
            .set(themes.iter().map(ToString::to_string).collect());
        self.speakers
            .wanted
            .set(speaker.iter().map(ToString::to_string).collect());
        self.people
            .wanted
            .set(person.iter().map(ToString::to_string).collect());
    }

    /// Asks for what has no theme, and for nothing else.
    pub(super) fn only_untagged(self) {
        self.clear();
        self.untagged.set(true);
    }

    /// The words that are looked for, one by one.
    pub(super) fn words(self) -> Vec<String> {
        let words = self.words.get_untracked();
        let wanted = filter::words(&words).filter(|(_, unwanted)| !unwanted);
        wanted.map(|(word, _)| word.to_owned()).collect()
    }

    /// As the core has it for a document as it is read now: a repair gives speakers and headings other numbers.
    fn filter(self, document: &OpenDocument) -> Filter {
        let Minutes { speakers, blocks, .. } = &document.minutes;
        let number = |place: Option<usize>| place.map(|n| n as u32);
        let speaker = |label: &String| number(speakers.iter().position(|s| s.label == *label));
        let heading = |at: &String| {
            let at: u32 = at.parse().ok()?;
            let here = |b: &Block| b.range.start == at && matches!(b.kind, BlockKind::Heading(_));
            number(blocks.iter().position(here))
        };
        Filter {
            themes: self.themes.chosen(|id| ThemeId::parse(id)),
            every_theme: self.every.get(),
            without_theme: self.untagged.get(),
            speakers: self.speakers.chosen(speaker),
            roles: self.roles.chosen(|role| Some(role.clone())),
            sections: self.sections.chosen(heading),
            annotators: self.people.chosen(|id| AnnotatorId::parse(id)).wanted,
            with_note: self.noted.get(),
            words: self.words.get(),
            all: !self.any.get(),
            not: self.not.get(),
        }
    }
}

/// Which sentences are shown; `None` where nothing is asked for.
pub(super) fn shown(desk: Desk) -> Option<Vec<bool>> {
    let (document, hidden) = (desk.app.document.get()?, desk.app.hidden.get());
    let filter = desk.fields.filter(&document);
    if !desk.filtering.get() || desk.fields.is_empty() {
        return None;
    }
    let seen = |person: &AnnotatorId| !hidden.contains(person);
    Some(desk.app.read(|w| {
        filter::matching(
            &filter,
            &w.project,
            &document.fingerprint,
            &document.minutes,
            &seen,
        )
    }))
}
