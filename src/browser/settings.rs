//! Language and appearance: small conveniences that may be lost, so `localStorage` does.

use gloo::storage::{LocalStorage, Storage};

/// A stored choice; `None` also where the browser refuses storage.
pub fn get(key: &str) -> Option<String> {
    LocalStorage::get(format!("fusen.{key}")).ok()
}

/// Remembers a choice, if the browser lets us.
pub fn set(key: &str, value: &str) {
    // Refused storage costs the choice at the next visit and nothing else.
    let _ = LocalStorage::set(format!("fusen.{key}"), value);
}

/// Forgets all choices; what other pages of the same address have stored is not ours.
pub fn forget() {
    let all = LocalStorage::raw();
    for n in (0..LocalStorage::length()).rev() {
        if let Some(key) = all.key(n).ok().flatten().filter(|k| k.starts_with("fusen.")) {
            LocalStorage::delete(key);
        }
    }
}

/// Sets an attribute of the root element.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.document_element())
    {
        let _ = root.set_attribute(name, value);
    }
}
