//! The program that parses: see `crate::minutes`, which is not a part of the page's own program.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::minutes::{Minutes, Question};

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/browser/parser.js")]
    extern "C" {
        pub(super) fn load() -> js_sys::Promise;
        pub(super) fn ask(question: &[u8], text: &[u8]) -> Option<js_sys::Uint8Array>;
    }
}

/// Loads it, unless it is there; `false` if it cannot be loaded.
pub async fn load() -> bool {
    let loaded = JsFuture::from(sys::load()).await;
    loaded.is_ok_and(|loaded| loaded.is_truthy())
}

/// Parses a text; nothing if the parser is not loaded or has failed. A long text is not in the page's memory twice: a
/// canonical one stays as it is, any other is gone before the one that was made of it comes.
pub fn parse(question: &Question, text: String) -> Option<Minutes> {
    let answer = sys::ask(&question.handed(), text.as_bytes())?;
    let canonical = question.canonical.then_some(text);
    Some(Minutes::answered(answer.to_vec(), canonical))
}
