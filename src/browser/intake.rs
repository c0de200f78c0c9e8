//! Opening files that are no plain text, in the worker that is loaded for them.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/browser/intake.js")]
    extern "C" {
        pub(super) fn read(
            file: &File,
            encoding: Option<&str>,
            password: Option<&str>,
            english: bool,
            progress: &JsValue,
        ) -> js_sys::Promise;
        pub(super) fn stop();
    }
}

/// A document of a file, or why there is none.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// File name, in an archive with its path there.
    pub name: String,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// `text`, `tags` (an annotation file), or `lost`: it could not be opened, and the finding says why.
    pub kind: String,
    /// What the parser takes, or an annotation file.
    pub text: String,
    /// What the file says of who speaks: JSON of `minutes::Record`.
    pub record: Option<String>,
    /// What is to be said of it.
    pub findings: Vec<Said>,
}

/// A finding in words.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// As `intake::Code` is written.
    pub code: String,
    /// Particulars.
    pub detail: String,
    /// In the person's language.
    pub words: String,
}

impl Document {
    /// As the worker's program writes it.
    fn of(row: &JsValue) -> Self {
        let row = js_sys::Array::from(row);
        let text = |n: u32| row.get(n).as_string().unwrap_or_default();
        let said = |n: u32| Said {
            code: text(n),
            detail: text(n + 1),
            words: text(n + 2),
        };
        Self {
            name: text(0),
            sha256: text(1),
            kind: text(2),
            text: text(3),
            record: row.get(4).as_string(),
            findings: (5..row.length()).step_by(3).map(said).collect(),
        }
    }
}

/// Why nothing came of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The person stopped it.
    Stopped,
    /// The browser cannot read it: moved, deleted, a folder.
    Unreadable,
    /// The worker could not be loaded, or died of the file.
    Broken,
}

/// What a person says of a file.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Its encoding.
    pub encoding: Option<String>,
    /// Its password.
    pub password: Option<String>,
}

/// Opens a file. `progress` hears the share that is done, 0…1.
///
/// # Errors
/// When nothing is known of the file; what is wrong with its content is in the documents.
pub async fn read(
    file: &File,
    told: &Told,
    english: bool,
    progress: impl Fn(f64) + 'static,
) -> Result<Vec<Document>, Failure> {
    let progress = Closure::<dyn Fn(f64)>::new(progress);
    let answer = sys::read(
        file,
        told.encoding.as_deref(),
        told.password.as_deref(),
        english,
        progress.as_ref(),
    );
    let answer = JsFuture::from(answer).await.unwrap_or(JsValue::NULL);
    match answer.dyn_into::<js_sys::Array>() {
        Ok(list) => Ok((0..list.length()).map(|n| Document::of(&list.get(n))).collect()),
        Err(word) => Err(match word.as_string().as_deref() {
            Some("stopped") => Failure::Stopped,
            Some("unreadable") => Failure::Unreadable,
            _ => Failure::Broken,
        }),
    }
}

/// Stops what is being opened.
pub fn stop() {
    sys::stop();
}
