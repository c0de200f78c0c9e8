//! Counts and comparisons over a project.

pub mod agreement;
pub mod counts;
