//! The left side: documents and outline.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::project::{Address, DocumentInfo, Fingerprint};
use crate::ui::html::{El, button, classed, dynamic, each, el, fragment, live, when};
use crate::ui::i18n::{Message, Messages, messages, t, word};
use crate::ui::state::{App, OpenDocument, View};
use crate::ui::{choosing, commands, documents, opening};
use crate::view::outline;
use crate::view::units::Place;

/// A panel of its own name.
fn panel(name: Message) -> El {
    classed("section", "panel")
        .bind("aria-label", word(name))
        .child(classed("h2", "panel__title").child(word(name)))
}

/// Documents of the project.
pub(crate) fn documents(app: App) -> El {
    let list = move || {
        app.read(|w| {
            let all = &w.project.documents;
            // Of two with one title the files are told apart, and of two with one file as well, which is first.
            let name = |d: &DocumentInfo| {
                let titled = || all.iter().filter(|o| o.title == d.title);
                if titled().count() < 2 {
                    return d.title.clone();
                }
                let name = [&d.title, " · ", &d.source.name].concat();
                let mut twins = titled().filter(|o| o.source.name == d.source.name);
                let place = twins.position(|o| o.fingerprint == d.fingerprint).unwrap_or(0);
                match place > 0 || twins.next().is_some() {
                    true => messages().told_apart(&name, (place + 1).to_string()),
                    false => name,
                }
            };
            let list = all.iter().map(|d| (d.fingerprint.clone(), name(d)));
            list.collect::<Vec<_>>()
        })
    };
    let item = move |(fingerprint, title): (Fingerprint, String)| {
        let id = fingerprint.to_string();
        let (f, gone) = (fingerprint.clone(), fingerprint.clone());
        let current = move || {
            app.document
                .with(|d| d.as_ref().is_some_and(|d| d.fingerprint == f))
        };
        let show = move || {
            let fingerprint = fingerprint.clone();
            app.sheet.set(None);
            // Whoever compares goes through the documents so.
            let view = app.view.get_untracked();
            spawn_local(async move {
                documents::show_stored(app, &fingerprint).await;
                if view != View::Read {
                    app.view.set(view);
                }
            });
        };
        let item = button("list__item", show)
            .attr("lang", "ja")
            .attr("data-document", &id)
            .bind("aria-current", live(move || current().then_some("true")))
            .child(title.as_str());
        let remove = button("list__remove", move || documents::remove_document(app, &gone));
        let name = live(move || t().remove_document(&title));
        // The second click of two lands on the next row.
        let remove = remove.attr("data-once", "").bind("aria-label", name).child("×");
        classed("li", "list__row").child(item).child(remove)
    };
    let sample = button("button button--quiet button--small", move || {
        app.sheet.set(None);
        spawn_local(opening::open_sample(app));
    });
    // The open one stays in sight in a list of forty.
    Effect::new(move |_| {
        app.busy.track();
        request_animation_frame(|| commands::show("[data-document][aria-current]"));
    });
    panel(Messages::documents)
        .child(classed("ul", "list").child(each(
            list,
            |(f, name)| [&f.to_string(), name.as_str()].concat(),
            item,
        )))
        .child(sample.child(word(Messages::open_sample)))
}

fn go_to_speech(app: App, speech: u32) {
    app.sheet.set(None);
    crate::ui::reader::bring(app);
    choosing::go(app, Place::at(Address { speech, sentence: 1 }), true);
    crate::ui::reader::focus();
}

/// Sections and speakers.
pub(crate) fn outline(app: App) -> El {
    let sections = move || {
        app.document
            .get()
            .map(|d| outline::sections(&d.minutes))
            .unwrap_or_default()
    };
    let section = move |s: outline::SectionRow| {
        let at = s.at;
        el("li").child(button("list__item", move || go_to_byte(app, at)).child(s.title))
    };
    let list = || classed("ul", "list").attr("lang", "ja");
    let part = |name| classed("h3", "panel__part").child(word(name));
    let section_list = move || {
        let items = move || sections().into_iter().map(section).collect::<Vec<El>>();
        fragment()
            .child(part(Messages::sections))
            .child(list().child(dynamic(items)))
    };
    let speaks = Memo::new(move |_| {
        let document = app.document.get();
        document.is_some_and(|d| !d.minutes.speakers.is_empty())
    });
    classed("nav", "panel panel--outline")
        .attr("id", "outline")
        .bind("aria-label", word(Messages::outline))
        .child(classed("h2", "panel__title").child(word(Messages::outline)))
        .child(when(move || !sections().is_empty(), section_list))
        .child(when(move || speaks.get(), move || part(Messages::speakers)))
        .child(list().child(dynamic(move || app.document.get().map(|d| speaker_rows(app, &d)))))
}

/// A row for each speaker: how often and how much; pressed, it leads from turn to turn.
pub(crate) fn speaker_rows(app: App, document: &OpenDocument) -> Vec<El> {
    let row = |s: outline::SpeakerRow| {
        let (percent, count, name) = (s.share, s.speeches.len(), s.label.clone());
        let next = move || {
            let here = app.place.get_untracked().map_or(0, |p| p.head.speech);
            let next = s.speeches.iter().find(|n| **n > here).or(s.speeches.first());
            if let Some(next) = next {
                go_to_speech(app, *next);
            }
        };
        let number = classed("span", "list__number").attr("aria-hidden", "true");
        let item = button("list__item list__item--speaker", next)
            .bind(
                "aria-label",
                live(move || t().speaker_share(&name, percent, count)),
            )
            .style("--share", format!("{}%", s.bar))
            .child(classed("span", "list__label").child(s.label))
            .child(number.child(count.to_string()));
        el("li").child(item)
    };
    outline::speakers(&document.minutes)
        .into_iter()
        .map(row)
        .collect()
}

pub(super) fn go_to_byte(app: App, byte: u32) {
    let address = app
        .document
        .get_untracked()
        .and_then(|d| d.units.at_or_after(byte));
    if let Some(address) = address {
        app.sheet.set(None);
        crate::ui::reader::bring(app);
        choosing::go(app, Place::at(address), true);
        crate::ui::reader::focus();
    }
}
