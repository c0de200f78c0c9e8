//! The project in IndexedDB: a journal of operations, a snapshot, and the texts.
//!
//! Every batch of operations is one transaction with strict durability; its promise resolves when the
//! data is on the disk. Transactions of several tabs queue up in the browser, so the journal has one
//! order, and a tab that finds entries it did not know learns of them before its own are numbered.

use std::sync::Arc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::minutes::Stored;
use crate::project::{Fingerprint, Operation};
use crate::text::json;
use crate::text::stored;

mod sys {
    use super::*;

    #[wasm_bindgen(module = "/src/browser/storage.js")]
    extern "C" {
        pub(super) fn open() -> js_sys::Promise;
        #[wasm_bindgen(catch)]
        pub(super) fn begin(db: &JsValue, writing: bool) -> Result<JsValue, JsValue>;
        pub(super) fn commit(tx: &JsValue) -> js_sys::Promise;
        pub(super) fn abort(tx: &JsValue);
        pub(super) fn get(tx: &JsValue, store: &str, key: &str) -> js_sys::Promise;
        #[wasm_bindgen(js_name = allAbove)]
        pub(super) fn all_above(tx: &JsValue, store: &str, key: u32) -> js_sys::Promise;
        #[wasm_bindgen(js_name = keysAbove)]
        pub(super) fn keys_above(tx: &JsValue, store: &str, key: u32) -> js_sys::Promise;
        #[wasm_bindgen(catch)]
        pub(super) fn put(tx: &JsValue, store: &str, key: &JsValue, value: &JsValue) -> Result<(), JsValue>;
        #[wasm_bindgen(catch, js_name = removeUpTo)]
        pub(super) fn remove_up_to(tx: &JsValue, store: &str, key: u32) -> Result<(), JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) fn clear(tx: &JsValue, store: &str) -> Result<(), JsValue>;
        pub(super) fn joined(pieces: &Array) -> JsValue;
    }
}

// `storage.js` makes these.
const META: &str = "meta";
const JOURNAL: &str = "journal";
const TEXTS: &str = "texts";
const SNAPSHOT: &str = "snapshot";
const SNAPSHOT_SEQ: &str = "snapshot-seq";
const ME: &str = "me";
/// What an entry of the journal holds besides its number, and what a snapshot does.
const OPERATION: &str = "operation";
const STATE: &str = "state";

/// A text as it will be stored, in the browser's memory: the page's own never shrinks, and a long text would be there
/// three times.
#[derive(Clone, Debug)]
pub struct Kept(JsValue);

impl Kept {
    /// Takes what is stored of a text.
    pub fn new(text: &Stored<'_>) -> Self {
        let pieces = Array::new();
        text.json(&mut |piece| {
            pieces.push(&Uint8Array::from(piece));
        });
        Self(sys::joined(&pieces))
    }
}

/// A value with its number, as it will be stored: in the browser's memory, too.
fn numbered(seq: u32, name: &'static str, value: &impl stored::Stored) -> JsValue {
    let pieces = Array::new();
    let sink = pieces.clone();
    let take = move |piece: String| {
        sink.push(&piece.into());
    };
    stored::numbered(seq, name, value, Box::new(take));
    pieces.join("").into()
}

/// A state as it will be stored, with the number of the operation that led to it.
#[derive(Debug)]
pub struct Snapshot {
    seq: u32,
    json: JsValue,
}

impl Snapshot {
    /// Takes what is stored of a state.
    pub fn new(seq: u32, state: &impl stored::Stored) -> Self {
        let json = numbered(seq, STATE, state);
        Self { seq, json }
    }
}

/// Why storage did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The browser offers no IndexedDB, or refuses it (private window, policy).
    #[error("the browser refuses storage")]
    Refused,
    /// The disk, or what the browser grants of it, is full.
    #[error("storage is full")]
    Full,
    /// What is stored cannot be read.
    #[error("stored data cannot be read")]
    Unreadable,
    /// Anything else the browser said. Nobody is told its words: they are in no language of the page, and printing all
    /// that they may hold takes a printer of fractions.
    #[error("storage failed")]
    Failed,
}

impl From<JsValue> for StorageError {
    fn from(e: JsValue) -> Self {
        let name = e.dyn_ref::<web_sys::DomException>().map(|e| e.name());
        match name.as_deref() {
            Some("QuotaExceededError") => Self::Full,
            _ => Self::Failed,
        }
    }
}

