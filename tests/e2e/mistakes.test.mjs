// What people do by mistake, or on a computer that others use too: nothing is lost, and everything can be seen.
import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import * as b from "./browser.mjs";

let site, dir, context, page;
before(async () => { site = await b.site(); });
after(() => site.stop());
beforeEach(async () => { dir = b.profile(); context = await b.start(dir); page = await b.open(context, site.url); });
afterEach(async () => { await context.close(); b.forget(dir); assert.deepEqual(page.complaints, []); });

const MINUTES = "第１回　青葉町交通会議　会議録\n\n○議長　おはようございます。会議を開きます。\n○事務局　資料を御覧ください。\n";
const other = () => b.files(page, b.file("青葉町.txt", MINUTES));
const tag = async () => { await b.main(page).focus(); await page.keyboard.press("j"); await page.keyboard.press("1"); await b.saved(page); };

test("the note of somebody else is read where it was written, and marked in the gutter", async () => {
  await b.sample(page);
  await tag();
  await page.keyboard.press("n");
  await page.keyboard.type("ここが大事");
  await b.saved(page);
  await b.until(() => page.locator("[data-note]").count(), 1, "one's own is marked");
  const { name, text } = await b.saveFile(page);
  await b.elsewhere(site.url, async (there) => {
    await b.files(there, { name, mimeType: "application/json", buffer: Buffer.from(text) });
    await b.ready(there);
    await there.locator("[data-note]").waitFor();
    await b.main(there).focus();
    await there.keyboard.press("j");
    await there.getByText("ここが大事").waitFor();
  });
});

test("undo shows the document in which it takes something back", async () => {
  await b.sample(page);
  const first = await b.main(page).getAttribute("data-fingerprint");
  await tag();
  await other();
  await page.locator(`main[data-fingerprint]:not([data-fingerprint="${first}"])[aria-busy="false"]`).waitFor();
  await page.keyboard.press("Control+z");
  await page.locator(`main[data-fingerprint="${first}"][aria-busy="false"]`).waitFor();
  assert.deepEqual(await b.highlights(page), {});
});

test("keys tag nothing that is not on the screen", async () => {
  await b.sample(page);
  await tag();
  const painted = await b.highlights(page);
  await page.getByRole("tab", { name: "くらべる" }).click();
  await page.getByRole("main", { name: "くらべる" }).waitFor();
  await page.keyboard.press("2");
  await page.getByRole("tab", { name: "読む" }).click();
  await b.settled(page);
  assert.deepEqual(await b.highlights(page), painted);
});

/** Takes the document out, and comes back another time. */
async function takeOut() {
  await page.getByRole("button", { name: /を外す$/ }).first().click();
  await page.getByRole("heading", { name: /Fusen/ }).waitFor();
  await b.saved(page);
  await page.reload();
  await page.getByRole("heading", { name: /Fusen/ }).waitFor();
}

test("a document that is taken out comes back with its tags", async () => {
  await b.sample(page);
  await tag();
  const painted = await b.highlights(page);
  await takeOut();
  // Nobody undoes before the page has remembered.
  await page.locator('main[data-testid="document"][aria-busy="false"]').waitFor();
  await page.keyboard.press("Control+z");
  await b.ready(page);
  assert.deepEqual(await b.highlights(page), painted);
});

test("a document that is opened again has its tags, though somebody took it out", async () => {
  await b.sample(page);
  await tag();
  const painted = await b.highlights(page);
  await takeOut();
  await b.sample(page);
  await page.getByText("外す前の付箋とメモごと").first().waitFor();
  assert.deepEqual(await b.highlights(page), painted);
  await b.saved(page);
  await page.reload();
  await b.ready(page);
  assert.deepEqual(await b.highlights(page), painted);
});

test("a document that is taken out in another tab is not tagged on in this one", async () => {
  await b.sample(page);
  await b.saved(page);
  const second = await context.newPage();
  await second.goto(site.url);
  await b.ready(second);
  await page.bringToFront();
  await page.getByRole("button", { name: /を外す$/ }).first().click();
  await page.locator('main[data-testid="document"]:not([data-fingerprint])').waitFor();
  await second.locator('main[data-testid="document"]:not([data-fingerprint])').waitFor();
  await second.locator(".done").getByText(/を外しました/).waitFor();
  await page.waitForFunction(() => document.activeElement.tagName === "MAIN");
  await page.keyboard.press("Control+z");
  await b.ready(page);
  // It is back there, too.
  await b.ready(second);
  await second.close();
});

test("the next person at the same computer starts a layer of their own", async () => {
  await b.sample(page);
  await tag();
  await b.button(page, "別の人として始める").click();
  await page.locator("[data-annotator]").nth(1).waitFor();
  // What the one before did is not for the next to take back.
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => /の操作です/.test(document.querySelector(".done")?.textContent));
  await b.until(() => page.locator("[data-stripe]").count(), 1);
  await page.keyboard.press("Escape");
  await b.main(page).focus();
  await page.keyboard.press("1");
  await page.locator('[data-stripe][data-own="true"]').waitFor();
  await b.until(() => page.locator('[data-stripe][data-own="false"]').count(), 1, "the tag of the one before");
  // The one before comes back, and there is one person at a time.
  const me = () => page.locator(".people__row", { hasText: "あなた" });
  assert.equal(await me().count(), 1);
  const second = await me().locator("input").getAttribute("data-annotator");
  await page.getByRole("button", { name: /として続ける$/ }).click();
  await page.waitForFunction((id) => {
    const own = document.querySelector(".people__me");
    return own && own.closest("li").querySelector("input").dataset.annotator !== id;
  }, second);
  assert.equal(await me().count(), 1);
  await b.until(() => page.locator('[data-stripe][data-own="true"]').count(), 1);
  await b.saved(page);
  await page.reload();
  await b.ready(page);
  assert.notEqual(await me().locator("input").getAttribute("data-annotator"), second);
  await b.until(() => page.getByRole("button", { name: /として続ける$/ }).count(), 1, "and the other one, too");
});

test("half a million letters without a full stop are read, tagged and there again", async () => {
  await b.sample(page);
  await b.saved(page);
  const sample = await b.main(page).getAttribute("data-fingerprint");
  await b.files(page, b.file("一文.txt", `第１回　青葉町交通会議　会議録\n\n○議長　始めます。\n○委員　${"これは長い文でありまして".repeat(42_000)}\n○議長　終わります。\n`));
  await page.locator(`main[data-fingerprint]:not([data-fingerprint="${sample}"])[aria-busy="false"]`).waitFor();
  for (const key of ["j", "j", "1"]) await page.keyboard.press(key);
  await b.saved(page);
  // It is painted in pieces of which each can be laid out.
  await page.waitForFunction(() => CSS.highlights.get("theme-mynumber")?.size > 100);
  await page.reload();
  await b.ready(page);
  await page.waitForFunction(() => CSS.highlights.get("theme-mynumber")?.size > 100);
});

test("a double click on × takes one document out", async () => {
  for (const [n, name] of ["一", "二", "三", "四"].entries()) {
    await b.files(page, b.file(`${name}.txt`, MINUTES.replace("第１回", `第${n + 1}回`)));
    await page.waitForFunction((n) => document.querySelectorAll("[data-document]").length === n, n + 1);
    await page.locator(".toolbar__title", { hasText: `第${n + 1}回` }).waitFor();
    await b.ready(page);
  }
  await page.getByRole("button", { name: /を外す$/ }).nth(1).dblclick();
  await b.saved(page);
  assert.equal(await page.locator("[data-document]").count(), 3);
});

