//! Names of those who say who they are: the label of a head of an office need not tell where the name ends.

use super::chars::is_space;
use super::parts::Parts;
use super::roles;

/// Somebody who says who he or she is: 「松田水・大気環境局長　局長の松田でございます。」
pub(super) fn introduced(label: &str, said: &str) -> Option<Parts> {
    let head = said
        .char_indices()
        .nth(120)
        .map_or(said, |(at, _)| said.get(..at).unwrap_or(said));
    let says = |name: &str| {
        let after = |at: usize| head.get(at + name.len()..).unwrap_or("");
        // 「浜日報の吉浜です」 is no 浜.
        let kanji = |c: char| matches!(c, '㐀'..='鿿');
        let own =
            |at: usize| name.chars().nth(1).is_some() || !head.get(..at).is_some_and(|t| t.ends_with(kanji));
        head.match_indices(name)
            .filter(|(at, _)| own(*at))
            .any(|(at, _)| {
                ["です", "でござ", "と申", "と言い"]
                    .iter()
                    .any(|w| after(at).starts_with(w))
            })
    };
    let (name, role) = [2, 3, 1]
        .into_iter()
        .filter_map(|letters| label.split_at_checked(label.char_indices().nth(letters)?.0))
        // 「書道部部長　書道部です。」
        .find(|(name, role)| {
            roles::office(role).is_some()
                && !name.ends_with(['部', '課', '局', '係', '班', '組'])
                && says(name)
        })?;
    let plain = !label.contains(|c| is_space(c) || among!(c, "（）()：:")) && !roles::is_mask(name);
    plain.then(|| Parts {
        name: Some(name.to_owned()),
        role: Some(role.to_owned()),
        ..Parts::default()
    })
}
