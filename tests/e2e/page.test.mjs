// What holds of the page as a whole: accessible, silent, complete in English, at home under any path.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as b from "./browser.mjs";

const dirs = [];
let site;
before(async () => { site = await b.site(); });
after(() => { site.stop(); dirs.forEach(b.forget); });
const start = (options) => { const d = b.profile(); dirs.push(d); return b.start(d, options); };

/** What the theme of the key 1 is called. */
const named = (page) => page.locator('[aria-keyshortcuts="1"] .theme__name').innerText();

for (const [name, options] of Object.entries({
  "light, 1280": { colorScheme: "light" },
  "dark, 1280": { colorScheme: "dark" },
  "light, 768": { colorScheme: "light", viewport: { width: 768, height: 1024 } },
  "light, phone": { colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  "dark, phone": { colorScheme: "dark", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
})) {
  test(`axe finds nothing: ${name}`, async () => {
    const context = await start(options);
    try {
      const page = await b.open(context, site.url);
      assert.deepEqual(await b.findings(page), [], "start screen");
      await b.sample(page);
      await page.keyboard.press("j");
      await page.keyboard.press("1");
      assert.deepEqual(await b.findings(page), [], "reading");
      const wide = (options.viewport?.width ?? 1280) >= 1100;
      const bar = ["目次", "検索", "その他", ...((options.viewport?.width ?? 1280) < 767 ? ["テーマ"] : [])];
      for (const sheet of wide ? [] : bar) {
        await b.button(page, sheet).last().click();
        await page.locator(".app[data-sheet]").waitFor();
        assert.deepEqual(await b.findings(page), [], sheet);
        await b.button(page, sheet).last().click();
        await page.locator(".app[data-sheet]").waitFor({ state: "detached" });
      }
      await page.keyboard.press("?");
      await page.locator("dialog[open]").waitFor();
      assert.deepEqual(await b.findings(page), [], "keys");
      await page.keyboard.press("Escape");
      for (const tab of ["くらべる", "まとめ"]) {
        await page.getByRole("tab", { name: tab }).click();
        await page.locator("main:not([hidden]) h1.unseen").waitFor({ state: "attached" });
        assert.deepEqual(await b.findings(page), [], tab);
      }
      await page.getByRole("tab", { name: "読む" }).click();
      await b.button(page, "表示").click();
      await page.locator("#display-panel").waitFor();
      assert.deepEqual(await b.findings(page), [], "display");
      await page.keyboard.press("Escape");
      if (wide) {
        await b.button(page, "テーマを追加").click();
        await page.locator("dialog[open]").waitFor();
        assert.deepEqual(await b.findings(page), [], "theme dialog");
      }
      assert.deepEqual(page.complaints, []);
    } finally { await context.close(); }
  });
}

test("on a phone everything is at most one step further", async () => {
  const context = await start({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  try {
    const page = await b.open(context, site.url);
    await b.sample(page);
    // A long press selects, handles widen it, and no click follows: what the finger has selected is chosen.
    const second = b.main(page).getByText("それでは、議事に入ります。");
    await second.evaluate((p) => getSelection().setBaseAndExtent(p.firstChild, 2, p.nextElementSibling.firstChild, 2));
    await page.waitForFunction(() => document.querySelector("main[data-selection]"));
    await page.evaluate(() => getSelection().removeAllRanges());
    await second.tap();
    await b.until(() => b.current(page), "1.3");
    const bar = (name) => page.locator(".bottom").getByRole("button", { name, exact: true });
    await bar("テーマ").tap();
    await b.theme(page, "reform").tap();
    await b.until(() => b.theme(page, "reform").getAttribute("aria-pressed"), "true");
    await page.getByRole("textbox", { name: "メモ" }).fill("電話から");
    await bar("テーマ").tap();
    await bar("目次").tap();
    await page.getByRole("navigation", { name: "目次" }).getByText("松本大臣").tap();
    await bar("検索").tap();
    await page.getByRole("searchbox", { name: "検索" }).fill("デジタル");
    await bar("検索").tap();
    await bar("その他").tap();
    const saved = await b.saveFile(page);
    assert.match(saved.text, /電話から/);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, "nothing sticks out sideways");
    assert.deepEqual(page.complaints, []);
  } finally { await context.close(); }
});

test("on a phone the way back puts the themes away, and leaves the page only when nothing lies on the text", async () => {
  const context = await start({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  try {
    // Nothing outside the browser can press a phone's button here: what the page waits with is asked as that would.
    await context.addInitScript(() => {
      globalThis.waiting = [];
      globalThis.CloseWatcher = class extends CloseWatcher {
        constructor(...given) {
          super(...given);
          waiting.push(this);
          this.addEventListener("close", () => waiting.splice(waiting.indexOf(this), 1));
        }
        destroy() {
          super.destroy();
          waiting.splice(waiting.indexOf(this), 1);
        }
      };
    });
    const page = await b.open(context, site.url);
    await b.sample(page);
    const waiting = (n) => b.until(() => page.evaluate(() => waiting.length), n), back = () => page.evaluate(() => waiting.at(-1).requestClose());
    const sheet = page.locator(".app[data-sheet]");
    await waiting(0);
    await b.main(page).getByText("それでは、議事に入ります。").tap();
    await sheet.waitFor();
    await b.theme(page, "reform").tap();
    await b.until(() => b.theme(page, "reform").getAttribute("aria-pressed"), "true");
    await waiting(1);
    await back();
    await sheet.waitFor({ state: "detached" });
    await waiting(0);
    await page.locator(".bottom").getByRole("button", { name: "目次", exact: true }).tap();
    await sheet.waitFor();
    await back();
    await sheet.waitFor({ state: "detached" });
    // What was tagged is still there, and the bar puts it away as ever.
    const themes = page.locator(".bottom").getByRole("button", { name: "テーマ", exact: true });
    await themes.tap();
    await sheet.waitFor();
    await b.until(() => b.theme(page, "reform").getAttribute("aria-pressed"), "true");
    await themes.tap();
    await sheet.waitFor({ state: "detached" });
    await waiting(0);
    assert.deepEqual(page.complaints, []);
  } finally { await context.close(); }
});

test("the keys are in the menu once it is open", async () => {
  const context = await start();
  try {
    const page = await b.open(context, site.url);
    await b.sample(page);
    await b.button(page, "書き出す").focus();
    await page.keyboard.press("Enter");
    const first = page.getByRole("menuitem").first();
    await first.waitFor();
    await b.until(() => first.evaluate((item) => item === document.activeElement), true);
    await page.keyboard.press("Escape");
    await first.waitFor({ state: "hidden" });
    await b.until(() => b.button(page, "書き出す").evaluate((button) => button === document.activeElement), true);
  } finally { await context.close(); }
});

test("the search begins where somebody is reading, and nothing moves under the pointer", async () => {
  const context = await start();
  try {
    const page = await b.open(context, site.url);
    await b.sample(page);
    const box = page.getByRole("searchbox", { name: "検索" }), save = page.locator("#save-file");
    const places = async () => JSON.stringify([await box.boundingBox(), await save.boundingBox()]);
    const before = await places();
    await b.main(page).evaluate((m) => { m.scrollTop = m.scrollHeight / 2; });
    const found = (n) => page.waitForFunction((n) => Number(document.querySelector('[data-testid="search-count"]')?.dataset.count) > 0
      && CSS.highlights.get("search-current") && performance.getEntriesByName("fusen:search").length >= n, n);
    const hit = () => page.evaluate(() => {
      const [r] = CSS.highlights.get("search-current"), live = document.createRange();
      live.setStart(r.startContainer, r.startOffset);
      live.setEnd(r.endContainer, r.endOffset);
      const view = document.querySelector("main[data-testid=document]").getBoundingClientRect(), at = live.getBoundingClientRect();
      return { words: live.toString(), number: parseInt(document.querySelector('[data-testid="search-count"]').textContent), text: r.startContainer.data.slice(r.startOffset, r.startOffset + 20), inView: at.top >= view.top && at.bottom <= view.bottom };
    });
    await box.fill("デジ");
    await found(1);
    const first = await hit();
    assert.equal(first.words, "デジ");
    assert.ok(first.inView && first.number > 1, JSON.stringify(first));
    assert.equal(await places(), before);
    // Typing on stays there, and the next hit is the one after.
    await box.fill("デジタル");
    await page.waitForFunction(() => [...CSS.highlights.get("search-current") ?? []].some((r) => r.endOffset - r.startOffset === 4));
    await found(2);
    const longer = await hit();
    assert.equal(longer.text, first.text);
    await box.press("Enter");
    await b.until(async () => (await hit()).number, longer.number + 1);
    await box.fill("");
    await page.waitForFunction(() => !CSS.highlights.get("search") && !CSS.highlights.get("search-current"));
    assert.deepEqual(page.complaints, []);
  } finally { await context.close(); }
});

test("letters twice as large in the browser's settings: the page is one column, and nothing is cut off", async () => {
  await b.elsewhere(site.url, async (page) => {
    await b.sample(page);
    const { font, wide, main } = await page.evaluate(() => ({
      font: getComputedStyle(document.documentElement).fontSize, wide: document.documentElement.scrollWidth, main: document.querySelector("main").clientWidth,
    }));
    assert.equal(font, "32px");
    assert.ok(wide <= 1280, `${wide} px wide`);
    assert.ok(main > 1000, `${main} px for the text`);
    await b.button(page, "テーマ").click();
    await b.theme(page, "mynumber").waitFor();
  }, { args: [...b.ARGS, "--blink-settings=defaultFontSize=32"] });
});

test("English is complete", async () => {
  const context = await start();
  try {
    const page = await b.open(context, site.url);
    await b.sample(page);
    await b.button(page, "表示").click();
    await page.getByText("English", { exact: true }).click();
    await page.keyboard.press("Escape");
    await b.button(page, "Save to file").waitFor();
    await page.locator("#whole button").waitFor();
    for (const name of ["Open files", "Merge files", "Export", "Undo", "Redo", "Add theme", "Display"]) assert.equal(await b.button(page, name).count(), 1, name);
    for (const [role, name] of [["navigation", "Outline"], ["region", "Themes"], ["region", "People"], ["region", "Documents"], ["main", "Minutes"], ["radiogroup", "Unit"], ["textbox", "Note"], ["searchbox", "Search"]])
      assert.equal(await page.getByRole(role, { name, exact: true }).count(), 1, name);
    await b.until(() => page.getByTestId("save-state").innerText(), "Saved");
    assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    // Japanese is left only where it is marked as such: the minutes, names people gave, the language's own name.
    const left = await page.evaluate(() => {
      const out = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let n; (n = walker.nextNode());) {
        const e = n.parentElement;
        if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(n.data) && e.closest("[lang]").lang !== "ja" && !e.closest("noscript, .people, .list__label, [data-document], .tag__who, title")) out.push(n.data);
      }
      return out;
    });
    assert.deepEqual(left, []);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.reload();
    await b.ready(page);
    await b.button(page, "Save to file").waitFor();
  } finally { await context.close(); }
});

test("the table for spreadsheets speaks the language of the page, and runs nothing", async () => {
  const context = await start();
  try {
    const page = await b.open(context, site.url);
    await b.sample(page);
    await page.keyboard.press("j");
    await page.keyboard.press("1");
    await page.locator("#note").fill("=1+1 \"確認\"");
    await page.keyboard.press("Escape");
    // Words of the next sentence: where they are is counted like sentences.
    await page.keyboard.press("j");
    await page.keyboard.press("u");
    await page.keyboard.press("u");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("2");
    const table = async (menu, item) => {
      const { name, text } = await b.download(page, async () => {
        await b.button(page, menu).click();
        await page.getByRole("menuitem", { name: item }).or(b.button(page, item)).first().click();
      });
      assert.match(name, /\.csv$/);
      assert.ok(text.startsWith("\ufeff"), "Excel takes it for UTF-8");
      return text.slice(1).split("\r\n").map((row) => row.slice(1, -1).split('","'));
    };
    const [head, ...rows] = await table("書き出す", "表（CSV、Excel 用）");
    assert.deepEqual(head, ["文書", "発言番号", "文番号", "ページ", "発言者", "単位", "上のテーマ", "テーマ", "参加者", "メモ", "本文"]);
    const where = ["第４回デジタル社会推進会議", "1", "1", "2", "河野大臣", "文"], words = "ただいまから、第４回「デジタル社会推進会議」を開催いたします。";
    const first = rows.find((row) => row[7]), note = rows.find((row) => row[9]);
    assert.deepEqual([...first.slice(0, 8), ...first.slice(9)], [...where, "", await named(page), "", words]);
    const span = rows.find((row) => row[5] === "範囲");
    assert.deepEqual([span[1], span[2], span[10].length > 3], ["1", "2", true]);
    assert.deepEqual([...note.slice(0, 8), ...note.slice(9)], [...where, "", "", `'=1+1 ""確認""`, words]);
    await b.button(page, "表示").click();
    await page.getByText("English", { exact: true }).click();
    await page.keyboard.press("Escape");
    const [columns, ...others] = await table("Export", "Table (CSV for spreadsheets)");
    assert.deepEqual(columns, ["document", "statement no.", "sentence no.", "page", "speaker", "unit", "theme above", "theme", "person", "note", "text"]);
    const english = others.find((row) => row[7]);
    assert.deepEqual([english[5], english[7]], ["sentence", await named(page)]);
    assert.notEqual(english[7], first[7]);
  } finally {
    await context.close();
  }
});

test("the page works under a path of its own, and asks nobody else for anything", async () => {
  const sub = await b.site("/city/fusen/");
  const context = await start();
  try {
    const page = await b.open(context, sub.url);
    await b.sample(page);
    assert.equal(await page.locator("article[data-speech]").count(), 16);
    assert.deepEqual(page.complaints, []);
  } finally { await context.close(); sub.stop(); }
});

test("no inline script, no eval, no connection elsewhere", async () => {
  const html = readFileSync(join(b.DIST, "index.html"), "utf8");
  assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)[^>]*>/);
  assert.doesNotMatch(html, /\son\w+=/);
  const context = await start();
  try {
    const page = await b.open(context, site.url);
    const tried = await page.evaluate(async () => {
      const out = {};
      // The debugger may evaluate; what the page schedules may not.
      setTimeout("window.evaluated = 'ran'");
      await new Promise((r) => setTimeout(r, 50));
      out.eval = window.evaluated ?? "refused";
      out.fetch = await fetch("http://127.0.0.1:9/").then(() => "sent", (e) => String(e));
      const s = document.createElement("script"); s.textContent = "window.inlined = true"; document.body.append(s);
      out.inline = window.inlined ?? "refused";
      return out;
    });
    assert.equal(tried.eval, "refused");
    assert.equal(tried.inline, "refused");
    assert.match(tried.fetch, /Failed to fetch/);
  } finally { await context.close(); }
});

test("every wasm file of the page compiles", async () => {
  const files = readdirSync(b.DIST).filter((f) => f.endsWith(".wasm"));
  assert.ok(files.length > 0);
  for (const f of files) await WebAssembly.compile(readFileSync(join(b.DIST, f)));
});

test("the measures that benchmarks read are set by the page", async () => {
  const context = await start();
  try {
    const page = await b.open(context, site.url);
    await b.files(page, b.file("a.txt", readFileSync(join(b.ROOT, "assets/sample/dejitaru-suishin-4.txt"), "utf8")));
    await b.ready(page);
    await b.button(page, "はじめてのテーマ表を入れる").click();
    await b.theme(page, "trust").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("1");
    await b.saved(page);
    await page.keyboard.press("/");
    await page.keyboard.type("カード");
    await page.waitForFunction(() => performance.getEntriesByName("fusen:search").length > 0 && performance.getEntriesByName("fusen:annotate").length > 0);
    const names = await page.evaluate(() => performance.getEntriesByType("measure").map((m) => m.name));
    for (const name of ["fusen:intake", "fusen:parse", "fusen:render", "fusen:open", "fusen:annotate", "fusen:search", "fusen:save"]) assert.ok(names.includes(name), name);
  } finally { await context.close(); }
});

// The panels are built out of sight before the first document is opened.
for (const [name, viewport] of Object.entries({ wide: { width: 1280, height: 800 }, tablet: { width: 768, height: 1024 }, phone: { width: 390, height: 844 } })) {
  test(`the start screen stays whole while the page gets ready: ${name}`, async () => {
    const context = await start({ viewport });
    try {
      const page = await b.open(context, site.url);
      await page.locator("[data-panel=themes]").waitFor({ state: "attached" });
      const hidden = await page.evaluate(() => [...document.querySelectorAll(".start > *")].filter((e) => {
        const r = e.getBoundingClientRect();
        return !e.contains(document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2));
      }).map((e) => e.className));
      assert.deepEqual(hidden, []);
      assert.ok(await page.locator(".start > *").count() >= 5);
      // Nothing of the panels can be reached.
      await page.keyboard.press("Shift+Tab");
      for (let i = 0; i < 8; i++) {
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate(() => !!document.activeElement.closest(".side, .bottom")), false);
      }
    } finally { await context.close(); }
  });
}
