// Keys alone, and keys that belong to an input method.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as b from "./browser.mjs";

let site, context, page, cdp;
const dir = b.profile();
before(async () => {
  site = await b.site();
  context = await b.start(dir);
  page = await b.open(context, site.url);
  cdp = await context.newCDPSession(page);
});
after(async () => { await context.close(); site.stop(); b.forget(dir); });

const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") || document.activeElement?.textContent.trim() || document.activeElement?.tagName);

/** Tab until `name` has the focus. */
async function tabTo(name) {
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press("Tab");
    if ((await focused()).startsWith(name)) return;
  }
  assert.fail(`${name} cannot be reached by Tab`);
}

test("the whole job without a mouse", async () => {
  await tabTo("サンプルを開く");
  await page.keyboard.press("Enter");
  await b.ready(page);
  await page.keyboard.press("j");
  assert.equal(await b.current(page), "1.1");
  await page.keyboard.press("ArrowDown");
  assert.equal(await b.current(page), "1.2");
  await page.keyboard.press("k");
  assert.equal(await b.current(page), "1.1");
  await page.keyboard.press("1");
  assert.equal(await b.theme(page, "mynumber").getAttribute("aria-pressed"), "true");
  await page.keyboard.press("n");
  await page.keyboard.type("j1?u/ はそのまま");
  assert.equal(await page.getByRole("textbox", { name: "メモ" }).inputValue(), "j1?u/ はそのまま");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  assert.equal(await b.current(page), "1.2");
  await page.keyboard.press("u");
  assert.equal(await b.current(page), "1");
  await page.keyboard.press("u");
  await page.keyboard.press("u");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "キーの一覧" }).waitFor();
  await page.keyboard.press("j");
  assert.equal(await b.current(page), "1.2", "keys are quiet while a dialog is open");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "キーの一覧" }).waitFor({ state: "detached" });
  await page.keyboard.press("j");
  assert.equal(await b.current(page), "1.3");
  await page.keyboard.press("/");
  await page.keyboard.type("マイナンバー");
  await page.waitForFunction(() => Number(document.querySelector('[data-testid="search-count"]')?.dataset.count) > 5);
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  assert.ok((await focused()).length > 0);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  // The rest of the commands are reachable by Tab.
  for (const name of ["ファイルを開く", "まとめる", "ファイルに保存", "書き出す", "表示", "テーマを追加"]) await tabTo(name);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名前").waitFor();
  await page.waitForFunction(() => document.activeElement.matches("dialog[open] input"));
  await page.keyboard.type("通学路");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /通学路/ }).first().waitFor();
  await b.until(() => dialog.count(), 0);
  await page.keyboard.press("k");
  assert.notEqual(await b.current(page), null);
  assert.deepEqual(page.complaints, []);
});

test("a theme that was clicked is not pressed again by Enter", async () => {
  await page.keyboard.press("k");
  const theme = b.theme(page, "mynumber");
  const before = Number(await theme.getAttribute("data-count"));
  await theme.click();
  const after = Number(await theme.getAttribute("data-count"));
  assert.equal(Math.abs(after - before), 1);
  for (const key of ["j", "Enter", "Space", "Enter"]) await page.keyboard.press(key);
  await b.settled(page);
  assert.equal(Number(await theme.getAttribute("data-count")), after);
  // Where Tab led, Enter and the space bar press.
  await tabTo("テーマを追加");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("名前").waitFor();
  await page.keyboard.press("Escape");
});

/** Types through an input method: keys arrive as 229 while the words are not yet decided. */
async function compose(words, { keys = [], confirm = true } = {}) {
  let so = "";
  for (const c of words) {
    so += c;
    await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", code: "KeyJ", windowsVirtualKeyCode: 229 });
    await cdp.send("Input.imeSetComposition", { text: so, selectionStart: so.length, selectionEnd: so.length });
  }
  for (const key of keys) await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: 229 });
  if (confirm) await cdp.send("Input.insertText", { text: words });
}

