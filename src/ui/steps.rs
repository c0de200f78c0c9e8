//! What the steps that can be taken back are called.

use crate::project::{Label, Workspace};

use super::i18n::t;
use super::names::name_of;

/// A step in words, for buttons and messages.
pub(crate) fn words(w: &Workspace, label: &Label) -> String {
    let m = t();
    let themes = &w.project.themes;
    let theme = |id| themes.get(id).map_or(String::new(), name_of);
    // Steps keep the name of their time, which may be one of two languages.
    let named = |name: &String| {
        let known = themes.values().find(|t| t.name == *name);
        known.map_or_else(|| name.clone(), name_of)
    };
    match label {
        Label::AddTag { theme: id } => m.step_add_tag(theme(id)),
        Label::RemoveTag { theme: id } => m.step_remove_tag(theme(id)),
        Label::EditNote => m.step_note().to_owned(),
        Label::AddTheme { name } => m.step_add_theme(named(name)),
        Label::ChangeTheme { name } => m.step_change_theme(named(name)),
        Label::DeleteTheme { name } => m.step_delete_theme(named(name)),
        Label::MoveTheme { name } => m.step_move_theme(named(name)),
        Label::MergeThemes { from, into } => m.step_merge_themes(named(from), named(into)),
        Label::SplitTheme { name } => m.step_split_theme(named(name)),
        Label::RestoreTheme { name } => m.step_restore_theme(named(name)),
        Label::TakeCodebook { name } => m.step_codebook(name),
        Label::TagAll { theme: id } => m.step_tag_all(theme(id)),
        Label::Rename => m.step_rename().to_owned(),
        Label::GoOnAs { name } => m.continue_as(name),
        Label::Repair => m.step_repair().to_owned(),
        Label::AddStarter => m.step_starter().to_owned(),
        Label::RemoveDocument { name } => m.step_remove_document(name),
        Label::Merge { name } => m.step_merge(name),
    }
}
