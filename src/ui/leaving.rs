//! What is not on the disk yet when the page goes away: a reload does not wait for a slow disk. `localStorage` takes it
//! in the same moment, and the next visit does what the journal does not have.

use leptos::prelude::*;
use web_sys::{Event, VisibilityState};

use crate::browser::settings;
use crate::browser::storage::Loaded;
use crate::project::{Operation, Workspace};
use crate::text::stored;

use super::html::listen;
use super::session;
use super::state::App;

/// Its name among the settings. A line for each operation: the last entry of the journal that its tab knew, the tab that
/// is to write it, and the operation.
const UNSAVED: &str = "unsaved";

/// Keeps what is not on the disk whenever the page goes away, as long as it lives.
pub(crate) fn watch(app: App) {
    listen(&window(), "pagehide", move |_: Event| keep(app));
    listen(&document(), "visibilitychange", move |_: Event| {
        if document().visibility_state() == VisibilityState::Hidden {
            keep(app);
        } else {
            // Before it writes, it looks whether another tab has (`let_go`).
            session::flush(app);
        }
    });
}

/// Keeps what is not on the disk.
pub(crate) fn keep(app: App) {
    super::opening::arrived();
    let me = app.session.with_value(|s| s.tab.clone());
    let (lines, operations) = app.session.with_value(|s| {
        // A document that is only just being opened is nothing without its text.
        if s.storage.is_none() || !s.texts.is_empty() {
            return (String::new(), 0);
        }
        let line = |operation: &Operation| line(s.known, &me, &stored::to_json(operation));
        (
            s.queue.iter().map(|(operation, _)| line(operation)).collect(),
            s.queue.len(),
        )
    });
    replace(app, lines, operations);
}

fn line(known: u32, tab: &str, json: &str) -> String {
    [&known.to_string(), "@", tab, " ", json, "\n"].concat()
}

/// All of this tab is on the disk.
pub(crate) fn saved(app: App) {
    replace(app, String::new(), 0);
}

/// Puts lines into the place of those that this tab has kept. Other tabs have theirs beside them.
fn replace(app: App, lines: String, operations: usize) {
    let before = app.session.with_value(|s| s.kept.clone());
    if before != lines {
        let all = settings::get(UNSAVED).unwrap_or_default();
        let others = if before.is_empty() {
            all
        } else {
            all.replacen(&before, "", 1)
        };
        settings::set(UNSAVED, &(others + &lines));
    }
    // The browser may have no room for it, or refuse.
    let there = !lines.is_empty() && settings::get(UNSAVED).is_some_and(|all| all.contains(&lines));
    app.session.update_value(|s| {
        s.kept = if there { lines } else { String::new() };
        s.kept_first = if there { operations } else { 0 };
    });
}

/// Lets go of what another tab writes in this one's place: while this tab was out of sight, and its disk did not answer,
/// the other one started and took over what was kept. To be called right before each write: then a write that began
/// before that is in what the other tab reads, and none is done twice. Whether there was any: then this tab's state is
/// ahead of what it is to write.
#[must_use]
pub(crate) fn let_go(app: App) -> bool {
    let kept = app.session.with_value(|s| s.kept.clone());
    // Where there is nothing at all, somebody has cleared the browser's data.
    let taken = !kept.is_empty() && settings::get(UNSAVED).is_some_and(|all| !all.contains(&kept));
    if taken {
        app.session.update_value(|s| {
            s.kept.clear();
            let first = std::mem::take(&mut s.kept_first);
            s.queue.drain(..first);
        });
    }
    taken
}

/// Takes over what tabs that have gone have kept: from now on it is this one's to write. Comes before the journal is
/// read (see [`let_go`]).
pub(crate) fn take(app: App) -> String {
    let all = settings::get(UNSAVED).unwrap_or_default();
    let me = app.session.with_value(|s| s.tab.clone());
    let mine = |l: &str| {
        let (whose, json) = l.split_once(' ')?;
        let known = whose.split('@').next()?.parse().ok()?;
        Some(line(known, &me, json))
    };
    let lines: String = all.lines().filter_map(mine).collect();
    if lines != all {
        settings::set(UNSAVED, &lines);
    }
    lines
}

/// The operations that were kept and are not in the journal: as its transaction was under way, it may have come to its
/// end. Where a snapshot has taken in what came after, nobody can tell any more.
pub(crate) fn found(kept: &str, loaded: &Loaded<Workspace>) -> Vec<Operation> {
    let folded = loaded.seq.saturating_sub(loaded.entries.len() as u32);
    let mut journal: Vec<_> = loaded.entries.iter().collect();
    let mut missing = Vec::new();
    for line in kept.lines() {
        let Some((whose, json)) = line.split_once(' ') else {
            continue;
        };
        let known = whose
            .split('@')
            .next()
            .and_then(|known| known.parse::<u32>().ok());
        let known = known.filter(|known| *known >= folded);
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
    missing
}

/// Does what was found; what was kept goes once that is on the disk.
pub(crate) fn again(app: App, kept: String, missing: Vec<Operation>) {
    app.session.update_value(|s| {
        s.kept = kept;
        s.kept_first = missing.len();
    });
    if missing.is_empty() {
        saved(app);
    }
    for operation in missing {
        app.run(operation);
    }
}
