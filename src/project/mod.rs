//! A project: documents, codebook, people, annotations, and the edits that change them.

pub mod anchor;
mod bridge;
mod codebook;
mod codebook_edits;
mod commands;
mod edit;
mod example;
mod handing;
mod history;
pub mod merge;
mod model;
mod operation;
mod repair;
mod replaced;
mod restamp;
mod theme;

pub use codebook::{STARTER, add_starter, nested, palette, themes_above};
pub use codebook_edits::{
    add_example, merge_themes, move_theme, remove_example, restore_theme, retag, take_codebook,
};
pub use commands::*;
pub(crate) use edit::in_order;
pub use edit::{Change, Edit};
pub use example::{Example, SPEAKER};
pub use handing::hand_over;
pub use history::{Entry, Workspace};
pub use merge::{Bundle, Followed, MergePlan, MergeSummary, Part, Replacement, parts_changed};
pub use model::*;
pub use operation::{Label, Operation};
pub use repair::{located, repair};
pub use replaced::{follow, replacement};
pub use theme::{Colour, Theme, Usage};

pub use crate::minutes::DocumentText;
pub use crate::text::Fingerprint;
