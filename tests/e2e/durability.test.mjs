// Nothing that was acknowledged is lost: reloads, killed browsers, two tabs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import * as b from "./browser.mjs";

const profiles = [];
const profile = () => { const dir = b.profile(); profiles.push(dir); return dir; };
let site;
before(async () => { site = await b.site(); });
after(() => { site.stop(); profiles.forEach(b.forget); });

const note = (page) => page.getByRole("textbox", { name: "メモ" });

/** The sample, with a theme on its first sentence. */
async function tagged(page) {
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  await b.saved(page);
}

test("who clears the browser's data under the page loses nothing that the page still has", async () => {
  const context = await b.start(profile());
  const page = await b.open(context, site.url);
  await tagged(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "indexeddb" });
  await page.keyboard.press("j");
  await page.keyboard.press("2");
  await b.saved(page);
  assert.equal(await page.getByRole("alert").count(), 0);
  await page.reload();
  await b.ready(page);
  assert.equal(await b.theme(page, "mynumber").getAttribute("data-count"), "1");
  assert.equal(await b.theme(page, "trust").getAttribute("data-count"), "1");
  // And it goes on being saved.
  await page.keyboard.press("Control+z");
  await b.saved(page);
  await page.reload();
  await b.ready(page);
  assert.equal(await b.theme(page, "trust").getAttribute("data-count"), "0");
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("a reload in the middle of typing keeps what was typed", async () => {
  const context = await b.start(profile());
  try {
    let page = await b.open(context, site.url);
    await b.sample(page);
    await page.keyboard.press("j");
    await page.keyboard.press("n");
    await page.keyboard.type("途中まで書いたmemo", { delay: 10 });
    // The page says truthfully when it is on the disk.
    await b.saved(page);
    await page.keyboard.type("！");
    assert.equal(await page.getByTestId("save-state").evaluate((s) => Number(s.dataset.revision) > 0), true);
    await b.saved(page);
    await page.reload();
    await b.ready(page);
    await page.keyboard.press("j");
    assert.equal(await note(page).inputValue(), "途中まで書いたmemo！");
    // One go of typing is one step.
    await b.button(page, "元に戻す").click();
    assert.equal(await note(page).inputValue(), "");
    assert.deepEqual(page.complaints, []);
  } finally { await context.close(); }
});

test("saving and the new revision show in the task of the edit", async () => {
  const context = await b.start(profile());
  try {
    const page = await b.open(context, site.url);
    await b.sample(page);
    await b.saved(page);
    await page.keyboard.press("j");
    const [before, state, after] = await page.evaluate(() => {
      const s = document.querySelector('[data-testid="save-state"]');
      const before = Number(s.dataset.revision);
      document.querySelector('[data-theme="trust"]').click();
      return new Promise((done) => queueMicrotask(() => queueMicrotask(() => setTimeout(() => done([before, s.dataset.state, Number(s.dataset.revision)])))));
    });
    assert.equal(after, before + 1);
    assert.ok(["saving", "saved"].includes(state));
    await b.saved(page);
  } finally { await context.close(); }
});

/** A browser of its own process group, so that it can be killed like a machine that loses power. */
async function launch(dir) {
  const child = spawn(b.executable(), [...b.ARGS, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${dir}`, "about:blank"], { detached: true, stdio: "ignore" });
  for (let n = 0; n < 200; n++) {
    try {
      const [port] = readFileSync(join(dir, "DevToolsActivePort"), "utf8").split("\n");
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      return { browser, child, context: browser.contexts()[0] };
    } catch { await new Promise((r) => setTimeout(r, 50)); }
  }
  throw new Error("Chromium did not start");
}

function kill(child) {
  const done = new Promise((r) => child.once("exit", r));
  process.kill(-child.pid, "SIGKILL");
  return done;
}

test("killed after an acknowledged edit, the browser comes back with it", async () => {
  const dir = profile();
  let { browser, child, context } = await launch(dir);
  try {
    let page = await b.open(context, site.url);
    await b.sample(page);
    for (const key of ["j", "1", "j", "2", "j", "3", "n"]) await page.keyboard.press(key);
    await page.keyboard.type("電源が落ちる前");
    await b.saved(page);
    const highlights = await b.highlights(page);
    await kill(child);
    await browser.close().catch(() => {});
    execFileSync("rm", ["-f", join(dir, "DevToolsActivePort"), join(dir, "SingletonLock"), join(dir, "SingletonSocket"), join(dir, "SingletonCookie")]);
    ({ browser, child, context } = await launch(dir));
    page = await b.open(context, site.url);
    await b.ready(page);
    assert.deepEqual(await b.highlights(page), highlights);
    for (const key of ["j", "j", "j"]) await page.keyboard.press(key);
    assert.equal(await note(page).inputValue(), "電源が落ちる前");
    await b.button(page, "元に戻す").click();
    assert.equal(await note(page).inputValue(), "");
  } finally {
    await browser.close().catch(() => {});
    if (child.exitCode === null && child.signalCode === null) await kill(child);
  }
});

test("two tabs see each other's edits and lose none", async () => {
  const context = await b.start(profile());
  try {
    const first = await b.open(context, site.url);
    await b.sample(first);
    await b.saved(first);
    const second = await context.newPage();
    await second.goto(site.url);
    await b.ready(second);
    await first.bringToFront();
    await first.keyboard.press("j");
    await first.keyboard.press("1");
    await second.waitForFunction(() => CSS.highlights.get("theme-mynumber")?.size === 1);
    // Both at once, many times.
    const burst = (page, theme) => page.evaluate(async (theme) => {
      const key = (k) => window.dispatchEvent(new KeyboardEvent("keydown", { key: k, bubbles: true }));
      for (let n = 0; n < 12; n++) { key("j"); key(theme); await new Promise((r) => setTimeout(r, 15)); }
    }, theme);
    await Promise.all([burst(first, "2"), burst(second, "3")]);
    await b.saved(first);
    await b.saved(second);
    const count = { "theme-mynumber": 1, "theme-trust": 12, "theme-data-ai": 12 };
    for (const page of [first, second])
      await page.waitForFunction((want) => Object.entries(want).every(([n, c]) => CSS.highlights.get(n)?.size === c), count);
    await first.reload();
    await b.ready(first);
    assert.deepEqual(await b.highlights(first), count);
  } finally { await context.close(); }
});

test("a file is saved where nothing can be read any more, and says what is not in it", async () => {
  const context = await b.start(profile());
  try {
    const page = await b.open(context, site.url);
    await tagged(page);
    await b.files(page, b.file("青葉町.txt", "第２回　青葉町会議　会議録\n\n○議長　会議を開きます。\n○山田委員　賛成です。\n○議長　終わります。\n"));
    await page.getByRole("heading", { name: "青葉町会議" }).first().waitFor();
    await b.ready(page);
    await page.keyboard.press("j");
    await page.keyboard.press("2");
    await b.saved(page);
    // The network is gone after the page has come: there is no parser, and one text only is on the screen's side.
    await page.route(/(parser|nodes)-/, (route) => route.abort());
    await page.reload();
    await page.getByRole("alert").filter({ hasText: "開けませんでした" }).waitFor();
    await page.getByRole("button", { name: "閉じる" }).first().click();
    const all = JSON.parse((await b.saveFile(page)).text);
    assert.deepEqual(await b.findings(page), []);
    assert.equal(all.documents.length, 2);
    assert.equal(all.first.items.length, 2);
    assert.equal(await page.getByRole("alert").count(), 0);
    // A text that is damaged on the disk is missed, and said to be; the tags are there.
    await page.evaluate(() => new Promise((done) => {
      const open = indexedDB.open("fusen");
      open.onsuccess = () => {
        const tx = open.result.transaction("texts", "readwrite"), store = tx.objectStore("texts");
        store.getAllKeys().onsuccess = (e) => store.put(new Uint8Array([1, 2, 3]), e.target.result[0]);
        tx.oncomplete = () => { open.result.close(); done(); };
      };
    }));
    const rest = JSON.parse((await b.saveFile(page)).text);
    assert.equal(rest.documents.length, 1);
    assert.equal(rest.first.items.length, 2);
    await page.getByRole("alert").filter({ hasText: "本文を読めなかったので" }).waitFor();
  } finally { await context.close(); }
});

test("a database that cannot be opened at first is opened later, and what was done meanwhile is kept", async () => {
  const context = await b.start(profile());
  try {
    const page = await b.open(context, site.url);
    await tagged(page);
    await page.addInitScript(() => {
      const open = IDBFactory.prototype.open;
      globalThis.refuse = true;
      IDBFactory.prototype.open = function (...all) {
        // As on a disk that answers no more: an error that says nothing else.
        if (globalThis.refuse) throw new DOMException("", "UnknownError");
        return open.apply(this, all);
      };
    });
    await page.reload();
    await page.getByRole("alert").filter({ hasText: "自動でもう一度試します" }).waitFor();
    await b.sample(page);
    await b.main(page).focus();
    for (const key of ["j", "j", "2"]) await page.keyboard.press(key);
    await b.until(() => page.getByTestId("save-state").getAttribute("data-state"), "failed");
    await page.evaluate(() => { globalThis.refuse = false; });
    await page.waitForFunction(() => document.querySelector('[data-testid="save-state"]')?.dataset.state === "saved");
    await page.getByRole("alert").filter({ hasText: "自動でもう一度試します" }).waitFor({ state: "detached" });
    const count = { "theme-mynumber": 1, "theme-trust": 1 };
    await page.waitForFunction((want) => Object.entries(want).every(([n, c]) => CSS.highlights.get(n)?.size === c), count);
    const other = await context.newPage();
    await other.goto(site.url);
    await b.ready(other);
    assert.deepEqual(await b.highlights(other), count);
    // Who has done nothing meanwhile is who they were.
    await page.reload();
    await page.getByRole("alert").filter({ hasText: "自動でもう一度試します" }).waitFor();
    await page.evaluate(() => { globalThis.refuse = false; });
    await b.ready(page);
    await page.waitForFunction(() => document.querySelector('[data-stripe][data-own="true"]'));
  } finally { await context.close(); }
});

test("a database that does not answer keeps nobody waiting, and has it all once it does", async () => {
  const context = await b.start(profile());
  try {
    const page = await b.open(context, site.url);
    await tagged(page);
    await page.addInitScript(() => {
      const open = IDBFactory.prototype.open;
      globalThis.silent = true;
      IDBFactory.prototype.open = function (...all) { return globalThis.silent ? {} : open.apply(this, all); };
    });
    await page.reload();
    await page.getByRole("button", { name: "サンプルを開く" }).first().click();
    await page.getByRole("alert").filter({ hasText: "自動でもう一度試します" }).waitFor();
    await b.ready(page);
    await b.main(page).focus();
    for (const key of ["j", "j", "2"]) await page.keyboard.press(key);
    await b.until(() => page.getByTestId("save-state").getAttribute("data-state"), "failed");
    await page.evaluate(() => { globalThis.silent = false; });
    await b.until(() => page.getByTestId("save-state").getAttribute("data-state"), "saved");
    await page.waitForFunction(() => ["theme-mynumber", "theme-trust"].every((n) => CSS.highlights.get(n)?.size === 1));
  } finally { await context.close(); }
});

test("notes at one place of two documents are two steps, and so are two visits to one note", async () => {
  const context = await b.start(profile());
  try {
    const page = await b.open(context, site.url);
    const minutes = (place) => `第２回　${place}会議　会議録\n\n○議長　会議を開きます。\n○山田委員　賛成です。\n○議長　終わります。\n`;
    for (const place of ["青葉町", "若葉町"]) {
      await b.files(page, b.file(`${place}.txt`, minutes(place)));
      await page.locator(".toolbar__title", { hasText: `${place}会議` }).waitFor();
      await b.ready(page);
      await b.main(page).focus();
      await page.keyboard.press("j");
      await page.keyboard.press("n");
      await page.keyboard.type(`${place}のメモ`);
      await page.keyboard.press("Escape");
      await b.saved(page);
    }
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelector("#note")?.value === "");
    await page.locator("[data-document]").first().click();
    await page.locator(".toolbar__title", { hasText: "青葉町会議" }).waitFor();
    // One is where one was.
    await page.waitForFunction(() => document.querySelector("#note")?.value === "青葉町のメモ");
    // The next day a word is added; taken back, the note is as it was.
    await page.reload();
    await b.ready(page);
    await b.main(page).focus();
    await page.keyboard.press("j");
    await page.waitForFunction(() => document.querySelector("#note")?.value === "青葉町のメモ");
    await page.locator("#note").press("End");
    await page.keyboard.type("と続き");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelector("#note")?.value === "青葉町のメモ");
  } finally { await context.close(); }
});

test("of two documents asked for one after the other, the second is shown", async () => {
  const context = await b.start(profile());
  try {
    const page = await b.open(context, site.url);
    const minutes = (place) => `第２回　${place}会議　会議録\n\n○議長　会議を開きます。\n○山田委員　賛成です。\n○議長　終わります。\n`;
    for (const place of ["青葉町", "若葉町", "双葉町"]) {
      await b.files(page, b.file(`${place}.txt`, minutes(place)));
      await page.locator(".toolbar__title", { hasText: `${place}会議` }).waitFor();
      await b.ready(page);
      await b.saved(page);
    }
    await page.reload();
    await b.ready(page);
    // The first is read from the disk, the last is there already.
    await page.evaluate(() => {
      const title = document.querySelector(".toolbar__title"), rows = document.querySelectorAll("[data-document]");
      window.shown = [];
      new MutationObserver(() => shown.push(title.textContent)).observe(title, { childList: true, characterData: true, subtree: true });
      rows[0].click();
      rows[2].click();
    });
    await page.locator(".toolbar__title", { hasText: "双葉町会議" }).waitFor();
    await b.settled(page);
    assert.match(await page.locator(".toolbar__title").innerText(), /双葉町会議/);
    // This is read from the disk, too, and later than the first.
    await page.locator("[data-document]").nth(1).click();
    await page.locator(".toolbar__title", { hasText: "若葉町会議" }).waitFor();
    await b.ready(page);
    await b.settled(page);
    const shown = await page.evaluate(() => shown.join());
    assert.ok(shown.includes("若葉町") && !shown.includes("青葉町"), `the first never comes: ${shown}`);
    assert.deepEqual(page.complaints, []);
  } finally { await context.close(); }
});

test("a document that has stopped the page is not opened by itself the next time, but the time after", async () => {
  const context = await b.start(profile());
  try {
    const page = await b.open(context, site.url);
    await b.sample(page);
    await b.saved(page);
    assert.equal(await page.evaluate(() => localStorage["fusen.opening"]), "", "it is on the screen");
    // Nobody kills a page that hangs sooner.
    await page.goto(`${site.url}kanji.txt`);
    await page.evaluate(() => { localStorage["fusen.opening"] = Date.now() - 60_000; });
    await page.goto(site.url);
    await page.getByText(/画面が止まったようなので、開いていません/).waitFor();
    await b.button(page, "サンプルを開く").waitFor();
    // It is there all the same, and can be saved.
    assert.equal(JSON.parse((await b.saveFile(page)).text).documents.length, 1);
    await page.reload();
    await b.ready(page);
  } finally { await context.close(); }
});

test("a definition written letter by letter is one step, and the codebook is there after a reload and a snapshot", async () => {
  const context = await b.start(profile());
  try {
    const page = await b.open(context, site.url);
    await b.sample(page);
    const book = page.getByRole("dialog", { name: "テーマ表" });
    const definition = book.getByRole("textbox", { name: "意味" });
    const words = "カードを持つことと使うことについて。".repeat(24);
    await b.button(page, "テーマ表").click();
    await definition.waitFor();
    // More letters than a journal has room for.
    assert.ok(words.length > 400);
    await definition.pressSequentially(words);
    await b.saved(page);
    await page.reload();
    await b.ready(page);
    await b.button(page, "テーマ表").click();
    await book.locator(".book__row").nth(15).waitFor();
    assert.equal(await definition.inputValue(), words);
    await page.keyboard.press("Escape");
    await b.button(page, "元に戻す").click();
    await b.button(page, "テーマ表").click();
    assert.equal(await definition.inputValue(), "");
    assert.deepEqual(page.complaints, []);
  } finally { await context.close(); }
});

test("a long journal becomes a snapshot, and everything is still there", async () => {
  const context = await b.start(profile());
  try {
    const page = await b.open(context, site.url);
    await b.sample(page);
    await page.evaluate(async () => {
      const key = (k) => window.dispatchEvent(new KeyboardEvent("keydown", { key: k, bubbles: true }));
      key("j");
      for (let n = 0; n < 450; n++) { key("1"); if (n % 50 === 49) await new Promise((r) => setTimeout(r, 100)); }
      key("2");
    });
    await b.saved(page);
    await page.waitForFunction(() => new Promise((done) => {
      const open = indexedDB.open("fusen");
      open.onsuccess = () => {
        const r = open.result.transaction("journal").objectStore("journal").count();
        r.onsuccess = () => { done(r.result < 400); open.result.close(); };
      };
    }));
    const before = await b.highlights(page);
    await page.reload();
    await b.ready(page);
    assert.deepEqual(await b.highlights(page), before);
    assert.ok(await b.button(page, "元に戻す").isEnabled());
  } finally { await context.close(); }
});

test("what a hidden tab could not write is written by the one that starts, and by that one only", async () => {
  const dir = b.profile(), context = await b.start(dir);
  try {
    const page = await b.open(context, site.url);
    await tagged(page);
    const once = await b.highlights(page);
    await page.keyboard.press("j");
    await page.keyboard.press("2");
    await b.saved(page);
    // The disk of this tab fails, and the person goes on to another tab.
    await page.evaluate(() => {
      const transaction = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
        if (mode === "readwrite" && !window.mended) throw new DOMException("no", "UnknownError");
        return transaction.call(this, stores, mode, ...rest);
      };
    });
    await page.keyboard.press("Control+z");
    await page.locator(".alert").waitFor();
    await page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    const other = await context.newPage();
    await other.goto(site.url);
    await b.ready(other);
    await b.saved(other);
    assert.deepEqual(await b.highlights(other), once);
    await b.main(other).focus();
    for (const key of ["j", "j", "j", "4"]) await other.keyboard.press(key);
    await b.saved(other);
    const tags = (p, n) => p.waitForFunction((n) =>
      [...CSS.highlights].filter(([name]) => name.startsWith("theme-")).reduce((sum, [, h]) => sum + h.size, 0) === n, n);
    // It comes back, and shows what was done in its place before anybody goes on from what is on the screen.
    await page.bringToFront();
    await page.evaluate(() => {
      delete document.visibilityState;
      window.mended = true;
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await tags(page, 2);
    await page.locator(".alert").waitFor({ state: "detached" });
    // One more tag is its own: undone twice, the first tag would be gone.
    await page.keyboard.press("j");
    await page.keyboard.press("3");
    await b.saved(page);
    await tags(page, 3);
    await other.bringToFront();
    await tags(other, 3);
    await page.bringToFront();
    await page.reload();
    await b.ready(page);
    await tags(page, 3);
  } finally {
    await context.close();
    b.forget(dir);
  }
});

test("what is not on the disk yet when the page is reloaded is there again, and nothing is done twice", async () => {
  const dir = b.profile(), context = await b.start(dir);
  try {
    const page = await b.open(context, site.url);
    await tagged(page);
    // From now on the disk never answers: the transaction is kept busy until the page goes away, and comes to nothing.
    await page.evaluate(() => {
      IDBTransaction.prototype.commit = () => {};
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...args) {
        const request = put.apply(this, args), busy = () => { this.get("nothing").onsuccess = busy; };
        busy();
        return request;
      };
    });
    await page.keyboard.press("n");
    await page.keyboard.type("最後の一文字まで残ること");
    await page.reload();
    await b.ready(page);
    await b.saved(page);
    await b.main(page).focus();
    await page.keyboard.press("j");
    const note = page.locator("#note");
    await page.waitForFunction(() => document.querySelector("#note")?.value === "最後の一文字まで残ること");
    await b.until(() => page.evaluate(() => localStorage.getItem("fusen.unsaved")), "");
    // One step, as it was typed.
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelector("#note")?.value === "");
    await page.keyboard.press("Control+Shift+z");
    await b.saved(page);
    // A transaction that came to its end after all: what was kept is in the journal already.
    const state = () => page.getByTestId("save-state").getAttribute("data-revision");
    const before = await state();
    await page.evaluate(async () => {
      const db = await new Promise((done) => { indexedDB.open("fusen").onsuccess = (e) => done(e.target.result); });
      const rows = await new Promise((done) => { db.transaction("journal").objectStore("journal").getAll().onsuccess = (e) => done(e.target.result); });
      const last = JSON.parse(rows.at(-1));
      localStorage.setItem("fusen.unsaved", `${last.seq - 1} ${JSON.stringify(last.operation)}\n`);
      db.close();
    });
    await page.reload();
    await b.ready(page);
    await b.saved(page);
    assert.equal(await state(), before);
    await b.until(() => page.evaluate(() => localStorage.getItem("fusen.unsaved")), "");
    assert.ok(await note.isVisible());
  } finally {
    await context.close();
    b.forget(dir);
  }
});
