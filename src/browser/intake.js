// The worker that opens files which are no plain text. It is started with the first of them, kept for the next, and
// started anew when it was stopped or has died. What becomes of a file is always told, whatever happens to the worker.
let worker = null;
let settle = null;  // ends the reading under way

function drop() {
  worker?.terminate();
  worker = null;
}

/** A list of documents; "unreadable", "broken" or "stopped" instead where there is none. */
export function read(file, encoding, password, english, progress) {
  return new Promise((resolve) => {
    const mine = (worker ??= new Worker("./fusen-intake-worker.js", { type: "module" }));
    settle = (answer, over) => {
      settle = null;
      mine.onmessage = mine.onerror = mine.onmessageerror = null;
      if (over && worker === mine) drop();
      resolve(answer);
    };
    mine.onmessage = ({ data }) => {
      if (data.share !== undefined) progress(data.share);
      else if (data.items !== undefined) settle?.(data.items, false);
      else if (data.failed !== undefined) settle?.(data.failed, true);
      // Granted when the worker has let go of it: it is dead.
      else if (data.lock) navigator.locks.request(data.lock, () => {
        if (worker === mine) settle ? settle("broken", true) : drop();
      });
    };
    mine.onerror = mine.onmessageerror = (event) => {
      event.preventDefault?.();
      settle?.("broken", true);
    };
    mine.postMessage({ file, encoding, password, english });
  });
}

/** Stops what is being read. */
export function stop() {
  settle?.("stopped", true);
}
