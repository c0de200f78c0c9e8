//! What can be chosen in a filter, and what has been, in words.

use leptos::prelude::*;

use crate::minutes::{BlockKind, Section};
use crate::ui::i18n::{Message, Messages, t};
use crate::ui::state::App;
use crate::view::outline;

use super::super::Desk;
use super::super::names::{Listed, listed};
use super::Picked;

/// What can be chosen in one of the lists.
#[derive(Clone)]
pub(super) struct Choice {
    /// What it is known by, also once the document is read otherwise: an id, a label, where a heading stands.
    pub(super) key: String,
    /// The same in words.
    pub(super) name: String,
    /// How deep it stands below others.
    pub(super) depth: usize,
    /// The theme's.
    pub(super) colour: Option<String>,
}

impl Choice {
    fn new(key: impl ToString, name: String) -> Self {
        let key = key.to_string();
        Self {
            key,
            name,
            depth: 0,
            colour: None,
        }
    }
}

/// One of a list and what stands below it.
pub(super) fn family(list: &[Choice], key: &str) -> Vec<String> {
    let mut rest = list.iter().skip_while(|c| c.key != key);
    let Some(first) = rest.next() else {
        return Vec::new();
    };
    let below = rest.take_while(|c| c.depth > first.depth);
    std::iter::once(first)
        .chain(below)
        .map(|c| c.key.clone())
        .collect()
}

/// What can be chosen of each kind.
#[derive(Clone, Copy)]
pub(super) struct Lists(pub(super) App);

impl Lists {
    pub(super) fn themes(self) -> Vec<Choice> {
        self.0.read(|w| {
            let list = listed(&w.project).into_iter();
            let choice = |l: Listed| Choice {
                depth: l.depth,
                colour: Some(l.theme.colour.to_string()),
                ..Choice::new(&l.theme.id, l.words())
            };
            list.map(choice).collect()
        })
    }

    pub(super) fn speakers(self) -> Vec<Choice> {
        self.0.document.get().map_or(Vec::new(), |d| {
            let list = d.minutes.speakers.iter();
            list.map(|s| Choice::new(&s.label, s.label.clone())).collect()
        })
    }

    pub(super) fn roles(self) -> Vec<Choice> {
        let mut list: Vec<Choice> = Vec::new();
        if let Some(d) = self.0.document.get() {
            for role in d.minutes.speakers.iter().filter_map(|s| s.role.clone()) {
                if !list.iter().any(|known| known.key == role) {
                    list.push(Choice::new(&role, role.clone()));
                }
            }
        }
        list
    }

    pub(super) fn sections(self) -> Vec<Choice> {
        self.0.document.get().map_or(Vec::new(), |d| {
            let rows = outline::sections(&d.minutes);
            let level = |n: u32| match d.minutes.blocks.get(n as usize).map(|b| &b.kind) {
                Some(BlockKind::Heading(level)) => usize::from(*level),
                _ => 0,
            };
            let sections = d.minutes.sections.iter();
            let highest = sections.clone().map(|s| level(s.first_block)).min();
            let row = |(s, r): (&Section, outline::SectionRow)| Choice {
                depth: level(s.first_block) - highest.unwrap_or(0),
                ..Choice::new(r.at, r.title)
            };
            sections.zip(rows).map(row).collect()
        })
    }

    pub(super) fn people(self) -> Vec<Choice> {
        self.0.read(|w| {
            let all = w.project.annotators.values();
            all.map(|a| Choice::new(&a.id, a.nickname.clone())).collect()
        })
    }
}

/// What is asked for, in words: 「テーマ：防災、予算　発言者：議長（すべて満たす）」.
pub(in crate::desk) fn in_words(desk: Desk) -> String {
    let (m, fields) = (t(), desk.fields);
    let lists = Lists(desk.app);
    let listed = |label: Message, picked: Picked, all: Vec<Choice>| {
        let names = |list: RwSignal<Vec<String>>| {
            let names = all.iter().filter(|one| list.with(|c| c.contains(&one.key)));
            let names: Vec<&str> = names.map(|one| &*one.name).collect();
            (!names.is_empty()).then(|| names.join(m.comma()))
        };
        let unwanted = names(picked.unwanted).map(|names| m.filter_without(names));
        let parts: Vec<String> = names(picked.wanted).into_iter().chain(unwanted).collect();
        (!parts.is_empty()).then(|| m.labelled(label(m), parts.join(m.comma())))
    };
    let tick = |on: RwSignal<bool>, label: Message| on.get().then(|| label(m).to_owned());
    let words = fields.words.get();
    let words = words.trim().to_owned();
    let every = fields.every.get() && fields.themes.wanted.with(|t| t.len() > 1);
    let parts = [
        listed(Messages::themes, fields.themes, lists.themes()).map(|words| match every {
            true => [words, m.apart(m.filter_every())].concat(),
            false => words,
        }),
        tick(fields.untagged, Messages::filter_untagged),
        listed(Messages::speakers, fields.speakers, lists.speakers()),
        listed(Messages::filter_roles, fields.roles, lists.roles()),
        listed(Messages::filter_sections, fields.sections, lists.sections()),
        listed(Messages::people, fields.people, lists.people()),
        tick(fields.noted, Messages::filter_noted),
        (!words.is_empty()).then(|| m.labelled(m.filter_words(), words)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let join = match fields.any.get() {
        _ if parts.len() < 2 => String::new(),
        true => m.apart(m.filter_any()),
        false => m.apart(m.filter_all()),
    };
    let not = tick(fields.not, Messages::filter_not).map(|not| m.apart(not));
    [parts.join("　"), join, not.unwrap_or_default()].concat()
}
