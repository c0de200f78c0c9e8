// The parser was unsure, or wrong: one key says what a place is. The text stays, the answer is kept and shared.
import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import * as b from "./browser.mjs";

let site, dir, context, page;
before(async () => { site = await b.site(); });
after(() => site.stop());
beforeEach(async () => {
  dir = b.profile();
  context = await b.start(dir);
  page = await b.open(context, site.url);
  await b.files(page, b.file("青葉町.txt", MINUTES));
  await b.ready(page);
});
afterEach(async () => { await context.close(); b.forget(dir); assert.deepEqual(page.complaints, []); });

const MINUTES = `第２回　青葉町交通会議　会議録
日時　令和７年５月８日（木）

会長：ただいまから会議を開きます。出席者は七人です。
真壁：正直に言うと、値上げは困ります。反対です。
会長：ほかにございますか。
真壁：本数を増やしてほしいです。
佐藤：賛成です。
事務局：資料１を御覧ください。運賃の改定についてです。
会長：では採決します。
`;
const READ = ["会長", "真壁", "会長", "真壁", "事務局", "会長"];
const findings = () => page.getByRole("region", { name: "確認が必要な箇所" });
const bar = () => page.getByTestId("repair");
const speakers = (p = page) => p.locator(".speech__label").allInnerTexts();
/** Waits until the text is read so, and whoever reads it is where they were: that comes with the next frames. */
const read = async (want, p = page) => {
  await p.waitForFunction((w) =>
    JSON.stringify([...document.querySelectorAll(".speech__label")].map((e) => e.textContent)) === w, JSON.stringify(want));
  await b.ready(p);
  await b.frames(p);
};
const ask = async (words) => {
  await findings().getByRole("button", { name: words }).first().click();
  await bar().waitFor();
};

test("what is right as it is is said once, and asked no more", async () => {
  await ask("佐藤");
  // Beside the question no theme is put on.
  await page.keyboard.press("7");
  await b.frames(page);
  assert.equal(await bar().count(), 1);
  await page.keyboard.press("5");
  await read(READ);
  await b.until(() => findings().getByText("似ています").count(), 0);
  await b.saved(page);
  await page.reload();
  await read(READ);
  // Once the list is there, with what else is to be checked.
  await findings().getByRole("button").first().waitFor();
  assert.equal(await findings().getByText("似ています").count(), 0);
  // Where nothing is in doubt there is nothing to say.
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("r");
  assert.ok(await bar().locator('[aria-keyshortcuts="5"]').isDisabled());
  await page.keyboard.press("Escape");
});

test("a filter by who spoke stays with them when the document is read otherwise", async () => {
  await page.getByRole("button", { name: "絞り込み" }).click();
  await page.locator('[popovertarget="filter-speakers"]').click();
  await page.locator("#filter-speakers").getByLabel("事務局", { exact: true }).check();
  await page.keyboard.press("Escape");
  const said = () => page.locator("article[data-speech]:not(.folded) .speech__label").allInnerTexts();
  await page.waitForFunction(() => document.querySelectorAll("article[data-speech]:not(.folded)").length === 1);
  assert.deepEqual(await said(), ["事務局"]);
  // 佐藤 becomes a speaker before them.
  await ask("佐藤");
  await page.keyboard.press("1");
  await page.waitForFunction(() => document.querySelectorAll("article[data-speech]").length === 7);
  await b.ready(page);
  await page.waitForFunction(() => [...document.querySelectorAll("article[data-speech]:not(.folded) .speech__label")].some((e) => e.textContent === "事務局"));
  await b.until(() => page.locator("#filter-speakers").getByLabel("事務局", { exact: true }).isChecked(), true);
  await page.getByText("2 文が該当").waitFor();
});

