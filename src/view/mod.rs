//! Pure view models: what is drawn.

pub mod document;
pub mod units;
