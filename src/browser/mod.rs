//! The only code that touches the browser: storage, files, the worker that opens them, the
//! parser, the document's nodes, clock, tabs.

pub mod clock;
pub mod desk;
pub mod document;
pub mod files;
pub mod intake;
pub mod parser;
pub mod presses;
pub mod settings;
pub mod storage;
pub mod tabs;
