//! Repairs: places that people read otherwise than the parser does.

use crate::minutes;
use crate::order;
use crate::text::{ByteRange, CharRange, OffsetIndex};

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
    let words = words_at(text, byte)?;
    let at = index.chars(text, ByteRange::new(byte, byte)).start;
    let there = w.project.repairs_of(document);
    let there = there.filter(|r| place_of(r, text, index) == Some(byte));
    // What was merged from a text with other white space may be kept under another place.
    let known = there.max_by_key(|r| r.revision);
    if known.map_or(verdict.is_none(), |r| r.verdict == verdict) {
        return None;
    }
    let value = Repair {
        document: document.clone(),
        at,
        words,
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

/// The first words at a place, by which it is found again.
pub(super) fn words_at(text: &str, byte: u32) -> Option<String> {
    let line = text.get(byte as usize..)?.lines().next().unwrap_or("");
    Some(line.chars().take(WORDS).collect())
}

/// The byte at which a repair is in the text: where its words stand, nearest to where they stood.
pub(super) fn place_of(repair: &Repair, text: &str, index: &OffsetIndex) -> Option<u32> {
    let expected = index
        .bytes_of_chars(text, CharRange::new(repair.at, repair.at))
        .start;
    let there = text.get(expected as usize..);
    if there.is_some_and(|t| t.starts_with(&repair.words)) {
        return Some(expected);
    }
    let places = text.match_indices(&repair.words).map(|(at, _)| at as u32);
    places.min_by_key(|at| at.abs_diff(expected))
}

/// The repairs of a document as the parser takes them, in order of their place; of several for one place the newest. One
/// whose words are nowhere in the text says nothing.
pub fn located<'a>(
    repairs: impl Iterator<Item = &'a Repair>,
    text: &str,
    index: &OffsetIndex,
) -> Vec<minutes::Repair> {
    let mut found: Vec<(u32, &Repair)> = repairs
        .filter_map(|r| Some((place_of(r, text, index)?, r)))
        .collect();
    order::sort(&mut found, &|(a, one), (b, other)| {
        a.cmp(b).then(other.revision.cmp(&one.revision))
    });
    found.dedup_by_key(|(at, _)| *at);
    let said = found.into_iter().filter_map(|(at, r)| {
        let verdict = r.verdict.clone()?;
        Some(minutes::Repair { at, verdict })
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::{Verdict, parse};
    use crate::project::Operation;

    /// As in projects into which texts with other white space were merged before such repairs were led over.
    #[test]
    fn of_several_repairs_for_one_place_the_newest_holds_and_can_be_taken_back() {
        let minutes = parse("第１回　会議　会議録\n\n○議長　開会します。\n○委員　賛成です。\n");
        let (index, document) = (OffsetIndex::new(&minutes.text), minutes.fingerprint());
        let text = (minutes.text.as_str(), &index);
        let byte = minutes.text.find("○委員").unwrap() as u32;
        let at = index.chars(&minutes.text, ByteRange::new(byte, byte)).start;
        let me = AnnotatorId::parse("ann").unwrap();
        // The newest is kept under a place behind the true one, or in front of it.
        for other in [at + 3, at - 3] {
            let mut work = Workspace::default();
            let says = [(at, Verdict::Continues, 1), (other, Verdict::NotSpeech, 2)];
            for (at, verdict, revision) in says {
                let value = Repair {
                    document: document.clone(),
                    at,
                    words: words_at(&minutes.text, byte).unwrap(),
                    verdict: Some(verdict),
                    annotator: me.clone(),
                    revision,
                };
                let (document, value) = (document.clone(), Some(value));
                work.run(Operation::Silent {
                    edit: Edit::Repair { document, at, value },
                });
            }
            let said = |work: &Workspace| {
                let found = located(work.project.repairs_of(&document), text.0, text.1);
                found.into_iter().map(|r| (r.at, r.verdict)).collect::<Vec<_>>()
            };
            assert_eq!(said(&work), [(byte, Verdict::NotSpeech)]);
            assert_eq!(
                repair(&work, &me, &document, text, byte, Some(Verdict::NotSpeech)),
                None
            );
            let edit = repair(&work, &me, &document, text, byte, None).unwrap();
            work.run(Operation::Silent { edit });
            assert_eq!(said(&work), []);
            assert_eq!(repair(&work, &me, &document, text, byte, None), None);
        }
    }
}
