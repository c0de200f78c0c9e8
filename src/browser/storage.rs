//! The project in IndexedDB: a journal of operations, a snapshot, and the texts.
//!
//! Every batch of operations is one transaction with strict durability; its promise resolves when the
//! data is on the disk. Transactions of several tabs queue up in the browser, so the journal has one
//! order, and a tab that finds entries it did not know learns of them before its own are numbered.

use std::sync::Arc;

use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::OpenDbError;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use indexed_db_futures::typed_array::Uint8Array;
use wasm_bindgen::JsValue;

use crate::minutes::Stored;
use crate::project::{Fingerprint, Operation};
use crate::text::json;
use crate::text::stored;

const NAME: &str = "fusen";
const META: &str = "meta";
const JOURNAL: &str = "journal";
const TEXTS: &str = "texts";
const SNAPSHOT: &str = "snapshot";
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
        Self(js_sys::Uint8Array::from(text.json().as_slice()).into())
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

impl From<indexed_db_futures::error::Error> for StorageError {
    fn from(e: indexed_db_futures::error::Error) -> Self {
        let indexed_db_futures::error::Error::DomException(e) = e else {
            return Self::Failed;
        };
        let e = web_sys::DomException::from(e);
        match e.name().as_str() {
            "QuotaExceededError" => Self::Full,
            _ => Self::Failed,
        }
    }
}

impl From<OpenDbError> for StorageError {
    fn from(e: OpenDbError) -> Self {
        match e {
            OpenDbError::Base(e) => Self::from(e),
            _ => Self::Refused,
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

/// The database.
pub struct Storage {
    db: Database,
}

impl Storage {
    /// Opens the database, making it on the first visit.
    pub async fn open() -> Result<Self, StorageError> {
        let db = Database::open(NAME)
            .with_version(1u8)
            .with_on_upgrade_needed(|_, db| {
                for store in [META, JOURNAL, TEXTS] {
                    db.create_object_store(store).build()?;
                }
                Ok(())
            })
            .await?;
        Ok(Self { db })
    }

    fn writing(&self) -> Result<Transaction<'_>, StorageError> {
        let mut options = TransactionOptions::new();
        options.set_durability(TransactionDurability::Strict);
        Ok(self
            .db
            .transaction([META, JOURNAL, TEXTS])
            .with_mode(TransactionMode::Readwrite)
            .with_options(options)
            .build()?)
    }

    /// Snapshot and journal.
    pub async fn load<T: stored::Stored + Default>(&self) -> Result<Loaded<T>, StorageError> {
        let tx = self.db.transaction([META, JOURNAL]).build()?;
        let snapshot: Option<String> = tx.object_store(META)?.get(SNAPSHOT).primitive()?.await?;
        let rows: Vec<String> = tx
            .object_store(JOURNAL)?
            .get_all()
            .primitive()?
            .await?
            .collect::<Result<_, _>>()?;
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
        let tx = self.db.transaction([META, JOURNAL]).build()?;
        let rows: Vec<String> = tx
            .object_store(JOURNAL)?
            .get_all()
            .with_query::<u32, _>(KeyRange::LowerBound(known, true))
            .primitive()?
            .await?
            .collect::<Result<_, _>>()?;
        let entries: Vec<Entry<Operation>> = rows.iter().map(|r| Entry::read(r)).collect::<Result<_, _>>()?;
        let gapless = entries.first().is_none_or(|e| e.seq == known + 1);
        let swallowed: Option<u32> = tx.object_store(META)?.get("snapshot-seq").primitive()?.await?;
        Ok((gapless && swallowed.unwrap_or(0) <= known).then_some(entries))
    }

    /// Writes operations, and the texts they speak of, in one durable transaction.
    pub async fn append(
        &self,
        known: u32,
        operations: &[Arc<Operation>],
        texts: &[(Fingerprint, Kept)],
    ) -> Result<Appended, StorageError> {
        let tx = self.writing()?;
        let journal = tx.object_store(JOURNAL)?;
        let keys: Vec<u32> = journal
            .get_all_keys()
            .with_query::<u32, _>(KeyRange::LowerBound(known, true))
            .primitive()?
            .await?
            .collect::<Result<_, _>>()?;
        let swallowed: Option<u32> = tx.object_store(META)?.get("snapshot-seq").primitive()?.await?;
        let last = keys
            .last()
            .copied()
            .unwrap_or(known)
            .max(swallowed.unwrap_or(0))
            .max(known);
        for (n, operation) in operations.iter().enumerate() {
            let seq = last + 1 + n as u32;
            let json = stored::numbered(seq, OPERATION, operation.as_ref());
            journal.put(json).with_key(seq).primitive()?.await?;
        }
        let store = tx.object_store(TEXTS)?;
        for (fingerprint, Kept(bytes)) in texts {
            store
                .put(bytes)
                .with_key(fingerprint.as_str())
                .primitive()?
                .await?;
        }
        tx.commit().await?;
        Ok(if last == known {
            Appended::InOrder(last + operations.len() as u32)
        } else {
            Appended::Behind
        })
    }

    /// Replaces the journal up to `seq` by the state it leads to.
    pub async fn snapshot<T: stored::Stored>(&self, seq: u32, state: &T) -> Result<(), StorageError> {
        let json = stored::numbered(seq, STATE, state);
        let tx = self.writing()?;
        let meta = tx.object_store(META)?;
        let newer: Option<u32> = meta.get("snapshot-seq").primitive()?.await?;
        if newer.unwrap_or(0) >= seq {
            return Ok(());
        }
        meta.put(json).with_key(SNAPSHOT).primitive()?.await?;
        meta.put(seq).with_key("snapshot-seq").primitive()?.await?;
        tx.object_store(JOURNAL)?
            .delete::<u32, _>(KeyRange::UpperBound(seq, false))
            .primitive()?
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// The stored text of a document.
    pub async fn text(&self, fingerprint: &Fingerprint) -> Result<Option<Vec<u8>>, StorageError> {
        let tx = self.db.transaction([TEXTS]).build()?;
        let found: Option<Uint8Array> = tx
            .object_store(TEXTS)?
            .get(fingerprint.as_str())
            .primitive()?
            .await?;
        Ok(found.map(Into::into))
    }

    /// Who this browser's person is; the first caller's proposal wins.
    pub async fn me(&self, proposal: &str) -> Result<String, StorageError> {
        let tx = self.writing()?;
        let meta = tx.object_store(META)?;
        let known: Option<String> = meta.get(ME).primitive()?.await?;
        match known {
            Some(me) => Ok(me),
            None => {
                meta.put(proposal).with_key(ME).primitive()?.await?;
                tx.commit().await?;
                Ok(proposal.to_owned())
            }
        }
    }

    /// Empties the database: nothing of anybody is left on this computer.
    pub async fn forget(&self) -> Result<(), StorageError> {
        let tx = self.writing()?;
        for store in [META, JOURNAL, TEXTS] {
            tx.object_store(store)?.clear()?.await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Becomes another person («continue as»).
    pub async fn set_me(&self, me: &str) -> Result<(), StorageError> {
        let tx = self.writing()?;
        tx.object_store(META)?.put(me).with_key(ME).primitive()?.await?;
        tx.commit().await?;
        Ok(())
    }
}
