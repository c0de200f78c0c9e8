//! Bytes → text: what people really have.
