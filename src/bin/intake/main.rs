//! The program of the page's worker: opens files that are no plain text. `worker.js` calls it.

#[cfg(target_arch = "wasm32")]
mod exports {
    use fusen::intake::{self, Options};
    use serde_json::{Value, json};
    use wasm_bindgen::prelude::*;

    /// Opens a file: a JSON list of its documents, each a list of strings: name, SHA-256, `text` or `tags` or `lost`,
    /// the text, the record or null, then code, particulars and words of each finding. `english`: in which language findings are
    /// worded; `progress` is called with the share that is done, 0…1.
    #[wasm_bindgen]
    #[expect(unreachable_pub, reason = "the worker's script reaches it")]
    pub fn read(
        name: &str,
        bytes: Vec<u8>,
        encoding: Option<String>,
        password: Option<String>,
        english: bool,
        progress: &js_sys::Function,
    ) -> String {
        let options = Options {
            encoding: encoding.as_deref(),
            password: password.as_deref(),
        };
        let mut told = 0.0;
        let items = intake::read(name, bytes, options, &mut |share| {
            // A message for each page would cost more than the page.
            if share - told >= 0.01 {
                told = share;
                // The page may have gone.
                let _ = progress.call1(&JsValue::NULL, &share.into());
            }
        });
        let list: Vec<Value> = items
            .into_iter()
            .map(|item| {
                let kind = match (&item.problem, item.tags) {
                    (Some(_), _) => "lost",
                    (None, true) => "tags",
                    (None, false) => "text",
                };
                let mut row = vec![
                    json!(item.name),
                    json!(item.sha256),
                    json!(kind),
                    json!(item.text),
                    json!(item.record),
                ];
                for finding in item.problem.iter().chain(&item.notes) {
                    let words = finding.words(&item.name, english);
                    row.extend([json!(finding.code), json!(finding.detail), json!(words)]);
                }
                Value::Array(row)
            })
            .collect();
        Value::Array(list).to_string()
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("fusen-intake is a part of the page. The command is `fusen`.");
}

#[cfg(target_arch = "wasm32")]
fn main() {}
