//! The parser as a program of its own, which the page loads beside itself. `browser/parser.js` calls it.

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "the page's script reaches it")]
mod exports {
    use wasm_bindgen::prelude::*;

    /// The answer to a question about a text: see `fusen::minutes::Question`.
    #[wasm_bindgen]
    pub fn answer(question: &[u8], text: &[u8]) -> Vec<u8> {
        fusen::minutes::answer(question, text)
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("fusen-parser is a part of the page. The command is `fusen`.");
}

#[cfg(target_arch = "wasm32")]
fn main() {}
