//! What a filter does to the page: what does not match folds away, and the words that were looked for are marked.

use std::ops::Range;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::analysis::filter;
use crate::analysis::fold::{Fold, folded};
use crate::analysis::sentences::touched;
use crate::minutes::BlockKind;
use crate::text::{ByteRange, search};
use crate::ui::i18n::messages;
use crate::ui::state::OpenDocument;
use crate::ui::talk::ToPage;

use super::super::Desk;
use super::lists::{Choice, Lists};
use super::{Picked, shown};

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/desk/fold.js")]
    extern "C" {
        pub(super) fn fold(paragraphs: &[u8], speeches: &[u8], headings: &[u8], gap: &str);
    }
}

/// The sentences where the person is, if not all of them match. They stay: the person may just have tagged them, and
/// nobody is to tag what nobody sees.
fn kept(desk: Desk, matching: &[bool]) -> Option<Range<usize>> {
    let (document, at) = (desk.app.document.get()?, desk.at.get()?);
    let range = document.index.bytes_of_chars(&document.minutes.text, at);
    let here = touched(&document.minutes, range);
    let other = matching.get(here.clone()).is_some_and(|l| l.contains(&false));
    other.then_some(here)
}

/// Keeps the page folded as the filter says.
pub(in crate::desk) fn keep_folded(desk: Desk) {
    let matching = Memo::new(move |_| shown(desk));
    let kept = Memo::new(move |_| matching.with(|m| kept(desk, m.as_ref()?)));
    let found = desk.found;
    // Whoever tags under a filter stays where they are, although others match now.
    let asked = StoredValue::new_local(None::<filter::Filter>);
    Effect::new(move || {
        desk.drawn.track();
        // Followed, for another filter may match the same.
        let Some(document) = desk.app.document.get() else {
            return;
        };
        let filter = Some(desk.fields.filter(&document));
        matching.with(|matching| {
            let Some(matching) = matching else {
                asked.set_value(None);
                // Nothing was folded, and all nodes would be looked at.
                if found.get_untracked().is_some() {
                    sys::fold(&[], &[], &[], "");
                    desk.ask(ToPage::Dim, "");
                    desk.ask(ToPage::Words, "");
                    found.set(None);
                    desk.ask(ToPage::Relay, "place");
                }
                return;
            };
            lay(desk, &document, matching, kept.get());
            found.set(Some(matching.iter().filter(|m| **m).count()));
            desk.ask(ToPage::Relay, "");
            if asked.with_value(|before| *before != filter) {
                asked.set_value(filter);
                desk.ask(ToPage::Found, &few(desk, &document, matching));
            }
        });
    });
    // What is gone is asked for no more: a theme, or who spoke by another reading.
    Effect::new(move || {
        let (fields, lists) = (desk.fields, Lists(desk.app));
        let keep = |list: Picked, there: Vec<Choice>| {
            let there: Vec<String> = there.into_iter().map(|one| one.key).collect();
            list.retain(&there);
        };
        keep(fields.themes, lists.themes());
        keep(fields.speakers, lists.speakers());
        keep(fields.roles, lists.roles());
        keep(fields.sections, lists.sections());
    });
}

/// Folds the page: the sentences that match are seen, and those that are `kept`.
fn lay(desk: Desk, document: &OpenDocument, matching: &[bool], kept: Option<Range<usize>>) {
    let mut shown = matching.to_vec();
    if let Some(list) = kept.and_then(|here| shown.get_mut(here)) {
        list.fill(true);
    }
    let fold = folded(&shown, &document.minutes);
    let of = |want: fn(&BlockKind) -> bool| -> Vec<u8> {
        let blocks = document.minutes.blocks.iter().zip(&fold.blocks);
        let blocks = blocks.filter(|(b, _)| want(&b.kind));
        blocks.map(|(_, f)| u8::from(*f)).collect()
    };
    let paragraphs: Vec<u8> = fold.paragraphs.iter().map(|f| u8::from(*f)).collect();
    let speeches = of(|k| matches!(k, BlockKind::Speech(_)));
    let headings = of(|k| matches!(k, BlockKind::Heading(_)));
    sys::fold(&paragraphs, &speeches, &headings, &messages().filter_folded("#"));
    desk.ask(ToPage::Dim, &around(document, matching, &fold));
    desk.ask(ToPage::Words, &words(desk, document));
}

/// So few matches may all lie above the view or below it.
const FEW: usize = 40;

/// The sentences that match, the nearest to where the person is first, as long as they are few: UTF-16 offsets, parted by
/// spaces.
fn few(desk: Desk, document: &OpenDocument, matching: &[bool]) -> String {
    let sentences = document.minutes.sentences.iter().zip(matching);
    let mut found: Vec<_> = sentences.filter(|(_, m)| **m).take(FEW + 1).collect();
    if found.len() > FEW {
        return String::new();
    }
    let here = desk.at.get_untracked();
    let here = here.map_or(0, |at| {
        let at = document.index.bytes_of_chars(&document.minutes.text, at);
        at.start
    });
    crate::order::sort(&mut found, &|(a, _), (b, _)| {
        a.start.abs_diff(here).cmp(&b.start.abs_diff(here))
    });
    let place = |(range, _): (&ByteRange, _)| {
        let at = document.utf16(*range);
        [at.start.to_string(), at.end.to_string()]
    };
    found.into_iter().flat_map(place).collect::<Vec<_>>().join(" ")
}

/// Where the words that are looked for stand: UTF-16 offsets, parted by spaces.
fn words(desk: Desk, document: &OpenDocument) -> String {
    let variants = search::Variants::read(search::VARIANTS);
    let find = |word: String| search::find_all(&document.minutes.text, &word, &variants);
    let place = |hit| {
        let at = document.utf16(hit);
        [at.start.to_string(), at.end.to_string()]
    };
    let hits = desk.fields.words().into_iter().flat_map(find);
    hits.flat_map(place).collect::<Vec<_>>().join(" ")
}

/// On paper nobody is at a place: what does not match is left out there, too. `on` before printing; after it the screen
/// is as it was.
pub(in crate::desk) fn for_paper(desk: Desk, on: bool) {
    untrack(|| {
        if let Some((document, matching)) = desk.app.document.get().zip(shown(desk)) {
            let kept = if on { None } else { kept(desk, &matching) };
            lay(desk, &document, &matching, kept);
        }
    });
}

/// The sentences in sight that do not match, beside one that does or where the person is: UTF-16 offsets, parted by
/// spaces.
fn around(document: &OpenDocument, matching: &[bool], fold: &Fold) -> String {
    let mut places: Vec<String> = Vec::new();
    let paragraphs = document.minutes.paragraphs.iter().zip(&fold.paragraphs);
    for (paragraph, _) in paragraphs.filter(|(_, folded)| !**folded) {
        for n in paragraph.sentences.start as usize..paragraph.sentences.end as usize {
            let sentence = document.minutes.sentences.get(n);
            if let Some(range) = sentence.filter(|_| matching.get(n) == Some(&false)) {
                let at = document.utf16(*range);
                places.extend([at.start.to_string(), at.end.to_string()]);
            }
        }
    }
    places.join(" ")
}