test("what is said once more stays as long as the first time", async () => {
  await b.sample(page);
  const paste = () => page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "短い");
    window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const said = page.locator(".done", { hasText: "短い文章" });
  // It is said for six seconds, which nobody sits out here.
  await b.stopClock(page);
  await paste();
  await said.waitFor();
  await page.clock.runFor(4500);
  await paste();
  await page.clock.runFor(2500);
  assert.ok(await said.isVisible());
  await page.clock.runFor(4000);
  await said.waitFor({ state: "detached" });
});

test("a word pasted by accident does not become a document", async () => {
  await b.sample(page);
  const before = await b.main(page).getAttribute("data-fingerprint");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "デジタル");
    window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.getByText("短い文章なので開きませんでした").first().waitFor();
  assert.equal(await b.main(page).getAttribute("data-fingerprint"), before);
  assert.equal(await page.locator("[data-document]").count(), 1);
});

test("a key that is held down puts a theme on once, and takes no proposal unread", async () => {
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  for (let n = 0; n < 6; n++) await page.keyboard.down("5");
  await page.keyboard.up("5");
  const fifth = page.locator('[aria-keyshortcuts="5"]');
  assert.deepEqual([await fifth.getAttribute("aria-pressed"), await fifth.getAttribute("data-count")], ["true", "1"]);
  for (let n = 0; n < 3; n++) await page.keyboard.down("j");
  await page.keyboard.up("j");
  assert.equal(await b.current(page), "1.4", "reading goes on");
});

test("a tag and a note on several sentences are found again from any of them, and taken off", async () => {
  await b.sample(page);
  await b.main(page).focus();
  for (const key of ["j", "j", "Shift+j", "Shift+j", "7"]) await page.keyboard.press(key);
  assert.equal(await page.evaluate(() => document.querySelector("[data-selection]").dataset.selection), "1.2 1.4");
  await page.keyboard.press("n");
  await page.keyboard.type("三つの文について");
  await page.keyboard.press("Escape");
  await page.keyboard.press("k");
  const seventh = page.locator('[aria-keyshortcuts="7"]'), name = await seventh.locator(".theme__name").textContent();
  const here = page.getByRole("region", { name: "ここの付箋" }), note = page.getByRole("textbox", { name: "メモ" });
  assert.deepEqual([await b.current(page), await seventh.getAttribute("aria-pressed"), await note.inputValue()], ["1.3", "mixed", ""]);
  await here.getByRole("button", { name: "三つの文について" }).waitFor();
  await here.getByRole("button", { name }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.querySelector("[data-selection]").dataset.selection), "1.2 1.4");
  assert.equal(await seventh.getAttribute("aria-pressed"), "true");
  assert.equal(await note.inputValue(), "三つの文について");
  assert.equal(await here.getByRole("button", { name }).count(), 0, "what is chosen is not elsewhere");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "document");
  await page.keyboard.press("7");
  assert.equal(await seventh.getAttribute("data-count"), "0");
});

test("a click on a stripe chooses the whole tag, and reading goes on by sentences", async () => {
  await b.sample(page);
  await b.main(page).focus();
  for (const key of ["j", "u", "8", "j", "u", "u"]) await page.keyboard.press(key);
  await page.locator("[data-stripe]").first().click();
  assert.equal(await b.current(page), "1", "the speech");
  const eighth = page.locator('[aria-keyshortcuts="8"]');
  assert.equal(await eighth.getAttribute("aria-pressed"), "true");
  await page.keyboard.press("8");
  assert.equal(await eighth.getAttribute("data-count"), "0");
  await page.keyboard.press("j");
  assert.match(await b.current(page), /^\d+\.\d+$/, "by sentences again");
});

test("a digit stays with its theme when somebody puts the themes into another order", async () => {
  await b.sample(page);
  const keys = () => page.locator("[data-theme]").evaluateAll((all) => Object.fromEntries(all.map((e) => [e.dataset.theme, e.getAttribute("aria-keyshortcuts")])));
  const order = () => page.locator("[data-theme]").evaluateAll((all) => all.map((e) => e.dataset.theme));
  const before = await keys(), first = (await order())[0];
  // The last theme to the top, as a file of somebody who has done so.
  const saved = JSON.parse((await b.saveFile(page)).text);
  const last = saved.codebook.at(-1);
  last.order = -1;
  last.revision = (last.revision ?? 0) + 1;
  await page.getByTestId("open-file").setInputFiles([b.file("sorted.fusen.json", JSON.stringify(saved))]);
  await b.button(page, "取り込む", page.getByTestId("merge-preview")).click();
  await page.waitForFunction((id) => document.querySelector("[data-theme]").dataset.theme !== id, first);
  assert.deepEqual(await keys(), before);
});

test("of hundreds of themes, one that is used for the first time has its colour", async () => {
  await b.sample(page);
  const saved = JSON.parse((await b.saveFile(page)).text);
  for (let n = 0; n < 150; n++) saved.codebook.push({ ...saved.codebook[0], id: `urn:fusen:theme:more${n}`, prefLabel: { ja: `主題${n}` }, order: 100 + n });
  await page.getByTestId("open-file").setInputFiles([b.file("many.fusen.json", JSON.stringify(saved))]);
  await b.button(page, "取り込む", page.getByTestId("merge-preview")).click();
  await b.main(page).focus();
  await page.keyboard.press("j");
  await b.theme(page, "more149").click();
  await page.waitForFunction(() => CSS.highlights.get("theme-more149")?.size === 1);
  const ruled = () => page.evaluate(() => document.adoptedStyleSheets.flatMap((s) => [...s.cssRules]).map((r) => r.cssText).filter((t) => t.includes("::highlight(theme-")).length);
  assert.equal(await ruled(), 1, "and those that are not used cost nothing");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !CSS.highlights.get("theme-more149")?.size);
});

test("a chosen key moves no other theme's", async () => {
  await b.sample(page);
  const keys = () => page.locator("[data-theme]").evaluateAll((all) => all.map((e) => [e.dataset.theme, e.getAttribute("aria-keyshortcuts")]));
  const before = await keys();
  await b.button(page, "テーマを追加").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名前").fill("通学路");
  await dialog.getByLabel("キー").fill("1");
  await dialog.getByText(/キーはなくなります/).waitFor();
  await b.button(page, "追加", dialog).click();
  await page.getByRole("button", { name: /通学路/ }).first().waitFor();
  const now = new Map(await keys());
  assert.equal(now.get(before[0][0]), null);
  for (const [id, key] of before.slice(1)) assert.equal(now.get(id), key);
});

test("a computer that others use is left as it was found", async () => {
  await b.sample(page);
  await tag();
  await b.button(page, "この端末の記録を消す").click();
  const dialog = page.getByRole("dialog", { name: "この端末の記録を消す" });
  await b.button(page, "やめる", dialog).click();
  assert.equal(Object.keys(await b.highlights(page)).length, 1, "asked first");
  // A page that lives under the same address.
  await page.evaluate(() => localStorage.setItem("neighbour", "stays"));
  const second = await context.newPage();
  await second.goto(site.url);
  await b.ready(second);
  await b.button(page, "この端末の記録を消す").click();
  await b.button(page, "全部消す", dialog).click();
  for (const p of [page, second]) {
    await p.getByRole("heading", { name: /Fusen/ }).waitFor();
    await p.locator('main[data-testid="document"][aria-busy="false"]').waitFor();
  }
  // Who did not ask for it is told.
  await second.getByRole("alert").filter({ hasText: "別のタブで" }).waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  const left = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map((d) => d.name), rows = [];
    for (const name of names) {
      const db = await new Promise((done) => { indexedDB.open(name).onsuccess = (e) => done(e.target.result); });
      for (const store of db.objectStoreNames) {
        const list = await new Promise((done) => { db.transaction(store).objectStore(store).getAll().onsuccess = (e) => done(e.target.result); });
        rows.push(...list.map((r) => JSON.stringify(r)));
      }
      db.close();
    }
    return rows.filter((r) => /会議|付箋|参加者/.test(r));
  });
  assert.deepEqual(left, []);
  const kept = await page.evaluate(() => Object.keys(localStorage));
  assert.ok(kept.includes("neighbour") && !kept.includes("fusen.document") && !kept.includes("fusen.place"), kept.join());
});

