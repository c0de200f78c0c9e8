//! A project: documents, codebook, people, annotations, and the edits that change them.

mod model;

pub use model::*;
