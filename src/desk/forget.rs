//! この端末の記録を消す: what goes, and whether it shall.

use crate::desk::dialog::{Spec, dialog};
use crate::ui::html::{El, button, classed, el, fragment};
use crate::ui::i18n::{Messages, t, word};
use crate::ui::talk::{Dialog, ToPage};

use super::Desk;

/// Asks before everything that is kept on this computer goes.
pub(super) fn forget(desk: Desk) -> El {
    dialog(
        desk,
        Spec {
            open: |desk| desk.shows(Dialog::Forget),
            title: |_| t().forget().to_owned(),
            close: Desk::close,
            content,
        },
    )
}

fn content(desk: Desk) -> El {
    let cancel = button("button", move || desk.close()).attr("autofocus", "");
    let save = button("button", move || desk.ask(ToPage::Click, "save-file"));
    let clear = button("button button--danger", move || {
        desk.close();
        desk.ask(ToPage::Forget, "");
    });
    let buttons = classed("div", "form__buttons")
        .child(clear.child(word(Messages::forget_do)))
        .child(save.child(word(Messages::save_to_file)))
        .child(cancel.child(word(Messages::cancel)));
    fragment()
        .child(el("p").child(word(Messages::forget_words)))
        .child(buttons)
}
