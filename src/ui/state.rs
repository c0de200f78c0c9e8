//! What the page knows, as signals, and the one way in which it changes: [`App::run`].
//!
//! [`Workspace`] holds the truth and is plain data; `changed` tells derived signals to look again.
//! The document's nodes follow no signal (see `browser::document`), so painting is told what
//! changed by the [`Change`] of each operation.

use std::collections::VecDeque;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::settings;
use crate::browser::storage::{Kept, Storage};
use crate::browser::tabs::Tabs;
use crate::minutes::{DocumentText, Minutes, Repair};
use crate::project::{
    Address, AnnotatorId, Bundle, Change, Fingerprint, MergePlan, Operation, ThemeId, Workspace,
};
use crate::text::{ByteRange, OffsetIndex, Shelf, Utf16Range};
use crate::ui::i18n::messages;
use crate::ui::painting::Canvas;
use crate::ui::parts::search::Course;
use crate::view::document::first_drawn;
use crate::view::theme_keys::ThemeKeys;
use crate::view::units::{Mode, Place, Units};

/// A document with all that is computed from its text.
#[derive(Debug)]
pub(crate) struct OpenDocument {
    /// Identity.
    pub(crate) fingerprint: Fingerprint,
    /// Structure and canonical text.
    pub(crate) minutes: Minutes,
    /// Offsets.
    pub(crate) index: OffsetIndex,
    /// What is tagged.
    pub(crate) units: Units,
    /// What people say of it against the parser, as it is read here.
    pub(crate) repairs: Vec<Repair>,
}

impl OpenDocument {
    /// Computes what follows from a parse.
    pub(crate) fn new(fingerprint: Fingerprint, minutes: Minutes) -> Self {
        let index = OffsetIndex::new(&minutes.text);
        let units = Units::new(&minutes);
        Self {
            fingerprint,
            minutes,
            index,
            units,
            repairs: Vec::new(),
        }
    }

    /// Byte where the text on the screen begins; what comes before it is in the meeting's card.
    pub(crate) fn begin(&self) -> u32 {
        let first = first_drawn(&self.minutes, self.units.speeches() == 0);
        self.minutes.blocks.get(first).map_or(0, |b| b.range.start)
    }

    /// Bytes → what the page counts in.
    pub(crate) fn utf16(&self, range: ByteRange) -> Utf16Range {
        self.index.utf16(&self.minutes.text, range)
    }

    /// What the page counts in → bytes.
    pub(crate) fn bytes(&self, range: Utf16Range) -> ByteRange {
        self.index.bytes_of_utf16(&self.minutes.text, range)
    }
}

/// Where a person was in a document.
#[derive(Clone, Debug)]
pub(crate) struct Left {
    /// What was chosen.
    pub(crate) place: Option<Place>,
    /// What was in view.
    pub(crate) whereabouts: String,
}

/// Which of the three views is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// 読む.
    #[default]
    Read,
    /// くらべる.
    Compare,
    /// まとめ.
    Insights,
}

impl View {
    /// As attributes of the page name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Compare => "compare",
            Self::Insights => "insights",
        }
    }
}

/// How far saving is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SaveState {
    /// Number of the last edit made.
    pub(crate) made: u64,
    /// Number of the last edit that is on the disk.
    pub(crate) durable: u64,
    /// The last attempt failed.
    pub(crate) failed: bool,
}

/// Something to tell the person, with the file it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// For the list.
    pub(crate) id: u64,
    /// File name, if a file is to blame.
    pub(crate) file: String,
    /// What happened and what to do.
    pub(crate) message: String,
    /// Nothing is lost by it.
    pub(crate) calm: bool,
    /// What the person may answer.
    pub(crate) question: Option<Question>,
}

/// What a file leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// Its password.
    Password,
    /// Whether its encoding is this one, as which it was opened.
    Encoding {
        /// By its name.
        guess: String,
        /// What came of it.
        document: Option<Fingerprint>,
    },
}

/// A merge that waits for consent.
#[derive(Clone, Debug)]
pub(crate) struct Preview {
    /// Names of the files.
    pub(crate) files: String,
    /// What is in them.
    pub(crate) bundle: Bundle,
    /// Our texts of the documents that are in them, too.
    pub(crate) mine: Shelf<Fingerprint, DocumentText>,
    /// Whether they are several files.
    pub(crate) several: bool,
    /// What would happen.
    pub(crate) plan: MergePlan,
    /// To which state of what is here.
    pub(crate) revision: u64,
}