impl From<json::Error> for StorageError {
    fn from(_: json::Error) -> Self {
        Self::Unreadable
    }
}

/// An entry of the journal: what happened, and as which number.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    /// Place in the order of all tabs.
    pub seq: u32,
    /// What happened.
    pub operation: T,
}

impl Entry<Operation> {
    fn read(row: &str) -> Result<Self, json::Error> {
        let (seq, operation) = stored::read_numbered(row, OPERATION)?;
        Ok(Self { seq, operation })
    }
}

/// What opening finds.
#[derive(Debug)]
pub struct Loaded<T> {
    /// The snapshot's state.
    pub state: T,
    /// Entries after it, in order.
    pub entries: Vec<Entry<Operation>>,
    /// Number of the last entry.
    pub seq: u32,
}

/// What appending found.
#[derive(Debug, PartialEq, Eq)]
pub enum Appended {
    /// Written directly after what this tab knew; the number of the last entry.
    InOrder(u32),
    /// Written, but behind entries of another tab: load again.
    Behind,
}

/// A transaction. What is dropped without [`Transaction::commit`] has not happened.
///
/// It commits by itself when it comes to the event loop with nothing asked of it: await nothing but its own answers.
struct Transaction {
    tx: JsValue,
    done: bool,
}

impl Transaction {
    async fn get(&self, store: &str, key: &str) -> Result<JsValue, StorageError> {
        answer(sys::get(&self.tx, store, key)).await
    }

    /// A number that may be there.
    async fn number(&self, store: &str, key: &str) -> Result<Option<u32>, StorageError> {
        let found = self.get(store, key).await?;
        known(found, |found| found.as_f64().map(|n| n as u32))
    }

    /// A string that may be there.
    async fn string(&self, store: &str, key: &str) -> Result<Option<String>, StorageError> {
        let found = self.get(store, key).await?;
        known(found, JsValue::as_string)
    }

    /// The strings of a store whose keys are greater than `key`, in order.
    async fn strings_above(&self, store: &str, key: u32) -> Result<Vec<String>, StorageError> {
        let rows: Array = answer(sys::all_above(&self.tx, store, key))
            .await?
            .unchecked_into();
        let rows = rows.iter().map(|row| row.as_string());
        rows.collect::<Option<_>>().ok_or(StorageError::Unreadable)
    }

    /// The greatest key of a store, if it is greater than `key`.
    async fn last_above(&self, store: &str, key: u32) -> Result<Option<u32>, StorageError> {
        let keys: Array = answer(sys::keys_above(&self.tx, store, key))
            .await?
            .unchecked_into();
        Ok(keys.pop().as_f64().map(|n| n as u32))
    }

    /// Whether it could be done is told by [`Transaction::commit`], also for what else changes something.
    fn put(
        &self,
        store: &str,
        key: impl Into<JsValue>,
        value: impl Into<JsValue>,
    ) -> Result<(), StorageError> {
        Ok(sys::put(&self.tx, store, &key.into(), &value.into())?)
    }

    /// Done when it is on the disk.
    async fn commit(mut self) -> Result<(), StorageError> {
        self.done = true;
        answer(sys::commit(&self.tx)).await?;
        Ok(())
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if !self.done {
            sys::abort(&self.tx);
        }
    }
}

/// What is there must be what was written.
fn known<T>(found: JsValue, read: impl Fn(&JsValue) -> Option<T>) -> Result<Option<T>, StorageError> {
    if found.is_undefined() {
        return Ok(None);
    }
    read(&found).map(Some).ok_or(StorageError::Unreadable)
}

async fn answer(promise: js_sys::Promise) -> Result<JsValue, StorageError> {
    Ok(JsFuture::from(promise).await?)
}

/// The database.
pub struct Storage {
    db: JsValue,
}

impl Storage {
    /// Opens the database, making it on the first visit.
    pub async fn open() -> Result<Self, StorageError> {
        let db = answer(sys::open()).await?;
        if db.is_null() {
            return Err(StorageError::Refused);
        }
        Ok(Self { db })
    }

    fn begin(&self, writing: bool) -> Result<Transaction, StorageError> {
        let tx = sys::begin(&self.db, writing)?;
        Ok(Transaction { tx, done: false })
    }

