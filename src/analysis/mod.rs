//! Counts, comparisons and proposals over a project.

pub mod agreement;
pub mod counts;
pub mod filter;
pub mod fold;
pub mod glossary;
pub mod group;
pub mod lexicon;
pub mod likeness;
pub mod sentences;
pub mod suggest;
