//! The page's second program: screens that are not needed to open, read and tag. `browser/desk.js` calls it.

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "the page's script reaches it")]
mod exports {
    use wasm_bindgen::prelude::*;

    /// Begins. What it asks of the page goes to `host(kind, value)`, the kind as a number.
    #[wasm_bindgen]
    pub fn begin(host: js_sys::Function) {
        fusen::desk::begin(host);
    }

    /// Takes a document as it is read.
    #[wasm_bindgen]
    pub fn show(fingerprint: &str, minutes: Vec<u8>) {
        fusen::desk::show(fingerprint, minutes);
    }

    /// Hears of something, by the number of its kind.
    #[wasm_bindgen]
    pub fn tell(kind: u32, value: &str) {
        fusen::desk::tell(kind, value);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("fusen-desk is a part of the page. The command is `fusen`.");
}

#[cfg(target_arch = "wasm32")]
fn main() {}
