//! The page's side of the desk, the program that holds the screens which are not needed to open, read and tag
//! (`crate::desk`): what it is told, and what it asks for.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::document as nodes;
use crate::browser::{clock, desk, presses};
use crate::project::{AnnotatorId, Operation, ThemeId, Workspace};
use crate::text::{Utf16Range, stored};
use crate::view::keymap::{self, KeyPress};
use crate::view::units::Place;

use super::i18n::{Language, language, messages};
use super::parts::people;
use super::state::{App, OpenDocument, View};
use super::talk::{Dialog, ToDesk, ToPage};
use super::{annotating, choosing, commands};

/// Texts up to this size bring the desk by themselves, in bytes; with longer ones it waits until it is wanted, or has a
/// place to check.
const SHORT: usize = 4_000_000;

/// Keeps the desk informed of where the person is, for as long as the page lives.
pub(crate) fn inform(app: App) {
    Effect::new(move || {
        let words = situation(app);
        tell(ToDesk::Situation, &words);
    });
    Effect::new(move || {
        app.document.track();
        document(app);
    });
    // Whoever goes on leaves its question open.
    Effect::new(move || {
        if !app.asking.get() {
            tell(ToDesk::Unasked, "");
        }
    });
    // The views of the desk are shown when they are wanted.
    Effect::new(move || {
        if app.view.get() != View::Read {
            open(app, ToDesk::Wanted, "");
        }
    });
    Effect::new(move || {
        let wanted = |d: &OpenDocument| {
            let (short, checks) = (d.minutes.text.len() < SHORT, !d.minutes.diagnostics.is_empty());
            let lost = |w: &Workspace| {
                let mut tags = w.project.annotations_of(&d.fingerprint);
                tags.any(|a| a.target.position.is_empty())
            };
            short || checks || !d.repairs.is_empty() || app.work.with_value(lost)
        };
        if app.document.with(|d| d.as_deref().is_some_and(wanted)) {
            spawn_local(async move {
                crate::browser::clock::idle().await;
                load(app).await;
            });
        }
    });
}

fn tell(what: ToDesk, value: &str) -> bool {
    desk::tell(what.number(), value)
}

/// Tells the desk that something of it is wanted, once it is there.
pub(crate) fn open(app: App, what: ToDesk, value: &str) {
    if what == ToDesk::Filter {
        // It stands above the text, which a sheet would cover.
        app.sheet.set(None);
    }
    let value = value.to_owned();
    let coming = what != ToDesk::Wanted && !desk::loaded();
    if coming {
        presses::keep();
    }
    spawn_local(async move {
        let wait = app.soon();
        let loaded = load(app).await;
        drop(wait);
        if loaded {
            let over = messages().desk_missing();
            app.problems.update(|list| list.retain(|p| p.message != over));
            if !coming || presses::wanted() {
                tell(what, &value);
            }
        } else {
            app.preview.set_value(None);
            app.view.set(View::Read);
            app.tell("", messages().desk_missing());
        }
        if coming {
            // It has the focus once it is drawn.
            clock::painted().await;
            presses::release(loaded);
        }
    });
}

/// Opens a dialog of the desk, which may be about something.
pub(crate) fn dialog(app: App, dialog: Dialog, about: &str) {
    open(
        app,
        ToDesk::Dialog,
        &[&dialog.number().to_string(), " ", about].concat(),
    );
}

/// Hands a key on to the desk; `false` when it is not there.
pub(crate) fn key(name: &str) -> bool {
    tell(ToDesk::Key, name)
}

/// Tells it that the nodes of the document are new.
pub(crate) fn drawn() {
    tell(ToDesk::Drawn, "");
}

async fn load(app: App) -> bool {
    match desk::load(move |kind, value| asked(app, kind, &value)).await {
        Some(true) => {
            everything(app);
            document(app);
            tell(ToDesk::Situation, &untrack(|| situation(app)));
            true
        }
        Some(false) => true,
        None => false,
    }
}

/// Tells it the project as a whole.
pub(crate) fn everything(app: App) {
    if desk::loaded() {
        let work = app.work.with_value(stored::to_json);
        tell(ToDesk::Work, &work);
    }
}

thread_local! {
    /// Set while the desk waits for the project as a whole.
    static STALE: Cell<bool> = const { Cell::new(false) };
}

/// Tells it what has been done. What came from files may be much: then the person sees it first, and the desk is told
/// the project as a whole.
pub(crate) fn operation(app: App, operation: &Operation) {
    if !desk::loaded() || STALE.get() {
        return;
    }
    if matches!(operation, Operation::Merge { .. } | Operation::Silent { .. }) {
        STALE.set(true);
        spawn_local(async move {
            crate::browser::clock::painted().await;
            STALE.set(false);
            everything(app);
        });
    } else {
        tell(ToDesk::Operation, &stored::to_json(operation));
    }
}

