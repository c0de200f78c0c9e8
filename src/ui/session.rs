//! The way to the disk and back: the queue, restoring, and the other tabs.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::storage::{Appended, Entry, Kept, Loaded, Snapshot, Storage, StorageError};
use crate::browser::tabs::Tabs;
use crate::browser::{clock, settings};
use crate::project::{AnnotatorId, Change, Fingerprint, Operation, Workspace};

use super::i18n::messages;
use super::state::{App, OpenDocument};
use super::{documents, leaving};

/// After so many operations the journal is folded into a snapshot.
const SNAPSHOT_AFTER: usize = 400;

/// What the disk did not do is tried again after so long, in milliseconds.
const AGAIN: u32 = 5_000;

/// Starts writing what is queued, unless a write is under way already.
pub(crate) fn flush(app: App) {
    let begin = app.session.try_update_value(|s| {
        let begin = !s.writing && !s.held && !s.queue.is_empty() && s.storage.is_some();
        s.writing |= begin;
        begin
    });
    if begin == Some(true) {
        spawn_local(write_all(app));
    }
}

/// Lets writing wait, or begin: writing ten thousand tags takes as long as showing them.
pub(crate) fn hold(app: App, held: bool) {
    app.session.update_value(|s| s.held = held);
    flush(app);
}

async fn write_all(app: App) {
    let mut rescued = false;
    loop {
        step_back(app).await;
        let work = app.session.try_update_value(|s| {
            let storage = s.storage.clone()?;
            let batch: Vec<(Arc<Operation>, f64)> = s.queue.iter().cloned().collect();
            (!batch.is_empty()).then(|| (storage, s.known, batch, s.texts.clone()))
        });
        let Some((storage, known, batch, texts)) = work.flatten() else {
            break;
        };
        let operations: Vec<Arc<Operation>> = batch.iter().map(|(o, _)| o.clone()).collect();
        match storage.append(known, &operations, &texts).await {
            Ok(appended) => {
                app.session.update_value(|s| {
                    s.written(batch.len());
                    s.texts.drain(..texts.len());
                    s.since_snapshot += batch.len();
                    if let Appended::InOrder(last) = appended {
                        s.known = last;
                    }
                    if let Some(tabs) = &s.tabs {
                        tabs.tell();
                    }
                });
                saved(app, batch.len());
                for (_, begun) in &batch {
                    clock::measure("fusen:save", *begun);
                }
                if appended == Appended::Behind {
                    reload(app, &storage).await;
                }
                fold(app, &storage).await;
            }
            Err(StorageError::Failed) if !rescued && rescue(app).await.is_ok() => rescued = true,
            Err(error) => {
                app.session.update_value(|s| s.writing = false);
                if !app.save.with_untracked(|s| s.failed) {
                    tell_until_saved(app, &error);
                }
                // Kept in the queue; tried again with the next edit, and by itself.
                gloo_timers::callback::Timeout::new(AGAIN, move || flush(app)).forget();
                return;
            }
        }
    }
    leaving::saved(app);
    let heard = app.session.try_update_value(|s| {
        s.writing = false;
        std::mem::take(&mut s.heard)
    });
    if heard == Some(true) {
        catch_up(app).await;
    }
}

/// Takes over what is on the disk, where another tab writes what this one could not: before anybody goes on from what is
/// on the screen. Not while a write is under way: it counts what it takes off the queue.
async fn step_back(app: App) {
    if leaving::let_go(app)
        && let Some(storage) = app.session.with_value(|s| s.storage.clone())
    {
        reload(app, &storage).await;
        if app.session.with_value(|s| s.queue.is_empty()) {
            saved(app, 0);
        }
    }
}

/// So many operations more are on the disk. What was said of saving that failed is past.
fn saved(app: App, operations: usize) {
    app.save.update(|s| {
        s.durable += operations as u64;
        s.failed = false;
    });
    if let Some(id) = app.session.try_update_value(|s| s.failure.take()).flatten() {
        app.close(id);
    }
}

