// When something is to happen, and how long it took.

/** Resolves after whatever waits to be done: the browser chooses between this and keys, frames. */
export function task() {
  return new Promise((done) => {
    const c = new MessageChannel();
    c.port1.onmessage = () => { c.port1.close(); done(); };
    c.port2.postMessage(0);
  });
}

/** Resolves after the next frame has been painted. */
export function paintedFrame() {
  return new Promise((done) => requestAnimationFrame(() => task().then(done)));
}

/** Resolves when the browser has nothing better to do. */
export function idle() {
  return new Promise((done) => globalThis.requestIdleCallback ? requestIdleCallback(done) : setTimeout(done, 200));
}

/** Writes a User Timing measure that ends now. */
export function measure(name, start, detail) {
  performance.measure(name, { start, end: performance.now(), detail: detail === undefined ? null : detail });
}
