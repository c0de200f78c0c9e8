// Files that people have: through the worker, with progress that can be stopped, questions, and a worker that dies.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, beforeEach, test } from "node:test";
import { join } from "node:path";
import * as b from "./browser.mjs";

const fixture = (name) => join(b.ROOT, "tests/fixtures", name);
let site, context, page, profile;

before(async () => {
  site = await b.site();
  profile = b.profile();
  context = await b.start(profile);
});
after(async () => {
  await context?.close();
  await site?.stop();
  b.forget(profile);
});
beforeEach(async () => {
  page = await b.open(context, site.url);
  await page.evaluate(() => new Promise((done) => { localStorage.clear(); const r = indexedDB.deleteDatabase("fusen"); r.onsuccess = r.onerror = r.onblocked = done; }));
  page.complaints.length = 0;
  page = await b.open(context, site.url);
});

const alerts = () => page.getByRole("alert");
const labels = () => page.locator("article[data-speech] :is(h1, h2, h3, h4)").allInnerTexts();
const fingerprint = () => b.main(page).getAttribute("data-fingerprint");

/** The fingerprint of the sample, opened by its button. */
async function ofSample() {
  await b.sample(page);
  return fingerprint();
}

test("the first load has nothing of it, and a text file neither", async () => {
  const loaded = () => page.evaluate(() => performance.getEntriesByType("resource").map((e) => e.name).filter((n) => n.includes("intake-")));
  await b.files(page, b.file("a.txt", readFileSync(fixture("short.txt"), "utf8")));
  await b.ready(page);
  await b.settled(page);
  assert.deepEqual(await loaded(), []);
  assert.equal(page.workers().length, 0);
});

test("a PDF, a Word file and the text are the same document", async () => {
  const expected = await ofSample();
  for (const name of ["sample-libreoffice.pdf", "sample-chromium.pdf", "sample.docx"]) {
    await b.files(page, fixture(name));
    await page.getByText(`「${name}」はもう開いています`).first().waitFor({ state: "attached" });
    await b.ready(page);
    assert.equal(await fingerprint(), expected, name);
  }
  assert.equal(await page.locator("[data-document]").count(), 1);
  assert.deepEqual(page.complaints, []);
});

test("a PDF is tagged, kept, and found with its pages after a reload", async () => {
  await b.files(page, fixture("cid-unijis-ucs2-h.pdf"));
  await b.ready(page);
  assert.equal(await page.locator("article[data-speech]").count(), 16);
  await b.button(page, "はじめてのテーマ表を入れる").click();
  await b.theme(page, "trust").waitFor();
  await b.main(page).focus();
  await page.keyboard.press("j");
  await b.theme(page, "trust").click();
  await b.saved(page);
  page = await b.open(context, site.url);
  await b.ready(page);
  assert.equal(await b.theme(page, "trust").getAttribute("data-count"), "1");
  await page.keyboard.press("End");
  await page.locator('[data-page="4"]').waitFor({ state: "attached" });
});

test("long work is stopped, nothing comes of it, and it can be done again", async () => {
  await b.stopAtOnce(page);
  await b.files(page, fixture("running-heads.pdf"));
  await b.stopped(page);
  assert.equal(await fingerprint(), null);
  assert.equal(await alerts().count(), 0);
  await b.until(() => page.workers().length, 0, "the worker is gone");
  await b.files(page, fixture("running-heads.pdf"));
  await b.ready(page);
  assert.equal(await page.locator("article[data-speech]").count(), 16);
});

test("a worker that dies takes nothing with it", async () => {
  await ofSample();
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  const before = await b.highlights(page);
  // It dies while it reads: with the first page it tells of.
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (...message) {
      Worker.prototype.postMessage = postMessage;
      this.addEventListener("message", ({ data }) => { if (data.share !== undefined) this.terminate(); });
      return postMessage.apply(this, message);
    };
  });
  await b.files(page, fixture("running-heads.pdf"));
  await alerts().filter({ hasText: "running-heads.pdf" }).waitFor();
  assert.match(await alerts().innerText(), /開けませんでした/);
  await b.until(() => page.getByRole("progressbar").count(), 0);
  assert.deepEqual(await b.highlights(page), before);
  await b.files(page, fixture("short.utf-8.html"));
  await page.waitForFunction(() => document.querySelectorAll("[data-document]").length === 2);
});

test("a password is asked for, and asked again", async () => {
  await b.files(page, fixture("password.pdf"));
  const field = page.getByLabel("パスワード");
  await field.waitFor();
  assert.match(await alerts().innerText(), /この端末から外に出ません/);
  await field.fill("chigau");
  await field.press("Enter");
  await alerts().filter({ hasText: "違います" }).waitFor();
  await page.getByLabel("パスワード").fill("himitsu");
  await b.button(page, "開く").click();
  await b.ready(page);
  await b.until(() => alerts().count(), 0);
  assert.equal(await page.locator("article[data-speech]").count(), 3);
});