test("the files of a whole group opened at once: everybody is there", async () => {
  await b.sample(page);
  await tag();
  const { text } = await b.saveFile(page);
  const people = ["はなこ", "たろう", "じろう"].map((nickname, n) => {
    const file = JSON.parse(text), old = file.annotators[0].id;
    const own = JSON.parse(JSON.stringify(file).replaceAll(old, `${old}-${n}`).replaceAll(file.first.items[0].id, `${file.first.items[0].id}-${n}`));
    own.annotators[0].nickname = nickname;
    return { name: `${nickname}.fusen.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(own)) };
  });
  await b.elsewhere(site.url, async (there) => {
    await there.getByTestId("open-file").setInputFiles(people);
    await b.ready(there);
    for (const name of ["はなこ", "たろう", "じろう"]) await there.getByRole("region", { name: "参加者" }).getByText(name, { exact: true }).waitFor();
    await b.until(() => b.theme(there, "mynumber").getAttribute("data-count"), "3");
  });
  // Where the document is open already, one question is about all of them.
  await page.getByTestId("open-file").setInputFiles(people);
  const ask = page.getByTestId("merge-preview");
  await ask.waitFor();
  assert.equal(await ask.getAttribute("data-new-tags"), "3");
  await page.getByRole("button", { name: "取り込む" }).click();
  await page.waitForFunction(() => document.querySelector('[data-theme="mynumber"]')?.dataset.count === "4");
});

test("a key is for the same theme after somebody else's themes came in", async () => {
  const minutes = b.file("青葉町.txt", "第１回　青葉町会議　会議録\n○会長　開きます。次です。三つ目です。\n○委員　はい。\n");
  const add = async (p, names) => {
    for (const name of names) {
      await b.button(p, "テーマを追加").click();
      await p.getByRole("dialog").getByLabel("名前").fill(name);
      await p.keyboard.press("Enter");
      await p.locator("[data-theme]", { hasText: name }).waitFor();
    }
    await b.main(p).focus();
  };
  let theirs;
  await b.elsewhere(site.url, async (there) => {
    await b.files(there, minutes);
    await b.ready(there);
    await add(there, ["会計", "広報"]);
    await there.keyboard.press("j");
    await there.keyboard.press("1");
    theirs = b.file("theirs.fusen.json", (await b.saveFile(there)).text);
  });
  await b.elsewhere(site.url, async (here) => {
    await b.files(here, minutes);
    await b.ready(here);
    await add(here, ["憲法", "選挙"]);
    const keys = async () => Object.fromEntries(await here.locator("[data-theme]").evaluateAll((all) =>
      all.map((e) => [e.querySelector(".theme__name").textContent, e.getAttribute("aria-keyshortcuts")])));
    assert.deepEqual(await keys(), { 憲法: "1", 選挙: "2" });
    await here.getByTestId("open-file").setInputFiles([theirs]);
    await b.button(here, "取り込む", here.getByTestId("merge-preview")).click();
    await here.locator("[data-theme]", { hasText: "会計" }).waitFor();
    const merged = await keys();
    assert.deepEqual([merged.憲法, merged.選挙, merged.会計, merged.広報].join(), "1,2,3,4");
    await here.keyboard.press("j");
    await here.keyboard.press("j");
    await here.keyboard.press("1");
    assert.equal(await here.locator("[data-theme]", { hasText: "憲法" }).getAttribute("data-count"), "1");
    await b.saved(here);
    await here.reload();
    await b.ready(here);
    assert.deepEqual(await keys(), merged);
    // A theme that goes takes no other's digit along.
    await here.locator(".themes__row", { hasText: "憲法" }).locator(".theme__edit").click();
    await b.button(here, "削除", here.getByRole("dialog")).click();
    await here.locator("[data-theme]", { hasText: "憲法" }).waitFor({ state: "detached" });
    const { 憲法: _, ...rest } = merged;
    assert.deepEqual(await keys(), rest);
    await here.keyboard.press("Control+z");
    await here.locator("[data-theme]", { hasText: "憲法" }).waitFor();
    assert.deepEqual(await keys(), merged);
  });
});

test("words that were dragged over are what gets the theme, not a sentence out of sight", async () => {
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  const p = page.locator("p[data-paragraph]").nth(2), at = await p.boundingBox();
  await page.mouse.move(at.x + 40, at.y + 14);
  await page.mouse.down();
  await page.mouse.move(at.x + 200, at.y + 14, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector("main").dataset.current !== "1.1");
  const current = await b.current(page);
  await b.theme(page, "mynumber").click();
  await page.waitForFunction(() => CSS.highlights.get("theme-mynumber")?.size > 0);
  const [words, dragged] = await page.evaluate(() => {
    const [r] = CSS.highlights.get("theme-mynumber");
    return [r.startContainer === document.querySelectorAll("p[data-paragraph]")[2].firstChild, r.endOffset - r.startOffset];
  });
  assert.ok(words && dragged > 5, `${current} is in the paragraph`);
});

test("who closes the filter keeps the sentence that was found in sight", async () => {
  await b.sample(page);
  await page.getByRole("button", { name: "絞り込み" }).click();
  const bar = page.locator(".filter");
  await bar.getByRole("searchbox").fill("計算資源");
  await page.waitForFunction(() => /^\d 文/.test(document.querySelector(".filter__count")?.textContent));
  await page.locator("p[data-paragraph]:visible", { hasText: "計算資源" }).first().click();
  await page.waitForFunction(() => document.querySelector("main")?.dataset.current);
  // What is searched for is what can be seen.
  await page.getByRole("search").getByRole("searchbox").fill("デジタル");
  await page.waitForFunction(() => performance.getEntriesByName("fusen:search").length);
  assert.ok(Number(await page.getByTestId("search-count").getAttribute("data-count")) < 5);
  await page.getByRole("search").getByRole("searchbox").fill("");
  await bar.getByRole("button", { name: /閉じる/ }).click();
  await page.waitForFunction(() => !document.querySelector(".document__text--folded"));
  await b.settled(page);
  const inView = await page.evaluate(() => {
    const box = document.querySelector(".unit-box--current i, .unit-box i").getBoundingClientRect(), view = document.querySelector("main").getBoundingClientRect();
    return box.top >= view.top && box.bottom <= view.bottom;
  });
  assert.ok(inView);
});

test("Shift and a click go on from the current sentence, also upwards and after keys", async () => {
  await b.sample(page);
  const at = async (n, shift) => page.locator("p[data-paragraph]").nth(n).click({ position: { x: 30, y: 12 }, modifiers: shift ? ["Shift"] : [] });
  await at(1);
  const low = await b.current(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const from = await b.current(page);
  assert.notEqual(from, low);
  await at(0, true);
  const chosen = await b.main(page).getAttribute("data-selection");
  assert.ok(chosen.includes(from) && chosen.includes(await b.current(page)), chosen);
});

test("who has scrolled on, or comes back later, goes on from there and not from the first sentence", async () => {
  await b.sample(page);
  const seen = async () => Number((await b.current(page)).split(".")[0]);
  await b.main(page).evaluate((e) => { e.scrollTop = 3_000; });
  await page.keyboard.press("j");
  assert.ok(await seen() > 1, "what is on the screen");
  // From a sentence that is far above by now, too.
  const above = await seen();
  await b.main(page).evaluate((e) => { e.scrollTop = 9_000; });
  await page.keyboard.press("j");
  assert.ok(await seen() > above + 1, "what is on the screen");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  await page.keyboard.press("7");
  await b.saved(page);
  const left = await b.current(page);
  await b.open(context, site.url);
  await b.ready(page);
  assert.equal(await b.current(page), null);
  await page.keyboard.press("j");
  assert.equal(await b.current(page), left, "where the last visit ended");
  // Another document, and back: the same lines, the same sentence.
  const top = () => b.main(page).evaluate((e) => e.scrollTop);
  await b.main(page).evaluate((e) => { e.scrollTop = 3_500; });
  // What comes into view for the first time may turn out longer than it was thought to be.
  await b.settled(page);
  const before = await top();
  await other();
  await page.locator(".toolbar__title", { hasText: "青葉町交通会議" }).waitFor();
  await b.ready(page);
  await b.button(page, "第４回デジタル社会推進会議", page.getByRole("region", { name: "文書" })).click();
  await page.waitForFunction(() => document.querySelector("main[data-fingerprint]")?.scrollTop > 2_000);
  await b.ready(page);
  await b.settled(page);
  assert.ok(Math.abs(await top() - before) < 60, `${before} ${await top()}`);
  assert.equal(await b.current(page), left);
});

test("nobody tags a sentence that was scrolled out of sight before they see it", async () => {
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  const at = await b.current(page);
  await b.main(page).evaluate((e) => { e.scrollTop = 3_000; });
  await page.keyboard.press("1");
  await page.waitForFunction(() => document.querySelector("main[data-fingerprint]")?.scrollTop < 1_500);
  await page.locator(".done", { hasText: "もう一度" }).waitFor();
  assert.deepEqual(await b.highlights(page), {});
  await page.keyboard.press("1");
  await page.waitForFunction(() => CSS.highlights.get("theme-mynumber")?.size === 1);
  assert.equal(await b.current(page), at);
});

test("a window that gets narrower keeps the lines that are read", async () => {
  await b.sample(page);
  await b.main(page).evaluate((e) => { e.scrollTop = 2_500; });
  await page.keyboard.press("j");
  const at = await b.current(page), size = page.viewportSize();
  // Once scrolling rests, the line is known.
  await b.settled(page);
  await page.waitForFunction(() => localStorage.getItem("fusen.line"));
  const seen = () => page.evaluate(() => {
    const box = document.querySelector(".unit-box--current i")?.getBoundingClientRect();
    const view = document.querySelector("main[data-fingerprint]").getBoundingClientRect();
    return !!box && box.bottom > view.top && box.top < view.bottom;
  });
  assert.ok(await seen());
  try {
    for (const width of [800, 390, size.width]) {
      await page.setViewportSize({ width, height: size.height });
      await page.waitForFunction((width) => innerWidth === width, width);
      await b.settled(page);
      assert.ok(await seen(), `${at} at ${width}`);
    }
  } finally { await page.setViewportSize(size); }
});

/** The place of some words of a paragraph on the screen. */
const place = (words) => page.evaluate((w) => {
  const walker = document.createTreeWalker(document.querySelector(".document__text"), NodeFilter.SHOW_TEXT);
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    const at = n.data.indexOf(w);
    if (at < 0) continue;
    const r = document.createRange();
    r.setStart(n, at); r.setEnd(n, at + w.length);
    const box = r.getBoundingClientRect();
    return { left: box.left, right: box.right, y: box.top + box.height / 2 };
  }
}, words);

test("words that are dragged over get the theme also where the drag ends beside them", async () => {
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  const first = await b.current(page);
  for (const to of [{ x: 1100, y: 300 }, null]) {
    const words = await place("それでは、議事に入ります");
    await page.mouse.move(words.left + 40, words.y);
    await page.mouse.down();
    // On a panel; in the blank right of the line.
    await page.mouse.move(to?.x ?? words.right + 60, to ? words.y : words.y, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction((f) => document.querySelector("main").dataset.current !== f, first);
    assert.notEqual(await b.current(page), first);
    await page.getByText("ただいまから").first().click();
    await page.waitForFunction((f) => document.querySelector("main")?.dataset.current === f, first);
  }
});

test("the page lives on where a drag, or three clicks, bring what is proposed", async () => {
  await b.sample(page);
  const paragraphs = page.locator("p[data-paragraph]");
  for (const n of [0, 2, 4, 6]) {
    const p = paragraphs.nth(n);
    // From a sentence without a proposal to one with some, and the other way.
    for (const act of ["drag", "clicks"]) {
      await page.keyboard.press("Escape");
      await page.locator("h1").first().scrollIntoViewIfNeeded();
      await p.scrollIntoViewIfNeeded();
      const box = await p.boundingBox();
      if (act === "drag") {
        await page.mouse.move(box.x + 40, box.y + 15);
        await page.mouse.down();
        await page.mouse.move(box.x + 200, box.y + 15, { steps: 5 });
        await page.mouse.up();
      } else await page.mouse.click(box.x + 40, box.y + 15, { clickCount: 3 });
      await page.waitForFunction(() => document.querySelector("main")?.dataset.current);
      await b.settled(page);
    }
  }
  await page.locator("#suggestions li").first().waitFor();
  assert.deepEqual(page.complaints, []);
});

test("the words of a note that is deleted are in no file", async () => {
  await b.sample(page);
  await b.main(page).focus();
  for (const key of ["j", "n"]) await page.keyboard.press(key);
  await page.keyboard.insertText("だれにも言わないこと");
  await page.keyboard.press("Escape");
  await b.saved(page);
  assert.match((await b.saveFile(page)).text, /だれにも言わないこと/);
  await page.keyboard.press("n");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await b.saved(page);
  const gone = (await b.saveFile(page)).text;
  assert.doesNotMatch(gone, /だれにも言わないこと/);
  assert.match(gone, /"deleted": *true/);
  // Here it can be had back.
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector("textarea.note")?.value === "だれにも言わないこと");
});

test("a drag that begins in words that are chosen already chooses anew", async () => {
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.locator(".segment", { hasText: "範囲" }).click();
  const drag = async (from, to) => {
    const words = await place("それでは、議事に入ります");
    await page.mouse.move(words.left + from, words.y);
    await page.mouse.down();
    await page.mouse.move(words.left + to, words.y, { steps: 6 });
    await page.mouse.up();
  };
  const chosen = () => page.evaluate(() => String(getSelection()));
  await drag(4, 140);
  await page.waitForFunction(() => document.querySelector("main")?.dataset.selection);
  await page.keyboard.press("4");
  const first = await chosen();
  await drag(40, 100);
  await page.waitForFunction((f) => String(getSelection()) && String(getSelection()) !== f, first);
  await page.keyboard.press("5");
  await b.saved(page);
  const spans = JSON.parse((await b.saveFile(page)).text).first.items.map((a) => a.target.selector[1].exact);
  assert.equal(spans.length, 2);
  assert.ok(spans[0] !== spans[1] && spans.some((s) => s.length <= 4), spans.join(" / "));
});

test("a merge says what becomes of a theme, word by word", async () => {
  await b.sample(page);
  const saved = JSON.parse((await b.saveFile(page)).text);
  const [first, second, third] = saved.codebook, name = (t) => t.prefLabel.ja;
  for (const t of [first, second, third]) t.revision = (t.revision ?? 0) + 5;
  first.definition = "番号の制度のこと";
  second.prefLabel = { ...second.prefLabel, ja: "港" };
  third.deleted = true;
  // Somebody who has tags here already, also of a theme that hers has made one with another.
  const fourth = saved.codebook[3];
  Object.assign(fourth, { deleted: true, isReplacedBy: first.id, revision: (fourth.revision ?? 0) + 5 });
  await b.main(page).focus();
  for (const key of ["j", "4"]) await page.keyboard.press(key);
  await b.saved(page);
  await page.getByTestId("open-file").setInputFiles([b.file("hers.fusen.json", JSON.stringify(saved))]);
  const lines = page.getByTestId("merge-preview").locator("li");
  await lines.first().waitFor();
  const said = await lines.allInnerTexts();
  assert.ok(said.some((l) => l.includes(`テーマ「${name(first)}」の意味`) && l.includes("「番号の制度のこと」")), said.join("\n"));
  assert.ok(said.some((l) => l.includes("の名前") && l.includes("「港」に変わります")), said.join("\n"));
  assert.ok(said.some((l) => l.includes(`「${name(third)}」が削除されます`)), said.join("\n"));
  // Who has tidied their own codebook does not tidy everybody's.
  await page.getByLabel(/テーマの変更/).uncheck();
  await b.takeIn(page);
  await b.saved(page);
  const { codebook: kept, first: tags } = JSON.parse((await b.saveFile(page)).text);
  assert.deepEqual(tags.items.map((a) => a.body[0].source), [fourth.id], "no tag has followed");
  assert.ok(kept.every((t) => !t.deleted && t.prefLabel.ja !== "港" && t.definition !== "番号の制度のこと"));
  // Asked again they come.
  await page.getByTestId("open-file").setInputFiles([b.file("hers.fusen.json", JSON.stringify(saved))]);
  await b.button(page, "取り込む").click();
  await page.waitForFunction((gone) => ![...document.querySelectorAll(".theme__name")].some((e) => e.textContent === gone), name(third));
});

test("after a key the browser's selection takes nothing back to where it was", async () => {
  await b.sample(page);
  await page.locator(".segment", { hasText: "範囲" }).click();
  const words = await place("それでは、議事に入ります");
  await page.mouse.move(words.left + 4, words.y);
  await page.mouse.down();
  await page.mouse.move(words.left + 120, words.y, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector("main")?.dataset.selection);
  await page.keyboard.press("4");
  await b.saved(page);
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+ArrowRight");
  await b.settled(page);
  assert.equal(await page.evaluate(() => String(getSelection())), "");
});

test("what is no speech amid one is a line, and a name that is typed is kept", async () => {
  await b.files(page, b.file("青葉町.txt", "第１回　青葉町交通会議　会議録\n\n○議長　おはようございます。\n会議を開きます。\n資料は三つです。\n○事務局　資料を御覧ください。\n"));
  await b.ready(page);
  await page.locator("#whole button").waitFor();
  await page.getByText("会議を開きます。").click();
  await page.keyboard.press("r");
  await page.keyboard.press("4");
  await page.waitForFunction(() => document.querySelectorAll("[data-speech]").length === 3);
  await b.ready(page);
  assert.deepEqual(await page.locator(".speech__label").allInnerTexts(), ["議長", "議長", "事務局"]);
  await page.getByLabel("あなたのニックネーム").pressSequentially("たろう");
  await b.saved(page);
  await page.reload();
  await b.ready(page);
  assert.match(await page.getByLabel("あなたのニックネーム").inputValue(), /たろう/);
});

/** Keeps the desk back; what this gives lets it come. */
async function withheld() {
  let come;
  const coming = new Promise((done) => { come = done; });
  await page.unroute(/desk-.*\.wasm/);
  await page.route(/desk-.*\.wasm/, async (route) => { await coming; await route.continue(); });
  return come;
}

test("a key that is pressed while its screen is still coming is for that screen", async () => {
  // A slow network, and hands that know the way.
  let come = await withheld();
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("r");
  await page.keyboard.press("4");
  come();
  await page.waitForFunction(() => Number(document.querySelector('[data-testid="save-state"]')?.dataset.saved) > 0);
  await b.saved(page);
  assert.equal(await page.locator("[data-count]:not([data-count='0'])").count(), 0, "no theme was put on");
  const { text } = await b.saveFile(page);
  assert.equal(JSON.parse(text).documents[0].repairs.length, 1);
  // Words typed ahead are typed.
  come = await withheld();
  await page.reload();
  await b.ready(page);
  await b.main(page).focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("maina");
  come();
  await page.locator("dialog[open] input").waitFor();
  await page.waitForFunction(() => document.querySelector("dialog[open] input")?.value === "maina");
});

test("what is given up with Escape before it is there does not come", async () => {
  const come = await withheld();
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("?");
  await page.keyboard.press("Escape");
  come();
  await page.locator("#whole button").waitFor();
  await b.settled(page);
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.keyboard.press("?");
  await page.locator("dialog[open]").waitFor();
});

test("a double click on a button falls on nothing that comes into its place, and the page lives on", async () => {
  await b.sample(page);
  await tag();
  const { name, text } = await b.saveFile(page);
  await b.elsewhere(site.url, async (there) => {
    await b.sample(there);
    const twice = async (button) => {
      await button.waitFor();
      const { x, y, width, height } = await button.boundingBox();
      await there.mouse.dblclick(x + width / 2, y + height / 2, { delay: 20 });
    };
    await there.getByTestId("merge-file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    const before = await b.current(there);
    await b.takeIn(there, () => twice(b.button(there, "取り込む", there.getByTestId("merge-preview"))));
    await b.saved(there);
    await b.settled(there);
    assert.equal(await b.current(there), before, "the text below is not chosen");
    assert.equal(await there.evaluate(() => getSelection().toString()), "", "nor selected");
    // With that selection the next press, right after scrolling, stopped the browser's tab.
    await there.locator("p[data-paragraph]").nth(3).click();
    assert.notEqual(await b.current(there), before, "a click chooses as before");
    // On what opens it takes no focus away.
    await twice(b.button(there, "テーマを追加"));
    await there.locator("dialog[open]").waitFor();
    await there.keyboard.type("道路");
    assert.equal(await there.getByLabel("名前").inputValue(), "道路");
    await there.keyboard.press("Escape");
    let files = 0;
    there.on("download", () => files++);
    await twice(b.button(there, "ファイルに保存"));
    await there.locator(".done", { hasText: "保存しました" }).waitFor();
    await b.settled(there);
    // Files come in the order in which they were asked for: a second one would have come before this.
    await b.saveFile(there);
    assert.equal(files, 2, "one file, and this one");
    // Two presses in a row where buttons follow each other are two.
    await there.keyboard.press("j");
    const count = () => there.locator("p[data-paragraph]").first().evaluate(() => document.querySelectorAll('[data-theme][aria-pressed="true"]').length);
    await b.theme(there, "mobility").click();
    assert.equal(await count() > 0, true);
  });
});

test("what is tagged after a search is what was found", async () => {
  await b.sample(page);
  await page.locator("p[data-paragraph]").first().click({ position: { x: 20, y: 14 } });
  const first = await b.current(page), box = page.getByRole("searchbox", { name: "検索" });
  const counted = () => page.waitForFunction(() => Number(document.querySelector('[data-testid="search-count"]')?.dataset.count) > 1);
  // Typed, and on to a theme by mouse: the hit on the screen.
  await box.fill("生成");
  await counted();
  await b.theme(page, "mynumber").click();
  await b.saved(page);
  assert.notEqual(await b.current(page), first);
  const { text } = await b.saveFile(page), [tagged] = JSON.parse(text).first.items;
  assert.match(JSON.stringify(tagged), /生成/);
  // With the buttons, and a digit.
  const before = await b.current(page);
  await b.button(page, "次へ").or(page.locator(".search__steps button").last()).first().click();
  await page.waitForFunction((was) => document.querySelector("main").dataset.current !== was, before);
  // Whoever only looks into the box stays where they are.
  await page.locator("p[data-paragraph]").first().click({ position: { x: 20, y: 14 } });
  await box.click();
  await b.main(page).focus();
  assert.equal(await b.current(page), first);
});

test("who speaks is found, and shown where it stands", async () => {
  await b.sample(page);
  const box = page.getByRole("searchbox", { name: "検索" });
  const label = await page.locator(".speech__label").nth(1).textContent(), hits = (name) => page.evaluate((n) => [...CSS.highlights.get(n) ?? []]
    .map((r) => [r.toString?.() ?? r.startContainer.data.slice(r.startOffset, r.endOffset), !!r.startContainer.parentNode.closest(".speech__label")]), name);
  await box.fill(label);
  await page.waitForFunction(() => Number(document.querySelector('[data-testid="search-count"]')?.dataset.count) > 0 && CSS.highlights.get("search-current")?.size === 1);
  const count = Number(await page.getByTestId("search-count").getAttribute("data-count"));
  await b.until(async () => (await hits("search")).length, count, "all that are counted are painted");
  const found = await hits("search");
  assert.ok(found.some(([, inLabel]) => inLabel));
  // From one to the next, each is in sight, and what is said there is chosen.
  for (let n = 0; n < Math.min(count, 4); n++) {
    await box.press("Enter");
    await b.frames(page);
    const seen = await page.evaluate(() => {
      const [r] = CSS.highlights.get("search-current"), box = r.startContainer.parentNode.getBoundingClientRect(), view = document.querySelector("main").getBoundingClientRect();
      return box.top >= view.top && box.bottom <= view.bottom && r.startContainer.parentNode.closest(".speech")?.dataset.speech;
    });
    assert.ok(seen, "the hit is in sight");
    if ((await hits("search-current"))[0][1]) assert.equal((await b.current(page)).match(/^s(\d+)/)?.[1] ?? (await b.current(page)).match(/\d+/)[0], seen);
  }
});

test("words are selected with the mouse near the edge of the window, and the text stays where it is", async () => {
  await b.sample(page);
  const text = b.main(page), top = () => text.evaluate((e) => e.scrollTop);
  await text.evaluate((e) => { e.scrollTop = 600; });
  await b.settled(page);
  const view = await text.boundingBox();
  for (const y of [view.y + view.height - 40, view.y + 30]) {
    const before = await top();
    await page.mouse.move(view.x + 250, y);
    await page.mouse.down();
    for (let n = 0; n < 12; n++) {
      await page.mouse.move(view.x + 250 + 10 * n, y);
      // The browser scrolls by itself from frame to frame: as many as below, where it does.
      await b.frames(page);
    }
    assert.equal(await top(), before);
    await page.mouse.up();
  }
  // At the edge itself it goes on.
  const before = await top();
  await page.mouse.move(view.x + 250, view.y + view.height / 2);
  await page.mouse.down();
  for (let n = 0; n < 12; n++) {
    await page.mouse.move(view.x + 300 + n, view.y + 3);
    await b.frames(page);
  }
  await page.mouse.up();
  assert.ok(await top() < before);
});

test("a drag that slips off the text beside it selects no more than it passed over", async () => {
  await b.sample(page);
  await page.locator("#whole button").waitFor();
  const text = b.main(page), selected = () => page.evaluate(() => getSelection().toString());
  await text.evaluate((e) => { e.scrollTop = 2500; });
  await b.settled(page);
  const view = await text.boundingBox(), map = await page.locator(".minimap").boundingBox();
  for (const [x, y] of [[map.x + 4, 0], [view.x + view.width + 20, 0], [view.x - 8, 0], [view.x + 200, -view.height / 2 - 20]]) {
    await page.mouse.move(view.x + view.width / 2, view.y + view.height / 2);
    await page.mouse.down();
    for (let n = 1; n <= 5; n++) await page.mouse.move(view.x + view.width / 2 + (x - view.x - view.width / 2) * n / 5, view.y + view.height / 2 + y * n / 5);
    await page.mouse.up();
    const words = await selected();
    assert.ok(words.length > 3 && words.length < 600, `${x} ${y}: ${words.length} letters`);
    // Without the mouse it goes on from there.
    await page.evaluate(() => getSelection().modify("extend", "backward", "character"));
    await b.frames(page);
    assert.notEqual((await selected()).length, words.length, `${x} ${y}`);
    if (!y) assert.ok(words.length < 60 && !words.includes("\n\n"), `${x}: one line, not ${words}`);
    await page.mouse.click(view.x + view.width / 2, view.y + 60);
  }
});

test("what a note is written about is in sight", async () => {
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  const seen = () => page.locator(".unit-box--current i").first().evaluate((e) => {
    const box = e.getBoundingClientRect(), view = document.querySelector("main").getBoundingClientRect();
    return box.top >= view.top && box.bottom <= view.bottom;
  });
  for (const write of [() => page.keyboard.press("n"), () => page.locator("#note").click()]) {
    await b.main(page).evaluate((e) => { e.scrollTop = 2600; });
    await b.settled(page);
    assert.equal(await seen(), false);
    await write();
    await page.waitForFunction(() => document.activeElement.id === "note");
    await b.until(seen, true);
    await page.keyboard.press("Escape");
  }
});

test("the only match of a filter comes into sight", async () => {
  await b.sample(page);
  await page.locator("#outline .list__item--speaker").last().click();
  await b.button(page, "絞り込み").click();
  await page.locator(".filter__words").fill("ドローン");
  await page.getByText("1 文が該当").waitFor();
  await page.waitForFunction(() => {
    const [r] = CSS.highlights.get("search-words") ?? [], view = document.querySelector("main").getBoundingClientRect();
    if (!r) return false;
    const range = document.createRange();
    range.setStart(r.startContainer, r.startOffset);
    range.setEnd(r.endContainer, r.endOffset);
    const box = range.getBoundingClientRect();
    return box.height > 0 && box.top >= view.top && box.bottom <= view.bottom;
  });
});

test("who tags under a filter stays where they are", async () => {
  await b.sample(page);
  await b.button(page, "絞り込み").click();
  await page.locator(".filter__words").fill("アナログ規制");
  await page.getByText("2 文が該当").waitFor();
  await page.locator(".filter").getByRole("checkbox", { name: "付箋なし" }).check();
  await page.locator("p[data-paragraph]:visible", { hasText: "アナログ規制" }).first().click();
  await page.waitForFunction(() => document.querySelector("main")?.dataset.current);
  const box = () => page.evaluate(() => document.querySelector(".unit-box i").getBoundingClientRect().top);
  const before = await box(), chosen = await b.current(page);
  await page.keyboard.press("1");
  await page.getByText("1 文が該当").waitFor();
  await b.settled(page);
  assert.equal(await b.current(page), chosen);
  assert.ok(Math.abs((await box()) - before) < 4, "the other match is not run after");
});

test("another word is looked for from where somebody is by now", async () => {
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("/");
  const box = page.getByRole("searchbox", { name: "検索" });
  await box.fill("マイナンバー");
  await page.waitForFunction(() => document.querySelector('[data-testid="search-count"]')?.textContent.startsWith("1 /"));
  await b.main(page).focus();
  await page.locator("#outline .list__item--speaker").nth(4).click();
  await page.keyboard.press("/");
  await box.fill("デジタル");
  await page.waitForFunction(() => /^\d+ \/ \d+/.test(document.querySelector('[data-testid="search-count"]').textContent) && !document.querySelector('[data-testid="search-count"]').textContent.startsWith("1 /"));
});

test("the key that repeats says when there is nothing to repeat", async () => {
  await b.sample(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press(".");
  await page.getByText("先に一つ付けてください").first().waitFor();
});

test("a merge that deletes a theme says how many tags it hides", async () => {
  await b.sample(page);
  await tag();
  const { name, text } = await b.saveFile(page), file = JSON.parse(text);
  const theme = file.codebook.find((t) => t.id.endsWith("mynumber"));
  theme.deleted = true;
  theme.revision = 1000;
  await page.getByTestId("merge-file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByTestId("merge-preview").getByText("ここにある付箋 1 枚が隠れます").waitFor();
});

test("tags of a theme that another has merged into a second one follow it", async () => {
  const count = (id) => page.locator(`[data-theme="${id}"]`).first().getAttribute("data-count");
  await b.sample(page);
  // The other begins with the same themes, and makes the first one with the second.
  const { name, text } = await b.saveFile(page), theirs = JSON.parse(text);
  const [first, second] = theirs.codebook.slice().sort((x, y) => x.order - y.order);
  Object.assign(first, { deleted: true, revision: 1000, isReplacedBy: second.id });
  await tag();
  const [from, into] = [first, second].map((t) => t.id.split(":").pop());
  assert.deepEqual([await count(from), await count(into)], ["1", "0"]);
  await page.getByTestId("merge-file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(theirs)) });
  const preview = page.getByTestId("merge-preview"), [gone, stays] = [first, second].map((t) => t.prefLabel.ja);
  await preview.getByText(`テーマ「${gone}」は「${stays}」と一つになったので、付箋 1 枚が「${stays}」に移ります。`).waitFor();
  assert.doesNotMatch(await preview.innerText(), /隠れます|見えません|何も変わりません/);
  await b.button(page, "取り込む").click();
  await page.locator(`[data-theme="${into}"][data-count="1"]`).first().waitFor();
  await b.until(() => page.locator(`[data-theme="${from}"]`).count(), 0);
  await page.keyboard.press("Control+z");
  await page.locator(`[data-theme="${from}"][data-count="1"]`).first().waitFor();
});

test("the sample that is open is found without a network", async () => {
  await b.sample(page);
  const sample = await b.main(page).getAttribute("data-fingerprint");
  await other();
  await page.locator(`main[data-fingerprint]:not([data-fingerprint="${sample}"])[aria-busy="false"]`).waitFor();
  // What the page fetches meanwhile is no part of this.
  await page.locator("#whole button").waitFor();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await b.button(page, "サンプルを開く").click();
  await page.locator(`main[data-fingerprint="${sample}"][aria-busy="false"]`).waitFor();
  await context.setOffline(false);
});

test("in a low, wide window the themes stand beside the sentence", async () => {
  await b.elsewhere(site.url, async (there) => {
    await b.sample(there);
    await there.locator("p[data-paragraph]").nth(3).click({ position: { x: 20, y: 14 } });
    await there.locator(".side--right").waitFor();
    await b.settled(there);
    const sheet = await there.locator(".side--right").boundingBox(), line = await there.locator(".unit-box--current i").first().boundingBox();
    const tabs = await there.getByRole("tab", { name: "読む" }).boundingBox();
    assert.ok(line.x + line.width <= sheet.x, `the sentence ends at ${line.x + line.width}, the sheet begins at ${sheet.x}`);
    assert.ok(line.y >= tabs.y + tabs.height && line.y + line.height < 400 - 52, `the sentence is at ${line.y}`);
    assert.ok(sheet.y >= tabs.y + tabs.height, "the tabs are in reach");
  }, { viewport: { width: 640, height: 400 } });
});

test("a theme on a sentence whose speech has it is said to be there twice", async () => {
  await b.sample(page);
  await b.main(page).focus();
  for (const key of ["j", "u", "1", "u", "u", "1"]) await page.keyboard.press(key);
  await page.locator(".done", { hasText: "ここを含む発言や範囲にも付いています" }).waitFor();
  await page.keyboard.press("2");
  await page.locator(".done:popover-open").waitFor({ state: "detached" });
});

test("the key that is said to take a tag off takes off one that lies on several sentences", async () => {
  await b.sample(page);
  await b.main(page).focus();
  for (const key of ["j", "Shift+J", "1", "j", "k"]) await page.keyboard.press(key);
  const theme = page.locator('[data-theme="mynumber"]');
  await b.until(() => theme.getAttribute("aria-pressed"), "mixed");
  await b.until(() => theme.getAttribute("data-count"), "1");
  await page.keyboard.press("1");
  await page.locator(".done", { hasText: "いくつかの文にまたがって" }).waitFor();
  await b.until(() => theme.getAttribute("aria-pressed"), "true");
  assert.equal(await theme.getAttribute("data-count"), "1", "there is no second one");
  await page.keyboard.press("1");
  await b.until(() => theme.getAttribute("data-count"), "0");
});

test("words that were chosen for a span are chosen no more once the unit is another", async () => {
  await b.sample(page);
  await page.getByRole("radio", { name: "範囲" }).check();
  await page.locator("p[data-paragraph]").nth(3).click({ clickCount: 2, position: { x: 40, y: 14 } });
  await page.waitForFunction(() => !getSelection().isCollapsed);
  await b.main(page).focus();
  await page.keyboard.press("u");
  assert.ok(await page.evaluate(() => getSelection().isCollapsed));
});

test("a file that is dropped on a screen in which something may be half done waits", async () => {
  await b.sample(page);
  const sample = await b.main(page).getAttribute("data-fingerprint");
  const drop = () => page.evaluate((words) => {
    const data = new DataTransfer();
    data.items.add(new File([words], "青葉町.txt", { type: "text/plain" }));
    (document.querySelector("dialog[open]") ?? document.body).dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, MINUTES);
  await b.button(page, "テーマを追加").click();
  const name = page.getByRole("dialog").getByLabel("名前", { exact: true });
  await name.fill("交通");
  await drop();
  await page.locator(".done", { hasText: "「青葉町.txt」はまだ開いていません" }).waitFor();
  assert.equal(await name.inputValue(), "交通");
  assert.equal(await b.main(page).getAttribute("data-fingerprint"), sample);
  await page.keyboard.press("Escape");
  await drop();
  await page.locator(`main[data-fingerprint]:not([data-fingerprint="${sample}"])[aria-busy="false"]`).waitFor();
});

test("who speaks stays in sight while a long speech is read", async () => {
  await b.sample(page);
  const speech = page.locator("article.speech--long").first();
  const label = speech.locator(".speech__label");
  await speech.evaluate((e) => {
    const view = document.querySelector("main"), box = e.getBoundingClientRect();
    view.scrollTop += box.top + box.height / 2 - view.getBoundingClientRect().top;
  });
  await b.settled(page);
  const [top, edge] = await label.evaluate((e) => [e.getBoundingClientRect().top, document.querySelector("main").getBoundingClientRect().top]);
  assert.ok(Math.abs(top - edge) < 4, `the label is at ${top}, the view begins at ${edge}`);
  assert.equal(await page.evaluate(([x, y]) => document.elementFromPoint(x, y).className, [await label.evaluate((e) => e.getBoundingClientRect().left + 8), top + 10]), "speech__label");
});

test("the browser's own undo and redo write no note into another", async () => {
  const note = page.locator("#note"), keys = async (...keys) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await b.frames(page);
    }
  };
  await b.sample(page);
  await b.main(page).focus();
  await keys("j", "n");
  await page.keyboard.type("一つ目の長いメモです");
  await b.saved(page);
  await keys("Escape", "j", "n");
  await page.keyboard.type("二つ目");
  await b.saved(page);
  await keys("Escape", "k", "n");
  assert.equal(await note.inputValue(), "一つ目の長いメモです");
  for (const key of ["Control+z", "Control+z", "Control+z", "Control+Shift+z", "Control+Shift+z", "Control+Shift+z"]) {
    await keys(key);
    assert.equal(await note.inputValue(), "一つ目の長いメモです", key);
  }
  // In the field in which it was typed it is still the browser's.
  await page.keyboard.type("。続き");
  await keys("Control+z", "Control+z", "Control+z", "Control+z");
  assert.equal(await note.inputValue(), "一つ目の長いメモです");
  await b.saved(page);
  const { text } = await b.saveFile(page);
  const notes = [...text.matchAll(/"value": ?"([^"]*目[^"]*)"/g)].map((m) => m[1]);
  assert.deepEqual(notes.sort(), ["一つ目の長いメモです", "二つ目"]);
});

test("the memo on the document is not written into that on a section", async () => {
  await b.files(page, b.file("青葉町.txt", MINUTES.replace("○議長", "１　開会\n○議長").replace("○事務局", "２　議事\n○事務局")));
  await b.ready(page);
  await page.locator("#whole button").first().click();
  const dialog = page.locator("dialog[open]"), memo = dialog.locator("textarea");
  await memo.click();
  await page.keyboard.type("全体について");
  await dialog.locator("select").selectOption({ index: 1 });
  await memo.click();
  await page.keyboard.type("節のこと");
  await dialog.locator("select").selectOption({ index: 0 });
  await memo.click();
  for (const key of ["Control+z", "Control+z", "Control+z", "Control+Shift+z", "Control+Shift+z"]) {
    await page.keyboard.press(key);
    await b.frames(page);
    assert.equal(await memo.inputValue(), "全体について", key);
  }
});

test("a filter by two themes finds what has one of them, or what has both", async () => {
  await b.sample(page);
  await b.main(page).focus();
  for (const key of ["j", "1", "2", "j", "1", "j", "2"]) await page.keyboard.press(key);
  await b.saved(page);
  await b.button(page, "絞り込み").click();
  await page.locator('[popovertarget="filter-themes"]').click();
  const list = page.locator("#filter-themes"), every = list.getByLabel("選んだテーマがすべて付いた文だけ");
  await list.locator("input").nth(0).check();
  await page.locator(".filter__count", { hasText: "2 文" }).waitFor();
  assert.equal(await every.count(), 0, "one theme is all of them");
  await list.locator("input").nth(1).check();
  await page.locator(".filter__count", { hasText: "3 文" }).waitFor();
  await every.check();
  await page.locator(".filter__count", { hasText: "1 文" }).waitFor();
});

test("a filter leaves out what has a theme, or who said it", async () => {
  await b.sample(page);
  await b.main(page).focus();
  for (const key of ["j", "1", "2", "j", "1", "j", "2"]) await page.keyboard.press(key);
  await b.saved(page);
  await b.button(page, "絞り込み").click();
  const count = page.locator(".filter__count"), found = (n) => count.filter({ hasText: `${n} 文が該当` }).waitFor();
  const opener = page.locator('[popovertarget="filter-themes"]');
  await opener.click();
  const row = (n) => page.locator("#filter-themes .filter__choice").nth(n), not = (n) => row(n).getByRole("button");
  await row(0).getByRole("checkbox").check();
  await found(2);
  await not(1).click();
  await found(1);
  assert.match(await opener.innerText(), /テーマ 1、除く 1/);
  assert.deepEqual(await b.findings(page), []);
  // What is left out is no longer wanted, and the other way round.
  await not(0).click();
  assert.ok(!await row(0).getByRole("checkbox").isChecked());
  await page.waitForFunction(() => Number.parseInt(document.querySelector(".filter__count")?.textContent) > 50);
  await row(1).getByRole("checkbox").check();
  assert.equal(await not(1).getAttribute("aria-pressed"), "false");
  await found(1);
  await not(0).click();
  await found(2);
  await row(1).getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  // Everybody but the chair, which is what many want to read.
  await page.locator('[popovertarget="filter-speakers"]').click();
  const name = await page.locator("#filter-speakers .filter__choice").first().locator("span").innerText();
  await page.getByRole("button", { name: `${name} を除く` }).click();
  // Where one is stays in sight.
  const here = (await b.current(page)).split(".")[0];
  const said = () => page.locator(`[data-speech]:not(.folded, [data-speech="${here}"])`).evaluateAll((all) => all.map((e) => e.ariaLabel));
  await page.waitForFunction(() => document.querySelector("[data-speech].folded"));
  const left = await said();
  assert.ok(left.length > 5 && !left.includes(name), left.join());
  // What was asked for is on paper in words.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.match(await page.locator(".paper").first().textContent(), new RegExp(`発言者：${name} を除く`));
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
});

test("what a filter leaves out is counted above the heading that follows it", async () => {
  await b.files(page, b.file("青葉町.txt", "第２回　青葉町会議　会議録\n\n１　開会\n○議長　会議を開きます。\n○山田委員　よろしくお願いします。\n２　運賃の改定について\n○議長　説明を求めます。\n○事務局　資料１を御覧ください。\n３　閉会\n○議長　終わります。\n"));
  await page.locator(".toolbar__title", { hasText: "青葉町会議" }).waitFor();
  await b.ready(page);
  await b.button(page, "絞り込み").click();
  await page.locator('[popovertarget="filter-sections"]').click();
  await page.getByRole("button", { name: /運賃の改定について を除く$/ }).click();
  await page.keyboard.press("Escape");
  const last = page.locator(".section", { hasText: "閉会" });
  await page.waitForFunction(() => document.querySelectorAll("article.folded").length === 2);
  assert.match(await last.getAttribute("data-folded"), /2/);
  assert.equal(await page.locator("article[data-folded]").count(), 0);
  await b.button(page, "解除して閉じる").click();
  await b.until(() => page.locator("[data-folded], .folded").count(), 0);
});

test("the codebook lists what has a theme in the order of the text", async () => {
  await b.sample(page);
  await b.main(page).focus();
  for (let n = 0; n < 8; n++) {
    await page.keyboard.press("j");
    await page.keyboard.press("1");
  }
  await b.saved(page);
  await b.button(page, "テーマ表").click();
  await page.locator("dialog[open] summary", { hasText: "8 枚" }).click();
  await b.until(() => page.locator(".book__tagged").count(), 8);
  const places = await page.locator(".book__tagged").evaluateAll((rows) => {
    const text = document.querySelector(".document__text").textContent;
    const words = (row) => row.querySelector("button").textContent.replace(/…$/, "").slice(-12);
    return rows.map((row) => text.indexOf(words(row)));
  });
  assert.ok(places.every((p) => p >= 0), `${places}`);
  assert.deepEqual(places, [...places].sort((x, y) => x - y));
});
