//! The parts of the page, one area of the screen each.

pub(super) mod alerts;
pub(super) mod meeting;
pub(super) mod outline;
pub(crate) mod people;
pub(super) mod search;
pub(super) mod start;
pub(crate) mod themes;
pub(super) mod toolbar;
