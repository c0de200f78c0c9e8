//! Files: one file per format.

pub mod codebook;
pub mod csv;
pub mod native;
pub mod sample;
mod time;
