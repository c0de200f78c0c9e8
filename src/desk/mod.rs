//! The desk: the screens that are not needed to open, read and tag, as a program of its own (`src/bin/desk/`), so
//! that they do not weigh on the first load. It runs beside the page, on the same nodes.
//!
//! It mirrors what the page knows: it is told the workspace once and every operation from then on, which is all that
//! another tab needs, too. It never changes anything by itself; it asks the page ([`Desk::run`]), and hears of the
//! operation like of any other. The page's side is `ui::desk`.

mod back;
mod card;
mod codebook;
mod colours;
mod compare;
mod dialog;
mod export;
mod filter;
mod focus;
mod forget;
mod glossary;
mod history;
mod insights;
mod keys;
mod like;
mod merging;
mod names;
mod palette;
mod printing;
mod readings;
mod repair;
mod screens;
mod statements;
mod suggestions;
mod tab;
mod tag_all;
mod theme_dialog;
mod to_check;
mod who;
mod whole;
mod width;

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::analysis::suggest::Keywords;
use crate::browser::clock;
use crate::minutes::Minutes;
use crate::project::{AnnotatorId, Edit, Fingerprint, Label, Operation, Theme, Workspace, located};
use crate::text::{CharRange, stored};
use crate::ui::i18n::{Language, language};
use crate::ui::state::{App, OpenDocument, View};
use crate::ui::talk::{Dialog, ToDesk, ToPage};
use crate::view::readings::Readings;
use crate::view::units::Mode;

/// What the screens share.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// What the page knows, as it tells it. Nothing here writes to it but [`tell`].
    pub(crate) app: App,
    /// Code points of what would be tagged now.
    pub(crate) at: RwSignal<Option<CharRange>>,
    /// The dialog that is open, and what it is about.
    dialog: RwSignal<Option<(Dialog, String)>>,
    /// The words of the codebook.
    keywords: Memo<Keywords>,
    /// What was refused: see [`suggestions`].
    refused: RwSignal<Vec<String>>,
    /// What is proposed for the current unit.
    proposed: RwSignal<Vec<suggestions::Proposal>>,
    /// The place somebody is asked about.
    repair: RwSignal<Option<repair::Repairing>>,
    /// What the filter asks for.
    fields: filter::Fields,
    /// Whether its bar is open.
    filtering: RwSignal<bool>,
    /// What was asked for in the other documents.
    kept: StoredValue<Vec<filter::Kept>>,
    /// How many sentences match it, where it asks for something.
    found: RwSignal<Option<usize>>,
    /// How kanji are read; nothing before somebody looks for a name.
    readings: RwSignal<Readings>,
    /// Counts how often the document's nodes were made.
    pub(crate) drawn: RwSignal<u64>,
    /// The doubt that comes next in a document, at this byte, once its text has been drawn anew.
    next_doubt: StoredValue<Option<(Fingerprint, u32)>>,
    host: StoredValue<js_sys::Function, LocalStorage>,
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
}

impl Desk {
    fn new(host: js_sys::Function) -> Self {
        let app = App::new();
        let codebook = Memo::new(move |_| {
            app.read(|w| w.project.codebook().into_iter().cloned().collect::<Vec<Theme>>())
        });
        // A codebook that is another one has other words, as far as anybody needs to know.
        let keywords =
            Memo::new_with_compare(move |_| codebook.with(|c| Keywords::new(c.iter())), |_, _| true);
        let desk = Self {
            app,
            at: RwSignal::new(None),
            dialog: RwSignal::new(None),
            keywords,
            refused: RwSignal::new(suggestions::stored()),
            proposed: RwSignal::new(Vec::new()),
            repair: RwSignal::new(None),
            fields: filter::Fields::new(),
            filtering: RwSignal::new(false),
            kept: StoredValue::new(Vec::new()),
            found: RwSignal::new(None),
            readings: RwSignal::new(Readings::default()),
            drawn: RwSignal::new(0),
            next_doubt: StoredValue::new(None),
            host: StoredValue::new_local(host),
        };
        filter::keep_folded(desk);
        Effect::new(move || put(desk.proposed, suggestions::proposed(desk)));
        desk
    }

    /// Opens a dialog, which may be about something, in the place of the one that is open.
    fn open(self, dialog: Dialog, about: &str) {
        self.dialog.set(Some((dialog, about.to_owned())));
    }

    /// Closes the dialog.
    fn close(self) {
        self.dialog.set(None);
    }

    /// Whether this dialog is open.
    fn shows(self, dialog: Dialog) -> bool {
        self.dialog
            .with(|open| open.as_ref().is_some_and(|(open, _)| *open == dialog))
    }

    /// What this dialog is about, where it is open.
    fn about(self, dialog: Dialog) -> Option<String> {
        let about = |(open, about): &(Dialog, String)| (*open == dialog).then(|| about.clone());
        self.dialog.with(|open| open.as_ref().and_then(about))
    }

    /// Asks the page for something.
    pub(crate) fn ask(self, what: ToPage, value: &str) {
        self.host.with_value(|f| {
            // What the page cannot do it says itself.
            let _ = f.call2(&JsValue::NULL, &what.number().into(), &value.into());
        });
    }

    /// Asks the page to run an edit as one step.
    pub(crate) fn run(self, edit: Option<Edit>, label: Label) {
        self.run_joined(edit, label, None);
    }

