// What is measured of the page itself. Each function is one visit.
import { readdirSync } from "node:fs";
import { DIST, files, open, ready, saved } from "../../tests/e2e/browser.mjs";
import { measured, measures, memory, scroll, visit } from "./visit.mjs";

const EDITS = 40;

/** Nobody finds a file faster; the page gets ready meanwhile. */
const CHOOSING = 1_000;

/** Navigation to usable, in milliseconds. */
export const firstLoad = (url) => visit(url, async ({ page }) => {
  await open(page.context(), url);
  return { usable: await page.evaluate(() => globalThis.benchUsable), version: page.context().browser()?.version() };
});

/** Opens a text; then memory, scrolling and search. */
export const text = (url, path) => visit(url, async (v) => {
  const { page } = v;
  await open(page.context(), url);
  await page.waitForTimeout(CHOOSING);
  await measured(page, "fusen:open", () => files(page, path));
  await ready(page);
  const out = {};
  for (const name of ["intake", "parse", "render", "open"]) out[name] = (await measures(page, `fusen:${name}`)).at(-1);
  await saved(page);
  out.memory = await memory(v);
  Object.assign(out, await scroll(page, "main[data-testid=document]"));
  out.search = await measured(page, "fusen:search", () => page.getByRole("searchbox", { name: "検索" }).fill("マイナンバー"));
  // Two where the list of old kanji came in between: the first is what somebody waited for.
  [out.first] = await measures(page, "fusen:search-first");
  out.hits = Number(await page.locator("[data-testid=search-count]").getAttribute("data-count"));
  return out;
});

/** Opens a text and says how long that took. */
export const parsing = (url, path) => visit(url, async ({ page }) => {
  await open(page.context(), url);
  await page.waitForTimeout(CHOOSING);
  await measured(page, "fusen:open", () => files(page, path));
  await ready(page);
  return { parse: (await measures(page, "fusen:parse")).at(-1) };
});

/** Asks the parser's program alone so many times, one after the other, in a page; milliseconds of each. */
export const again = (url, path, times = 9) => visit(url, async ({ page }) => {
  const names = readdirSync(DIST), name = (end) => names.find((f) => /^parser-/.test(f) && f.endsWith(end));
  await page.route("**/bench-text", (route) => route.fulfill({ path }));
  await open(page.context(), url);
  return page.evaluate(async ({ script, program, times }) => {
    const at = (file) => new URL(file, location.href).href;
    const { fresh } = await import(at(script));
    const module = await WebAssembly.compile(await (await fetch(at(program))).arrayBuffer());
    const text = new Uint8Array(await (await fetch(at("bench-text"))).arrayBuffer());
    const list = [];
    for (let n = 0; n < times; n++) {
      // A long text has a copy of its own each time, as in the page.
      const copy = fresh();
      copy.initSync({ module });
      const begun = performance.now();
      copy.answer(new Uint8Array(64), text);
      list.push(performance.now() - begun);
    }
    return list;
  }, { script: name(".js"), program: name(".wasm"), times });
});

/** Opens a file of annotations with its document; then tags and memory. */
export const tags = (url, path, edits = EDITS) => visit(url, async (v) => {
  const { page } = v;
  await open(page.context(), url);
  await page.waitForTimeout(CHOOSING);
  await measured(page, "fusen:open", () => files(page, path));
  await ready(page);
  const out = {
    open: (await measures(page, "fusen:open")).at(-1),
    load: (await measures(page, "fusen:load-annotations")).at(-1),
  };
  await saved(page);
  out.memory = await memory(v);
  if (edits) Object.assign(out, await edit(page, edits));
  return out;
});

/** Goes to the next sentence and puts a theme on it, by two keys, again and again. */
async function edit(page, n) {
  const before = (await measures(page, "fusen:save")).length;
  const key = await page.locator("[data-theme][aria-keyshortcuts]").first().getAttribute("aria-keyshortcuts");
  for (let i = 1; i <= n; i++) {
    await page.keyboard.press("j");
    await measured(page, "fusen:annotate", () => page.keyboard.press(key), i);
  }
  await saved(page);
  return { annotate: await measures(page, "fusen:annotate"), save: (await measures(page, "fusen:save")).slice(before) };
}