/// Opens the database anew: it may have been taken away under the page, by somebody who cleared the browser's data.
/// Where less is left of it than this tab has seen, all that the tab knows is written.
async fn rescue(app: App) -> Result<(), StorageError> {
    let storage = Rc::new(Storage::open().await?);
    if let Some(me) = app.me.get_untracked() {
        storage.me(me.as_str()).await?;
    }
    let left = storage.load::<Workspace>().await?.seq;
    let (known, mut texts) = app.session.with_value(|s| (s.known, s.texts.clone()));
    if left < known {
        let text = |d: &Arc<OpenDocument>| (d.fingerprint.clone(), Kept::new(&d.minutes.stored()));
        app.opened.with_value(|o| texts.extend(o.iter().map(text)));
        storage.append(known, &[], &texts).await?;
        // What is queued is part of the state.
        let state = app.work.with_value(|w| Snapshot::new(known, w));
        let queued = app.session.with_value(|s| s.queue.len());
        storage.snapshot(state).await?;
        app.session.update_value(|s| s.written(queued));
        saved(app, queued);
    }
    app.session.update_value(|s| s.storage = Some(storage));
    Ok(())
}

/// Folds a long journal into a snapshot.
async fn fold(app: App, storage: &Rc<Storage>) {
    let ready = app.session.with_value(|s| {
        // Whoever clears the computer has taken the storage away.
        let wanted = s.storage.is_some() && s.since_snapshot >= SNAPSHOT_AFTER && s.queue.is_empty();
        wanted.then_some(s.known)
    });
    if let Some(seq) = ready {
        let state = app.work.with_value(|w| Snapshot::new(seq, w));
        // A failed snapshot costs nothing: the journal is still there.
        if storage.snapshot(state).await.is_ok() {
            app.session.update_value(|s| s.since_snapshot = 0);
        }
    }
}

/// Tells why storage did not do it.
fn tell(app: App, error: &StorageError) {
    let m = messages();
    let words = match error {
        StorageError::Refused => m.storage_refused(),
        StorageError::Full => m.storage_full(),
        StorageError::Unreadable => m.storage_unreadable(),
        StorageError::Failed => m.storage_failed(),
    };
    app.tell("", words);
}

/// The same, until saving works.
fn tell_until_saved(app: App, error: &StorageError) {
    tell(app, error);
    app.session.update_value(|s| s.failure = Some(s.told));
    app.save.update(|s| s.failed = true);
}

/// Another tab has written.
fn heard(app: App) {
    let idle = app.session.try_update_value(|s| {
        let idle = !s.writing && s.queue.is_empty();
        s.heard |= !idle;
        idle
    });
    if idle == Some(true) {
        spawn_local(catch_up(app));
    } else {
        flush(app);
    }
}

/// Takes everything off this computer: documents, tags, notes, names, choices. The page begins anew.
pub(crate) async fn forget(app: App) {
    // From now on nothing is written any more.
    let storage = match app.session.try_update_value(|s| s.storage.take()).flatten() {
        Some(storage) => storage,
        // What cannot be read can still be cleared.
        None => match Storage::open().await {
            Ok(storage) => Rc::new(storage),
            Err(error) => return tell(app, &error),
        },
    };
    if let Err(error) = storage.forget().await {
        app.session.update_value(|s| s.storage = Some(storage));
        return tell(app, &error);
    }
    settings::forget();
    // Said after the reload, in this tab.
    let _ = window().set_name(FORGOTTEN);
    app.session.with_value(|s| {
        if let Some(tabs) = &s.tabs {
            tabs.tell_forgotten();
        }
    });
    begin_anew(app);
}

/// The name of a window whose person has cleared the computer.
const FORGOTTEN: &str = "forgotten";

/// The same, where it was done in another tab.
const FORGOTTEN_ELSEWHERE: &str = "forgotten elsewhere";

/// Nothing of what this tab knows is stored any more.
fn begin_anew(app: App) {
    app.session.update_value(|s| s.storage = None);
    // The page goes on empty by itself where the browser refuses.
    let _ = window().location().reload();
}

/// Listens to the other tabs.
fn listen(app: App) {
    let tabs = Tabs::open(move |forgotten| {
        if forgotten {
            let _ = window().set_name(FORGOTTEN_ELSEWHERE);
            begin_anew(app)
        } else {
            heard(app)
        }
    });
    app.session.update_value(|s| s.tabs = Some(tabs));
}

