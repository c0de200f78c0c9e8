//! Bytes → text: what people really have.
//!
//! [`text`] decodes what needs no library and is all that the page itself carries. [`read`] opens everything:
//! it runs in a worker of the page, loaded when somebody brings such a file, and in the native command. What it
//! gives is a text for the parser, with form feeds between pages, and where the file itself says who speaks, a
//! [`Record`](crate::minutes::Record).

mod archive;
mod cues;
mod docx;
mod encoding;
mod finding;
mod html;
mod kind;
mod ndl;
mod opened;
mod pdf;
mod radicals;
mod sheet;
mod tei;
pub mod text;
mod words;
mod xml;

pub use encoding::ENCODINGS;
pub use finding::{Code, Finding};
pub use opened::{Item, Options, read};