/// What waits for, or belongs to, the disk and the browser.
#[derive(Default)]
pub(crate) struct Session {
    /// Whether the last project is back, and its document on the screen.
    pub(crate) restored: bool,
    /// `None` until opened, or when the browser refuses.
    pub(crate) storage: Option<std::rc::Rc<Storage>>,
    /// Number of the last journal entry this tab has seen.
    pub(crate) known: u32,
    /// Operations since the last snapshot.
    pub(crate) since_snapshot: usize,
    /// Operations that are not on the disk yet, with when they were made.
    pub(crate) queue: VecDeque<(Arc<Operation>, f64)>,
    /// Texts that must be on the disk with them.
    pub(crate) texts: Vec<(Fingerprint, Kept)>,
    /// What this tab has kept of them beside the disk: see `leaving`.
    pub(crate) kept: String,
    /// How many of the first in the queue that are.
    pub(crate) kept_first: usize,
    /// The name of this tab, as long as the page lives.
    pub(crate) tab: String,
    /// Whether a write is under way.
    pub(crate) writing: bool,
    /// Whether writing waits until something is on the screen.
    pub(crate) held: bool,
    /// Whether another tab spoke meanwhile.
    pub(crate) heard: bool,
    /// The other tabs.
    pub(crate) tabs: Option<Tabs>,
    /// The message that saving fails.
    pub(crate) failure: Option<u64>,
    /// Messages so far.
    pub(crate) told: u64,
    /// Reports so far.
    pub(crate) reported: u64,
    /// Document and line that were on top when scrolling last came to rest.
    pub(crate) line: String,
    /// The neighbour of the document that was taken out last.
    pub(crate) beside: Option<Fingerprint>,
    /// Number of the document that was asked for last, which may be on its way to the screen.
    pub(crate) turn: u64,
    /// Files are being opened; others wait.
    pub(crate) opening: bool,
    /// The files of messages that ask something, by the message.
    pub(crate) asked: Vec<(u64, web_sys::File)>,
}

impl Session {
    /// The first of the queue are on the disk.
    pub(crate) fn written(&mut self, operations: usize) {
        self.queue.drain(..operations);
        self.kept_first = self.kept_first.saturating_sub(operations);
    }
}

/// Everything the views share.
#[derive(Clone, Copy)]
pub(crate) struct App {
    /// The project and its history.
    pub(crate) work: StoredValue<Workspace>,
    /// Counts changes of `work`.
    pub(crate) changed: RwSignal<usize>,
    /// The theme that was put on last.
    pub(crate) last: StoredValue<Option<ThemeId>>,
    /// Whether the last thing done was to refuse a proposal, which is no step but can be taken back like one.
    pub(crate) refused: RwSignal<bool>,
    /// Sentences that a filter only shows because one beside them matches, in the order of the text.
    pub(crate) dim: StoredValue<Vec<Utf16Range>>,
    /// Where the last visit ended, as long as nothing has been chosen since.
    pub(crate) left_at: StoredValue<Option<Address>>,
    /// Where the person was when another document was shown, by document.
    pub(crate) left: StoredValue<Shelf<Fingerprint, Left>>,
    /// Who the person at this page is.
    pub(crate) me: RwSignal<Option<AnnotatorId>>,
    /// The document on the screen.
    pub(crate) document: RwSignal<Option<Arc<OpenDocument>>>,
    /// Whether its text and tags are being drawn.
    pub(crate) busy: RwSignal<bool>,
    /// Whether the panels are there already, out of sight, so that opening need not build them.
    pub(crate) warm: RwSignal<bool>,
    /// Documents opened in this visit: they need not be read from the disk again.
    pub(crate) opened: StoredValue<Vec<Arc<OpenDocument>>>,
    /// Sentence, speech or span.
    pub(crate) mode: RwSignal<Mode>,
    /// The current unit and what is selected with it.
    pub(crate) place: RwSignal<Option<Place>>,
    /// A free selection, in span mode.
    pub(crate) span: RwSignal<Option<ByteRange>>,
    /// The unit that was chosen before a tag was, which has its own.
    pub(crate) mode_before: StoredValue<Option<Mode>>,
    /// People whose annotations are not shown.
    pub(crate) hidden: RwSignal<Vec<AnnotatorId>>,
    /// How far saving is.
    pub(crate) save: RwSignal<SaveState>,
    /// Messages that are open.
    pub(crate) problems: RwSignal<Vec<Problem>>,
    /// The view that is open.
    pub(crate) view: RwSignal<View>,
    /// A merge that waits for consent.
    pub(crate) preview: StoredValue<Option<Preview>>,
    /// Long work: its share done, 0…1.
    pub(crate) progress: RwSignal<Option<f64>>,
    /// Set when the person stops long work.
    pub(crate) stopped: StoredValue<bool>,
    /// What the live region says.
    pub(crate) said: RwSignal<String>,
    /// What has just been done and has no other sign on the screen; empty most of the time.
    pub(crate) done: RwSignal<String>,
    /// Whether files are being dragged over the window.
    pub(crate) dragging: RwSignal<bool>,
    /// The panel that is open on a narrow screen.
    pub(crate) sheet: RwSignal<Option<&'static str>>,
    /// The words that are searched for.
    pub(crate) search: RwSignal<String>,
    /// Hits of the search.
    pub(crate) hits: RwSignal<Vec<ByteRange>>,
    /// Whether there may be more of them.
    pub(crate) searching: RwSignal<bool>,
    /// How the search goes, beside what the screen follows.
    pub(crate) course: StoredValue<Course>,
    /// Which hit is current.
    pub(crate) hit: RwSignal<usize>,
    /// Whether somebody is asked how a place is to be read. The desk has the question.
    pub(crate) asking: RwSignal<bool>,
    /// What is painted.
    pub(crate) canvas: StoredValue<Canvas, LocalStorage>,
    /// What belongs to the disk.
    pub(crate) session: StoredValue<Session, LocalStorage>,
}