/// From now on the person at this computer is `me`, after a reload and in other tabs, too.
pub(crate) async fn become_known(app: App, me: &AnnotatorId) {
    let Some(storage) = app.session.with_value(|s| s.storage.clone()) else {
        return;
    };
    if let Err(error) = storage.set_me(me.as_str()).await {
        return tell(app, &error);
    }
    app.session.with_value(|s| {
        if let Some(tabs) = &s.tabs {
            tabs.tell();
        }
    });
}

/// The same person is in all tabs: in another one somebody may have said who that is.
async fn recognise(app: App, storage: &Storage) {
    let Some(me) = app.me.get_untracked() else { return };
    let known = storage.me(me.as_str()).await;
    let known = known.ok().and_then(|known| AnnotatorId::parse(&known));
    // It may have been said in this tab meanwhile.
    if known.is_some() && known.as_ref() != Some(&me) && app.me.get_untracked() == Some(me) {
        app.me.set(known);
        super::painting::repaint(app);
        let name = app.work.with_value(|w| {
            let me = app.me.get_untracked()?;
            Some(w.project.annotators.get(&me)?.nickname.clone())
        });
        app.note("", messages().now_other(name.unwrap_or_default()));
    }
}

/// Takes over what other tabs have written.
async fn catch_up(app: App) {
    let Some((storage, known)) = app
        .session
        .with_value(|s| s.storage.clone().map(|d| (d, s.known)))
    else {
        return;
    };
    match storage.since(known).await {
        Ok(Some(entries)) => {
            // An edit of this tab may have been made while the entries were read: then the order is
            // settled by the next write.
            let still = app
                .session
                .with_value(|s| s.known == known && s.queue.is_empty() && !s.writing);
            if still {
                replay(app, entries);
            }
        }
        Ok(None) => reload(app, &storage).await,
        Err(error) => return tell(app, &error),
    }
    recognise(app, &storage).await;
}

fn replay(app: App, entries: Vec<Entry<Operation>>) {
    let n = entries.len() as u64;
    for entry in entries {
        let mut change = Change::default();
        super::desk::operation(app, &entry.operation);
        app.work.update_value(|w| change = w.run(entry.operation));
        app.session.update_value(|s| s.known = entry.seq);
        app.after(&change);
    }
    app.save.update(|s| {
        s.made += n;
        s.durable += n;
    });
    come_back(app);
}

/// Shows a document that came, or came back, in another tab where this one has none.
fn come_back(app: App) {
    let last = app
        .work
        .with_value(|w| w.project.documents.last().map(|d| d.fingerprint.clone()));
    // Nothing is on its way to the screen.
    let idle = app.document.with_untracked(Option::is_none)
        && !app.busy.get_untracked()
        && app.session.with_value(|s| !s.opening);
    if let Some(last) = last.filter(|_| idle) {
        app.busy.set(true);
        spawn_local(async move {
            documents::show_stored(app, &last).await;
            app.busy.set(false);
        });
    }
}

/// Reads everything again: the order of the journal is not the order this tab thought.
async fn reload(app: App, storage: &Storage) {
    match storage.load::<Workspace>().await {
        Ok(loaded) => {
            let waiting: Vec<Arc<Operation>> = app
                .session
                .with_value(|s| s.queue.iter().map(|(o, _)| o.clone()).collect());
            let seq = loaded.seq;
            let mut work = state_of(loaded);
            for operation in waiting {
                work.run(operation.as_ref().clone());
            }
            let made = work.revision();
            app.work.set_value(work);
            super::desk::everything(app);
            super::repairing::renew(app);
            documents::leave_removed(app);
            come_back(app);
            app.session.update_value(|s| s.known = seq);
            let queued = app.session.with_value(|s| s.queue.len() as u64);
            app.save.update(|s| {
                s.made = made;
                s.durable = made.saturating_sub(queued);
            });
            super::painting::colours(app);
            super::painting::repaint(app);
            app.changed.update(|n| *n += 1);
        }
        Err(error) => tell(app, &error),
    }
}

fn state_of(loaded: Loaded<Workspace>) -> Workspace {
    let mut work = loaded.state;
    for entry in loaded.entries {
        work.run(entry.operation);
    }
    work
}

