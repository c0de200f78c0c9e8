//! Themes as lists name them, so that two of one name are not taken for one another; and what they are for, in words.

use crate::project::{self, AnnotatorId, Project, Theme, ThemeId};
use crate::ui::html::{El, classed, el, fragment};
use crate::ui::i18n::{Messages, messages, t, word};
use crate::ui::parts::themes::name_of;
use crate::view::theme_names::told_apart;

/// A theme in a list.
#[derive(Clone)]
pub(super) struct Listed {
    /// How deep it stands.
    pub(super) depth: usize,
    /// The theme.
    pub(super) theme: Theme,
    /// Its name, in the language of the interface.
    pub(super) name: String,
    /// What tells it apart from others of that name, if there are any.
    pub(super) mark: String,
}

impl Listed {
    /// The name in one string, for lists that have only words.
    pub(super) fn words(&self) -> String {
        match self.mark.is_empty() {
            true => self.name.clone(),
            false => messages().told_apart(&self.name, &self.mark),
        }
    }

    /// The name as it is shown.
    pub(super) fn shown(&self) -> El {
        named(self.name.clone(), &self.mark)
    }
}

/// A name and what tells it apart, which is written smaller.
pub(super) fn named(name: String, mark: &str) -> El {
    let mark = (!mark.is_empty()).then(|| classed("span", "theme__apart").child(messages().apart(mark)));
    fragment().child(name).child(mark)
}

/// The live themes in the order of the codebook.
pub(super) fn listed(project: &Project) -> Vec<Listed> {
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

/// What a list calls one theme, where it is at hand alone.
pub(super) fn called(list: &[Listed], id: &ThemeId) -> Option<String> {
    list.iter().find(|l| &l.theme.id == id).map(Listed::words)
}

/// Everybody with what they are called; people of one nickname are numbered.
pub(super) fn people(project: &Project) -> Vec<(AnnotatorId, String)> {
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

/// What a theme is for: what it means, when to use it and when not. `None` where it says nothing of it.
pub(super) fn about(theme: &Theme) -> Option<El> {
    let said = parts(theme);
    if said.is_empty() {
        return None;
    }
    let mut list = classed("dl", "about");
    for (label, text) in said {
        list = list
            .child(el("dt").child(word(label)))
            .child(el("dd").attr("lang", "ja").child(text));
    }
    Some(list)
}

/// The same in one string, for what is shown under the pointer.
pub(super) fn about_words(theme: &Theme) -> Option<String> {
    let lines: Vec<String> = parts(theme)
        .into_iter()
        .map(|(label, text)| t().labelled(label(t()), text))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn parts(theme: &Theme) -> Vec<(crate::ui::i18n::Message, String)> {
    let all: [(crate::ui::i18n::Message, &String); 3] = [
        (Messages::definition, &theme.definition),
        (Messages::use_when, &theme.usage.when),
        (Messages::use_not, &theme.usage.not),
    ];
    let said = all.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(label, text)| (label, text.clone())).collect()
}
