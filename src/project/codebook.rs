//! The codebook as a tree, the starter codebook and the palette.

use crate::text::stored::{self, record};

use super::{Colour, Edit, Project, Revision, Theme, ThemeId, in_order};

/// The 16 themes of the systems and policies that the sample minutes name, with the words that hint at them.
/// The page fetches the same file when it is wanted.
pub const STARTER: &str = include_str!("../../assets/starter.json");

/// The theme that a live theme stands under. One that is deleted or not there is none; nor are those of a circle,
/// which two people can make who each put one theme under the other.
pub(super) fn parent_of<'a>(project: &'a Project, theme: &Theme) -> Option<&'a Theme> {
    let above = |t: &Theme| t.parent.as_ref().and_then(|p| project.themes.get(p));
    let parent = above(theme).filter(|p| !p.deleted)?;
    let mut at = Some(parent);
    // No way up is longer than the list.
    for _ in 0..project.themes.len() {
        match at {
            Some(t) if t.id == theme.id => return None,
            Some(t) => at = above(t).filter(|p| !p.deleted),
            None => break,
        }
    }
    Some(parent)
}

/// The themes that one stands under, the topmost first.
pub fn themes_above<'a>(project: &'a Project, theme: &Theme) -> Vec<&'a Theme> {
    let mut above: Vec<&Theme> =
        std::iter::successors(parent_of(project, theme), |t| parent_of(project, t)).collect();
    above.reverse();
    above
}

/// Live themes with their depth, each behind the one it stands under and in order among those beside it: the codebook
/// as a tree.
pub fn nested(project: &Project) -> Vec<(usize, &Theme)> {
    let mut list: Vec<&Theme> = project.themes.values().filter(|t| !t.deleted).collect();
    in_order(&mut list);
    let parents: Vec<Option<&ThemeId>> = list
        .iter()
        .map(|t| parent_of(project, t).map(|p| &p.id))
        .collect();
    let under = |parent: Option<&ThemeId>| -> Vec<usize> {
        let all = parents.iter().enumerate().rev();
        all.filter(|(_, p)| **p == parent).map(|(n, _)| n).collect()
    };
    let mut out = Vec::with_capacity(list.len());
    // What is still to be listed, the next one last.
    let mut open: Vec<(usize, usize)> = under(None).into_iter().map(|n| (0, n)).collect();
    while let Some((depth, n)) = open.pop() {
        let Some(theme) = list.get(n) else { continue };
        out.push((depth, *theme));
        open.extend(under(Some(&theme.id)).into_iter().map(|n| (depth + 1, n)));
    }
    out
}

/// Colours that stay apart for people who see red and green alike, because neighbours differ in
/// lightness as well as in hue; the order of Okabe and Ito ("Color Universal Design", 2008) comes first,
/// their tints and shades after it. The first sixteen are those of the starter themes, so that eight are left
/// for a person's own.
const PALETTE: [u32; 24] = [
    0xE69F00, 0x0072B2, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00, 0xC9B800, 0x7B5EA7, 0x8C564B, 0x17A2A2,
    0xE377C2, 0x5B7F95, 0x9ACD32, 0xB22222, 0x3F51B5, 0xA0A0A0, 0x6B4F00, 0x004D80, 0x00664A, 0x8A3A66,
    0x2AC9D6, 0xFF8F6B, 0x5A6B00, 0x4B2E83,
];

/// Colours offered for themes.
pub fn palette() -> impl Iterator<Item = Colour> {
    PALETTE.into_iter().map(Colour)
}

struct Starter {
    id: ThemeId,
    ja: String,
    en: String,
    keywords: Vec<String>,
}

record!(Starter { id, ja, en, keywords });

/// The themes of the starter codebook. Their ids are fixed and their revision is 0, so that they are the
/// same themes in everybody's file.
fn starter(file: &str) -> Vec<Theme> {
    // The file is part of the program; a test reads it.
    let list: Vec<Starter> = stored::read(file).unwrap_or_default();
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
            usage: Default::default(),
            revision: 0,
            parts: Vec::new(),
            deleted: false,
            replaced_by: None,
        })
        .collect()
}

/// Brings in the starter themes that the project does not know; `None` when it knows them all.
/// A starter theme that was deleted stays deleted, unless `revive` gives the revision under which it returns:
/// somebody asks for them. `file` is [`STARTER`].
pub fn add_starter(project: &Project, file: &str, revive: Option<Revision>) -> Option<Edit> {
    let mut edits = Vec::new();
    for mut theme in starter(file) {
        match (project.themes.get(&theme.id), revive) {
            (None, _) => {}
            (Some(old), Some(revision)) if old.deleted => theme = theme.following(old, revision),
            _ => continue,
        }
        edits.push(Edit::Theme {
            id: theme.id.clone(),
            value: Some(theme),
        });
    }
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
        let counted = crate::text::json::parse(include_str!("../../assets/systems.json")).unwrap();
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
        p.apply(add_starter(&p, STARTER, None).unwrap());
        assert_eq!(add_starter(&p, STARTER, None), None);
        let id = p.themes.keys().next().unwrap().clone();
        p.themes.get_mut(&id).unwrap().deleted = true;
        assert_eq!(
            add_starter(&p, STARTER, None),
            None,
            "the sample does not bring it back"
        );
        p.apply(add_starter(&p, STARTER, Some(9)).unwrap());
        let theme = p.themes.get(&id).unwrap();
        assert!(!theme.deleted && theme.revision == 9, "asking for it does");
    }
}
