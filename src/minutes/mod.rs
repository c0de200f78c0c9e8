//! Text → [`Minutes`]: the parser. It never fails; it says what it was unsure of.
//!
//! A pipeline of named passes: physical lines with provenance → furniture → reflow (here the
//! canonical text is made) → line kinds → blocks → sentences. The last three read the canonical
//! text alone, so a stored canonical text gives the same structure again.

mod model;

pub use model::*;
