//! Counts and comparisons over a project.
