// The main job as people do it: open minutes, tag, note, come back, save, open elsewhere, merge.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as b from "./browser.mjs";

const profiles = [];
const profile = () => { const dir = b.profile(); profiles.push(dir); return dir; };
let site, mine, minePath, context, page, theirsPath;
const folder = mkdtempSync(join(tmpdir(), "fusen-files-"));

before(async () => { site = await b.site(); });
after(async () => {
  await context?.close();
  site.stop();
  for (const dir of [...profiles, folder]) b.forget(dir);
});

test("1. the page explains itself and offers two things to do", async () => {
  mine = profile();
  context = await b.start(mine);
  page = await b.open(context, site.url);
  await page.getByText("発言に付箋（テーマ）を付けるページです").waitFor();
  await page.getByText("このページは何も送信しません").waitFor();
  assert.equal(await b.button(page, "サンプルを開く").count(), 1);
  assert.equal(await b.button(page, "ファイルを開く").count(), 1);
  assert.equal(await b.main(page).getAttribute("data-fingerprint"), null);
  assert.equal(await page.getByRole("main", { name: "議事録" }).count(), 1);
});

test("2. the sample is understood: meeting, speakers, speeches, directions, pages", async () => {
  await b.sample(page);
  const field = (name) => page.locator(`[data-testid="meeting"] [data-field="${name}"]`);
  assert.equal(await field("name").innerText(), "デジタル社会推進会議");
  assert.equal(await field("number").innerText(), "第４回");
  assert.equal(await field("date").innerText(), "2023-06-06");
  assert.equal(await field("start").innerText(), "08:45");
  assert.equal(await field("end").innerText(), "08:55");
  assert.equal(await field("place").innerText(), "総理大臣官邸２階大ホール");
  assert.deepEqual((await field("agenda").innerText()).split("\n"),
    ["１．開会", "２．議事", "（１）「デジタル社会の実現に向けた重点計画」について", "（２）その他", "３．閉会"]);
  const materials = (await field("materials").innerText()).split("\n");
  assert.equal(materials.length, 5);
  assert.equal(materials[3], "資料２－１　モビリティワーキンググループの開催について（案）");
  assert.match(await field("source").innerText(), /デジタル庁.*PDL1\.0/);

  assert.equal(await page.locator("article[data-speech]").count(), 16);
  const outline = page.getByRole("navigation", { name: "目次" });
  const speakers = (await outline.innerText()).split("\n").filter((l) => /大臣$/.test(l));
  assert.equal(new Set(speakers).size, 11);
  assert.equal(await page.locator("[data-event]").count(), 3);
  assert.deepEqual(await page.locator("[data-page]").evaluateAll((l) => l.map((e) => e.dataset.page)), ["1", "2", "3", "4", "5", "6"]);
  // A page's mark stands beside a line of its own.
  const tops = await page.locator("[data-page]:visible").evaluateAll((l) => l.map((e) => e.getBoundingClientRect().top));
  assert.equal(new Set(tops).size, tops.length);
  const first = await page.locator('article[data-speech="1"] p[data-paragraph]').first().innerText();
  assert.equal(first, "ただいまから、第４回「デジタル社会推進会議」を開催いたします。お忙しい中、御参加いただきまして誠にありがとうございます。");
  const text = await b.main(page).innerText();
  assert.doesNotMatch(text, /【page|-----/);
  // One text node in a paragraph without an inline event.
  const plain = await page.locator("p[data-paragraph]:not(:has([data-event]))").evaluateAll((l) => l.every((p) => p.childNodes.length === 1));
  assert.ok(plain);
});

