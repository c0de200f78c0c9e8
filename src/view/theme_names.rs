//! What tells themes of one name apart in a list.

/// For each theme (its name, and that of the theme it stands under, empty at the top) what tells it apart from others
/// of that name; empty where nothing needs to. That is the theme it stands under, a number among those under the same
/// one, or both.
pub fn told_apart(list: &[(String, String)]) -> Vec<String> {
    let mut marks = vec![String::new(); list.len()];
    for (n, (name, _)) in list.iter().enumerate() {
        let alike = |(other, _): &(String, String)| other == name;
        if list.iter().position(alike) != Some(n) {
            // Done with the first of them.
            continue;
        }
        let same: Vec<(usize, &str)> = (list.iter().enumerate())
            .filter(|(_, t)| alike(t))
            .map(|(n, (_, above))| (n, above.as_str()))
            .collect();
        if same.len() == 1 {
            continue;
        }
        let mut these: Vec<String> = Vec::with_capacity(same.len());
        for (place, (_, above)) in same.iter().enumerate() {
            let beside = || same.iter().filter(|(_, other)| other == above);
            let before = same.iter().take(place).filter(|(_, other)| other == above);
            let number = before.count() + 1;
            these.push(match (above.is_empty(), beside().count()) {
                (_, 1) => (*above).to_owned(),
                (true, _) => number.to_string(),
                (false, _) => format!("{above} {number}"),
            });
        }
        // A theme may be called what another one's mark is.
        let clear = these
            .iter()
            .enumerate()
            .all(|(n, m)| !these.iter().take(n).any(|o| o == m));
        for ((place, (n, _)), mark) in same.iter().enumerate().zip(these) {
            if let Some(slot) = marks.get_mut(*n) {
                *slot = if clear { mark } else { (place + 1).to_string() };
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marks(list: &[(&str, &str)]) -> Vec<String> {
        let list: Vec<_> = list
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect();
        told_apart(&list)
    }

    #[test]
    fn one_of_a_name_needs_nothing() {
        assert_eq!(marks(&[("教育", ""), ("防災", "教育")]), ["", ""]);
    }

    #[test]
    fn the_theme_above_tells_them_apart_or_a_number_does() {
        assert_eq!(
            marks(&[("費用", ""), ("費用", "教育"), ("費用", "防災")]),
            ["", "教育", "防災"]
        );
        assert_eq!(marks(&[("費用", ""), ("防災", ""), ("費用", "")]), ["1", "", "2"]);
        assert_eq!(
            marks(&[("費用", "教育"), ("費用", ""), ("費用", "教育")]),
            ["教育 1", "", "教育 2"]
        );
        assert_eq!(
            marks(&[("費用", "1"), ("費用", ""), ("費用", "")]),
            ["1", "2", "3"]
        );
    }

    proptest! {
        #[test]
        fn no_two_look_alike(list in proptest::collection::vec(("[ab]", "[ab12]? ?[12]?"), 0..8)) {
            let marks = told_apart(&list);
            let mut said: Vec<_> = list.iter().map(|(name, _)| name).zip(&marks).collect();
            said.sort();
            said.dedup();
            prop_assert_eq!(said.len(), list.len());
        }
    }
}
