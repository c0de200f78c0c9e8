//! The starter codebook and the palette.

use serde::Deserialize;

use crate::text::json;

use super::{Colour, Edit, Project, Theme, ThemeId};

/// The 16 themes of the systems and policies that the sample minutes name, with the words that hint at them.
/// The page fetches the same file when it is wanted.
pub const STARTER: &str = include_str!("../../assets/starter.json");

/// Sixteen colours that stay apart for people who see red and green alike, because neighbours differ in
/// lightness as well as in hue; the order of Okabe and Ito ("Color Universal Design", 2008) comes first,
/// their tints and shades after it.
const PALETTE: [u32; 16] = [
    0xE69F00, 0x0072B2, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00, 0xC9B800, 0x7B5EA7, 0x8C564B, 0x17A2A2,
    0xE377C2, 0x5B7F95, 0x9ACD32, 0xB22222, 0x3F51B5, 0xA0A0A0,
];

/// Colours offered for themes.
pub fn palette() -> impl Iterator<Item = Colour> {
    PALETTE.into_iter().map(Colour)
}

#[derive(Deserialize)]
struct Starter {
    id: ThemeId,
    ja: String,
    en: String,
    keywords: Vec<String>,
}

/// The themes of the starter codebook. Their ids are fixed and their revision is 0, so that they are the
/// same themes in everybody's file.
fn starter(file: &str) -> Vec<Theme> {
    // The file is part of the program; a test reads it.
    let list: Vec<Starter> = json::read(file).unwrap_or_default();
    list.into_iter()
        .zip(palette())
        .enumerate()
        .map(|(n, (theme, colour))| Theme {
            id: theme.id,
            name: theme.ja,
            name_en: Some(theme.en),
            colour,
            key: None,
            parent: None,
            order: n as i64 + 1,
            definition: String::new(),
            keywords: theme.keywords,
            revision: 0,
            deleted: false,
        })
        .collect()
}

/// Brings in the starter themes that the project does not know; `None` when it knows them all.
/// A starter theme that was deleted stays deleted. `file` is [`STARTER`].
pub fn add_starter(project: &Project, file: &str) -> Option<Edit> {
    let missing = starter(file)
        .into_iter()
        .filter(|t| !project.themes.contains_key(&t.id));
    let edits: Vec<Edit> = missing
        .map(|t| Edit::Theme {
            id: t.id.clone(),
            value: Some(t),
        })
        .collect();
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_codebook_has_sixteen_themes_with_colours_and_keywords() {
        let themes = starter(STARTER);
        assert_eq!(themes.len(), 16);
        assert!(themes.iter().all(|t| !t.keywords.is_empty() && t.revision == 0));
        let colours: std::collections::BTreeSet<_> = themes.iter().map(|t| t.colour.0).collect();
        assert_eq!(colours.len(), 16);
    }

    #[test]
    fn its_keywords_are_the_patterns_of_the_counted_systems() {
        let counted = json::parse(include_str!("../../tests/corpus/systems.json")).unwrap();
        for theme in starter(STARTER) {
            let systems = counted["systems"].as_array().unwrap().iter();
            let of_theme = systems.filter(|s| s["theme"] == theme.id.as_str());
            let patterns: Vec<&str> = of_theme
                .flat_map(|s| s["patterns"].as_array().unwrap())
                .filter_map(|p| p.as_str())
                .collect();
            assert_eq!(theme.keywords, patterns, "{}", theme.name);
        }
    }

    #[test]
    fn what_is_there_is_left_alone() {
        let mut p = Project::default();
        p.apply(add_starter(&p, STARTER).unwrap());
        assert_eq!(add_starter(&p, STARTER), None);
    }
}
