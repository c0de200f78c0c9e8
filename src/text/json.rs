//! JSON of any shape, and what can be wrong with it.
//!
//! All JSON is read by way of [`Value`]: one parser. What it stands for is read from there ([`super::stored`]).
//! Numbers of our own are whole; those of others are kept as they are printed, in [`Value`], so the tables
//! for reading and printing fractions stay out of the page.

use std::fmt::Display;

use serde_json::Value;

/// What is wrong with some JSON. Boxed: it is part of the result of every step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Box<Problem>);

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is no JSON, or cut off.
    Syntax {
        /// 1-based.
        line: usize,
        /// 1-based.
        column: usize,
    },
    /// It has another shape than was expected.
    Shape(String),
}

impl Error {
    /// What is wrong.
    pub fn problem(&self) -> &Problem {
        &self.0
    }

    #[cold]
    #[inline(never)]
    pub(super) fn shape(words: String) -> Self {
        Self(Box::new(Problem::Shape(words)))
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.problem() {
            Problem::Syntax { line, column } => write!(f, "not JSON: line {line}, column {column}"),
            Problem::Shape(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Error {}

/// JSON of any shape.
///
/// # Errors
/// When it is not JSON.
#[inline(never)]
pub fn parse(json: &str) -> Result<Value, Error> {
    serde_json::from_str(json).map_err(|e| {
        Error(Box::new(Problem::Syntax {
            line: e.line(),
            column: e.column(),
        }))
    })
}
