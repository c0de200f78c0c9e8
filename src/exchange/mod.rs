//! Files: one file per format.
