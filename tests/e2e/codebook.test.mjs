// テーマ表: its tree by keys and by hand, what themes say of themselves, and the way out to a file and in from one.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { again, atDesk, come, elsewhere } from "./at-desk.mjs";
import * as b from "./browser.mjs";

const here = atDesk();
let page;
beforeEach(() => { ({ page } = here); });

const dialog = (on = page) => on.locator("dialog[open]");
const count = (id) => b.theme(page, id).getAttribute("data-count");
const press = async (...keys) => { for (const k of keys) await page.keyboard.press(k); };
const to = async (n) => { for (let i = 0; i < n; i++) await press("j"); };
const undone = async () => { await b.button(page, "元に戻す").click(); };
const book = async (on = page) => { await b.button(on, "テーマ表").click(); await dialog(on).locator(".book__row").first().waitFor(); };
const row = (name, on = page) => dialog(on).locator(".book__list .book__row").filter({ hasText: name });
const names = (on = page) => dialog(on).locator(".book__list .book__row .theme__name").allInnerTexts();
/** The tree as it is drawn: how deep each theme stands, and its name. */
const tree = () => dialog().locator(".book__list .book__row").evaluateAll((all) => all.map((e) => "-".repeat(Number(e.style.getPropertyValue("--depth"))) + e.querySelector(".theme__name").textContent));
/** Opens a codebook as a file. */
const take = (name, text, on = page) => on.locator("#codebook-file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
/** Brings in three themes, each under the one before it: 7, 8 and 9. */
const threeDeep = async () => {
  await to(1);
  await book();
  await take("ours.csv", "name,parent,key\r\n暮らし,,7\r\n医療,暮らし,8\r\n救急,医療,9\r\n");
  await row("救急").waitFor();
  await page.keyboard.press("Escape");
};

test("in the filter, the themes below a theme go with it, and can be left out", async () => {
  await threeDeep();
  await press("7", "j", "8", "j", "9", "j", "1");
  await b.button(page, "絞り込み").click();
  await page.locator('[popovertarget="filter-themes"]').click();
  const box = (name) => page.locator("#filter-themes").getByLabel(name, { exact: true });
  const found = (n) => page.locator(".filter__count", { hasText: `${n} 文` }).waitFor();
  // What stands below is set in.
  const inset = (name) => box(name).evaluate((e) => parseFloat(getComputedStyle(e.closest(".filter__choice")).paddingInlineStart));
  assert.ok(await inset("暮らし") === 0 && await inset("医療") > 0 && await inset("救急") > await inset("医療"));
  await box("暮らし").check();
  await found(3);
  assert.equal(await box("救急").isChecked(), true);
  await box("医療").uncheck();
  await found(1);
  await box("救急").check();
  await found(2);
  await box("暮らし").uncheck();
  await page.waitForFunction(() => ![...document.querySelectorAll("#filter-themes input")].some((i) => i.checked));
});

test("まとめ shows a theme above those under it, and counts them with it", async () => {
  await threeDeep();
  await press("8", "j", "9", "j", "9");
  await page.getByRole("tab", { name: "まとめ" }).click();
  const table = page.locator("#insights table").first();
  await table.getByRole("columnheader", { name: "下のテーマも" }).waitFor();
  const rows = await table.locator("tbody tr").evaluateAll((all) => all.map((r) => [...r.cells].slice(0, 3).map((c) => c.textContent)));
  assert.deepEqual(rows, [["暮らし", "", "3"], ["医療", "1", "3"], ["救急", "2", ""]]);
  assert.deepEqual(await b.findings(page), []);
  await table.getByRole("button", { name: /「暮らし」下のテーマも 3 件/ }).click();
  await page.locator(".filter__count", { hasText: "3 文" }).waitFor();
  assert.deepEqual(page.complaints, []);
});

test("くらべる, the whole document and the table for spreadsheets say under which theme one stands", async () => {
  await threeDeep();
  await press("8", "j", "9");
  await b.button(page, "別の人として始める").click();
  await b.main(page).focus();
  await press("9");
  const { text } = await b.download(page, async () => {
    await b.button(page, "書き出す").click();
    await page.getByRole("menuitem", { name: "表（CSV、Excel 用）" }).click();
  });
  const cells = text.slice(1).split("\r\n").map((row) => row.slice(1, -1).split('","').slice(6, 8).join(" > "));
  assert.deepEqual(cells.slice(0, 4), ["上のテーマ > テーマ", "暮らし > 医療", "暮らし / 医療 > 救急", "暮らし / 医療 > 救急"]);
  // A theme that nobody used stands above those that somebody did.
  await page.getByRole("tab", { name: "くらべる" }).click();
  await page.locator("#compare tbody tr").first().waitFor();
  const rows = await page.locator("#compare tbody tr").evaluateAll((all) => all.map((r) => [r.style.getPropertyValue("--depth"), ...[...r.cells].slice(0, 4).map((c) => c.textContent)].join(" ")));
  assert.deepEqual(rows, ["0 暮らし 0 0 0", "1 医療 0 0 1", "2 救急 1 0 0", " すべてのテーマ 1 0 1"]);
  assert.deepEqual(await b.findings(page), []);
  await page.getByRole("tab", { name: "読む" }).click();
  await b.button(page, "文書全体・節に付箋").click();
  await dialog().locator(".themes__row").first().waitFor();
  const inset = await dialog().locator(".themes__row").evaluateAll((all) => all.slice(-3).map((e) => parseFloat(getComputedStyle(e).paddingInlineStart)));
  assert.ok(inset[0] < inset[1] && inset[1] < inset[2], inset.join(" "));
  assert.deepEqual(page.complaints, []);
});

test("where a theme is made or changed, it is said under which it stands", async () => {
  await threeDeep();
  await b.button(page, "テーマを追加").click();
  await dialog().getByLabel("名前", { exact: true }).fill("予防");
  await dialog().getByLabel("どのテーマの下か").selectOption({ label: "　医療" });
  await b.button(page, "追加", dialog()).click();
  const depths = () => page.locator(".panel--themes .themes__row").evaluateAll((all) => all.slice(-4).map((e) => `${e.style.getPropertyValue("--depth")} ${e.querySelector(".theme__name").textContent}`));
  await page.getByRole("region", { name: "テーマ" }).getByRole("button", { name: /^予防/ }).first().waitFor();
  assert.deepEqual(await depths(), ["0 暮らし", "1 医療", "2 救急", "2 予防"]);
  // A new name and another place, at once; no theme stands under itself.
  await b.button(page, "「医療」を編集").click();
  const under = dialog().getByLabel("どのテーマの下か");
  assert.ok(!(await under.locator("option").allInnerTexts()).some((t) => /医療$|救急|予防/.test(t)));
  await dialog().getByLabel("名前", { exact: true }).fill("保健医療");
  await under.selectOption({ label: "（いちばん上）" });
  await b.button(page, "変更", dialog()).click();
  await page.waitForFunction(() => [...document.querySelectorAll(".panel--themes .theme__name")].some((e) => e.textContent === "保健医療"));
  assert.deepEqual(await depths(), ["0 暮らし", "0 保健医療", "1 救急", "1 予防"]);
  assert.deepEqual(page.complaints, []);
});

test("the codebook: under others, in order, made one, parted, deleted and brought back", async () => {
  await to(1);
  await press("1", "j", "1", "j", "2");
  await b.button(page, "テーマ表").click();
  const rows = dialog().locator(".book__list .book__row");
  const names = () => rows.locator(".theme__name").allInnerTexts();
  const row = (name) => rows.filter({ hasText: name }).locator("button");
  await row("安全・安心対策と信頼").focus();
  await press("Alt+ArrowRight");
  await page.waitForFunction(() => getComputedStyle(document.querySelectorAll(".book__row")[1]).getPropertyValue("--depth") === "1");
  // The focus goes along: once more, and back again.
  await page.waitForFunction(() => document.activeElement.dataset.book === "trust");
  await press("Alt+ArrowLeft");
  await page.waitForFunction(() => getComputedStyle(document.querySelectorAll(".book__row")[1]).getPropertyValue("--depth") === "0");
  await page.waitForFunction(() => document.activeElement.dataset.book === "trust");
  await press("Alt+ArrowRight");
  await page.waitForFunction(() => getComputedStyle(document.querySelectorAll(".book__row")[1]).getPropertyValue("--depth") === "1");
  // In the list beside the text, too.
  assert.equal(await b.theme(page, "trust").locator("..").evaluate((e) => getComputedStyle(e).getPropertyValue("--depth")), "1");
  await row("国際連携").focus();
  await press("Alt+ArrowUp");
  await b.until(async () => (await names()).slice(0, 4), ["マイナンバーカード", "安全・安心対策と信頼", "国際連携", "データ利活用・AI"]);
  // Two become one: the tags go along, the theme can be brought back.
  await row("安全・安心対策と信頼").click();
  await dialog().getByLabel("一つにする相手").selectOption({ label: "データ利活用・AI" });
  await b.frames(page);
  assert.equal(await b.theme(page, "trust").count(), 1, "choosing is not doing");
  await b.button(page, "一つにする").click();
  await page.waitForFunction(() => document.querySelector('[data-theme="data-ai"]')?.dataset.count === "1");
  await b.until(() => b.theme(page, "trust").count(), 0);
  // One becomes two.
  await row("マイナンバーカード").click();
  await dialog().getByText("別のテーマに分ける").click();
  await dialog().getByLabel("分ける付箋").first().check();
  await dialog().getByLabel("分けた先のテーマの名前").fill("カードの普及");
  await b.button(page, "1 枚を分ける").click();
  // What has gone is in the list no more, and the next part gets a name of its own.
  await dialog().locator(".book__tagged").nth(1).waitFor({ state: "detached" });
  assert.equal(await dialog().getByLabel("分けた先のテーマの名前").inputValue(), "");
  assert.ok(await b.button(page, "0 枚を分ける").isDisabled());
  await page.waitForFunction(() => document.querySelector('[data-theme="mynumber"]')?.dataset.count === "1");
  await rows.filter({ hasText: "カードの普及" }).waitFor();
  // Deleted, with its tags; brought back with them.
  await row("マイナンバーカード").click();
  await b.button(page, "削除", dialog()).click();
  await b.theme(page, "mynumber").waitFor({ state: "detached" });
  await b.until(() => dialog().getByLabel("名前", { exact: true }).inputValue(), (await names())[0], "its neighbour is shown");
  // Whoever presses Enter once more does nothing to it.
  const left = await names();
  await page.waitForFunction(() => document.activeElement.dataset.book);
  await press("Enter");
  await b.settled(page);
  assert.deepEqual(await names(), left);
  await dialog().locator("summary", { hasText: "削除したテーマ" }).click();
  await dialog().locator(".book__gone").filter({ hasText: "マイナンバーカード" }).getByRole("button", { name: "戻す" }).click();
  await b.theme(page, "mynumber").waitFor();
  assert.equal(await count("mynumber"), "1");
  assert.deepEqual(await b.findings(page), []);
  await press("Escape");
  for (let n = 0; n < 8; n++) await undone();
  await b.until(() => count("mynumber"), "2");
  await b.until(() => count("trust"), "1");
});

test("the preview of a merge says which key goes to a new theme", async () => {
  const { text } = await b.saveFile(page);
  const file = JSON.parse(text), [first] = file.codebook;
  file.codebook.push({ ...first, id: first.id.replace(/[^:]+$/, "kotsu"), prefLabel: { ja: "交通" }, notation: undefined, key: "1" });
  await page.getByTestId("merge-file").setInputFiles({ name: "交通.fusen.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByTestId("merge-preview").getByText("キー 1 は、テーマ「マイナンバーカード」から新しいテーマ「交通」に移ります。").waitFor();
});

test("who opens a file has the keys of who saved it", async () => {
  const keys = (on) => on.locator("[data-theme][aria-keyshortcuts]").evaluateAll((all) => Object.fromEntries(all.map((e) => [e.dataset.theme, e.getAttribute("aria-keyshortcuts")])));
  const before = await keys(page);
  await book();
  // The list scrolls, and the browser would give it the keys as a whole.
  await page.waitForFunction(() => document.activeElement.dataset.book && document.activeElement.ariaCurrent);
  await row("国際連携").locator("button").click();
  await b.button(page, "削除", dialog()).click();
  await row("国際連携").waitFor({ state: "detached" });
  await row("モビリティ").locator("button").focus();
  await press("Alt+ArrowUp", "Escape");
  const { international: _, ...rest } = before;
  assert.deepEqual(await keys(page), rest, "nobody's key has moved");
  const file = await b.saveFile(page);
  const [told] = JSON.parse(file.text).digits.split(" ");
  assert.match(told, /^\S+=\d$/);
  await elsewhere(here, async (there) => {
    await b.files(there, { name: file.name, mimeType: "application/json", buffer: Buffer.from(file.text) });
    await b.ready(there);
    await there.locator("[data-theme]").first().waitFor();
    const found = await keys(there);
    // The key of the deleted one is free for one that had none.
    const free = Object.keys(found).filter((id) => !(id in rest));
    assert.deepEqual(free.map((id) => found[id]), [before.international]);
    assert.deepEqual({ ...found, [free[0]]: undefined }, { ...rest, [free[0]]: undefined });
    // Who saves it there tells the same.
    const digits = JSON.parse((await b.saveFile(there)).text).digits;
    for (const one of JSON.parse(file.text).digits.trim().split(" ")) assert.ok(digits.split(" ").includes(one), one);
  });
});

test("what is typed into the codebook is kept while it is typed", async () => {
  await b.button(page, "テーマ表").click();
  await dialog().locator(".book__row button").first().click();
  await dialog().getByLabel("意味").pressSequentially("カードの話");
  await b.saved(page);
  await again(here);
  await b.button(page, "テーマ表").click();
  await dialog().locator(".book__row button").first().click();
  assert.equal(await dialog().getByLabel("意味").inputValue(), "カードの話");
  await press("Escape");
  await undone();
  await b.button(page, "テーマ表").click();
  await dialog().locator(".book__row button").first().click();
  assert.equal(await dialog().getByLabel("意味").inputValue(), "", "one step");
});

test("a codebook goes out as a file and comes in again elsewhere", async () => {
  await b.button(page, "テーマ表").click();
  await dialog().locator(".book__row button").first().click();
  await dialog().getByLabel("意味").fill("カードそのものの話");
  const json = await b.download(page, () => b.button(page, "テーマ表を保存").click());
  const csv = await b.download(page, () => b.button(page, "CSV").click());
  assert.deepEqual([json.name, csv.name], ["テーマ表.fusen-codebook.json", "テーマ表.csv"]);
  assert.match(csv.text, /カードそのものの話/);
  const input = page.locator("#codebook-file");
  await input.setInputFiles({ name: "ours.csv", mimeType: "text/csv", buffer: Buffer.from("name,keywords\r\n交通,バス;鉄道\r\n") });
  await page.locator(".book__row").filter({ hasText: "交通" }).waitFor();
  // The same once more changes nothing, and says so.
  await input.setInputFiles({ name: "again.csv", mimeType: "text/csv", buffer: Buffer.from("わたしたちのテーマ\r\n\r\nname;keywords\r\n交通;\r\n") });
  await page.locator(".done", { hasText: "「again.csv」に新しいことはありません" }).waitFor();
  await input.setInputFiles({ name: "changed.json", mimeType: "application/json", buffer: Buffer.from(json.text.replace("カードそのものの話", "番号カードの話")) });
  await page.locator(".done", { hasText: "changed.json からテーマ" }).waitFor();
  await page.locator(".book__row button").nth(1).click();
  await page.locator(".book__row button").first().click();
  await page.waitForFunction(() => document.querySelector(".book__detail textarea")?.value === "番号カードの話");
  await input.setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from([137, 80, 78, 71, 0, 1, 2]) });
  await dialog().getByText("「photo.png」はテーマ表として読めませんでした").waitFor();
  // Opened like minutes, it is told where it is opened.
  await page.keyboard.press("Escape");
  await b.files(page, { name: json.name, mimeType: "application/json", buffer: Buffer.from(json.text) });
  await page.getByRole("alert").getByText("はテーマ表です").waitFor();
  await b.button(page, "閉じる", page.getByRole("alert")).click();
  assert.deepEqual(page.complaints, []);
});

test("a theme is dragged in front of another, under it and behind it, with the mouse", async () => {
  await book();
  const began = await tree();
  const [first, second, third, fourth] = began;
  /** Drags a row onto another and lets it go at that share of its height; gives what the row shows before. */
  const drag = async (name, onto, share) => {
    const from = await row(name).boundingBox(), target = await row(onto).boundingBox();
    await page.mouse.move(from.x + 60, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + 64, from.y + from.height / 2 + 6, { steps: 3 });
    await page.mouse.move(target.x + 60, target.y + target.height * share, { steps: 8 });
    await b.frames(page);
    const shown = await row(onto).getAttribute("data-drop");
    await page.mouse.up();
    await b.frames(page);
    return shown;
  };
  const is = (expected, why) => b.until(async () => (await tree()).slice(0, 4), expected, why);
  assert.equal(await drag(third, first, 0.1), "before");
  await is([third, first, second, fourth], "in front");
  assert.equal(await drag(third, second, 0.5), "into");
  await is([first, second, `-${third}`, fourth], "under it");
  assert.equal(await drag(fourth, first, 0.9), "after");
  await is([first, fourth, second, `-${third}`], "behind it");
  assert.equal(await drag(first, second, 0.9), "after");
  await is([fourth, second, `-${first}`, `-${third}`], "behind one with others under it: the first of them");
  await drag(second, third, 0.5);
  await is([fourth, second, `-${first}`, `-${third}`], "never under itself");
  await drag(second, second, 0.1);
  await is([fourth, second, `-${first}`, `-${third}`], "nor to where it is");
  assert.equal(await page.locator("[data-drop]").count(), 0, "no line is left");
  await b.saved(page);
  await again(here);
  await book();
  await is([fourth, second, `-${first}`, `-${third}`], "after a reload");
  for (let n = 0; n < 4; n++) await b.button(page, "一つ戻す").click();
  await is(began.slice(0, 4), "four steps");
  assert.deepEqual(page.complaints, []);
});

test("what a theme is for is typed, kept, shown where themes are chosen, and taken back", async () => {
  const texts = { "意味": "カードの話", "使うとき": "交付や申請に触れるとき", "使わないとき": "番号制度だけの話\n<b>太字</b>", "覚え書き": "十一月に決めた" };
  await book();
  for (const [label, text] of Object.entries(texts)) await dialog().getByLabel(label).fill(text);
  await b.saved(page);
  await again(here);
  await book();
  for (const [label, text] of Object.entries(texts)) assert.equal(await dialog().getByLabel(label).inputValue(), text);
  assert.deepEqual(await b.findings(page), []);
  // Beside the name, wherever a theme is chosen.
  await press("Escape");
  await b.button(page, "「マイナンバーカード」を編集").click();
  const about = dialog().locator(".about");
  assert.match(await about.innerText(), /使うとき\s*交付や申請に触れるとき\s*使わないとき\s*番号制度だけの話\s*<b>太字<\/b>/);
  assert.equal(await about.locator("b").count(), 0, "text, never markup");
  await b.button(page, "テーマ表で直す").click();
  assert.equal(await dialog().getByLabel("使うとき").inputValue(), texts["使うとき"]);
  // Each field is a step, and the fields follow.
  await b.button(page, "一つ戻す").click();
  await page.waitForFunction(() => [...document.querySelectorAll(".book__detail textarea")].every((e) => e.value !== "十一月に決めた"));
  assert.equal(await dialog().getByLabel("覚え書き").inputValue(), "");
  assert.equal(await dialog().getByLabel("使わないとき").inputValue(), texts["使わないとき"]);
  for (let n = 0; n < 3; n++) await b.button(page, "一つ戻す").click();
  for (const label of Object.keys(texts)) assert.equal(await dialog().getByLabel(label).inputValue(), "", label);
  await press("Escape");
  await b.button(page, "履歴").click();
  assert.match(await dialog().locator(".step--undone").first().innerText(), /テーマ「マイナンバーカード」の変更/);
  assert.deepEqual(page.complaints, []);
});

test("examples come from the text or are written, and go along to people who have the codebook alone", async () => {
  await to(1);
  await press("1", "j");
  await book();
  const examples = () => dialog().getByRole("list", { name: "例" }).getByRole("listitem");
  const said = await page.locator(".book__here").innerText();
  assert.ok(said.length > 5);
  await b.button(page, "いま選んでいる文を例にする").click();
  await examples().first().waitFor();
  assert.match(await examples().first().innerText(), /河野大臣.*第４回デジタル社会推進会議/s);
  assert.ok((await examples().first().innerText()).startsWith(said));
  assert.ok(await b.button(page, "いま選んでいる文を例にする").isDisabled(), "once");
  await dialog().getByLabel("例を自分で書く").fill("=カードを<i>持つ</i>人が増えました。");
  await b.button(page, "加える").click();
  await dialog().getByText("別のテーマに分ける").click();
  await b.button(page, "例にする").click();
  await examples().nth(2).waitFor();
  assert.match(await examples().nth(1).innerText(), /^=カードを<i>持つ<\/i>人/);
  assert.match(await examples().nth(2).innerText(), /ただいまから/);
  assert.equal(await examples().locator("i").count(), 0, "text, never markup");
  await page.evaluate(() => { document.querySelector(".book__detail").scrollTop = 300; });
  assert.deepEqual(await b.findings(page), []);
  await dialog().getByLabel("使わないとき").fill("番号だけの話");
  await b.saved(page);
  const texts = await examples().allInnerTexts();
  const json = await b.download(page, () => b.button(page, "テーマ表を保存").click());
  const csv = await b.download(page, () => b.button(page, "CSV").click());
  assert.equal(JSON.parse(json.text).codebook[0].usage.examples.length, 3);
  for (const file of [json, csv]) {
    await elsewhere(here, async (there) => {
      await b.sample(there);
      await there.locator("#whole button").waitFor();
      await book(there);
      await take(file.name, file.text, there);
      const list = dialog(there).getByRole("list", { name: "例" }).getByRole("listitem");
      await list.nth(2).waitFor();
      assert.deepEqual(await list.allInnerTexts(), texts, file.name);
      await there.waitForFunction(() => [...document.querySelectorAll(".book__detail textarea")].some((e) => e.value === "番号だけの話"));
      assert.deepEqual(there.complaints, []);
    });
  }
  // A table of a version that knows nothing of them takes nothing away.
  await take("old.csv", "id,name\r\nmynumber,マイナカード\r\n");
  await row("マイナカード").waitFor();
  assert.deepEqual(await examples().allInnerTexts(), texts);
  await b.button(page, /^例「=カードを/).click();
  await page.waitForFunction(() => document.querySelectorAll(".example").length === 2);
  await b.saved(page);
  await again(here);
  await book();
  await b.until(() => examples().count(), 2);
  // By key, too: what is taken back is in sight.
  await b.button(page, "閉じる").focus();
  await press("Control+z");
  await page.waitForFunction(() => document.querySelectorAll(".example").length === 3);
  await b.until(() => examples().allInnerTexts(), texts);
  assert.deepEqual(page.complaints, []);
});

test("themes of one name are told apart wherever they are listed", async () => {
  await book();
  await take("twice.csv", "id,parent,name\r\nlearn,,学び\r\nroads,,道\r\ncost-a,learn,費用\r\ncost-b,道,費用\r\nplain-a,,雑件\r\nplain-b,,雑件\r\n");
  await row("雑件").first().waitFor();
  const said = [/^費用（学び）/, /^費用（道）/, /^雑件（1）/, /^雑件（2）/];
  for (const name of said) await b.until(() => dialog().getByRole("button", { name }).count(), 1, String(name));
  assert.equal(await dialog().getByLabel("一つにする相手").locator("option", { hasText: "雑件（2）" }).count(), 1);
  await press("Escape");
  // Beside the text, where the keys are learned, too.
  const panel = page.getByRole("region", { name: "テーマ", exact: true });
  const shown = await panel.locator(".theme__name").allInnerTexts();
  assert.deepEqual(shown.filter((t) => /費用|雑件/.test(t)), ["費用（学び）", "費用（道）", "雑件（1）", "雑件（2）"]);
  await press("Control+k");
  await dialog().getByRole("combobox").fill("費用");
  for (const name of said.slice(0, 2)) await b.until(() => dialog().getByRole("option", { name }).count(), 1, String(name));
  await press("Escape");
  await b.button(page, "絞り込み").click();
  await b.button(page, "テーマ", page.locator(".filter")).click();
  for (const name of said) await b.until(() => page.locator(".filter").getByRole("checkbox", { name }).count(), 1, String(name));
  assert.deepEqual(await b.findings(page), []);
});

test("with hundreds of themes, moving one draws only its own row anew and leaves the colours alone", async () => {
  await book();
  const many = Array.from({ length: 199 }, (_, n) => `第${n}項`);
  await take("many.csv", `name\r\n${many.join("\r\n")}\r\n`);
  await row("第198項").waitFor();
  await page.evaluate(() => {
    for (const e of document.querySelectorAll(".book__row")) e.before = true;
    const sheet = document.adoptedStyleSheets.at(-1);
    window.rule = sheet.cssRules[0];
  });
  await row("第100項").locator("button").focus();
  await press("Alt+ArrowUp");
  await page.waitForFunction(() => document.activeElement?.textContent.startsWith("第100項"));
  const list = await names();
  assert.equal(list.indexOf("第100項") + 1, list.indexOf("第99項"));
  assert.equal(await page.evaluate(() => [...document.querySelectorAll(".book__row")].filter((e) => !e.before).length), 0, "rows are kept");
  assert.ok(await page.evaluate(() => document.adoptedStyleSheets.at(-1).cssRules[0] === window.rule), "so are the rules");
});

test("a rename in one language leaves the name in the other alone", async () => {
  const { page } = here;
  const names = async () => JSON.parse((await b.saveFile(page)).text).codebook.find((t) => t.id.endsWith(":mobility")).prefLabel;
  const rename = async (words, label, done) => {
    await page.locator(".themes__row", { has: b.theme(page, "mobility") }).locator(".theme__edit").click();
    await dialog().getByLabel(label, { exact: true }).fill(words);
    await b.button(page, done, dialog()).click();
    await b.theme(page, "mobility").filter({ hasText: words }).waitFor();
  };
  await rename("乗り物", "名前", "変更");
  assert.deepEqual(await names(), { ja: "乗り物", en: "Mobility" });
  await b.button(page, "表示").click();
  await page.getByText("English", { exact: true }).click();
  await page.keyboard.press("Escape");
  await b.theme(page, "mobility").filter({ hasText: "Mobility" }).waitFor();
  await page.locator(".themes__row", { has: b.theme(page, "mobility") }).locator(".theme__edit").click();
  const name = dialog().getByLabel("Name", { exact: true });
  assert.equal(await name.inputValue(), "Mobility");
  await name.fill("Transport");
  await name.press("Enter");
  await b.theme(page, "mobility").filter({ hasText: "Transport" }).waitFor();
  const file = await b.download(page, () => b.button(page, "Save to file").click());
  const saved = JSON.parse(file.text).codebook.find((t) => t.id.endsWith(":mobility")).prefLabel;
  assert.deepEqual(saved, { ja: "乗り物", en: "Transport" });
});

test("what another tab writes into a field, or calls a theme, is not written over", async () => {
  await b.saved(page);
  const there = await here.context.newPage();
  try {
    await there.goto(here.site.url);
    await b.ready(there);
    await come(there);
    const meaning = (on) => dialog(on).getByRole("textbox", { name: "意味" });
    for (const on of [page, there]) { await on.bringToFront(); await book(on); }
    await page.bringToFront();
    await meaning(page).pressSequentially("ここで。");
    await b.saved(page);
    await there.bringToFront();
    await there.waitForFunction(() => document.querySelector("dialog[open] textarea")?.value === "ここで。");
    await meaning(there).press("End");
    await meaning(there).pressSequentially("あちらで。");
    await b.saved(there);
    await page.bringToFront();
    await page.waitForFunction(() => document.querySelector("dialog[open] textarea")?.value === "ここで。あちらで。");
    await page.keyboard.press("End");
    await page.keyboard.type("また。");
    await b.saved(page);
    await there.waitForFunction(() => document.querySelector("dialog[open] textarea")?.value === "ここで。あちらで。また。");
    // The dialog of one theme writes what was changed in it.
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "「マイナンバーカード」を編集" }).click();
    await there.bringToFront();
    await dialog(there).getByRole("textbox", { name: "名前", exact: true }).fill("カード");
    await b.saved(there);
    await page.bringToFront();
    await b.until(() => b.theme(page, "mynumber").locator(".theme__name").innerText(), "カード");
    await dialog().getByLabel("キー").fill("z");
    await b.button(page, "変更").click();
    await page.waitForFunction(() => document.querySelector('[data-theme="mynumber"]')?.getAttribute("aria-keyshortcuts") === "z");
    assert.equal(await b.theme(page, "mynumber").locator(".theme__name").innerText(), "カード");
    // Somebody takes the theme away on which one is writing.
    await book();
    await meaning(page).focus();
    await there.bringToFront();
    await b.button(there, "削除", dialog(there)).click();
    await page.bringToFront();
    await b.theme(page, "mynumber").waitFor({ state: "detached" });
    assert.deepEqual([page.complaints, there.complaints ?? []], [[], []]);
  } finally { await there.close(); }
});

