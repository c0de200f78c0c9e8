//! 絞り込み: what does not match folds away, with a count.

use leptos::prelude::*;

use crate::analysis::filter::{self, Filter};
use crate::project::{AnnotatorId, ThemeId};

use super::Desk;

mod bar;
mod folding;
mod lists;

pub(super) use bar::bar;
pub(super) use folding::{for_paper, keep_folded};
pub(super) use lists::in_words;

/// What is asked for, as the fields have it.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    themes: RwSignal<Vec<String>>,
    every: RwSignal<bool>,
    speakers: RwSignal<Vec<String>>,
    roles: RwSignal<Vec<String>>,
    sections: RwSignal<Vec<String>>,
    people: RwSignal<Vec<String>>,
    words: RwSignal<String>,
    untagged: RwSignal<bool>,
    noted: RwSignal<bool>,
    any: RwSignal<bool>,
    not: RwSignal<bool>,
}

impl Fields {
    pub(super) fn new() -> Self {
        let list = || RwSignal::new(Vec::new());
        Self {
            themes: list(),
            every: RwSignal::new(false),
            speakers: list(),
            roles: list(),
            sections: list(),
            people: list(),
            words: RwSignal::new(String::new()),
            untagged: RwSignal::new(false),
            noted: RwSignal::new(false),
            any: RwSignal::new(false),
            not: RwSignal::new(false),
        }
    }

    pub(super) fn clear(self) {
        for list in [self.themes, self.speakers, self.roles, self.sections, self.people] {
            list.set(Vec::new());
        }
        self.words.set(String::new());
        for tick in [self.every, self.untagged, self.noted, self.any, self.not] {
            tick.set(false);
        }
    }

    /// Asks for these themes alone, and for what one speaker said or one person tagged with them.
    pub(super) fn only(self, themes: &[ThemeId], speaker: Option<u32>, person: Option<&AnnotatorId>) {
        self.clear();
        self.themes.set(themes.iter().map(ToString::to_string).collect());
        self.speakers.set(speaker.iter().map(u32::to_string).collect());
        self.people.set(person.iter().map(ToString::to_string).collect());
    }

    /// The words that are looked for, one by one.
    pub(super) fn words(self) -> Vec<String> {
        let words = self.words.get_untracked();
        let wanted = words.split_whitespace().filter(|w| filter::unwanted(w).is_none());
        wanted.map(str::to_owned).collect()
    }

    fn filter(self) -> Filter {
        let numbers = |list: RwSignal<Vec<String>>| {
            let list = list.get();
            list.iter().filter_map(|n| n.parse().ok()).collect::<Vec<u32>>()
        };
        Filter {
            themes: self
                .themes
                .get()
                .iter()
                .filter_map(|x| ThemeId::parse(x))
                .collect(),
            every_theme: self.every.get(),
            without_theme: self.untagged.get(),
            speakers: numbers(self.speakers),
            roles: self.roles.get(),
            sections: numbers(self.sections),
            annotators: self
                .people
                .get()
                .iter()
                .filter_map(|x| AnnotatorId::parse(x))
                .collect(),
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
    let filter = desk.fields.filter();
    if !desk.filtering.get() || filter.is_empty() {
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
