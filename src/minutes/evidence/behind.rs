//! Names that stand behind an office or a body, between white space: 「○事務局　空木　資料を」.

use std::collections::BTreeMap;

use super::super::chars::Spaced;
use super::super::speaker::is_surname;
use super::super::surnames::parted;
use super::super::talk::says;
use super::people::People;
use super::{Decided, Found};

/// Adds such a name to the label: of somebody on the list of those present, or one that stands there again. Else it is a
/// word of what is said.
pub(super) fn take<'a>(found: Found<'_, 'a>, people: &People<'_>, decided: &mut Decided<'a>) {
    let behind = |n: usize, body: usize| {
        let text = found.text(n).get(body..)?;
        let (word, said) = parted(text).filter(|(word, said)| is_surname(word) && says(said))?;
        Some((word, body + (text.len() - said.len())))
    };
    let mut again: BTreeMap<String, usize> = BTreeMap::new();
    let both = |label: &str, word: &str| [label, "\n", word].concat();
    for (n, label) in decided.labels.iter().enumerate() {
        if let Some(label) = label
            && let Some((word, _)) = behind(n, label.body)
        {
            *again.entry(both(label.text, word)).or_default() += 1;
        }
    }
    for (n, label) in decided.labels.iter_mut().enumerate() {
        let Some(label) = label else { continue };
        let Some((word, body)) = behind(n, label.body) else {
            continue;
        };
        if again.get(&both(label.text, word)).is_none_or(|n| *n < 2) && !people.are_listed(word) {
            continue;
        }
        let line = found.text(n);
        if let Some(whole) = line.find(label.text).and_then(|at| line.get(at..body)) {
            (label.text, label.body) = (whole.trim_spaces_end(), body);
        }
    }
}
