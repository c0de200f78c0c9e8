//! What lists call a theme and a person, and what themes are for, in words.

use crate::project::{Part, Theme, ThemeId};
use crate::ui::html::{El, classed, el};
use crate::ui::i18n::{Messages, t, word};
pub(super) use crate::ui::names::{Listed, listed, named, people};

/// What a list calls one theme, where it is at hand alone.
pub(super) fn called(list: &[Listed], id: &ThemeId) -> Option<String> {
    list.iter().find(|l| &l.theme.id == id).map(Listed::words)
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

/// What a part of a theme is called.
pub(super) fn part_name(part: Part) -> &'static str {
    let m = t();
    match part {
        Part::Name => m.name(),
        Part::Definition => m.definition(),
        Part::When => m.use_when(),
        Part::Not => m.use_not(),
        Part::Memo => m.memo(),
        Part::Examples => m.examples(),
        Part::Keywords => m.keywords_alone(),
        Part::Colour => m.colour(),
        Part::Key => m.key(),
        Part::Parent => m.parent_theme(),
    }
}

/// The first letters of a text, and a sign where there are more.
pub(super) fn shortened(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some((end, _)) => [text.get(..end).unwrap_or(""), "…"].concat(),
        None => text.to_owned(),
    }
}
