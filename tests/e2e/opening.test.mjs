// Files in: chosen, dropped, pasted; and what is no minutes at all.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as b from "./browser.mjs";

let site, context, page;
const dir = b.profile();
const SAMPLE = readFileSync(join(b.ROOT, "assets/sample/dejitaru-suishin-4.txt"), "utf8");

before(async () => {
  site = await b.site();
  context = await b.start(dir);
});
after(async () => { await context.close(); site.stop(); b.forget(dir); });
beforeEach(async () => {
  // A page without a past.
  page = await b.open(context, site.url);
  await page.evaluate(() => new Promise((done) => { localStorage.clear(); const r = indexedDB.deleteDatabase("fusen"); r.onsuccess = r.onerror = r.onblocked = done; }));
  page = await b.open(context, site.url);
  page.complaints.length = 0;
});

const alerts = (p = page) => p.getByRole("alert").filter({ has: p.getByRole("button", { name: "閉じる" }) });
const minutes = (title, name) => `${title}　議事録\n\n日時　令和６年５月１日（水）\n\n○${name}　ただいまから会議を開きます。よろしくお願いします。\n○山田委員　賛成です。\n○${name}　ありがとうございます。\n`;

async function problem(file, words) {
  await b.files(page, file);
  const alert = alerts().filter({ hasText: file.name });
  await alert.waitFor();
  const text = await alert.innerText();
  assert.match(text, words);
  await alert.getByRole("button", { name: "閉じる" }).click();
  await b.until(() => alerts().count(), 0);
  assert.deepEqual(page.complaints, []);
}

test("a reload leads back to the lines that were on the screen", async () => {
  const speech = (n) => `○委員${n % 7}　${n}番目の発言です。${"道路と橋の話を続けます。".repeat(n % 5 + 3)}\n`;
  await b.files(page, b.file("長い.txt", `第３回　青葉町会議　会議録\n${Array.from({ length: 300 }, (_, n) => speech(n)).join("")}`));
  await b.ready(page);
  const top = () => page.evaluate(() => {
    const main = document.querySelector("main"), edge = main.getBoundingClientRect().top;
    const first = [...main.querySelectorAll("p[data-paragraph]")].find((p) => p.getBoundingClientRect().height && p.getBoundingClientRect().bottom > edge + 4);
    return [first.textContent.slice(0, 8), Math.round(first.getBoundingClientRect().top - edge)];
  });
  for (const to of [9000, 21000]) {
    const line = () => page.evaluate(() => localStorage.getItem("fusen.line") ?? ""), before = await line();
    await page.evaluate((y) => { document.querySelector("main").scrollTop = y; }, to);
    await page.waitForFunction((before) => (localStorage.getItem("fusen.line") ?? "") !== before, before);
    await b.settled(page);
    const [words, y] = await top();
    await page.reload();
    await b.ready(page);
    await page.waitForFunction((words) => {
      const main = document.querySelector("main"), edge = main.getBoundingClientRect().top;
      return [...main.querySelectorAll("p[data-paragraph]")].some((p) => p.textContent.startsWith(words) && p.getBoundingClientRect().height && Math.abs(p.getBoundingClientRect().top - edge) < 200);
    }, words);
    await b.settled(page);
    const [again, there] = await top();
    assert.equal(again, words);
    assert.ok(Math.abs(there - y) < 40, `${there} instead of ${y}`);
  }
});

test("chosen: a text brings its own empty codebook and an offer", async () => {
  await b.files(page, b.file("議事.txt", minutes("第２回まちづくり会議", "佐藤会長")));
  await b.ready(page);
  assert.equal(await page.locator("article[data-speech]").count(), 3);
  assert.equal(await page.locator("[data-theme]").count(), 0);
  await b.button(page, "はじめてのテーマ表を入れる").click();
  await b.theme(page, "trust").waitFor();
  await b.until(() => page.locator("[data-theme]").count(), 16);
});

