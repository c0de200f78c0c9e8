//! What is not on the disk yet when the page goes away: a reload does not wait for a slow disk. `localStorage` takes it
//! in the same moment, and the next visit does what the journal does not have.

use leptos::prelude::*;
use web_sys::{Event, VisibilityState};

use crate::browser::settings;
use crate::browser::storage::Loaded;
use crate::project::{Operation, Workspace};
use crate::text::stored;

use super::html::listen;
use super::state::App;

/// Its name among the settings. A line for each operation: the last entry of the journal that its tab knew, and the
/// operation.
const UNSAVED: &str = "unsaved";

/// Keeps what is not on the disk whenever the page goes away, as long as it lives.
pub(crate) fn watch(app: App) {
    listen(&window(), "pagehide", move |_: Event| keep(app));
    listen(&document(), "visibilitychange", move |_: Event| {
        if document().visibility_state() == VisibilityState::Hidden {
            keep(app);
        }
    });
}

/// Keeps what is not on the disk.
pub(crate) fn keep(app: App) {
    let lines = app.session.with_value(|s| {
        // A document that is only just being opened is nothing without its text.
        if s.storage.is_none() || !s.texts.is_empty() {
            return String::new();
        }
        let line =
            |operation: &Operation| [&s.known.to_string(), " ", &stored::to_json(operation), "\n"].concat();
        s.queue.iter().map(|(operation, _)| line(operation)).collect()
    });
    replace(app, lines);
}

/// All of this tab is on the disk.
pub(crate) fn saved(app: App) {
    replace(app, String::new());
}

/// Puts lines into the place of those that this tab has kept. Other tabs have theirs beside them.
fn replace(app: App, lines: String) {
    let before = app
        .session
        .try_update_value(|s| std::mem::replace(&mut s.kept, lines.clone()))
        .unwrap_or_default();
    if before == lines {
        return;
    }
    let all = settings::get(UNSAVED).unwrap_or_default();
    let others = if before.is_empty() {
        all
    } else {
        all.replacen(&before, "", 1)
    };
    settings::set(UNSAVED, &(others + &lines));
}

/// The operations that were kept and are not in the journal: as its transaction was under way, it may have come to its
/// end. Where a snapshot has taken in what came after, nobody can tell any more.
pub(crate) fn found(loaded: &Loaded<Workspace>) -> (String, Vec<Operation>) {
    let kept = settings::get(UNSAVED).unwrap_or_default();
    let folded = loaded.seq.saturating_sub(loaded.entries.len() as u32);
    let mut journal: Vec<_> = loaded.entries.iter().collect();
    let mut missing = Vec::new();
    for line in kept.lines() {
        let Some((known, json)) = line.split_once(' ') else {
            continue;
        };
        let known = known.parse::<u32>().ok().filter(|known| *known >= folded);
        let Some((known, operation)) = known.zip(stored::read::<Operation>(json).ok()) else {
            continue;
        };
        let same = journal
            .iter()
            .position(|entry| entry.seq > known && entry.operation == operation);
        match same {
            Some(there) => _ = journal.remove(there),
            None => missing.push(operation),
        }
    }
    (kept, missing)
}

/// Does what was found; what was kept goes once that is on the disk.
pub(crate) fn again(app: App, (kept, missing): (String, Vec<Operation>)) {
    app.session.update_value(|s| s.kept = kept);
    if missing.is_empty() {
        saved(app);
    }
    for operation in missing {
        app.run(operation);
    }
}
