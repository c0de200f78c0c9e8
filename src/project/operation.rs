//! What changes a [`Workspace`](super::Workspace): the steps of a journal, and what they are called.

use crate::text::stored::choice;

use super::{Edit, ThemeId, Timestamp};

/// What happened, for the undo button and the list of past steps. The words are made by the page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(test, serde(rename_all = "kebab-case"))]
pub enum Label {
    /// A tag was put on.
    AddTag {
        /// Which theme.
        theme: ThemeId,
    },
    /// A tag was taken off.
    RemoveTag {
        /// Which theme.
        theme: ThemeId,
    },
    /// A note was written.
    EditNote,
    /// A theme was made.
    AddTheme {
        /// Its name.
        name: String,
    },
    /// A theme was changed.
    ChangeTheme {
        /// Its name.
        name: String,
    },
    /// A theme was deleted.
    DeleteTheme {
        /// Its name.
        name: String,
    },
    /// A theme got another place.
    MoveTheme {
        /// Its name.
        name: String,
    },
    /// Two themes became one.
    MergeThemes {
        /// Name of the one that is gone.
        from: String,
        /// Name of the one that is left.
        into: String,
    },
    /// Some tags of a theme got another.
    SplitTheme {
        /// Name of the theme they had.
        name: String,
    },
    /// A deleted theme came back.
    RestoreTheme {
        /// Its name.
        name: String,
    },
    /// A codebook came from a file.
    TakeCodebook {
        /// Name of the file.
        name: String,
    },
    /// A theme was put on many places at once.
    TagAll {
        /// Which theme.
        theme: ThemeId,
    },
    /// Somebody changed their nickname.
    Rename,
    /// Somebody turned out to be a person whom a file knows.
    GoOnAs {
        /// That person's name.
        name: String,
    },
    /// The starter themes were brought in.
    AddStarter,
    /// A document was taken out of the project.
    RemoveDocument {
        /// Its title.
        name: String,
    },
    /// A place was read otherwise than the parser does.
    Repair,
    /// Files were merged.
    Merge {
        /// Their names.
        name: String,
    },
}

choice!(Label {
    AddTag = "add-tag" { theme },
    RemoveTag = "remove-tag" { theme },
    EditNote = "edit-note",
    AddTheme = "add-theme" { name },
    ChangeTheme = "change-theme" { name },
    DeleteTheme = "delete-theme" { name },
    MoveTheme = "move-theme" { name },
    MergeThemes = "merge-themes" { from, into },
    SplitTheme = "split-theme" { name },
    RestoreTheme = "restore-theme" { name },
    TakeCodebook = "take-codebook" { name },
    TagAll = "tag-all" { theme },
    Rename = "rename",
    GoOnAs = "go-on-as" { name },
    AddStarter = "add-starter",
    RemoveDocument = "remove-document" { name },
    Repair = "repair",
    Merge = "merge" { name },
});

/// A step of a journal.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(test, serde(rename_all = "lowercase"))]
pub enum Operation {
    /// A person's own edit.
    Do {
        /// What to change.
        edit: Edit,
        /// What to call it.
        label: Label,
        /// When.
        at: Timestamp,
        /// Joins the step before it if that has the same key: a note typed in one go is one step.
        coalesce: Option<String>,
    },
    /// Values that came from files. Taking it back restores exactly what was there.
    Merge {
        /// What to change.
        edit: Edit,
        /// What to call it.
        label: Label,
        /// When.
        at: Timestamp,
    },
    /// An edit that is no step of its own, such as opening a document.
    Silent {
        /// What to change.
        edit: Edit,
    },
    /// Takes the last step back.
    Undo,
    /// Takes the last undo back.
    Redo,
    /// The project was saved to a file: others may hold its values from now on.
    Publish {
        /// When.
        at: Timestamp,
    },
}

choice!(Operation {
    Do = "do" { edit, label, at, coalesce },
    Merge = "merge" { edit, label, at },
    Silent = "silent" { edit },
    Undo = "undo",
    Redo = "redo",
    Publish = "publish" { at },
});