test("dropped anywhere, two at once: two documents", async () => {
  const data = await page.evaluateHandle(([one, two]) => {
    const d = new DataTransfer();
    d.items.add(new File([one], "一.txt", { type: "text/plain" }));
    d.items.add(new File([two], "二.txt", { type: "text/plain" }));
    return d;
  }, [minutes("第１回会議", "佐藤会長"), minutes("第２回会議", "鈴木会長")]);
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await page.waitForFunction(() => document.querySelectorAll("[data-document]").length === 2);
  await page.locator(".toolbar__title", { hasText: "第２回" }).waitFor();
  await b.ready(page);
  const documents = page.getByRole("region", { name: "文書" }).locator("[data-document]");
  const shown = await b.main(page).getAttribute("data-fingerprint");
  const other = await documents.evaluateAll((l, shown) => l.map((e) => e.dataset.document).find((f) => f !== shown), shown);
  await page.locator(`[data-document="${other}"]`).click();
  await page.waitForFunction((f) => document.querySelector("main[data-fingerprint]")?.dataset.fingerprint === f, other);
  // The tab is called after the one that is read.
  for (const which of [other, shown]) {
    const entry = page.locator(`[data-document="${which}"]`);
    await entry.click();
    await page.waitForFunction((title) => document.title === title, `${(await entry.innerText()).split(" · ")[0]} – Fusen 付箋`);
  }
});

test("pasted: text from the clipboard is minutes too", async () => {
  const paste = (text) => page.evaluate((text) => {
    const d = new DataTransfer();
    d.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: d, bubbles: true, cancelable: true }));
  }, text);
  await paste(minutes("第３回会議", "佐藤会長"));
  await b.ready(page);
  assert.equal(await page.locator("article[data-speech]").count(), 3);
});

test("a transcript in cues and the source of a web page are opened, chosen or pasted", async () => {
  const paste = (text) => page.evaluate((text) => {
    const d = new DataTransfer();
    d.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: d, bubbles: true, cancelable: true }));
  }, text);
  const speakers = () => page.locator(".speech__label").allInnerTexts();
  await paste("WEBVTT\n\n1\n00:00:03.120 --> 00:00:07.500\n<v 日暮>では、始めます。</v>\n\n2\n00:00:08.000 --> 00:00:09.000\n<v 蓬田>よろしくお願いします。</v>\n");
  await b.ready(page);
  assert.deepEqual(await speakers(), ["日暮", "蓬田"]);
  await b.files(page, b.file("録画.srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\n荒井: 始めます。\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\n深町: はい。\r\n"));
  await b.until(speakers, ["荒井", "深町"]);
  await b.ready(page);
  await paste("<!DOCTYPE html><title>会議録</title><h1>第３回 会議 会議録</h1>\n<p>○会長　始めます。</p>\n<p>○委員　はい。</p>\n<p>○会長　では。</p>\n<p>以上</p>\n");
  await b.until(speakers, ["会長", "委員", "会長"]);
});

test("pasting into a field stays in the field", async () => {
  await b.sample(page);
  const before = await b.main(page).getAttribute("data-fingerprint");
  await page.keyboard.press("j");
  await page.getByRole("textbox", { name: "メモ" }).focus();
  await page.evaluate((text) => {
    const d = new DataTransfer();
    d.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: d, bubbles: true, cancelable: true }));
  }, minutes("第３回会議", "佐藤会長"));
  // What is given takes its turn: what was pasted would be in the list before this. Nobody is led away from their note.
  await b.files(page, b.file("後.txt", minutes("第４回会議", "鈴木会長")));
  await page.locator("[data-document]", { hasText: "第４回（後）" }).waitFor();
  await b.settled(page);
  assert.equal(await page.locator("[data-document]").count(), 2);
  assert.equal(await b.main(page).getAttribute("data-fingerprint"), before);
});

test("the same minutes with other line ends are the same document", async () => {
  await b.files(page, b.file("a.txt", SAMPLE));
  await b.ready(page);
  const first = await b.main(page).getAttribute("data-fingerprint");
  await b.files(page, b.file("b.txt", "\ufeff" + SAMPLE.replaceAll("\n", "\r\n")));
  await page.getByText("「b.txt」はもう開いています").first().waitFor({ state: "attached" });
  await b.settled(page);
  await b.ready(page);
  assert.equal(await b.main(page).getAttribute("data-fingerprint"), first);
  assert.equal(await page.locator("[data-document]").count(), 1);
});

