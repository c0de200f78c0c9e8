//! The program that parses: see `crate::minutes`, which is not a part of the page's own program.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::minutes::{Minutes, Question};

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/browser/parser.js")]
    extern "C" {
        pub(super) fn load() -> js_sys::Promise;
        pub(super) fn ask(question: &[u8], text: &[u8]) -> Option<Vec<u8>>;
    }
}

/// Loads it, unless it is there; `false` if it cannot be loaded.
pub async fn load() -> bool {
    let loaded = JsFuture::from(sys::load()).await;
    loaded.is_ok_and(|loaded| loaded.is_truthy())
}

/// Parses a text, which is gone then, so that a long one is not in memory three times; nothing if the parser is not
/// loaded or has failed.
pub fn parse(question: &Question, text: String) -> Option<Minutes> {
    let handed = sys::ask(&question.handed(), text.as_bytes());
    drop(text);
    handed.map(Minutes::from_handed)
}
