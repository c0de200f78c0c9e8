//! Bytes → text: what people really have.

pub mod text;
