//! A codebook alone, as a file.
//!
//! Two forms: JSON with the themes as the native file has them (SKOS concepts), which keeps everything, and a table
//! for spreadsheets with the columns `id, parent, name, name_en, colour, key, definition, use_when, use_not, examples,
//! keywords, note`, UTF-8 with the mark that Excel heeds. The order of the rows is that of the codebook. In a table made
//! by hand only `name` is needed, and the columns may be called as the page calls them (名前, 意味, 手がかりの言葉 …), in
//! the first row or below a title, whatever parts the cells of that. Only `id`, written so, is an id: the numbers of rows
//! are none. Whose name one theme here has is that one, other ids are made; parents may be named, and colours come from
//! the palette, those that nobody uses first. A column that is not there says nothing: a theme that is known keeps what it
//! has, so that a table of a version without the column takes nothing away.
//!
//! In a cell keywords are parted by 、, and examples, each as [`Example`](crate::project::Example) is written, by line
//! breaks; a backslash before such a mark or a backslash makes it part of the text. A cell that a spreadsheet would run as
//! a formula has an apostrophe before it, as in `csv`.

mod table;
#[cfg(test)]
mod tests;

use crate::project::{Ids, Project, Theme};

use super::native::{self, NativeError};

pub use table::write as write_csv;

/// Why a file is no codebook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodebookError {
    /// JSON that is not one.
    #[error(transparent)]
    Json(#[from] NativeError),
    /// A table without a column `name`, or one that means it.
    #[error("no column \"name\" in the first rows")]
    NoHead,
    /// A quotation mark that nothing closes.
    #[error("row {row}: a quotation mark is not closed")]
    OpenQuote {
        /// As spreadsheets count, the head being 1.
        row: usize,
    },
    /// A cell that makes no sense.
    #[error("row {row}, {column}: {cell:?} cannot be read")]
    Cell {
        /// As spreadsheets count, the head being 1.
        row: usize,
        /// Name of the column.
        column: &'static str,
        /// What is there, shortened.
        cell: String,
    },
    /// Two rows with one id.
    #[error("row {row}: the id is there already")]
    Twice {
        /// Row of the second.
        row: usize,
    },
}

/// Writes the live themes as JSON.
pub fn write_json(project: &Project) -> String {
    native::write_codebook(project)
}

/// Reads a codebook in either form, or that of a native file: live themes, in order. Parents that are not there, and
/// circles of parents, are no parents. `ids` makes the ids that a table has not; `mine` has what it says nothing of.
///
/// # Errors
/// When it is neither; then nothing of it is used.
pub fn read(text: &str, mine: &Project, ids: Ids<'_>) -> Result<Vec<Theme>, CodebookError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().starts_with('{') {
        true => Ok(native::read_codebook(text)?),
        false => table::read(text, mine, ids),
    }
}
