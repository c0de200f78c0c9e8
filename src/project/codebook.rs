//! The starter codebook and the palette.

use serde::Deserialize;

use super::{Colour, Edit, Project, Theme, ThemeId};

/// The 54 systems and policies that the sample minutes name, with their 16 themes.
const STARTER: &str = include_str!("../../assets/starter.json");

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
    themes: Vec<StarterTheme>,
    systems: Vec<System>,
}

#[derive(Deserialize)]
struct StarterTheme {
    id: ThemeId,
    name: Names,
}

#[derive(Deserialize)]
struct System {
    patterns: Vec<String>,
    theme: ThemeId,
}

#[derive(Deserialize)]
struct Names {
    ja: String,
    en: String,
}

/// The themes of the starter codebook. Their ids are fixed and their revision is 0, so that they are the
/// same themes in everybody's file.
fn starter() -> Vec<Theme> {
    // The file is part of the program; a test reads it.
    let Ok(starter) = serde_json::from_str::<Starter>(STARTER) else {
        return Vec::new();
    };
    let systems = &starter.systems;
    let keywords = |id: &ThemeId| {
        systems
            .iter()
            .filter(|s| &s.theme == id)
            .flat_map(|s| s.patterns.clone())
            .collect()
    };
    starter
        .themes
        .iter()
        .zip(palette())
        .enumerate()
        .map(|(n, (theme, colour))| Theme {
            keywords: keywords(&theme.id),
            id: theme.id.clone(),
            name: theme.name.ja.clone(),
            name_en: Some(theme.name.en.clone()),
            colour,
            key: None,
            parent: None,
            order: (n + 1) as f64,
            definition: String::new(),
            revision: 0,
            deleted: false,
        })
        .collect()
}

/// Brings in the starter themes that the project does not know; `None` when it knows them all.
/// A starter theme that was deleted stays deleted.
pub fn add_starter(project: &Project) -> Option<Edit> {
    let missing = starter()
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
        let themes = starter();
        assert_eq!(themes.len(), 16);
        assert!(themes.iter().all(|t| !t.keywords.is_empty() && t.revision == 0));
        let colours: std::collections::BTreeSet<_> = themes.iter().map(|t| t.colour.0).collect();
        assert_eq!(colours.len(), 16);
    }

    #[test]
    fn what_is_there_is_left_alone() {
        let mut p = Project::default();
        p.apply(add_starter(&p).unwrap());
        assert_eq!(add_starter(&p), None);
    }
}