test("markup in the text is text", async () => {
  await b.files(page, b.file("<img src=x onerror=alert(1)>.txt", `<script>document.title="x"</script>会議　議事録\n\n○<b>山田</b>委員　<img src=x onerror="document.title='x'">です。\n○佐藤委員　はい。\n`));
  await b.ready(page);
  assert.equal(await b.main(page).locator("img, script, b").count(), 0);
  assert.match(await b.main(page).innerText(), /<img src=x/);
  assert.notEqual(await page.title(), "x");
});

test("Markdown: titles without its marks, and the outline leads to them", async () => {
  const said = "**議長**: 始めます。\n\n**田中委員**: よろしくお願いします。\n\n".repeat(30);
  await b.files(page, { name: "kaigi.md", mimeType: "text/markdown", buffer: Buffer.from(`## 第3回 青葉町交通会議 議事録\n\n### 1. 開会\n\n${said}### 2. バス路線について\n\n${said}`) });
  await b.ready(page);
  assert.deepEqual(await page.locator("h2.section").allTextContents(), ["1. 開会", "2. バス路線について"]);
  await page.locator("#outline").getByText("2. バス路線について").click();
  await page.waitForFunction(() => { const r = document.querySelectorAll("h2.section")[1].getBoundingClientRect(); return r.top >= 0 && r.bottom < innerHeight; });
  await page.getByRole("searchbox").fill("バス路線");
  await page.waitForFunction(() => CSS.highlights.get("search")?.size === 1 || [...CSS.highlights].some(([name, h]) => /search|hit/.test(name) && h.size === 1));
  assert.deepEqual(page.complaints, []);
});

test("an empty file", () => problem({ name: "空.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) }, /空/));
test("white space alone", () => problem({ name: "白.txt", mimeType: "text/plain", buffer: Buffer.from(" \n\u3000\n") }, /空/));
test("a binary file", () => problem({ name: "写真.jpg", mimeType: "image/jpeg", buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0, 1, 2, 3, 0, 0, 200, 201]) }, /開けない種類のファイルです（JPEG）/));
test("a broken PDF", () => problem({ name: "議事録.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1") }, /壊れていて/));
test("a broken Word file", () => problem({ name: "議事録.docx", mimeType: "", buffer: Buffer.from("PK\u0003\u0004\u0014\u0000", "latin1") }, /壊れていて/));
test("a cut-off annotation file", () => problem({ name: "x.fusen.json", mimeType: "application/json", buffer: Buffer.from('{"format":"fusen","version":1,"doc') }, /壊れ|切れ/));
test("somebody else's JSON", () => problem({ name: "package.json", mimeType: "application/json", buffer: Buffer.from('{"name":"x"}') }, /付箋ファイル（.*）ではありません/));
test("a file of a newer version", () => problem({ name: "new.fusen.json", mimeType: "application/json", buffer: Buffer.from('{"format":"fusen","version":99,"documents":[],"first":{"items":[]}}') }, /新しい版（99）/));

test("minutes without any speaker open with a word about it, and can be tagged", async () => {
  const text = "令和６年度 第１回検討会 議事要旨\n\n日時：令和６年４月１日\n\n１．議事\n・資料１について説明があった。\n・次回は５月に開く。\n";
  await b.files(page, b.file("要旨.txt", text));
  await b.ready(page);
  await page.keyboard.press("j");
  assert.match(await b.current(page), /^0\.\d+$/);
  await b.button(page, "はじめてのテーマ表を入れる").click();
  await b.theme(page, "trust").waitFor();
  await b.theme(page, "trust").click();
  assert.equal(await b.theme(page, "trust").getAttribute("data-count"), "1");
});

