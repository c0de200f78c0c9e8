// With the keyboard alone: the keys stay where somebody works, although lists are drawn anew and buttons go away.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as b from "./browser.mjs";
import { atDesk } from "./at-desk.mjs";

const here = atDesk();

/** What has the keys: its place, and what it is called. */
const focused = () => here.page.evaluate(() => {
  const e = document.activeElement;
  return `${e.tagName.toLowerCase()} ${e.getAttribute("aria-label") ?? e.textContent.slice(0, 40)}`;
});

/** Puts the keys on something, and presses one there. */
async function press(locator, key = "Enter") {
  await locator.focus();
  await here.page.keyboard.press(key);
}

/** Waits until the keys are somewhere that `holds`, a function in the page, is content with. */
const comes = (holds, about) => here.page.waitForFunction(holds, about).catch(async () => assert.fail(`the keys are on: ${await focused()}`));

/** They are in there once the page has done all that might take them away. */
const within = async (selector) => {
  await b.settled(here.page);
  await comes((s) => document.activeElement.matches(`${s} :is(button, input, select, textarea, summary)`), selector);
};

test("a proposal that is taken gives the keys to the next one", async () => {
  const { page } = here;
  await b.main(page).focus();
  // To a sentence with two proposals.
  for (let n = 0; n < 200 && await page.locator(".suggestion__take").count() < 2; n++) await page.keyboard.press("j");
  const second = await page.locator(".suggestion__take").nth(1).textContent();
  await press(page.locator(".suggestion__take").first());
  await comes((words) => document.activeElement.matches(".suggestion__take") && words.startsWith(document.activeElement.querySelector(".suggestion__name").textContent), second);
  await b.saved(page);
  // Refused: what is left in the list has them, or the panel.
  await press(page.locator(".suggestion__no").first());
  await within(".panel--note");
});

test("undo and redo that go out of use give the keys to their neighbour", async () => {
  const { page } = here;
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  await b.saved(page);
  const undo = b.button(page, "元に戻す"), redo = b.button(page, "やり直す");
  await press(undo);
  await b.saved(page);
  await press(redo);
  await b.saved(page);
  await within(".toolbar");
  await b.until(async () => /元に戻す/.test(await focused()), true);
});

test("in the codebook the keys never fall out of the dialog", async () => {
  const { page } = here;
  await press(b.button(page, "テーマ表"));
  const dialog = page.getByRole("dialog", { name: "テーマ表" });
  await dialog.getByRole("textbox", { name: "例を自分で書く" }).fill("朝の電車の例");
  await press(b.button(page, "加える", dialog));
  await within("dialog[open]");
  await press(dialog.getByRole("button", { name: /^例「朝の電車の例」を消す/ }));
  await dialog.getByRole("button", { name: /^例「朝の電車の例」を消す/ }).waitFor({ state: "detached" });
  await within("dialog[open]");
  await press(dialog.getByRole("button", { name: /^下へ/ }));
  await within("dialog[open]");
  await press(b.button(page, "削除", dialog));
  await within("dialog[open]");
});

test("a key between two frames is not lost where a dialog is drawn anew", async () => {
  const { page } = here;
  await press(b.button(page, "文書全体・節に付箋"));
  await comes(() => document.activeElement.matches("dialog .theme"));
  // The second key comes as soon as what the first one pressed is drawn, before the next frame.
  const pressed = await page.evaluate(() => new Promise((done) => {
    const list = document.querySelector("dialog .themes");
    new MutationObserver((_, watch) => {
      watch.disconnect();
      const lost = document.activeElement === document.body, drawn = list.querySelectorAll("[aria-pressed=true]").length;
      key();
      done([lost, drawn]);
    }).observe(list, { childList: true, subtree: true });
    const key = () => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "1", bubbles: true, cancelable: true }));
    key();
  }));
  assert.deepEqual(pressed, [true, 1], "the button that had the keys is drawn anew");
  await comes(() => document.querySelectorAll("dialog .theme[aria-pressed=true]").length === 0);
});

test("tags on the whole keep the keys on their button", async () => {
  const { page } = here;
  await press(b.button(page, "文書全体・節に付箋"));
  const dialog = page.getByRole("dialog", { name: "文書全体・節の付箋と覚え書き" });
  // At once.
  await comes(() => document.activeElement.matches("dialog .theme"));
  await page.keyboard.press("1");
  await comes(() => document.querySelectorAll("dialog .theme[aria-pressed=true]").length === 1);
  await within("dialog .themes");
  await page.keyboard.press("1");
  await comes(() => document.querySelectorAll("dialog .theme[aria-pressed=true]").length === 0);
  await within("dialog .themes");
  const first = dialog.locator(".theme").first();
  const name = await first.textContent();
  await press(first);
  await b.saved(page);
  await comes((n) => document.activeElement.matches("dialog .theme[aria-pressed=true]") && document.activeElement.textContent === n, name);
  // A theme's key does here what it does in the text; what is typed into the memo is not taken for one.
  await page.keyboard.press("2");
  await comes(() => document.querySelectorAll("dialog .theme[aria-pressed=true]").length === 2);
  await page.keyboard.press("2");
  await comes(() => document.querySelectorAll("dialog .theme[aria-pressed=true]").length === 1);
  await dialog.getByLabel("覚え書き").press("2");
  assert.equal(await dialog.getByLabel("覚え書き").inputValue(), "2");
  await b.settled(page);
  assert.equal(await dialog.locator(".theme[aria-pressed=true]").count(), 1);
});

