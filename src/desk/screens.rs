//! Where the screens stand.

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::Element;

use super::{
    Desk, card, codebook, compare, filter, forget, glossary, history, insights, keys, like, merging, palette,
    repair, suggestions, tag_all, theme_dialog, to_check, who, whole, width,
};
use crate::ui::html::{self, El, fragment};

thread_local! {
    /// What stands where, and who owns it.
    static PLACED: RefCell<Vec<(Element, Owner)>> = const { RefCell::new(Vec::new()) };
}

/// Puts the dialogs into the page, and every screen in its place.
pub(super) fn begin(desk: Desk) {
    if let Some(body) = document().body() {
        let dialogs = move || {
            fragment()
                .child(history::history(desk))
                .child(keys::keys(desk))
                .child(like::like(desk))
                .child(glossary::glossary(desk))
                .child(whole::whole(desk))
                .child(codebook::codebook(desk))
                .child(tag_all::tag_all(desk))
                .child(theme_dialog::theme_dialog(desk))
                .child(palette::palette(desk))
                .child(merging::merging(desk))
                .child(forget::forget(desk))
                .child(who::handing(desk))
                .child(card::card(desk))
                .child(suggestions::spoken(desk))
        };
        // They last as long as the page.
        std::mem::forget(html::stage(&body, dialogs));
    }
    mount(desk);
}

/// Puts every screen into the place that the page has made for it, unless it stands there already.
pub(super) fn mount(desk: Desk) {
    place("compare", || compare::compare(desk));
    place("insights", || insights::insights(desk));
    place("suggestions", || suggestions::suggestions(desk));
    place("filter", || {
        fragment().child(filter::bar(desk)).child(who::question(desk))
    });
    place("whole", || whole::summary(desk));
    place("repair", || repair::bar(desk));
    place("to-check", || to_check::to_check(desk));
    width::follow(desk);
}

fn place(id: &str, make: impl FnOnce() -> El) {
    let Some(place) = document().get_element_by_id(id) else {
        return;
    };
    PLACED.with_borrow_mut(|placed| {
        if placed.iter().any(|(e, _)| e == &place) {
            return;
        }
        // The page has taken the one before out.
        placed.retain(|(e, owner)| {
            let gone = e.id() == id;
            if gone {
                owner.cleanup();
            }
            !gone
        });
        place.set_text_content(None);
        let owner = html::stage(&place, make);
        placed.push((place, owner));
    });
}
