//! Language and appearance: small conveniences that may be lost, so `localStorage` does. It also takes, for a moment,
//! what is not on the disk yet when the page goes away (`ui::leaving`).

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// A stored choice; `None` also where the browser refuses storage.
pub fn get(key: &str) -> Option<String> {
    let value = storage()?.get_item(&format!("fusen.{key}")).ok().flatten()?;
    // Earlier versions wrote JSON.
    Some(value.trim_matches('"').to_owned())
}

/// Remembers a choice, if the browser lets us.
pub fn set(key: &str, value: &str) {
    // Refused storage costs the choice at the next visit and nothing else.
    if let Some(storage) = storage() {
        let _ = storage.set_item(&format!("fusen.{key}"), value);
    }
}

/// Forgets all choices; what other pages of the same address have stored is not ours.
pub fn forget() {
    let Some(all) = storage() else { return };
    for n in (0..all.length().unwrap_or(0)).rev() {
        if let Some(key) = all.key(n).ok().flatten().filter(|k| k.starts_with("fusen.")) {
            let _ = all.remove_item(&key);
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