test("the encoding is guessed, said, and changed", async () => {
  await b.files(page, fixture("short.cp932.txt"));
  await b.ready(page);
  const right = await fingerprint();
  assert.match(await alerts().innerText(), /Shift_JIS/);
  await page.getByLabel("文字コード").selectOption("EUC-JP");
  await b.button(page, "開く").click();
  await page.waitForFunction((f) => document.querySelector("main[data-fingerprint]")?.dataset.fingerprint !== f, right);
  await b.ready(page);
  await b.until(() => page.locator("[data-document]").count(), 1, "what was opened wrongly is gone");
  assert.deepEqual((await labels()).length > 0, false, "letters of another encoding are nobody's speech");
});

test("another encoding takes out nothing that was there before", async () => {
  await b.files(page, b.file("before.txt", readFileSync(fixture("short.txt"), "utf8")));
  await b.ready(page);
  const first = await fingerprint();
  // The same words: no new document.
  await b.files(page, fixture("short.cp932.txt"));
  await page.getByLabel("文字コード").selectOption("EUC-JP");
  await b.button(page, "開く").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-document]").length === 2);
  await page.locator(`[data-document="${first}"]`).waitFor();
});

test("a web page is read without its menu, and never run", async () => {
  await b.files(page, fixture("short.shift_jis.html"));
  await b.ready(page);
  assert.equal(await page.locator("article[data-speech]").count(), 3);
  const text = await b.main(page).innerText();
  assert.ok(!text.includes("悪い") && !text.includes("トップ"), text);
});

test("a record of the Diet brings its speakers, and keeps them in a file", async () => {
  await b.files(page, fixture("ndl.json"));
  await b.ready(page);
  assert.match(await page.getByTestId("meeting").innerText(), /衆議院青葉委員会/);
  const { text } = await b.saveFile(page);
  const record = JSON.parse(text).documents[0].record;
  assert.equal(record.speakers[0].affiliation, "青葉党");
  await page.evaluate(() => new Promise((done) => { const r = indexedDB.deleteDatabase("fusen"); r.onsuccess = r.onerror = r.onblocked = done; }));
  page = await b.open(context, site.url);
  await b.files(page, { name: "x.fusen.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await b.ready(page);
  assert.match(await page.getByTestId("meeting").innerText(), /衆議院青葉委員会/);
});

test("an archive gives its documents, a bomb a word about it", async () => {
  await b.files(page, fixture("several.zip"));
  await page.waitForFunction(() => document.querySelectorAll("[data-document]").length === 2);
  await b.files(page, fixture("bomb.zip"));
  await alerts().filter({ hasText: "大きくなりすぎる" }).waitFor();
  assert.equal(await page.locator("[data-document]").count(), 2);
});

test("a scan is said to be one", async () => {
  await b.files(page, fixture("scan.pdf"));
  await alerts().filter({ hasText: "文字認識（OCR）" }).waitFor();
  assert.equal(await fingerprint(), null);
  assert.deepEqual(await b.findings(page), []);
});

test("what is given while a file is read comes after it", async () => {
  await b.files(page, fixture("running-heads.pdf"));
  await b.files(page, fixture("short.utf-8.html"));
  await b.files(page, fixture("ndl.xml"));
  await page.waitForFunction(() => document.querySelectorAll("[data-document]").length === 3);
  await b.settled(page);
  assert.equal(await alerts().count(), 0);
});

test("nobody is led away from the note they are writing", async () => {
  const before = await ofSample();
  await page.keyboard.press("j");
  const note = page.getByLabel("メモ");
  await note.click();
  await b.files(page, fixture("short.utf-8.html"));
  await note.focus();
  await note.pressSequentially("1 2 j 予算の話", { delay: 15 });
  await page.waitForFunction(() => document.querySelectorAll("[data-document]").length === 2);
  await note.pressSequentially(" 続き", { delay: 15 });
  await b.settled(page);
  assert.equal(await note.inputValue(), "1 2 j 予算の話 続き");
  assert.equal(await fingerprint(), before);
  assert.deepEqual(await b.highlights(page), {});
});

test("a password typed on after a wrong one is no shortcut", async () => {
  await ofSample();
  await page.keyboard.press("j");
  await page.keyboard.press("5");
  const tags = await b.highlights(page);
  await b.files(page, fixture("password.pdf"));
  await page.getByLabel("パスワード").waitFor();
  await page.waitForFunction(() => document.activeElement.matches(".alert input"));
  await page.keyboard.type("abc1");
  await page.keyboard.press("Enter");
  await page.keyboard.type("125");
  await alerts().filter({ hasText: "違います" }).waitFor();
  // What came too late for the first field stands in the new one, as anybody sees.
  await page.keyboard.press("Control+a");
  await page.keyboard.type("himitsu");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("[data-document]").length === 2);
  const first = page.locator("[data-document]").first(), name = await first.getAttribute("data-document");
  await first.click();
  await page.locator(`main[data-fingerprint="${name}"][aria-busy="false"]`).waitFor();
  assert.deepEqual(await b.highlights(page), tags);
});