test("places in the table are counted as the document is read now", async () => {
  await b.main(page).focus();
  const to = async (unit) => { for (let n = 0; n < 40 && await b.main(page).getAttribute("data-current") !== unit; n++) await page.keyboard.press("j"); };
  await page.keyboard.press("j");
  await to("5.1");
  await page.keyboard.press("n");
  await page.keyboard.type("前のメモ");
  await page.keyboard.press("Escape");
  await ask("佐藤");
  await page.keyboard.press("1");
  await read(["会長", "真壁", "会長", "真壁", "佐藤", "事務局", "会長"]);
  await b.saved(page);
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await to("6.2");
  await page.keyboard.press("n");
  await page.keyboard.type("後のメモ");
  await page.keyboard.press("Escape");
  await b.saved(page);
  const { text } = await b.download(page, async () => {
    await b.button(page, "書き出す").click();
    await page.getByRole("menuitem", { name: "表（CSV、Excel 用）" }).or(b.button(page, "表（CSV、Excel 用）")).first().click();
  });
  const rows = text.slice(1).split("\r\n").map((row) => row.slice(1, -1).split('","'));
  assert.deepEqual(rows.filter((r) => r[9]?.endsWith("メモ") && r[9] !== "メモ").map((r) => [r[1], r[2], r[9]]), [["6", "1", "前のメモ"], ["6", "2", "後のメモ"]]);
  // The list of steps says which place was repaired.
  await b.button(page, "履歴").click();
  await page.locator(".step", { hasText: "読み方の直し" }).getByText("佐藤：賛成です").waitFor();
  // Whoever opened it with the mouse goes on with keys in the text.
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.getAttribute("data-testid") === "document");
});

test("a finding leads to the place, and one key makes it a speech", async () => {
  await read(READ);
  await ask("佐藤");
  assert.match(await bar().innerText(), /佐藤：賛成です/);
  await page.keyboard.press("1");
  await read(["会長", "真壁", "会長", "真壁", "佐藤", "事務局", "会長"]);
  await b.until(() => bar().count(), 0);
  await b.until(() => findings().getByText("似ています").count(), 0, "nobody asks again");
  await b.saved(page);
  await page.reload();
  await read(["会長", "真壁", "会長", "真壁", "佐藤", "事務局", "会長"]);
  await b.main(page).focus();
  await page.keyboard.press("Control+z");
  await read(READ);
  await page.keyboard.press("Control+y");
  await read(["会長", "真壁", "会長", "真壁", "佐藤", "事務局", "会長"]);
  // And by its own way back.
  await findings().getByRole("button", { name: /直しをやめる/ }).click();
  await read(READ);
});

test("r asks about the sentence one is at: somebody else speaks from here", async () => {
  await b.main(page).focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press("j");
  await page.keyboard.press("r");
  await bar().waitFor();
  assert.match(await bar().innerText(), /出席者は七人です/);
  await page.keyboard.press("2");
  await b.frames(page);
  assert.equal(await bar().count(), 1, "an answer that does not fit does nothing");
  await page.keyboard.press("1");
  const field = page.getByLabel("だれの発言ですか");
  // A conversion that is confirmed with Enter is no answer yet.
  await field.evaluate((e) => {
    e.value = "ちょうちょう";
    e.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
  });
  await b.frames(page);
  assert.equal(await bar().count(), 1);
  await field.fill("町長");
  await page.keyboard.press("Enter");
  await read(["会長", "町長", "真壁", "会長", "真壁", "事務局", "会長"]);
  await b.until(() => b.main(page).evaluate((m) => m.contains(document.activeElement)), true);
  await b.until(() => b.current(page), "2.1", "the person stays where they were");
});

test("what nobody said is no speech, and tags stay where they are", async () => {
  await page.getByRole("button", { name: "はじめてのテーマ表を入れる" }).click();
  await page.locator("[data-theme]").first().waitFor();
  await ask("真壁");
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  await b.saved(page);
  await b.until(async () => Object.values(await b.highlights(page)).join(), "1");
  await page.keyboard.press("k");
  await b.until(() => theme.getAttribute("aria-pressed"), "false");
  // A heading that is somebody's: pointed at, it is asked about.
  await page.getByText("２　その他").last().click();
  assert.equal(await at(), "0.3");
  await page.keyboard.press("r");
  await bar().waitFor();
  assert.match(await bar().innerText(), /その他/);
  await page.keyboard.press("2");
  await b.until(async () => (await page.locator("article", { hasText: "その他" }).count()) > 0, true);
});