test("what was there stays untouched by a bad file", async () => {
  await b.sample(page);
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  const before = await b.highlights(page);
  const fingerprint = await b.main(page).getAttribute("data-fingerprint");
  await b.files(page, { name: "bad.fusen.json", mimeType: "application/json", buffer: Buffer.from('{"format":"fusen","version":1,"documents":[{"id":"x"}]}') });
  await alerts().filter({ hasText: "bad.fusen.json" }).waitFor();
  assert.deepEqual(await b.highlights(page), before);
  assert.equal(await b.main(page).getAttribute("data-fingerprint"), fingerprint);
});

test("20 MB of minutes open, with a bar that can be stopped", async () => {
  const speech = SAMPLE.slice(SAMPLE.indexOf("〇河野大臣"));
  const times = Math.ceil(20e6 / Buffer.byteLength(speech));
  const big = { name: "20MB.txt", mimeType: "text/plain", buffer: Buffer.from(SAMPLE + speech.repeat(times)) };
  // Stopped: nothing has changed.
  await b.stopAtOnce(page);
  await b.files(page, big);
  await b.stopped(page);
  assert.equal(await b.main(page).getAttribute("data-fingerprint"), null);
  assert.equal(await page.getByRole("progressbar").count(), 0);
  // Not stopped: it opens, and saves.
  await b.files(page, big);
  await page.locator('main[data-testid="document"][data-fingerprint][aria-busy="false"]').waitFor({ timeout: 180_000 });
  assert.ok(await page.locator("article[data-speech]").count() > 10_000);
  await page.waitForFunction(() => document.querySelector('[data-testid="save-state"]')?.dataset.state === "saved", null, { timeout: 180_000 });
  assert.deepEqual(page.complaints, []);
});

test("where the parser cannot be loaded, or fails, that is said, and the next try finds it", async () => {
  await b.elsewhere(site.url, async (there) => {
    // A visitor whose network goes away after the page has come; then a parser that stops at every text.
    let answers = (route) => route.abort();
    await there.route(/parser-.*\.js/, (route) => answers(route));
    await there.reload();
    const words = /開けませんでした/, alert = there.getByRole("alert").filter({ hasText: words });
    const refused = async (name) => {
      await b.files(there, b.file(name, minutes("第３回　青葉町会議", "会長")));
      await alert.filter({ hasText: name }).waitFor();
      assert.equal(await b.main(there).getAttribute("data-fingerprint"), null);
    };
    await refused("ない.txt");
    answers = (route) => route.fulfill({ contentType: "text/javascript", body: "export const fresh = () => ({ initSync() {}, answer() { throw new Error('stopped'); } });" });
    await there.reload();
    await refused("止まる.txt");
    answers = (route) => route.continue();
    await there.reload();
    await b.files(there, b.file("開く.txt", minutes("第３回　青葉町会議", "会長")));
    await b.ready(there);
    await there.keyboard.press("j");
    assert.equal(await b.current(there), "1.1");
    // What is stored is there when the parser stops or is not, and is shown once it is back.
    const stops = (route) => route.fulfill({ contentType: "text/javascript", body: "export const fresh = () => ({ initSync() {}, answer() { throw new Error('stopped'); } });" });
    for (answers of [stops, (route) => route.abort()]) {
      await there.reload();
      await alert.filter({ hasText: "青葉町会議" }).waitFor();
    }
    answers = (route) => route.continue();
    await there.reload();
    await b.ready(there);
    assert.equal(await alert.count(), 0);
    // Nor is a page left empty where what draws it does not come.
    let drawn = false;
    await there.route(/nodes-/, (route) => drawn ? route.continue() : route.abort());
    await there.reload();
    await alert.filter({ hasText: "青葉町会議" }).waitFor();
    drawn = true;
    await there.locator(".start__kept").getByRole("button", { name: "青葉町会議" }).click();
    await b.ready(there);
    await there.locator("article[data-speech]").first().waitFor();
    // The browser has complained, as it should.
    assert.ok(there.complaints.splice(0).every((words) => /Failed to (load|fetch)|(parser|nodes)-/.test(words)));
  });
});

