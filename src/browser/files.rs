//! Files in and out.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/browser/files.js")]
    extern "C" {
        pub(super) fn sha256(bytes: &[u8]) -> Option<js_sys::Promise>;
        #[wasm_bindgen(js_name = ofText)]
        pub(super) fn of_text(text: &str, name: &str) -> web_sys::File;
    }
}

/// A file a person gave, read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// File name.
    pub name: String,
    /// Media type, as the browser says.
    pub media_type: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Reads a file. `None` when the browser cannot (removed, no permission).
pub async fn read(file: &web_sys::File) -> Option<Opened> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    Some(Opened {
        name: file.name(),
        media_type: file.type_(),
        bytes,
    })
}

/// A text as a file of that name.
pub fn of_text(text: &str, name: &str) -> web_sys::File {
    sys::of_text(text, name)
}

/// One of the page's own files. `None` when it cannot be had.
pub async fn fetch(path: &str) -> Option<Vec<u8>> {
    let response = JsFuture::from(web_sys::window()?.fetch_with_str(path))
        .await
        .ok()?;
    let response: web_sys::Response = response.dyn_into().ok().filter(web_sys::Response::ok)?;
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The files of an input, and empties it so that the same file can be chosen again.
pub fn take(input: &web_sys::HtmlInputElement) -> Vec<web_sys::File> {
    let files = input.files().map(list).unwrap_or_default();
    input.set_value("");
    files
}

/// The files of a drop or paste.
pub fn of_transfer(transfer: &web_sys::DataTransfer) -> Vec<web_sys::File> {
    transfer.files().map(list).unwrap_or_default()
}

fn list(files: web_sys::FileList) -> Vec<web_sys::File> {
    (0..files.length()).filter_map(|n| files.get(n)).collect()
}

/// Hands a text to the person as a download. `Err` when the browser refuses.
pub fn download(name: &str, media_type: &str, content: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&content.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window()
        .and_then(|w| w.document())
        .ok_or(JsValue::NULL)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the data once it has begun; a minute is plenty for that.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// SHA-256 of bytes in lower-case hex. Begun when called, so that other work can be done until it is awaited; the bytes
/// are not needed any longer then. Empty where the browser fails.
pub fn sha256(bytes: &[u8]) -> impl Future<Output = String> + use<> {
    let by_browser = sys::sha256(bytes).map(JsFuture::from);
    let own = by_browser.is_none().then(|| {
        use sha2::Digest;
        sha2::Sha256::digest(bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect()
    });
    async move {
        let hex = match by_browser {
            Some(hex) => hex.await.ok().and_then(|v| v.as_string()),
            None => own,
        };
        hex.unwrap_or_default()
    }
}