test("a section's tags and memo are seen beside the text, with a way to them", async () => {
  const { page } = here;
  await b.files(page, b.file("青葉町.txt", "第２回　青葉町交通会議　会議録\n\n○議長　会議を開きます。\n１　運賃の改定について\n○事務局　資料１を御覧ください。\n○議長　質問はありますか。\n２　路線の見直しについて\n○事務局　資料２を御覧ください。\n○議長　終わります。\n"));
  await page.locator(".whole").getByRole("button", { name: "文書全体・節に付箋" }).waitFor();
  await page.getByRole("heading", { name: "青葉町交通会議" }).first().waitFor();
  await b.ready(page);
  await b.button(page, "文書全体・節に付箋").click();
  const dialog = page.getByRole("dialog", { name: "文書全体・節の付箋と覚え書き" });
  const options = await dialog.getByRole("combobox").locator("option").allTextContents();
  await dialog.getByRole("combobox").selectOption({ index: 1 });
  await dialog.locator(".theme").nth(2).click();
  await dialog.getByLabel("覚え書き").fill("ここから本題");
  await b.saved(page);
  await page.keyboard.press("Escape");
  const place = page.locator("#whole");
  await place.getByText("ここから本題").waitFor();
  assert.equal(await place.locator(".tag:not(.tag--note)").first().textContent(), await page.locator(".themes .theme__name").nth(2).textContent());
  await place.getByRole("button", { name: options[1] }).click();
  assert.equal(await dialog.getByRole("combobox").evaluate((s) => s.selectedOptions[0].textContent), options[1]);
  assert.equal(await dialog.getByLabel("覚え書き").inputValue(), "ここから本題");
});

test("paper is light, and says below the minutes which theme is which and what was noted", async () => {
  const { page } = here;
  await page.emulateMedia({ colorScheme: "dark" });
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  await page.keyboard.press("n");
  await page.keyboard.type("紙にも要る");
  await b.saved(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const paper = page.locator(".paper");
  await paper.getByText("紙にも要る").waitFor();
  assert.equal(await paper.locator(".paper__theme").textContent(), await page.locator(".themes .theme__name").first().textContent());
  const [ink, ground] = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor].map((c) => Number(c.match(/\d+/)[0])));
  assert.ok(ink < 60 && ground > 200, `${ink} on ${ground}`);
  assert.equal(await page.locator(".stripes").first().isVisible(), false);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await b.until(() => paper.count(), 0);
  await page.emulateMedia({ media: null, colorScheme: null });
});

test("what is said is seen above a dialog, and a draft outlives it", async () => {
  const { page } = here;
  await b.button(page, "テーマ表").click();
  const dialog = page.getByRole("dialog", { name: "テーマ表" });
  const draft = dialog.getByRole("textbox", { name: "例を自分で書く" });
  await draft.fill("書きかけ");
  await page.keyboard.press("Escape");
  await b.button(page, "テーマ表").click();
  assert.equal(await draft.inputValue(), "書きかけ");
  await b.button(page, "加える", dialog).click();
  assert.equal(await draft.inputValue(), "");
  const said = page.locator(".done");
  await said.getByText("例にしました").waitFor();
  // What lies on top there is the message itself, or what it lets through; it is in the top layer like the dialog.
  assert.equal(await said.evaluate((e) => e.matches(":popover-open") && getComputedStyle(e).display !== "none"), true);
  // Single keys work beside it.
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.locator("main[data-current]").waitFor();
});

test("what was being written has the keys again when a screen over it is put away", async () => {
  const { page } = here;
  await b.main(page).focus();
  await page.keyboard.press("j");
  for (const field of ["#search", "#note"]) {
    await page.locator(field).focus();
    await page.keyboard.type("ab");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await comes((f) => document.activeElement.matches(f), field);
    await page.keyboard.type("12");
    assert.equal(await page.locator(field).inputValue(), "ab12");
  }
  await b.saved(page);
  assert.equal(await page.locator('[data-theme][aria-pressed="true"]').count(), 0, "no digit was a tag");
  // Whoever presses Enter in 履歴 at once takes nothing back.
  await press(b.button(page, "履歴"));
  await comes(() => document.activeElement.closest("dialog[open]") && document.activeElement.textContent === "閉じる");
  await page.keyboard.press("Escape");
  // A button has them again, too.
  const open = b.button(page, "テーマ表");
  await press(open);
  await page.getByRole("dialog", { name: "テーマ表" }).waitFor();
  await page.keyboard.press("Escape");
  await comes(() => document.activeElement.matches(".themes__foot .button--quiet"));
  // Who pointed at it goes on in the text.
  await open.click();
  await page.getByRole("dialog", { name: "テーマ表" }).waitFor();
  await page.keyboard.press("Escape");
  await comes(() => document.activeElement.matches("main"));
});