fn document(app: App) {
    if !desk::loaded() {
        return;
    }
    app.document.with_untracked(|d| match d {
        Some(d) => desk::show(d.fingerprint.as_str(), &d.minutes.handed()),
        None => desk::show("", &[]),
    });
}

/// Who, in which view and language, where (code points), and whose tags are hidden, parted by spaces.
fn situation(app: App) -> String {
    let me = app.me.get().map_or("-".to_owned(), |m| m.to_string());
    let language = match language().get() {
        Language::Ja => "ja",
        Language::En => "en",
    };
    let at = annotating::target(app).map_or("- -".to_owned(), |t| {
        format!("{} {}", t.position.start, t.position.end)
    });
    let mut words = [&me, app.view.get().name(), language, app.mode.get().name(), &at].join(" ");
    for person in app.hidden.get() {
        words.push(' ');
        words.push_str(person.as_str());
    }
    words
}

/// What the desk asks for.
fn asked(app: App, kind: u32, value: &str) {
    let Some(kind) = ToPage::numbered(kind) else {
        return;
    };
    match kind {
        ToPage::Run => {
            if let Ok(operation) = stored::read::<Operation>(value) {
                app.run(operation);
            }
        }
        // So many steps back or forth.
        ToPage::Undo | ToPage::Redo => {
            for _ in 0..value.parse().unwrap_or(0) {
                app.run(if kind == ToPage::Undo {
                    Operation::Undo
                } else {
                    Operation::Redo
                });
            }
        }
        ToPage::Theme => {
            if let Some(theme) = ThemeId::parse(value) {
                annotating::toggle(app, &theme);
            }
        }
        ToPage::Key => {
            let (command, key) = value.strip_prefix('^').map_or((false, value), |key| (true, key));
            let press = KeyPress {
                key: key.to_owned(),
                command,
                ..KeyPress::default()
            };
            if let Some(command) = keymap::command(&press) {
                commands::run(app, command);
            }
        }
        ToPage::Go => {
            let document = app.document.get_untracked();
            let byte = value.parse().ok();
            if let Some((document, byte)) = document.zip(byte)
                && let Some(address) = document.units.at_or_after(byte)
            {
                super::reader::bring(app);
                app.sheet.set(None);
                choosing::go(app, Place::at(address), true);
            }
        }
        ToPage::Document => {
            if let Some(fingerprint) = crate::project::Fingerprint::parse(value) {
                spawn_local(async move { super::documents::show_stored(app, &fingerprint).await });
            }
        }
        ToPage::Asking => app.asking.set(value == "true"),
        ToPage::Reveal => {
            for span in spans(value) {
                nodes::reveal(span, false);
            }
        }
        // A filter's matches: one of them is seen.
        ToPage::Found => {
            let found = spans(value);
            spawn_local(async move {
                // What is folded away has left the page by then.
                clock::painted().await;
                if let Some(first) = found.first()
                    && !found.iter().any(|span| nodes::in_view(*span))
                {
                    nodes::reveal(*first, true);
                }
            });
        }
        ToPage::Forget => spawn_local(super::session::forget(app)),
        ToPage::Merge => super::merging::answer(app, value),
        ToPage::Click => super::parts::toolbar::click(value),
        ToPage::Dim => {
            let spans = spans(value);
            nodes::paint_plain("dim", &spans);
            app.dim.set_value(spans);
        }
        // What a filter looks for looks like what the search has found.
        ToPage::Words => nodes::paint_plain("search-words", &spans(value)),
        // Text was folded away, or came back: then what somebody has chosen stays in sight.
        ToPage::Relay => {
            super::painting::relay(app);
            super::parts::search::again(app);
            if value == "place" {
                choosing::draw_place(app, true);
                // What comes back has its height only once it is laid out.
                spawn_local(async move {
                    for _ in 0..2 {
                        clock::painted().await;
                        choosing::draw_place(app, true);
                    }
                });
            }
        }
        ToPage::Be => {
            if let Some(id) = AnnotatorId::parse(value) {
                people::be(app, id);
            }
        }
        ToPage::Say => app.report(value.to_owned()),
        ToPage::Announce => app.say(value),
        ToPage::Refused => app.refused.set(value == "true"),
        ToPage::View => app.view.set(match value {
            "compare" => View::Compare,
            "insights" => View::Insights,
            _ => View::Read,
        }),
        ToPage::Read => super::reader::focus(),
    }
}

/// UTF-16 offsets that are parted by spaces, two for each span.
fn spans(offsets: &str) -> Vec<Utf16Range> {
    let mut offsets = offsets.split(' ').filter_map(|n| n.parse().ok());
    std::iter::from_fn(|| Some(Utf16Range::new(offsets.next()?, offsets.next()?))).collect()
}