test("a begun example outlives a reload", async () => {
  await book();
  await dialog().getByRole("textbox", { name: "例を自分で書く" }).fill("「書きかけ」の\n例\"");
  await again(here);
  await book();
  assert.equal(await dialog().getByRole("textbox", { name: "例を自分で書く" }).inputValue(), "「書きかけ」の\n例\"");
});

test("what is typed goes to no other theme when another tab deletes the one it was about", async () => {
  await b.saved(page);
  const there = await here.context.newPage(), rows = (on) => dialog(on).getByRole("list", { name: "テーマ" }).getByRole("button");
  const meanings = async (on = there) => {
    const { text } = await b.saveFile(on);
    return JSON.parse(text).codebook.filter((t) => t.definition && !t.deleted).map((t) => t.definition);
  };
  try {
    await there.goto(here.site.url);
    await b.ready(there);
    await come(there);
    const before = await meanings();
    for (const on of [page, there]) {
      await on.bringToFront();
      await book(on);
      await rows(on).nth(2).click();
    }
    await page.bringToFront();
    await dialog().getByRole("textbox", { name: "意味" }).fill("書きかけ");
    await b.saved(page);
    await there.bringToFront();
    await dialog(there).getByRole("button", { name: "削除", exact: true }).click();
    await b.saved(there);
    await page.bringToFront();
    await page.waitForFunction(() => ![...document.querySelectorAll("dialog[open] textarea")].some((t) => t.value === "書きかけ"));
    // Whoever has lost the keys with it has them elsewhere by then.
    await b.settled(page);
    await page.keyboard.type("続き");
    await b.saved(page);
    await page.keyboard.press("Escape");
    assert.deepEqual(await meanings(page), before);
    await there.bringToFront();
    await there.keyboard.press("Escape");
    assert.deepEqual(await meanings(), before);
  } finally {
    await there.close();
  }
});

