// Who somebody is: at another computer, in a file that was saved elsewhere.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import * as b from "./browser.mjs";

let site, dirs, contexts, folder;
before(async () => { site = await b.site(); });
after(() => site.stop());
beforeEach(() => { [dirs, contexts] = [[], []]; folder = b.profile(); });
afterEach(async () => {
  for (const context of contexts) await context.close();
  for (const dir of [...dirs, folder]) b.forget(dir);
});

/** A page at another computer. */
const elsewhere = async () => {
  const dir = b.profile(), context = await b.start(dir);
  dirs.push(dir);
  contexts.push(context);
  return b.open(context, site.url);
};
/** Opens the sample, tags its first sentence and saves; gives the file and who that was. */
const saved = async (keys = ["j", "1"]) => {
  const page = await elsewhere();
  await b.sample(page);
  await b.main(page).focus();
  for (const key of keys) await page.keyboard.press(key);
  await b.saved(page);
  const { name, text } = await b.download(page, () => b.button(page, "ファイルに保存").click());
  const path = join(folder, `${dirs.length}-${name}`);
  writeFileSync(path, text);
  return { path, who: await page.locator(".people__me").evaluate((e) => e.closest("li").querySelector("input").dataset.annotator) };
};
const me = (page) => page.locator(".people__me").evaluate((e) => e.closest("li").querySelector("input").dataset.annotator);
const own = (page) => page.locator('[data-stripe][data-own="true"]').count();

test("whoever opens their own file at another computer is asked who they are, and goes on", async () => {
  const { path, who } = await saved(), page = await elsewhere();
  await b.files(page, path);
  await b.ready(page);
  const question = page.getByRole("alert").filter({ hasText: "この中に、あなたの付箋はありますか。" });
  await question.waitFor();
  assert.notEqual(await me(page), who);
  await page.locator("[data-stripe]").first().waitFor({ state: "attached" });
  assert.equal(await own(page), 0);
  await question.getByRole("button", { name: /として続ける$/ }).click();
  await page.waitForFunction((who) => document.querySelector(".people__me")?.closest("li").querySelector("input").dataset.annotator === who, who);
  await question.waitFor({ state: "detached" });
  await b.until(() => page.locator(".people__row").count(), 1, "the stranger was nobody");
  await b.until(() => b.button(page, "元に戻す").isDisabled(), true, "whoever has done nothing has nothing to take back");
  await page.waitForFunction(() => document.querySelectorAll('[data-stripe][data-own="true"]').length === 1);
  await b.saved(page);
  await page.reload();
  await b.ready(page);
  await b.until(() => me(page), who);
  assert.deepEqual(page.complaints, []);
});

test("what a stranger has tagged meanwhile goes along, and nothing is there twice", async () => {
  const { path, who } = await saved(), page = await elsewhere();
  await b.files(page, path);
  await b.ready(page);
  await page.getByRole("alert").getByRole("button", { name: "いいえ" }).click();
  const stranger = await me(page);
  await b.main(page).focus();
  // The tag of the file once more, and one on the next sentence.
  for (const key of ["j", "1", "j", "2"]) await page.keyboard.press(key);
  await page.waitForFunction(() => document.querySelectorAll('[data-stripe][data-own="true"]').length === 2);
  // Whose tags they become is asked first, and whoever thinks better of it is who they were.
  const going = page.getByRole("button", { name: /として続ける$/ }), asked = page.getByRole("dialog");
  await going.click();
  await asked.getByText("2件").waitFor();
  await b.button(page, "やめる", asked).click();
  await asked.waitFor({ state: "hidden" });
  assert.equal(await me(page), stranger);
  await going.click();
  await b.button(page, "この人の付箋にする", asked).click();
  const is = (who) => page.waitForFunction((who) => document.querySelector(".people__me")?.closest("li").querySelector("input").dataset.annotator === who, who);
  await is(who);
  await b.until(() => page.locator(".people__row").count(), 1);
  await page.waitForFunction(() => document.querySelectorAll("[data-stripe]").length === 2);
  await b.until(() => own(page), 2);
  await b.until(() => b.theme(page, "mynumber").getAttribute("data-count"), "1");
  // It is a step like any other, and called what it was.
  assert.match(await b.button(page, "元に戻す").getAttribute("title"), /として続ける$/);
  await b.button(page, "元に戻す").click();
  await page.waitForFunction(() => document.querySelectorAll(".people__row").length === 2);
  await is(stranger);
  await page.waitForFunction(() => document.querySelectorAll('[data-stripe][data-own="true"]').length === 2);
  await b.button(page, "やり直す").click();
  await page.waitForFunction(() => document.querySelectorAll(".people__row").length === 1);
  await is(who);
  assert.deepEqual(page.complaints, []);
});

