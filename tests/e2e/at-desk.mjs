// Begins every test of a file with a page of its own: the sample is open, and what the page loads later has come.
import { after, before, beforeEach } from "node:test";
import * as b from "./browser.mjs";

/** Registers the hooks; what they make is in the object returned, once a test runs. */
export function atDesk() {
  const here = {};
  before(async () => {
    here.site = await b.site();
    here.profile = b.profile();
    here.context = await b.start(here.profile);
  });
  after(async () => {
    await here.context?.close();
    await here.site?.stop();
    b.forget(here.profile);
  });
  beforeEach(async () => {
    here.page = await b.open(here.context, here.site.url);
    await here.page.evaluate(() => new Promise((done) => { localStorage.clear(); const r = indexedDB.deleteDatabase("fusen"); r.onsuccess = r.onerror = r.onblocked = done; }));
    here.page.complaints.length = 0;
    await b.open(here.context, here.site.url);
    await b.sample(here.page);
    await come(here.page);
  });
  return here;
}

/** Waits until the desk has come. */
export const come = (page) => page.locator("#whole button").waitFor();

/** The page once more, as after a reload, with the desk. */
export async function again(here) {
  await b.open(here.context, here.site.url);
  await b.ready(here.page);
  await come(here.page);
}

/** Does something on a page in a browser that knows nothing yet. */
export const elsewhere = (here, act, options) => b.elsewhere(here.site.url, act, options);