    /// Like [`Desk::run`]; joins the step before it if that has the same key.
    pub(crate) fn run_joined(self, edit: Option<Edit>, label: Label, coalesce: Option<String>) {
        let Some(edit) = edit else { return };
        let operation = Operation::Do {
            edit,
            label,
            at: clock::now(),
            coalesce,
        };
        self.ask(ToPage::Run, &stored::to_json(&operation));
    }

    /// Asks the page to go to a place of the text, in bytes.
    pub(crate) fn go(self, byte: u32) {
        self.ask(ToPage::Go, &byte.to_string());
    }
}

/// Begins: puts the screens into the places that the page has made for them.
pub fn begin(host: js_sys::Function) {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    language();
    leptos::mount::mount_to_body(|| {
        let desk = Desk::new(host);
        DESK.set(Some(desk));
        screens::begin(desk);
        focus::begin();
        printing::begin(desk);
        tab::name(desk);
        back::follow(desk);
    });
}

/// Takes a document as it is read: its fingerprint and `Minutes::handed`, or nothing. Where somebody corrects how it is
/// read, it comes again.
pub fn show(fingerprint: &str, minutes: Vec<u8>) {
    let Some(desk) = DESK.with_borrow(|d| *d) else {
        return;
    };
    let app = desk.app;
    let new = Fingerprint::parse(fingerprint).map(|fingerprint| {
        let mut new = OpenDocument::new(fingerprint, Minutes::from_handed(minutes));
        let (text, index) = (&new.minutes.text, &new.index);
        new.repairs = app
            .work
            .with_value(|w| located(w.project.repairs_of(&new.fingerprint), text, index));
        Arc::new(new)
    });
    let other = |old: &Option<Arc<OpenDocument>>| {
        old.as_ref().map(|d| &d.fingerprint) != new.as_ref().map(|d| &d.fingerprint)
    };
    if app.document.with_untracked(other) {
        let left = app
            .document
            .with_untracked(|d| d.as_ref().map(|d| d.fingerprint.clone()));
        let comes = new.as_ref().map(|d| &d.fingerprint);
        filter::turn(desk, left.as_ref(), comes);
    }
    app.document.set(new);
}

/// Hears what the page tells: a kind by its number ([`ToDesk`]), and what belongs to it.
pub fn tell(kind: u32, value: &str) {
    let Some((desk, kind)) = DESK.with_borrow(|d| *d).zip(ToDesk::numbered(kind)) else {
        return;
    };
    let app = desk.app;
    match kind {
        ToDesk::Work => {
            if let Ok(work) = stored::read::<Workspace>(value) {
                app.work.set_value(work);
                again(app);
            }
        }
        ToDesk::Operation => {
            if let Ok(operation) = stored::read::<Operation>(value) {
                let known = who::before_turn(desk, &operation);
                app.work.update_value(|w| {
                    w.run(operation);
                });
                again(app);
                focus::hold();
                if let Some(known) = known {
                    who::after_turn(desk, &known);
                }
            }
        }
        ToDesk::Situation => situation(desk, value),
        ToDesk::Become => who::become_one(desk, value),
        ToDesk::Table => export::table(desk),
        ToDesk::Filter => desk.filtering.update(|on| *on = !*on),
        ToDesk::Repair => {
            if let Ok(byte) = value.parse() {
                repair::open(desk, byte, false);
            }
        }
        ToDesk::Dialog => {
            let (number, about) = value.split_once(' ').unwrap_or((value, ""));
            if let Some(dialog) = number.parse().ok().and_then(Dialog::numbered) {
                desk.open(dialog, about);
            }
        }
        ToDesk::Unasked => put(desk.repair, None),
        ToDesk::Key if desk.repair.with_untracked(Option::is_some) => repair::key(desk, value),
        ToDesk::Key => suggestions::key(desk, value),
        // The places of the screens may be new, too.
        ToDesk::Drawn => {
            screens::mount(desk);
            desk.drawn.update(|n| *n += 1);
            repair::go_on(desk);
        }
        ToDesk::Wanted => {}
    }
}

fn again(app: App) {
    app.changed.update(|n| *n += 1);
}

/// As `ui::desk` writes it.
fn situation(desk: Desk, value: &str) {
    let app = desk.app;
    let mut words = value.split(' ');
    let mut next = || words.next().unwrap_or_default();
    let me = AnnotatorId::parse(next());
    let name = next();
    let view = [View::Compare, View::Insights]
        .into_iter()
        .find(|v| v.name() == name);
    let english = next() == "en";
    let name = next();
    let mode = [Mode::Speech, Mode::Span].into_iter().find(|m| m.name() == name);
    let at = (next().parse().ok()).zip(next().parse().ok());
    let hidden: Vec<AnnotatorId> = words.filter_map(AnnotatorId::parse).collect();
    put(app.me, me);
    put(app.view, view.unwrap_or_default());
    put(language(), if english { Language::En } else { Language::Ja });
    put(app.mode, mode.unwrap_or_default());
    put(desk.at, at.map(|(from, to)| CharRange::new(from, to)));
    put(app.hidden, hidden);
}

/// Sets what is another now.
fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| old != &value) {
        signal.set(value);
    }
}