test("who the person is is one thing in all tabs, and what another tab changes is not written over by a merge", async () => {
  const { path, who } = await saved(), page = await elsewhere();
  await b.files(page, path);
  await b.ready(page);
  const second = await page.context().newPage();
  await second.goto(site.url);
  await b.ready(second);
  await page.bringToFront();
  await page.getByRole("alert").getByRole("button", { name: /として続ける$/ }).click();
  for (const tab of [page, second])
    await tab.waitForFunction((who) => document.querySelector(".people__me")?.closest("li").querySelector("input").dataset.annotator === who, who);
  await second.getByRole("alert").filter({ hasText: "別のタブで、参加者が" }).waitFor();
  // What is tagged there is theirs.
  await second.bringToFront();
  await b.main(second).focus();
  for (const key of ["j", "j", "2"]) await second.keyboard.press(key);
  await b.saved(second);
  await second.waitForFunction(() => document.querySelectorAll('[data-stripe][data-own="true"]').length === 2);
  await b.until(() => second.locator(".people__row").count(), 1);
  // A file takes the first tag off. While its preview is open, the other tab takes it off, too: then nothing is left to do.
  const file = JSON.parse((await b.saveFile(second)).text), tag = file.first.items[0];
  Object.assign(tag, { deleted: true, revision: tag.revision + 1 });
  const gone = join(folder, "gone.fusen.json");
  writeFileSync(gone, JSON.stringify(file));
  await page.bringToFront();
  await page.getByTestId("merge-file").setInputFiles(gone);
  const preview = (changed) => page.locator(`[data-testid="merge-preview"][data-changed="${changed}"]`);
  await preview(1).waitFor();
  await second.bringToFront();
  await second.keyboard.press("k");
  await second.keyboard.press("1");
  await b.saved(second);
  await second.waitForFunction(() => document.querySelectorAll("[data-stripe]").length === 1);
  await page.bringToFront();
  await page.waitForFunction(() => document.querySelectorAll("[data-stripe]").length === 1);
  await b.button(page, "取り込む").click();
  // It is shown once more, as it is now.
  await preview(0).waitFor();
  assert.deepEqual(page.complaints, []);
});

test("a class is told how far all agree, and who is close to whom", async () => {
  const files = [];
  for (const keys of [["j", "1"], ["j", "1"], ["j", "1", "j", "2"]]) files.push((await saved(keys)).path);
  const page = await elsewhere();
  await page.getByTestId("open-file").setInputFiles(files);
  await b.ready(page);
  await page.getByRole("tab", { name: "くらべる" }).click();
  const tables = page.locator(".report__group .report__table");
  await tables.nth(1).waitFor();
  const cells = (table, row) => tables.nth(table).locator("tbody tr").nth(row).locator("td").allInnerTexts();
  // All three tagged one sentence with the first theme, and one alone another with the second.
  assert.deepEqual(await cells(0, 0), ["3", "1", "0", "1.00"]);
  assert.deepEqual((await cells(0, 1)).slice(0, 3), ["1", "0", "1"]);
  await tables.nth(0).locator("tbody tr").nth(1).getByRole("button", { name: "1", exact: true }).click();
  await page.locator("#asked .statements li").waitFor();
  assert.match(await page.locator("#asked").innerText(), /お忙しい中/);
  assert.equal(await tables.nth(1).locator("tbody tr").count(), 3);
  // Who is named there is shown beside whom it is about.
  const row = tables.nth(1).locator("tbody tr").last(), who = await row.locator("th").innerText();
  const nearest = row.getByRole("button").first(), name = await nearest.innerText();
  await nearest.click();
  const picked = () => page.locator(".report__picks select").evaluateAll((all) => all.map((s) => s.selectedOptions[0].textContent));
  await page.waitForFunction((who) => document.querySelector(".report__picks select")?.selectedOptions[0].textContent === who, who);
  assert.deepEqual(await picked(), [who, name]);
  // Whoever is not ticked does not count.
  await page.locator(".people__row").filter({ hasText: name }).getByRole("checkbox").uncheck();
  await page.locator(".report__group").waitFor({ state: "detached" });
  assert.deepEqual(page.complaints, []);
});

test("whoever is out of sight is in no table, and the tables stay when the document is another", async () => {
  const { path, who } = await saved(), page = await elsewhere();
  await b.files(page, path);
  await b.ready(page);
  await page.getByRole("button", { name: "いいえ" }).click();
  await b.main(page).focus();
  for (const key of ["j", "j", "2"]) await page.keyboard.press(key);
  await page.getByRole("tab", { name: "まとめ" }).click();
  const table = page.getByRole("region", { name: "テーマと参加者" });
  const columns = () => table.locator("thead th").count();
  await b.until(columns, 4, "the theme, the sum and two people");
  await page.locator(`[data-annotator="${who}"]`).uncheck();
  await b.until(columns, 3);
  assert.equal(await page.getByText("表示していない人の付箋は数えていません").count(), 1);
  // With another document one stays where one is.
  await b.files(page, b.file("別.txt", "第２回　青葉会議　会議録\n会長：開きます。\n委員：賛成です。\n会長：終わります。\n"));
  await b.ready(page);
  await page.getByRole("tab", { name: "まとめ" }).click();
  await page.locator("[data-document]").filter({ hasText: "デジタル社会推進会議" }).click();
  await page.locator('[data-document][aria-current="true"]').filter({ hasText: "デジタル社会推進会議" }).waitFor();
  await b.until(columns, 3);
  assert.equal(await page.getByRole("tab", { name: "まとめ" }).getAttribute("aria-selected"), "true");
  assert.deepEqual(page.complaints, []);
});

test("what others have noted is in sight on a small laptop", async () => {
  const { path } = await saved(["j", "1", "n", ..."budget", "Escape"]), page = await elsewhere();
  await page.setViewportSize({ width: 1366, height: 768 });
  await b.files(page, path);
  await b.ready(page);
  await page.getByRole("button", { name: "いいえ" }).click();
  await b.main(page).focus();
  for (const key of ["j", "1", "n"]) await page.keyboard.press(key);
  await page.keyboard.type("一行目\n二行目\n三行目");
  await page.keyboard.press("Escape");
  const note = page.locator(".tag--note");
  await note.waitFor();
  const seen = () => note.evaluate((e) => {
    const own = e.getBoundingClientRect(), list = e.closest(".tags").getBoundingClientRect();
    return Math.min(own.bottom, list.bottom, innerHeight) - Math.max(own.top, list.top) >= Math.min(own.height, 40);
  });
  await b.until(seen, true);
});
