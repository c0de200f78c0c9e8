//! Fusen (付箋): annotate the minutes of meetings.
//!
//! The map of the house. Arrows point one way:
//! `{order, text} ← minutes ← project ← {exchange, analysis} ← view ← {browser, ui} ← desk`.
//! Everything above [`view`] is pure: no clock, no randomness, no storage, no DOM; such things are
//! arguments. `browser`, `ui` and `desk` exist on wasm32 only.

// The tests of the crate and those beside it have their people in common.
#[cfg(test)]
extern crate self as fusen;

pub mod order;

pub mod text;

pub mod intake;

pub mod minutes;

pub mod project;

pub mod exchange;

pub mod analysis;

pub mod view;

#[cfg(target_arch = "wasm32")]
pub mod browser;

#[cfg(target_arch = "wasm32")]
pub mod ui;

#[cfg(target_arch = "wasm32")]
pub mod desk;