test("an input method in the note triggers nothing and loses nothing", async () => {
  await b.main(page).focus();
  await page.keyboard.press("j");
  const at = await b.current(page), painted = await b.highlights(page);
  await page.keyboard.press("n");
  await compose("じゅんび", { keys: ["j", "1", "Enter", "Escape"] });
  const note = page.getByRole("textbox", { name: "メモ" });
  await b.until(() => note.inputValue(), "じゅんび");
  await compose("完了");
  await b.until(() => note.inputValue(), "じゅんび完了");
  await b.settled(page);
  assert.equal(await b.current(page), at);
  assert.deepEqual(await b.highlights(page), painted);
  await b.saved(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  assert.equal(await note.inputValue(), "じゅんび完了");
});

test("a conversion that another tab cuts off is over, and what is typed then is kept", async () => {
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("n");
  const note = page.getByRole("textbox", { name: "メモ" });
  await note.fill("もと");
  await b.saved(page);
  const there = await context.newPage();
  try {
    await there.goto(site.url);
    await b.ready(there);
    await page.bringToFront();
    await note.focus();
    await page.keyboard.press("End");
    await compose("へん", { confirm: false });
    // The note goes, and no conversion ends.
    await there.evaluate(() => document.querySelector("main").focus());
    await there.keyboard.press("Control+z");
    await page.waitForFunction(() => !document.querySelector("#note").value.includes("もと"));
    await cdp.send("Input.insertText", { text: "変換済み" });
    await page.keyboard.type("abc");
    await b.saved(page);
    const typed = await note.inputValue();
    assert.match(typed, /abc$/);
    await page.keyboard.press("Escape");
    for (const key of ["j", "k"]) await page.keyboard.press(key);
    assert.equal(await note.inputValue(), typed);
    await page.reload();
    await b.ready(page);
    assert.ok((await page.evaluate(() => new Promise((done) => { const r = indexedDB.open("fusen"); r.onsuccess = () => { const db = r.result, all = [...db.objectStoreNames]; Promise.all(all.map((n) => new Promise((d) => { const q = db.transaction(n).objectStore(n).getAll(); q.onsuccess = () => d(JSON.stringify(q.result)); }))).then((list) => { db.close(); done(list.join("")); }); }; }))).includes("abc"), "it is on the disk");
  } finally { await there.close(); }
});

test("the Enter that decides a conversion does not send a theme's half-typed name", async () => {
  await b.main(page).focus();
  await b.button(page, "テーマを追加").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名前").waitFor();
  const before = await page.locator("[data-theme]").count();
  await compose("こうつう", { keys: ["Enter"], confirm: false });
  await b.settled(page);
  assert.equal(await dialog.count(), 1, "still open");
  assert.equal(await page.locator("[data-theme]").count(), before);
  await cdp.send("Input.insertText", { text: "交通" });
  await b.until(() => dialog.getByLabel("名前").inputValue(), "交通");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /交通/ }).first().waitFor();
  await b.until(() => page.locator("[data-theme]").count(), before + 1);
});

test("composing outside of a field does not trigger a shortcut", async () => {
  await b.main(page).focus();
  const at = await b.current(page);
  await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", code: "KeyJ", windowsVirtualKeyCode: 229 });
  await b.settled(page);
  assert.equal(await b.current(page), at);
});

test("a span is chosen by keys alone, letter by letter", async () => {
  await b.elsewhere(site.url, async (there) => {
    const press = async (...keys) => { for (const key of keys) await there.keyboard.press(key); };
    await b.sample(there);
    await b.main(there).focus();
    await press("j", "j", "2", "u", "u", "ArrowRight", "ArrowRight", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft", "1");
    await b.saved(there);
    const tags = async () => JSON.parse((await b.saveFile(there)).text).first.items;
    const of = (list, unit) => list.filter((t) => t.target.unit.startsWith(unit)).map((t) => t.target.selector[1].exact);
    const [sentence] = of(await tags(), "sentence");
    assert.deepEqual(of(await tags(), "span"), [[...sentence].slice(2, -3).join("")]);
    // Beyond the sentence, too; and never to nothing.
    await press(...Array(6).fill("Shift+ArrowRight"));
    const [from, to] = (await b.main(there).getAttribute("data-selection")).split(" ");
    assert.notEqual(from, to);
    await press(...Array(80).fill("Shift+ArrowLeft"), "3");
    await b.saved(there);
    assert.equal(of(await tags(), "span").filter((words) => [...words].length === 1).length, 1);
    // In another unit the arrows are the browser's.
    await press("u", "ArrowRight");
    assert.equal(await b.main(there).getAttribute("data-selection"), null);
  });
});