impl App {
    /// The empty page.
    pub(crate) fn new() -> Self {
        Self {
            work: StoredValue::new(Workspace::default()),
            changed: RwSignal::new(0),
            last: StoredValue::new(None),
            refused: RwSignal::new(false),
            dim: StoredValue::new(Vec::new()),
            left_at: StoredValue::new(None),
            left: StoredValue::new(Shelf::new()),
            me: RwSignal::new(None),
            document: RwSignal::new(None),
            // Who has never opened anything waits for nothing; what they open waits for the disk by itself.
            busy: RwSignal::new(settings::get("document").is_some()),
            warm: RwSignal::new(false),
            opened: StoredValue::new(Vec::new()),
            mode: RwSignal::new(Mode::default()),
            place: RwSignal::new(None),
            span: RwSignal::new(None),
            mode_before: StoredValue::new(None),
            hidden: RwSignal::new(Vec::new()),
            save: RwSignal::new(SaveState::default()),
            problems: RwSignal::new(Vec::new()),
            view: RwSignal::new(View::default()),
            preview: StoredValue::new(None),
            progress: RwSignal::new(None),
            stopped: StoredValue::new(false),
            said: RwSignal::new(String::new()),
            done: RwSignal::new(String::new()),
            dragging: RwSignal::new(false),
            sheet: RwSignal::new(None),
            search: RwSignal::new(String::new()),
            hits: RwSignal::new(Vec::new()),
            searching: RwSignal::new(false),
            course: StoredValue::new(Course::default()),
            hit: RwSignal::new(0),
            asking: RwSignal::new(false),
            canvas: StoredValue::new_local(Canvas::default()),
            session: StoredValue::new_local(Session {
                tab: crate::browser::clock::uuid(),
                ..Session::default()
            }),
        }
    }

    /// Reads the workspace, and again whenever it changes (inside a memo or effect).
    pub(crate) fn read<T>(&self, f: impl FnOnce(&Workspace) -> T) -> T {
        self.changed.track();
        self.work.with_value(f)
    }

    /// The keys that themes have at this computer.
    pub(crate) fn theme_keys(&self) -> Vec<(ThemeId, char)> {
        self.keys_with("")
    }

    /// The same, with the digits of a file that may come in. Those of themes that are not here bind nobody.
    pub(crate) fn keys_with(&self, told: &str) -> Vec<(ThemeId, char)> {
        const KEYS: &str = "keys";
        let before = settings::get(KEYS).unwrap_or_default();
        let mut keys = ThemeKeys::read(&before);
        let list = self.work.with_value(|w| keys.follow(&w.project.codebook()));
        keys.learn(told, &list);
        let after = keys.text();
        if after != before {
            settings::set(KEYS, &after);
        }
        list
    }

    /// Whether the panels and the bar's buttons are in the page, seen or not (inside a memo or effect).
    pub(crate) fn panels(&self) -> bool {
        self.document.get().is_some() || self.warm.get()
    }

    /// Runs an operation: state, screen and queue for the disk, in one task.
    pub(crate) fn run(&self, operation: Operation) -> Change {
        self.run_with(operation, Vec::new(), crate::browser::clock::instant())
    }