    /// Snapshot and journal.
    pub async fn load<T: stored::Stored + Default>(&self) -> Result<Loaded<T>, StorageError> {
        let tx = self.begin(false)?;
        let snapshot = tx.string(META, SNAPSHOT).await?;
        let rows = tx.strings_above(JOURNAL, 0).await?;
        let (folded, state) = match snapshot {
            Some(json) => stored::read_numbered(&json, STATE)?,
            None => (0, T::default()),
        };
        let mut entries = Vec::with_capacity(rows.len());
        for row in &rows {
            let entry = Entry::read(row)?;
            if entry.seq > folded {
                entries.push(entry);
            }
        }
        let seq = entries.last().map_or(folded, |e| e.seq);
        Ok(Loaded { state, entries, seq })
    }

    /// Entries after `known`; `None` when a snapshot has swallowed some of them.
    pub async fn since(&self, known: u32) -> Result<Option<Vec<Entry<Operation>>>, StorageError> {
        let tx = self.begin(false)?;
        let rows = tx.strings_above(JOURNAL, known).await?;
        let entries: Vec<Entry<Operation>> = rows.iter().map(|r| Entry::read(r)).collect::<Result<_, _>>()?;
        let gapless = entries.first().is_none_or(|e| e.seq == known + 1);
        let swallowed = tx.number(META, SNAPSHOT_SEQ).await?;
        Ok((gapless && swallowed.unwrap_or(0) <= known).then_some(entries))
    }

    /// Writes operations, and the texts they speak of, in one durable transaction.
    pub async fn append(
        &self,
        known: u32,
        operations: &[Arc<Operation>],
        texts: &[(Fingerprint, Kept)],
    ) -> Result<Appended, StorageError> {
        let tx = self.begin(true)?;
        let written = tx.last_above(JOURNAL, known).await?;
        let swallowed = tx.number(META, SNAPSHOT_SEQ).await?;
        let last = known.max(written.unwrap_or(0)).max(swallowed.unwrap_or(0));
        for (n, operation) in operations.iter().enumerate() {
            let seq = last + 1 + n as u32;
            tx.put(JOURNAL, seq, numbered(seq, OPERATION, operation.as_ref()))?;
        }
        for (fingerprint, Kept(bytes)) in texts {
            tx.put(TEXTS, fingerprint.as_str(), bytes)?;
        }
        tx.commit().await?;
        Ok(if last == known {
            Appended::InOrder(last + operations.len() as u32)
        } else {
            Appended::Behind
        })
    }

    /// Replaces the journal by the state it leads to.
    pub async fn snapshot(&self, Snapshot { seq, json }: Snapshot) -> Result<(), StorageError> {
        let tx = self.begin(true)?;
        if tx.number(META, SNAPSHOT_SEQ).await?.unwrap_or(0) >= seq {
            return Ok(());
        }
        tx.put(META, SNAPSHOT, json)?;
        tx.put(META, SNAPSHOT_SEQ, seq)?;
        sys::remove_up_to(&tx.tx, JOURNAL, seq)?;
        tx.commit().await
    }

    /// The stored text of a document.
    pub async fn text(&self, fingerprint: &Fingerprint) -> Result<Option<Vec<u8>>, StorageError> {
        let found = self.begin(false)?.get(TEXTS, fingerprint.as_str()).await?;
        known(found, |found| Some(found.dyn_ref::<Uint8Array>()?.to_vec()))
    }

    /// Who this browser's person is; the first caller's proposal wins.
    pub async fn me(&self, proposal: &str) -> Result<String, StorageError> {
        let tx = self.begin(true)?;
        match tx.string(META, ME).await? {
            Some(me) => Ok(me),
            None => {
                tx.put(META, ME, proposal)?;
                tx.commit().await?;
                Ok(proposal.to_owned())
            }
        }
    }

    /// Empties the database: nothing of anybody is left on this computer.
    pub async fn forget(&self) -> Result<(), StorageError> {
        let tx = self.begin(true)?;
        for store in [META, JOURNAL, TEXTS] {
            sys::clear(&tx.tx, store)?;
        }
        tx.commit().await
    }

    /// Becomes another person («continue as»).
    pub async fn set_me(&self, me: &str) -> Result<(), StorageError> {
        let tx = self.begin(true)?;
        tx.put(META, ME, me)?;
        tx.commit().await
    }
}