test("a table made by hand: its columns are called as on the page, and what is wrong with one is said with its row", async () => {
  await book();
  const problem = dialog().locator(".book__files [role=alert]");
  const told = (words) => page.waitForFunction((words) => document.querySelector(".book__files [role=alert]")?.textContent.includes(words), words);
  const before = await names();
  await take("list.csv", "交通,道のこと\r\n農業,畑のこと\r\n");
  await told("列の名前が見つかりません");
  assert.match(await problem.innerText(), /「名前」.*「意味」.*いまのテーマは何も変わっていません/s);
  await take("keys.csv", "名前,キー\r\n交通,12\r\n");
  await told("2 行目、key の列の「12」");
  await take("empty.csv", "名前,意味\r\n交通,道\r\n,畑\r\n");
  await told("3 行目に、テーマの名前");
  await take("<b>open.csv", "名前\r\n\"交通\r\n");
  await told("<b>open.csv");
  assert.deepEqual(await names(), before);
  await take("ours.csv", "わたしたちのテーマ,\r\nテーマ名,意味\r\n交通,道のこと\r\n農業,\r\n");
  await row("交通").waitFor();
  assert.equal(await problem.innerText(), "");
  await row("交通").locator("button").first().click();
  assert.equal(await dialog().getByLabel("意味").inputValue(), "道のこと");
  await press("Escape");
  await undone();
  await book();
  assert.deepEqual(await names(), before);
});