test("3. themes: an own one, by mouse and by key, off again, undo and redo", async () => {
  assert.equal(await page.locator("[data-theme]").count(), 16);
  await b.button(page, "テーマを追加").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名前").fill("防災訓練");
  await dialog.getByRole("radio", { name: "色7" }).check();
  await dialog.getByLabel("キー").fill("x");
  await b.button(page, "追加", dialog).click();
  const own = page.getByRole("button", { name: /防災訓練/ }).and(page.locator("[data-theme]"));
  await own.waitFor();
  assert.equal(await own.getAttribute("aria-keyshortcuts"), "x");

  // A click on a sentence makes it current; the button tags it.
  await page.getByText("それでは、議事に入ります。").click();
  assert.equal(await b.current(page), "1.3");
  await b.theme(page, "mynumber").click();
  assert.equal(await b.theme(page, "mynumber").getAttribute("aria-pressed"), "true");
  assert.equal(await b.theme(page, "mynumber").getAttribute("data-count"), "1");
  assert.deepEqual(await b.highlights(page), { "theme-mynumber": 1 });
  await b.until(() => page.locator("[data-stripe]").count(), 1);

  await b.main(page).focus();
  await page.keyboard.press("j");
  assert.equal(await b.current(page), "1.4");
  await page.keyboard.press("x");
  assert.equal(await own.getAttribute("data-count"), "1");
  await page.keyboard.press("x");
  assert.equal(await own.getAttribute("data-count"), "0");
  assert.deepEqual(await b.highlights(page), { "theme-mynumber": 1 });

  await b.button(page, "元に戻す").click();
  assert.equal(await own.getAttribute("data-count"), "1");
  await b.button(page, "やり直す").click();
  assert.equal(await own.getAttribute("data-count"), "0");
  await b.main(page).focus();
  await page.keyboard.press("Control+z");
  assert.equal(await own.getAttribute("data-count"), "1");
});

test("a run of sentences, a speech and a span are tagged as one", async () => {
  await b.main(page).focus();
  await page.getByText("まずは、マイナンバーカードの機能拡充です。").click({ position: { x: 5, y: 8 } });
  const at = await b.current(page);
  await page.keyboard.press("Shift+J");
  await page.keyboard.press("Shift+J");
  const [from, to] = (await b.main(page).getAttribute("data-selection")).split(" ");
  assert.equal(from, at);
  assert.equal(Number(to.split(".")[1]), Number(at.split(".")[1]) + 2);
  await page.keyboard.press("2");
  assert.equal(await b.theme(page, "trust").getAttribute("data-count"), "1");

  const unit = page.getByRole("radiogroup", { name: "単位" });
  await unit.getByRole("radio", { name: "発言", exact: true }).check();
  assert.equal(await b.current(page), "1");
  await b.theme(page, "mobility").click();
  await unit.getByRole("radio", { name: "範囲", exact: true }).check();
  // Select some words with the mouse.
  const box = await page.getByText("総務省としては、").first().evaluate((p) => {
    p.scrollIntoView({ block: "center" });
    const r = document.createRange(); r.setStart(p.firstChild, 0); r.setEnd(p.firstChild, 7);
    const { left, right, top, height } = r.getBoundingClientRect(); return { left, right, y: top + height / 2 };
  });
  await page.mouse.move(box.left + 2, box.y);
  await page.mouse.down();
  await page.mouse.move(box.right - 2, box.y, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector("main[data-selection]"));
  await page.keyboard.press("3");
  assert.equal(await b.theme(page, "data-ai").getAttribute("data-count"), "1");
  const painted = await page.evaluate(() => [...CSS.highlights.get("theme-data-ai")].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)).join(""));
  assert.equal(painted, "総務省としては");
  await unit.getByRole("radio", { name: "文", exact: true }).check();
});

test("4. a note, the tab closed, everything is there again", async () => {
  await page.getByText("それでは、議事に入ります。").click();
  await page.getByRole("textbox", { name: "メモ" }).fill("ここから議事");
  await b.saved(page);
  const before = await b.highlights(page);
  await page.close();
  page = await context.newPage();
  page = await b.open(context, site.url);
  await b.ready(page);
  await b.until(() => page.getByTestId("save-state").innerText(), "保存済み");
  assert.deepEqual(await b.highlights(page), before);
  await page.getByText("それでは、議事に入ります。").click();
  assert.equal(await page.getByRole("textbox", { name: "メモ" }).inputValue(), "ここから議事");
  assert.ok(await b.button(page, "元に戻す").isEnabled(), "undo survives");
  assert.deepEqual(page.complaints, []);
});

