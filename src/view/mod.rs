//! Pure view models: what is drawn, and what keys mean.

pub mod document;
pub mod keymap;
pub mod outline;
pub mod readings;
pub mod repair;
mod spelling;
pub mod spots;
pub mod stripes;
pub mod theme_keys;
pub mod theme_names;
pub mod tints;
pub mod typeahead;
pub mod units;
