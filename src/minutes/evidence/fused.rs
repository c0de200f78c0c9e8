//! Labels that nothing separates from what is said.

use std::collections::BTreeMap;

use super::super::chars::{Spaced, is_marker, marker};
use super::super::model::Doubt;
use super::super::structure::TextLine;
use super::super::talk::says;
use super::{Decided, Label};

/// 「○議長これより」: nothing separates the label, but it is known from elsewhere in the document.
pub(super) fn take<'a>(lines: &[TextLine<'a>], decided: &mut Decided<'a>) {
    if !decided.marked {
        return;
    }
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (line, label) in lines.iter().zip(&decided.labels) {
        let sure = |l: &&Label<'_>| l.certainty >= 0.9 && !l.text.has_space();
        if let Some(l) = label.as_ref().filter(sure)
            && line.text.starts_with(is_marker)
            && !known.contains_key(l.text)
        {
            known.insert(l.text.to_owned(), 0);
        }
    }
    for (n, line) in lines.iter().enumerate() {
        let Some(mark) = marker(line.text) else { continue };
        if decided.labels.get(n).is_none_or(Option::is_some) || !says(line.text) {
            continue;
        }
        let rest = line.text.get(mark.len_utf8()..).unwrap_or("");
        let ends = rest.char_indices().skip(1).take(20).map(|(at, _)| at);
        let label = ends
            .filter_map(|at| rest.get(..at))
            .filter(|head| known.contains_key(*head))
            .last();
        if let Some(text) = label.filter(|l| {
            !rest
                .get(l.len()..)
                .unwrap_or("")
                .starts_with(['の', '及', 'と', '等'])
        }) {
            decided.doubts.push((n, text, Doubt::Unmarked));
            if let Some(slot) = decided.labels.get_mut(n) {
                *slot = Some(Label {
                    text,
                    body: mark.len_utf8() + text.len(),
                    certainty: 0.6,
                });
            }
        }
    }
}
