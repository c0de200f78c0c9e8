//! Themes and people as lists name them, so that two of one name are not taken for one another.

use leptos::prelude::*;

use crate::project::{self, AnnotatorId, Project, Theme};
use crate::view::theme_names::told_apart;

use super::html::{El, classed, fragment};
use super::i18n::{Language, language, messages};

/// A theme's name in the language of the interface, if it has one.
pub(crate) fn name_of(theme: &Theme) -> String {
    match (language().get(), &theme.name_en) {
        (Language::En, Some(name)) => name.clone(),
        _ => theme.name.clone(),
    }
}

/// What somebody is called until they choose a name.
pub(crate) fn first(id: &AnnotatorId) -> String {
    let letters = id.as_str().chars().filter(char::is_ascii_alphanumeric);
    let code: String = letters.take(4).collect();
    messages().default_nickname(code.to_ascii_uppercase())
}

/// A theme in a list.
#[derive(Clone)]
pub(crate) struct Listed {
    /// How deep it stands.
    pub(crate) depth: usize,
    /// The theme.
    pub(crate) theme: Theme,
    /// Its name, in the language of the interface.
    pub(crate) name: String,
    /// What tells it apart from others of that name, if there are any.
    pub(crate) mark: String,
}

impl Listed {
    /// The name in one string, for lists that have only words.
    pub(crate) fn words(&self) -> String {
        match self.mark.is_empty() {
            true => self.name.clone(),
            false => messages().told_apart(&self.name, &self.mark),
        }
    }

    /// The name as it is shown.
    pub(crate) fn shown(&self) -> El {
        named(self.name.clone(), &self.mark)
    }
}

/// A name and what tells it apart, which is written smaller.
pub(crate) fn named(name: String, mark: &str) -> El {
    fragment().child(name).child(apart(mark))
}

/// What tells a theme apart, if anything needs to.
pub(crate) fn apart(mark: &str) -> Option<El> {
    (!mark.is_empty()).then(|| classed("span", "theme__apart").child(messages().apart(mark)))
}

/// The live themes in the order of the codebook.
pub(crate) fn listed(project: &Project) -> Vec<Listed> {
    let list = project::nested(project);
    // Names of those above, by how deep they stand.
    let mut above: Vec<String> = Vec::new();
    let mut names: Vec<(String, String)> = Vec::with_capacity(list.len());
    for (depth, theme) in &list {
        above.truncate(*depth);
        let name = name_of(theme);
        names.push((name.clone(), above.last().cloned().unwrap_or_default()));
        above.push(name);
    }
    let marks = told_apart(&names);
    let rows = list.into_iter().zip(names).zip(marks);
    rows.map(|(((depth, theme), (name, _)), mark)| Listed {
        depth,
        theme: theme.clone(),
        name,
        mark,
    })
    .collect()
}

/// Everybody with what they are called; people of one nickname are numbered.
pub(crate) fn people(project: &Project) -> Vec<(AnnotatorId, String)> {
    let all = || project.annotators.values();
    let names: Vec<(String, String)> = all().map(|a| (a.nickname.clone(), String::new())).collect();
    let marks = told_apart(&names);
    let named = all().zip(marks).map(|(a, mark)| {
        let name = match mark.is_empty() {
            true => a.nickname.clone(),
            false => messages().told_apart(&a.nickname, &mark),
        };
        (a.id.clone(), name)
    });
    named.collect()
}

/// What people call a theme: its name, and what tells it apart if another has that name.
pub(crate) fn called(project: &Project, theme: &Theme) -> String {
    let name = name_of(theme);
    let mut live = project.themes.values().filter(|t| !t.deleted);
    // Most need no list of all.
    if !live.any(|t| t.id != theme.id && name_of(t) == name) {
        return name;
    }
    let list = listed(project);
    let found = list.iter().find(|l| l.theme.id == theme.id);
    found.map_or(name, Listed::words)
}
