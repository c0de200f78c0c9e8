//! A filter is as somebody left it when they come back to a document.

use leptos::prelude::*;

use crate::project::Fingerprint;

use super::Fields;
use crate::desk::Desk;

/// What was asked for in a document, and whether the bar was open.
pub(in crate::desk) struct Kept {
    document: Fingerprint,
    lists: [Vec<String>; 10],
    words: String,
    ticks: [bool; 6],
}

impl Fields {
    fn keys(self) -> [RwSignal<Vec<String>>; 10] {
        let [a, b, c, d, e] = self.lists().map(super::Picked::both);
        [a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1], e[0], e[1]]
    }

    pub(super) fn ticks(self) -> [RwSignal<bool>; 5] {
        [self.every, self.untagged, self.noted, self.any, self.not]
    }
}

/// Puts away what is asked for in the document that is left, and asks for what was asked for in the one that comes: its
/// speakers and sections are others.
pub(in crate::desk) fn turn(desk: Desk, left: Option<&Fingerprint>, comes: Option<&Fingerprint>) {
    let (fields, open) = (desk.fields, desk.filtering);
    let [a, b, c, d, e] = fields.ticks();
    desk.kept.update_value(|kept| {
        if let Some(left) = left {
            kept.push(Kept {
                document: left.clone(),
                lists: fields.keys().map(|list| list.get_untracked()),
                words: fields.words.get_untracked(),
                ticks: [a, b, c, d, e, open].map(|tick| tick.get_untracked()),
            });
        }
        fields.clear();
        open.set(false);
        let Some(place) = kept.iter().position(|k| Some(&k.document) == comes) else {
            return;
        };
        let before = kept.swap_remove(place);
        for (list, keys) in fields.keys().into_iter().zip(before.lists) {
            list.set(keys);
        }
        fields.words.set(before.words);
        for (tick, on) in [a, b, c, d, e, open].into_iter().zip(before.ticks) {
            tick.set(on);
        }
    });
}
