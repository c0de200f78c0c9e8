// IndexedDB as promises, for `browser::storage`. A promise is settled in the event of its request, so that what awaits
// it goes on while the transaction can still be asked for more.

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const STORES = ["meta", "journal", "texts"];

async function ask() {
  if (!globalThis.indexedDB) return null;
  const request = indexedDB.open("fusen", 1);
  request.onupgradeneeded = () => { for (const store of STORES) request.result.createObjectStore(store); };
  return answer(request);
}

// Asked for while the program is still being compiled: on a first visit the browser takes a tenth of a second.
let first = ask();
first.catch(() => { /* Whoever opens it hears of that. */ });

// Longer nobody looks at a page that does nothing: it goes on without, says so, and asks again.
const PATIENCE = 5000;

/** The database, made on the first visit; `null` where the browser has none to give. Rejects where it does not answer. */
export function open() {
  const asked = first ?? ask();
  first = null;
  return Promise.race([asked, new Promise((_, reject) => { setTimeout(reject, PATIENCE); })]);
}

/** A transaction on all stores. What it writes is on the disk when it is committed, not merely on the way there. */
export const begin = (db, writing) =>
  db.transaction(db.objectStoreNames, writing ? "readwrite" : "readonly", { durability: "strict" });

/** Resolves when everything is on the disk; rejects with what went wrong, be it with a single write. */
export const commit = (tx) => new Promise((resolve, reject) => {
  tx.oncomplete = resolve;
  tx.onabort = () => reject(tx.error);
  tx.commit();
});

export function abort(tx) {
  try { tx.abort(); } catch { /* It has ended already. */ }
}

export const get = async (tx, store, key) => answer(tx.objectStore(store).get(key));
export const allAbove = async (tx, store, key) => answer(tx.objectStore(store).getAll(IDBKeyRange.lowerBound(key, true)));
export const keysAbove = async (tx, store, key) => answer(tx.objectStore(store).getAllKeys(IDBKeyRange.lowerBound(key, true)));

export const put = (tx, store, key, value) => { tx.objectStore(store).put(value, key); };
export const removeUpTo = (tx, store, key) => { tx.objectStore(store).delete(IDBKeyRange.upperBound(key)); };
export const clear = (tx, store) => { tx.objectStore(store).clear(); };

/** Pieces of bytes as one. */
export function joined(pieces) {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
