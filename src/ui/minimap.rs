//! The whole meeting at a glance: a narrow picture beside the text, as high as the window, with the colours of the
//! tags where they are. A click leads to the place.

use leptos::prelude::*;
use web_sys::{HtmlElement, PointerEvent};

use crate::browser::document as nodes;

use super::html::{El, classed, live};
use super::state::{App, View};
use super::{painting, reader};

/// How long changes gather before it is drawn, in milliseconds.
const PAUSE: u32 = 150;

/// The picture. People who hear the page have the outline.
pub(crate) fn minimap(app: App) -> El {
    let lead = move |e: PointerEvent| {
        let picture = event_target::<HtmlElement>(&e);
        let share = f64::from(e.offset_y()) / f64::from(picture.client_height().max(1));
        nodes::reveal_share(share);
        // The press would give the keys to nobody.
        e.prevent_default();
        reader::focus();
    };
    classed("canvas", "minimap")
        .attr("aria-hidden", "true")
        .bind(
            "hidden",
            live(move || app.document.with(Option::is_none) || app.view.get() != View::Read),
        )
        .on("pointerdown", lead)
}

/// Draws it anew in a moment.
pub(crate) fn changed(app: App) {
    let waiting = app
        .canvas
        .try_update_value(|c| std::mem::replace(&mut c.minimap, true));
    if waiting == Some(false) {
        gloo_timers::callback::Timeout::new(PAUSE, move || {
            app.canvas.update_value(|c| c.minimap = false);
            nodes::minimap(&painting::marks(app));
        })
        .forget();
    }
}
