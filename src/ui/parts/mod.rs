//! The parts of the page, one area of the screen each.

pub(super) mod alerts;
pub(super) mod compare;
pub(super) mod dialog;
pub(super) mod insights;
pub(super) mod meeting;
pub(super) mod merging;
pub(super) mod outline;
pub(super) mod people;
pub(super) mod repair;
pub(super) mod search;
pub(super) mod start;
pub(super) mod theme_dialog;
pub(super) mod themes;
pub(super) mod toolbar;
