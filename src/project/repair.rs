//! Repairs: places that people read otherwise than the parser does.

use crate::minutes;
use crate::order;
use crate::text::{CharRange, OffsetIndex};

use super::{AnnotatorId, Edit, Fingerprint, Repair, Workspace};

/// How many characters of the place are kept to find it again.
const WORDS: usize = 40;

/// Says what a place is; `None` goes back to what the parser says. Nothing where that is said already.
pub fn repair(
    w: &Workspace,
    me: &AnnotatorId,
    document: &Fingerprint,
    (text, index): (&str, &OffsetIndex),
    byte: u32,
    verdict: Option<minutes::Verdict>,
) -> Option<Edit> {
    let verdict = match verdict {
        Some(minutes::Verdict::Speech { speaker: Some(typed) }) => Some(minutes::Verdict::Speech {
            speaker: Some(super::commands::name(&typed)).filter(|name| !name.is_empty()),
        }),
        other => other,
    };
    let words = text.get(byte as usize..)?.lines().next().unwrap_or("");
    let at = index.chars(text, crate::text::ByteRange::new(byte, byte)).start;
    let known = w.project.repair_at(document, at);
    if known.map_or(verdict.is_none(), |r| r.verdict == verdict) {
        return None;
    }
    let value = Repair {
        document: document.clone(),
        at,
        words: words.chars().take(WORDS).collect(),
        verdict,
        annotator: me.clone(),
        revision: w.next_revision(),
    };
    Some(Edit::Repair {
        document: document.clone(),
        at,
        value: Some(value),
    })
}

/// The repairs of a document as the parser takes them, in order of their place. One whose words are nowhere in the
/// text says nothing.
pub fn located<'a>(
    repairs: impl Iterator<Item = &'a Repair>,
    text: &str,
    index: &OffsetIndex,
) -> Vec<minutes::Repair> {
    let mut found: Vec<minutes::Repair> = repairs
        .filter_map(|r| {
            let expected = index.bytes_of_chars(text, CharRange::new(r.at, r.at)).start;
            let there = text
                .get(expected as usize..)
                .is_some_and(|t| t.starts_with(&r.words));
            let at = if there {
                expected
            } else {
                let places = text.match_indices(&r.words).map(|(at, _)| at as u32);
                places.min_by_key(|at| at.abs_diff(expected))?
            };
            let verdict = r.verdict.clone()?;
            Some(minutes::Repair { at, verdict })
        })
        .collect();
    order::sort(&mut found, &|a, b| a.at.cmp(&b.at));
    found.dedup_by_key(|r| r.at);
    found
}
