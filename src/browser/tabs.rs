//! Tabs of one project tell each other that the journal has grown.

use wasm_bindgen::prelude::*;

const FORGOTTEN: &str = "forgotten";

/// A channel to the other tabs of this page.
pub struct Tabs {
    channel: Option<web_sys::BroadcastChannel>,
    _listener: Option<Closure<dyn FnMut(web_sys::MessageEvent)>>,
}

impl Tabs {
    /// Calls `heard` whenever another tab has written, with `true` where it has emptied the storage. Without the API
    /// a tab is simply alone.
    pub fn open(mut heard: impl FnMut(bool) + 'static) -> Self {
        let Ok(channel) = web_sys::BroadcastChannel::new("fusen") else {
            return Self {
                channel: None,
                _listener: None,
            };
        };
        let listener = Closure::<dyn FnMut(_)>::new(move |e: web_sys::MessageEvent| {
            heard(e.data().as_string().as_deref() == Some(FORGOTTEN));
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Self {
            channel: Some(channel),
            _listener: Some(listener),
        }
    }

    /// Tells the others that the journal has grown.
    pub fn tell(&self) {
        self.post("journal");
    }

    /// Tells the others that the storage is empty.
    pub fn tell_forgotten(&self) {
        self.post(FORGOTTEN);
    }

    fn post(&self, words: &str) {
        if let Some(channel) = &self.channel {
            // A closed channel means the page is going away.
            let _ = channel.post_message(&words.into());
        }
    }
}
