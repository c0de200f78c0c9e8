// Starts real Chromium with a profile of its own, and the page object that finds things as the page's contract
// names them. Everything started here is stopped here, by process id.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const DIST = process.env.FUSEN_DIST ?? join(ROOT, "dist");

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

export const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export function executable() {
  const found = PLACES.find((p) => p && existsSync(p));
  if (!found) throw new Error("no Chromium found: install it, or set CHROMIUM to its path");
  return found;
}

// How many times slower the browser is to be than the machine is: a test that takes the page for ready before it is
// passes on a fast machine and fails on a slow one, so SLOWER=6 finds it on any.
const SLOWER = Number(process.env.SLOWER ?? 1);

// For how long something is waited for, in milliseconds: as long as Playwright waits.
const PATIENCE = 30_000;

export const profile = () => mkdtempSync(join(tmpdir(), "fusen-profile-"));
export const forget = (dir) => rmSync(dir, { recursive: true, force: true, maxRetries: 5 });

/** A browser on a profile. `options` are Playwright's, for size, language and the like. */
export async function start(dir, options = {}) {
  const launch = () => chromium.launchPersistentContext(dir, {
    executablePath: executable(), args: ARGS, headless: true, viewport: { width: 1280, height: 800 }, locale: "ja-JP",
    acceptDownloads: true, ...options,
  });
  // On a busy machine Chromium sometimes ends before it has begun, and has seen nothing of the page by then.
  return launch().catch(launch);
}

/** Does something in a browser that knows nothing yet, and closes it even where that fails: a browser left open keeps
 * the whole run waiting. */
export async function elsewhere(url, act, options) {
  const dir = profile(), context = await start(dir, options);
  try {
    const page = await open(context, url);
    await act(page, context);
    assert.deepEqual(page.complaints, []);
  } finally {
    await context.close();
    forget(dir);
  }
}

/** The page, opened and ready; complaints of the console and requests elsewhere are gathered. */
export async function open(context, url) {
  const page = context.pages()[0] ?? await context.newPage();
  page.complaints ??= [];
  if (!page.watched) {
    page.watched = true;
    if (SLOWER > 1) await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    page.on("console", (m) => { if (m.type() === "error") page.complaints.push(m.text()); });
    page.on("pageerror", (e) => page.complaints.push(String(e)));
    page.on("request", (r) => { if (!/^(blob|data):/.test(r.url()) && !r.url().startsWith(new URL(url).origin)) page.complaints.push(`request to ${r.url()}`); });
  }
  await page.goto(url);
  await page.locator('main[data-testid="document"][aria-busy="false"]').waitFor();
  return page;
}

export const site = (base = "/") => serve(DIST, 0, base);

export const main = (page) => page.locator('main[data-testid="document"]');
export const ready = (page) => page.locator('main[data-testid="document"][data-fingerprint][aria-busy="false"]').waitFor();
export const button = (page, name, scope = page) => scope.getByRole("button", { name, exact: true });
export const theme = (page, id) => page.locator(`[data-theme="${id}"]`);
export const current = (page) => main(page).getAttribute("data-current");

export async function sample(page) {
  await button(page, "サンプルを開く").click();
  await ready(page);
}

/** Waits until the last edit is on the disk. */
export async function saved(page) {
  await page.waitForFunction(() => {
    const s = document.querySelector('[data-testid="save-state"]');
    return s.dataset.state === "saved" && s.dataset.revision === s.dataset.saved;
  });
}

/** How much has been done, as the page counts it. */
export const revision = (page) => page.locator('[data-testid="save-state"]').getAttribute("data-revision");

/** Takes in what a preview shows, and waits until that is done. */
export async function takeIn(page, act = () => button(page, "取り込む").click()) {
  const was = await revision(page);
  await act();
  await page.waitForFunction((was) => document.querySelector('[data-testid="save-state"]').dataset.revision !== was, was);
}

export async function files(page, paths) {
  await page.locator('[data-testid="open-file"]').setInputFiles(paths);
}

/** Waits until what `read` gives is what is expected, and fails with what it gave last: for what is asked of the page right
 * after something whose effect takes the page a moment. */