test("what was said of a file that could not be opened is past once it is open", async () => {
  await b.elsewhere(site.url, async (there) => {
    let blocked = true;
    await there.route(/parser-.*\.js/, (route) => blocked ? route.abort() : route.continue());
    await there.reload();
    const open = () => b.files(there, b.file("二度目.txt", minutes("第３回　青葉町会議", "会長")));
    await open();
    await there.getByRole("alert").filter({ hasText: "二度目.txt" }).waitFor();
    blocked = false;
    await open();
    await b.ready(there);
    await b.until(() => there.getByRole("alert").count(), 0);
    there.complaints.length = 0;
  });
});

test("a page that does not come says that it is on its way", async () => {
  await b.elsewhere(site.url, async (there) => {
    await there.route(/boot-/, (route) => route.abort());
    await there.reload();
    await there.getByText("読み込んでいます…").waitFor();
    await there.unroute(/boot-/);
    await there.reload();
    await b.button(there, "サンプルを開く").waitFor();
    assert.equal(await there.getByText("読み込んでいます…").count(), 0);
    there.complaints.length = 0;
  });
});

test("a file that is opened while the last one is still coming back is beside it", async () => {
  await b.elsewhere(site.url, async (there) => {
    await b.sample(there);
    const sample = await b.main(there).getAttribute("data-fingerprint");
    let come;
    const coming = new Promise((done) => { come = done; });
    await there.route(/parser-/, async (route) => { await coming; await route.continue(); });
    await there.reload({ waitUntil: "commit" });
    await there.getByTestId("open-file").waitFor({ state: "attached" });
    await b.files(there, b.file("青葉町.txt", minutes("第３回　青葉町会議", "会長")));
    come();
    await there.locator(`main[data-fingerprint]:not([data-fingerprint="${sample}"])[aria-busy="false"]`).waitFor();
    await there.locator("article[data-speech]").first().getByText("ただいまから会議を開きます").waitFor();
    await b.until(() => there.locator("[data-document]").count(), 2);
  });
});

test("a view that cannot be loaded goes back to the text, and its message goes when it can", async () => {
  await b.elsewhere(site.url, async (there) => {
    let blocked = true;
    await there.route(/desk-/, (route) => blocked ? route.abort() : route.continue());
    await b.sample(there);
    await there.getByRole("tab", { name: "くらべる" }).click();
    const alert = there.getByRole("alert").filter({ hasText: "読み込めませんでした" });
    await alert.waitFor();
    await there.getByRole("tab", { name: "読む", selected: true }).waitFor();
    blocked = false;
    await there.getByRole("tab", { name: "くらべる" }).click();
    await there.getByRole("main", { name: "くらべる" }).waitFor();
    await alert.waitFor({ state: "detached" });
    // The browser has complained, as it should.
    assert.ok(there.complaints.splice(0).every((words) => /Failed to load|desk-/.test(words)));
  });
});

test("two files of one name and one title are told apart", async () => {
  await b.elsewhere(site.url, async (there) => {
    const text = (words) => `○議長　${words}\n○山田委員　賛成です。よろしくお願いします。\n○議長　それでは終わります。\n`;
    await b.files(there, b.file("会議録.txt", text("おはようございます。")));
    await b.ready(there);
    await b.files(there, b.file("会議録.txt", text("こんにちは。")));
    await there.locator("[data-document]").nth(1).waitFor();
    await b.until(() => there.locator("[data-document]").allInnerTexts(), ["会議録 · 会議録.txt（1）", "会議録 · 会議録.txt（2）"]);
  });
});

test("with larger letters the lines that were on the screen are still there", async () => {
  await b.elsewhere(site.url, async (there) => {
    await b.sample(there);
    await there.evaluate(() => { document.querySelector("main").scrollTop = 3000; });
    await b.settled(there);
    const first = () => there.evaluate(() => {
      const edge = document.querySelector("main").getBoundingClientRect().top;
      const p = [...document.querySelectorAll("p[data-paragraph]")].find((p) => p.getBoundingClientRect().bottom > edge + 8);
      return p.textContent.slice(0, 12);
    });
    const before = await first();
    await b.button(there, "表示").click();
    await there.getByRole("radio", { name: "特大" }).or(there.getByText("特大", { exact: true })).first().click();
    await b.settled(there);
    assert.equal(await first(), before);
  });
});
