//! The first visit: what this is, and two things to do.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::project::Fingerprint;
use crate::ui::html::{El, button, classed, each, el, live, when};
use crate::ui::i18n::{Language, Messages, language, word};
use crate::ui::parts::toolbar::choose_files;
use crate::ui::state::App;
use crate::ui::{documents, opening, saving};

/// Shown while no document is open.
pub(crate) fn start(app: App) -> El {
    let brand = classed("p", "start__brand")
        .attr("aria-hidden", "true")
        .child(classed("span", "start__note start__note--1"))
        .child(classed("span", "start__note start__note--2"))
        .child(classed("span", "start__note start__note--3"));
    let title = classed("h1", "start__title")
        .child("Fusen ")
        .child(el("span").attr("lang", "ja").child("付箋"));
    let sample = button("button button--main", move || {
        spawn_local(opening::open_sample(app));
    });
    let open = button("button button--large", choose_files);
    let actions = classed("div", "start__actions")
        .child(sample.child(word(Messages::open_sample)))
        .child(open.child(word(Messages::open_files)));
    // Not while one of them is on its way to the screen.
    let has = move || !app.busy.get() && app.read(|w| !w.project.documents.is_empty());
    // For those who cannot read the way to it: the other language, in that language.
    let english = move || language().get() == Language::En;
    let other = button("button button--quiet", move || {
        language().set(if english() { Language::Ja } else { Language::En })
    })
    .bind("lang", live(move || if english() { "ja" } else { "en" }))
    .child(live(move || if english() { "日本語" } else { "English" }));
    classed("section", "start")
        .child(brand)
        .child(title)
        .child(classed("p", "start__words").child(word(Messages::tagline)))
        .child(actions)
        .child(when(has, move || kept(app)))
        .child(classed("p", "start__hint").child(word(Messages::start_hint)))
        .child(classed("p", "start__hint").child(word(Messages::sample_is)))
        .child(classed("p", "start__promise").child(word(Messages::nothing_sent)))
        .child(other)
}

/// What is on this computer and was not put on the screen, because that failed or has stopped the page before: it can be
/// tried again, and saved.
fn kept(app: App) -> El {
    let list = move || {
        app.read(|w| {
            let all = w.project.documents.iter();
            all.map(|d| (d.fingerprint.clone(), d.title.clone()))
                .collect::<Vec<_>>()
        })
    };
    let item = move |(fingerprint, title): (Fingerprint, String)| {
        let show = move || {
            let fingerprint = fingerprint.clone();
            spawn_local(async move { documents::show_stored(app, &fingerprint).await });
        };
        let open = button("button button--quiet", show)
            .attr("lang", "ja")
            .child(title);
        el("li").child(open)
    };
    let save = button("button", move || spawn_local(saving::save_file(app))).attr("data-once", "");
    classed("div", "start__kept")
        .child(el("p").child(word(Messages::start_kept)))
        .child(el("ul").child(each(list, |(f, _)| f.to_string(), item)))
        .child(save.child(word(Messages::save_to_file)))
}
