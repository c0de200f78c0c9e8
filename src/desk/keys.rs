//! The list of keys.

use crate::desk::dialog::{Spec, dialog};
use crate::ui::html::{El, button, classed, el, fragment};
use crate::ui::i18n::{Message, Messages, t, word};
use crate::ui::talk::Dialog;

use super::Desk;

/// The keys and what they do.
const KEYS: [(&str, Message); 19] = [
    ("j ↓", Messages::keys_next),
    ("k ↑", Messages::keys_previous),
    ("Shift", Messages::keys_extend),
    ("← →", Messages::keys_edge),
    ("1–9 a–z", Messages::keys_theme),
    (".", Messages::keys_repeat),
    ("Enter", Messages::keys_accept),
    ("Backspace", Messages::keys_refuse),
    ("Tab", Messages::keys_stripes),
    ("n", Messages::keys_note),
    ("u", Messages::keys_unit),
    ("r", Messages::keys_repair),
    ("/", Messages::keys_search),
    ("g", Messages::keys_outline),
    ("Ctrl+K", Messages::keys_palette),
    ("Ctrl+Z", Messages::keys_undo),
    ("Ctrl+Shift+Z", Messages::keys_redo),
    ("Esc", Messages::keys_leave),
    ("?", Messages::keys_help),
];

/// The dialog.
pub(super) fn keys(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.shows(Dialog::Keys),
            title: |_| t().keys().to_owned(),
            close: Desk::close,
            content,
        },
    )
}

fn content(desk: Desk) -> El {
    let row = |&(keys, label): &(&'static str, Message)| {
        let head = el("th").attr("scope", "row").child(el("kbd").child(keys));
        el("tr").child(head).child(el("td").child(word(label)))
    };
    let rows: Vec<El> = KEYS.iter().map(row).collect();
    let close = button("button", move || desk.close()).child(word(Messages::close));
    fragment()
        .child(classed("table", "keys").child(el("tbody").child(rows)))
        .child(classed("div", "form__buttons").child(close))
}