export async function until(read, expected, why) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const last = await read();
    if (isDeepStrictEqual(last, expected)) return;
    if (Date.now() > end) return assert.deepEqual(last, expected, why);
    await new Promise((done) => setTimeout(done, 25));
  }
}

/** Waits until the page has drawn what it was told: two frames, and what waits behind them. */
export const frames = (page) => page.evaluate(() => new Promise((done) => {
  const task = () => { const c = new MessageChannel(); c.port1.onmessage = () => { c.port1.close(); done(); }; c.port2.postMessage(0); };
  requestAnimationFrame(() => requestAnimationFrame(task));
}));

/** Waits until the page has done all that it does after a key, a click, a scroll, so that what has not happened by then
 * does not happen: frames, its own timers, whatever waits. Its timers are at most 250 ms long, but for those of what is
 * loaded, said or tried again; and of two timers of one page the one that ends first runs first, however slow the machine. */
export async function settled(page) {
  await frames(page);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  await frames(page);
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 5_000 })));
}

/** Stops the page's clock: no time goes by but what `page.clock.runFor` lets go by. */
export async function stopClock(page) {
  await page.clock.install();
  // Somewhat later than it can be by then on any machine.
  await page.clock.pauseAt(Date.now() + 60_000);
}

/** Waits as long as a finger does between two taps or swipes that are two. What comes sooner Chromium may take for a part of
 * the same gesture. It measures that outside the page: no clock of the page's reaches it, and nothing tells that it is
 * over. So this is a fixed time; a slow machine only makes it longer. */
export async function apart(page) {
  await settled(page);
  await page.waitForTimeout(300);
}

/** Swipes with one finger from one place to another, and comes to rest there before letting go: after a flick Chromium
 * takes the next tap for what stops it. */
export async function swipe(page, from, to) {
  const cdp = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
  const [x, y] = to;
  await touch("touchStart", { x: from[0], y: from[1] });
  await touch("touchMove", { x: (from[0] + x) / 2, y: (from[1] + y) / 2 });
  await touch("touchMove", { x, y });
  for (let n = 1; n <= 4; n++) {
    // The speed of a finger is measured like the time between two taps, and as fixed.
    await page.waitForTimeout(60);
    await touch("touchMove", { x, y: y + n % 2 });
  }
  await touch("touchEnd");
  await cdp.detach();
  await apart(page);
}

/** Presses 「中止」 as soon as it is there: before the page can paint it away, however fast it is done. */
export const stopAtOnce = (page) => page.evaluate(() => {
  new MutationObserver((_, observer) => {
    const stop = [...document.querySelectorAll("button")].find((x) => x.textContent === "中止");
    if (!stop) return;
    observer.disconnect();
    stop.click();
    window.stopPressed = true;
  }).observe(document.body, { childList: true, subtree: true });
});

/** Waits until that has happened, and the work has come to its end. */
export async function stopped(page) {
  await page.waitForFunction(() => window.stopPressed && !document.querySelector('[role="progressbar"]'));
  // What came of it all the same would be shown by then.
  await settled(page);
}

export const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** Downloads what a click gives; resolves to its name and content. */
export async function download(page, click) {
  const [d] = await Promise.all([page.waitForEvent("download"), click()]);
  const chunks = [];
  for await (const c of await d.createReadStream()) chunks.push(c);
  return { name: d.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
}

export const saveFile = (page) => download(page, () => button(page, "ファイルに保存").click());

/** Sizes of the painted tags by theme. */
export const highlights = (page) => page.evaluate(() =>
  Object.fromEntries([...CSS.highlights].filter(([n, h]) => n.startsWith("theme-") && h.size).map(([n, h]) => [n, h.size])));

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds against the page. */
export async function findings(page) {
  // The policy of the page forbids foreign scripts; the debugger may run one all the same.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Runtime.evaluate", { expression: axe });
  const { result } = await cdp.send("Runtime.evaluate", {
    expression: `axe.run(document, { resultTypes: ["violations"] }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.target.join(" ") + " " + n.failureSummary).slice(0, 3).join(" | "))))`,
    awaitPromise: true, returnByValue: true,
  });
  return JSON.parse(result.value);
}
