// The page's worker for files that are no plain text. It gets { file, encoding, password, english } and answers with
// { share }, then { items } or { failed }. While it lives it holds a lock, so that the page knows when it has died.
import init, { read } from "./fusen-intake.js";

const ready = init({ module_or_path: "./fusen-intake_bg.wasm" });
const name = `fusen-intake-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
const held = new Promise((resolve) => {
  if (!navigator.locks) return resolve(undefined);
  navigator.locks.request(name, () => new Promise(() => resolve(name))).catch(() => resolve(undefined));
});

self.onmessage = async ({ data: { file, encoding, password, english } }) => {
  try {
    self.postMessage({ lock: await held });
    const [buffer] = await Promise.all([file.arrayBuffer(), ready]);
    const items = read(file.name, new Uint8Array(buffer), encoding, password, english, (share) => self.postMessage({ share }));
    self.postMessage({ items: JSON.parse(items) });
  } catch (error) {
    // A program that has failed once is not used again.
    self.postMessage({ failed: error?.name === "NotReadableError" || error?.name === "NotFoundError" ? "unreadable" : "broken" });
  }
};