test("5. the saved file opens by itself in another browser", async () => {
  const saved = await b.saveFile(page);
  assert.match(saved.name, /\.fusen\.json$/);
  const again = await b.saveFile(page);
  assert.equal(again.text, saved.text, "two saves of one state are equal");
  minePath = join(folder, "mine.fusen.json");
  writeFileSync(minePath, saved.text);
  const other = await b.start(profile());
  try {
    const p = await b.open(other, site.url);
    await b.files(p, minePath);
    await b.ready(p);
    assert.equal(await b.main(p).getAttribute("data-fingerprint"), await b.main(page).getAttribute("data-fingerprint"));
    assert.deepEqual(await b.highlights(p), await b.highlights(page));
    assert.equal(await p.locator("[data-theme]").count(), 17);
    assert.equal(await p.locator("article[data-speech]").count(), 16);
    assert.deepEqual(p.complaints, []);
  } finally { await other.close(); }
});

test("6. a second person's file: preview, merge, told apart, filtered, undone", async () => {
  const other = await b.start(profile());
  try {
    const p = await b.open(other, site.url);
    await b.sample(p);
    await p.getByLabel("あなたのニックネーム").fill("はなこ");
    await p.keyboard.press("Enter");
    for (const name of ["給食", "図書館"]) {
      await b.button(p, "テーマを追加").click();
      await p.getByRole("dialog").getByLabel("名前").fill(name);
      await p.keyboard.press("Enter");
      await p.locator("[data-theme]", { hasText: name }).waitFor();
    }
    await b.main(p).focus();
    for (let n = 0; n < 31; n++) { await p.keyboard.press("j"); await p.keyboard.press("5"); }
    await b.saved(p);
    theirsPath = join(folder, "hanako.fusen.json");
    writeFileSync(theirsPath, (await b.saveFile(p)).text);
  } finally { await other.close(); }

  const before = await b.highlights(page);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), b.button(page, "まとめる").click()]);
  await chooser.setFiles(theirsPath);
  const preview = page.getByTestId("merge-preview");
  await preview.waitFor();
  assert.deepEqual([await preview.getAttribute("data-new-themes"), await preview.getAttribute("data-new-tags"), await preview.getAttribute("data-changed")], ["2", "31", "0"]);
  const words = await preview.innerText();
  assert.match(words, /新しいテーマ 2/);
  assert.match(words, /新しい付箋 31/);
  assert.match(words, /あなたの付箋は何も変わりません/);
  await b.button(page, "やめる", preview).click();
  await preview.waitFor({ state: "detached" });
  await b.settled(page);
  assert.deepEqual(await b.highlights(page), before);

  // The same through "open files".
  await b.files(page, theirsPath);
  await preview.waitFor();
  await b.button(page, "取り込む", preview).click();
  await page.waitForFunction(() => CSS.highlights.get("theme-reform")?.size >= 31 || [...CSS.highlights].some(([n, h]) => n.startsWith("theme-") && h.size >= 31));
  await b.until(() => page.locator("[data-theme]").count(), 19);
  await b.until(() => page.getByRole("region", { name: "参加者" }).getByRole("checkbox").count(), 2);
  const merged = await b.highlights(page);

  await page.getByRole("region", { name: "参加者" }).getByRole("checkbox", { name: /はなこ/ }).uncheck();
  await b.until(() => b.highlights(page), before);
  await page.getByRole("region", { name: "参加者" }).getByRole("checkbox", { name: /はなこ/ }).check();
  await b.until(() => b.highlights(page), merged);

  await b.saved(page);
  await b.button(page, "元に戻す").click();
  await b.until(() => b.highlights(page), before);
  await b.until(() => page.locator("[data-theme]").count(), 17);
  await b.button(page, "やり直す").click();
  await b.until(() => b.highlights(page), merged);

  // Merging the same file again brings nothing.
  await page.getByTestId("merge-file").setInputFiles(theirsPath);
  await preview.waitFor();
  assert.equal(await preview.getAttribute("data-new-tags"), "0");
  await b.button(page, "やめる", preview).click();
  assert.deepEqual(page.complaints, []);
});

test("the document stays itself: the sample again returns to it", async () => {
  assert.equal(await page.getByRole("region", { name: "文書" }).locator("[data-document]").count(), 1);
  await b.button(page, "サンプルを開く").click();
  await page.locator(".done", { hasText: "もう開いています" }).waitFor();
  await b.settled(page);
  await b.ready(page);
  assert.equal(await page.locator("[data-document]").count(), 1);
});
