//! Who is known to have been there.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::order;

use super::super::chars::squeeze;
use super::super::labels::Candidate;
use super::super::model::Meeting;
use super::super::roles;
use super::Found;

/// Whether somebody of this surname, or full name, is on the list of those present.
pub(super) fn is_present(meeting: &Meeting, name: &str) -> bool {
    let mut listed = meeting.attendees.iter().filter_map(|a| a.name.as_deref());
    listed.any(|full| squeeze(full).starts_with(name))
}

/// Names of those present, and labels that recur.
pub(super) struct People<'a> {
    /// In order.
    present: Vec<Cow<'a, str>>,
    /// How often labels that name no office say something.
    recurring: BTreeMap<String, usize>,
}

impl<'a> People<'a> {
    /// Those who are listed, introduce themselves, are introduced with a shorter name, or are called by a surname
    /// throughout.
    pub(super) fn of(
        meeting: &'a Meeting,
        introduced: &[&'a str],
        surnames: &[&'a str],
        found: Found<'_, '_>,
    ) -> Self {
        let listed = meeting.attendees.iter().filter_map(|a| a.name.as_deref());
        let mut present: Vec<Cow<'a, str>> = listed
            .map(squeeze)
            .chain(introduced.iter().map(|label| squeeze(label)))
            .chain(surnames.iter().map(|label| Cow::Borrowed(*label)))
            .collect();
        let short = found.said().filter_map(|(_, c)| roles::short_name(c.label));
        present.extend(short.map(|name| Cow::Owned(squeeze(name).into_owned())));
        order::sort(&mut present, &|a, b| a.cmp(b));
        let mut recurring: BTreeMap<String, usize> = BTreeMap::new();
        for (_, c) in found.said().filter(|(_, c)| !c.named) {
            *recurring.entry(squeeze(c.label).into_owned()).or_default() += 1;
        }
        Self { present, recurring }
    }

    /// On the list of those present, by full name, surname or first name.
    pub(super) fn are_listed(&self, bare: &str) -> bool {
        let name = roles::without_honorific(bare).unwrap_or(bare);
        name.chars().nth(1).is_some()
            && self
                .present
                .get(self.present.partition_point(|p| p.as_ref() < name))
                .is_some_and(|first| first.starts_with(name))
    }

    /// The label recurs, or is on the list.
    pub(super) fn know(&self, c: &Candidate<'_>) -> bool {
        let bare = squeeze(c.label);
        self.recurring.get(bare.as_ref()).is_some_and(|n| *n >= 2) || self.are_listed(&bare)
    }
}
