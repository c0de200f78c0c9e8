//! Pure view models: what is drawn.
