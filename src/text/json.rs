//! Reading JSON.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a value by way of [`Value`]: every type then has one reader instead of one per kind of input and
/// per level of buffering, a fifth of what the page weighs.
///
/// # Errors
/// What is wrong, with its place in the text when it is not JSON.
pub fn read<T: DeserializeOwned>(json: &str) -> serde_json::Result<T> {
    serde_json::from_value(parse(json)?)
}

/// JSON of any shape.
///
/// # Errors
/// When it is not JSON.
#[inline(never)]
pub fn parse(json: &str) -> serde_json::Result<Value> {
    serde_json::from_str(json)
}