    /// Like [`App::run`], with texts that must become durable together with it, begun at `start`.
    pub(crate) fn run_with(
        &self,
        operation: Operation,
        texts: Vec<(Fingerprint, Kept)>,
        start: f64,
    ) -> Change {
        let mut change = Change::default();
        self.refused.set(false);
        super::desk::operation(*self, &operation);
        let queued = Arc::new(operation.clone());
        self.work.update_value(|w| change = w.run(operation));
        self.session.update_value(|s| {
            s.queue.push_back((queued, start));
            s.texts.extend(texts);
        });
        self.save.update(|s| s.made += 1);
        self.after(&change);
        super::session::flush(*self);
        change
    }

    /// Shows what an operation changed.
    pub(crate) fn after(&self, change: &Change) {
        if change.repairs {
            super::repairing::renew(*self);
        }
        if change.documents {
            super::documents::leave_removed(*self);
        }
        // Themes have gone, come or got another colour; or one of very many is used for the first time.
        let many = self
            .work
            .with_value(|w| w.project.themes.len() > super::painting::RULED);
        let colours = (change.themes || many) && super::painting::colours(*self);
        if colours || change.annotations.len() > 500 {
            super::painting::repaint(*self);
        } else {
            super::painting::update(*self, &change.annotations, change.themes);
        }
        self.changed.update(|n| *n += 1);
    }

    /// Opens a message.
    pub(crate) fn tell(&self, file: &str, message: impl Into<String>) {
        self.post(file, message.into(), false, None);
    }

    /// Opens a message about something that was opened all the same.
    pub(crate) fn note(&self, file: &str, message: String) {
        self.post(file, message, true, None);
    }

    /// Opens a message that asks something about a file.
    pub(crate) fn ask(&self, file: &web_sys::File, message: String, question: Question) {
        let id = self.post(&file.name(), message, true, Some(question));
        self.session.update_value(|s| s.asked.push((id, file.clone())));
    }

    fn post(&self, file: &str, message: String, calm: bool, question: Option<Question>) -> u64 {
        // Never one that was there: the next message is another, also in the same moment.
        let mut id = 0;
        self.session.update_value(|s| {
            s.told += 1;
            id = s.told;
        });
        let file = file.to_owned();
        self.problems.update(|p| {
            // The same once more stands once, and last.
            p.retain(|other| other.message != message);
            p.push(Problem {
                id,
                file,
                message,
                calm,
                question,
            });
        });
        id
    }

    /// The file that a message asks about.
    pub(crate) fn asked(&self, id: u64) -> Option<web_sys::File> {
        self.session.with_value(|s| {
            s.asked
                .iter()
                .find(|(n, _)| *n == id)
                .map(|(_, file)| file.clone())
        })
    }

    /// Closes a message.
    pub(crate) fn close(&self, id: u64) {
        self.problems.update(|list| list.retain(|p| p.id != id));
        self.session.update_value(|s| s.asked.retain(|(n, _)| *n != id));
    }

    /// Says something to people who hear the page.
    pub(crate) fn say(&self, words: impl Into<String>) {
        self.said.set(words.into());
    }

    /// Says after a moment that something is on its way, until what this gives is dropped.
    pub(crate) fn soon(&self) -> Soon {
        let app = *self;
        let late = gloo_timers::callback::Timeout::new(400, move || {
            app.report(messages().working().to_owned());
        });
        Soon { app, _late: late }
    }

    /// Says to everybody, for some seconds, what has been done.
    pub(crate) fn report(&self, words: String) {
        let app = *self;
        let turn = self.session.try_update_value(|s| {
            s.reported += 1;
            s.reported
        });
        self.say(words.clone());
        self.done.set(words);
        gloo_timers::callback::Timeout::new(6_000, move || {
            // Not what was said since, be it the same once more.
            if app.session.with_value(|s| Some(s.reported) == turn) {
                app.done.set(String::new());
            }
        })
        .forget();
    }
}

impl Default for App {
    fn default() -> Self {
        Self::new()
    }
}

/// Something that is on its way: see [`App::soon`].
pub(crate) struct Soon {
    app: App,
    _late: gloo_timers::callback::Timeout,
}

impl Drop for Soon {
    fn drop(&mut self) {
        // Neither shown nor read out once it is past.
        for told in [self.app.done, self.app.said] {
            if told.with_untracked(|words| words.trim_end() == messages().working()) {
                told.set(String::new());
            }
        }
    }
}