/// Asks before the tab is closed while saving fails: then the tab holds the only copy.
pub(crate) fn guard(app: App) {
    super::html::listen(&window(), "beforeunload", move |e: web_sys::Event| {
        if app.save.with_untracked(|s| s.failed && s.durable < s.made) {
            e.prevent_default();
        }
    });
}

/// Opens storage and brings the last project back. Returns when the page is usable.
pub(crate) async fn restore(app: App) {
    let proposal = AnnotatorId::parse(&clock::uuid());
    let opened = match Storage::open().await {
        Ok(storage) => start(app, Rc::new(storage), &proposal).await,
        Err(error) => Err(error),
    };
    if let Err(error) = opened {
        if app.me.get_untracked().is_none() {
            app.me.set(proposal);
        }
        tell_until_saved(app, &error);
        if let StorageError::Failed = error {
            open_later(app);
        }
    }
    app.busy.set(false);
    app.session.update_value(|s| s.restored = true);
    let name = window().name().unwrap_or_default();
    if name == FORGOTTEN || name == FORGOTTEN_ELSEWHERE {
        let _ = window().set_name("");
        match name == FORGOTTEN {
            true => app.report(messages().forgotten().to_owned()),
            // Nobody at this tab asked for it.
            false => app.note("", messages().forgotten_elsewhere().to_owned()),
        }
        super::reader::focus();
    }
    if app.document.with_untracked(Option::is_none) {
        super::warm_up::get_ready(app).await;
    }
}

/// Opens the database where it could not be opened, again and again: what is done meanwhile is queued, and comes behind what
/// is there.
fn open_later(app: App) {
    let again = async move {
        if rescue(app).await.is_err() {
            return open_later(app);
        }
        listen(app);
        if let Some(storage) = app.session.with_value(|s| s.storage.clone()) {
            // Who has done nothing yet is whoever is known here; what was done is signed.
            if let Some(me) = app.me.get_untracked()
                && app.session.with_value(|s| s.queue.is_empty())
                && let Ok(known) = storage.me(me.as_str()).await
            {
                app.me.set(AnnotatorId::parse(&known));
            }
            reload(app, &storage).await;
        }
        saved(app, 0);
        flush(app);
    };
    gloo_timers::callback::Timeout::new(AGAIN, move || spawn_local(again)).forget();
}

/// Waits until the project is here and its document on the screen: what is opened before is put beside it, and never in
/// its place.
pub(crate) async fn ready(app: App) {
    while !app.session.with_value(|s| s.restored) {
        clock::painted().await;
    }
}

async fn start(app: App, storage: Rc<Storage>, proposal: &Option<AnnotatorId>) -> Result<(), StorageError> {
    let me = storage.me(proposal.as_ref().map_or("me", |p| p.as_str())).await?;
    app.me.set(AnnotatorId::parse(&me));
    let left = leaving::take(app);
    let loaded = storage.load::<Workspace>().await?;
    let (seq, pending) = (loaded.seq, loaded.entries.len());
    let missing = leaving::found(&left, &loaded);
    let work = state_of(loaded);
    let made = work.revision();
    app.work.set_value(work);
    app.save.set(super::state::SaveState {
        made,
        durable: made,
        failed: false,
    });
    app.session.update_value(|s| {
        s.storage = Some(storage.clone());
        s.known = seq;
        s.since_snapshot = pending;
    });
    listen(app);
    leaving::again(app, left, missing);
    super::painting::colours(app);
    app.changed.update(|n| *n += 1);
    let last = settings::get("document").and_then(|d| Fingerprint::parse(&d));
    let wanted = app.work.with_value(|w| {
        let list = &w.project.documents;
        let chosen = list
            .iter()
            .find(|d| Some(&d.fingerprint) == last.as_ref())
            .or(list.last());
        chosen.map(|d| (d.fingerprint.clone(), d.title.clone()))
    });
    if super::opening::hung()
        && let Some((_, title)) = wanted
    {
        app.note("", messages().hung(title));
    } else if let Some((fingerprint, _)) = wanted {
        app.busy.set(true);
        let wait = app.soon();
        let same = last.as_ref() == Some(&fingerprint);
        documents::show_stored(app, &fingerprint).await;
        drop(wait);
        if same {
            super::choosing::return_to(app);
        }
    }
    Ok(())
}
