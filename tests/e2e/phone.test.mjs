// What a finger does, and nothing but a finger: a click of a mouse before it would hide what goes wrong.
import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import * as b from "./browser.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let site, dir, context, page;
before(async () => { site = await b.site(); });
after(() => site.stop());
beforeEach(async () => {
  dir = b.profile();
  context = await b.start(dir, PHONE);
  page = await b.open(context, site.url);
  await b.button(page, "サンプルを開く").tap();
  await b.ready(page);
});
afterEach(async () => { await context.close(); b.forget(dir); assert.deepEqual(page.complaints, []); });

const sheet = () => page.locator(".side--right");

/** Taps the lowest sentence that is wholly in sight. */
const tapLow = async () => {
  const y = await page.evaluate(() => [...document.querySelectorAll("p[data-paragraph]")]
    .map((p) => p.getBoundingClientRect()).filter((r) => r.top > 450 && r.top < 740).at(-1).top);
  await page.touchscreen.tap(70, y + 12);
  await sheet().waitFor();
};

test("a sentence that is tapped low on the screen stays in sight above the themes", async () => {
  for (let round = 0; round < 3; round++) {
    await tapLow();
    const chosen = page.locator(".unit-box--current i").first();
    await page.waitForFunction(() => {
      const box = document.querySelector(".unit-box--current i")?.getBoundingClientRect();
      const sheet = document.querySelector(".side--right").getBoundingClientRect();
      return box && box.height > 0 && box.bottom <= sheet.top && box.top > 0;
    }).catch(async () => {
      assert.fail(`the sentence is at ${JSON.stringify(await chosen.boundingBox())}, the sheet at ${JSON.stringify(await sheet().boundingBox())}`);
    });
    await page.locator(".sheet__grip").tap();
    await sheet().waitFor({ state: "hidden" });
    await b.apart(page);
  }
});

test("who looks for words to select is told how a finger does it, and led to no other sentence", async () => {
  await tapLow();
  await page.locator(".segment", { hasText: "範囲" }).tap();
  await page.getByText("文字を長く押して、範囲を選びます。").waitFor();
  const before = await b.current(page), swipe = () => b.swipe(page, [300, 200], [60, 200]);
  await swipe();
  assert.equal(await b.current(page), before);
  // The same gesture leads on where sentences are tagged.
  await page.locator(".segment", { hasText: "文" }).first().tap();
  await swipe();
  await page.waitForFunction((before) => document.querySelector("main").dataset.current !== before, before);
});

test("that a swipe leads on is said among the themes, until somebody has swiped", async () => {
  await tapLow();
  const hint = page.locator(".panel__hint");
  assert.equal(await hint.innerText(), "左右に払うと、次の文へ。");
  // It lies over nothing, and all themes are in sight with it.
  assert.equal(await page.locator(".done:popover-open").count(), 0);
  const last = await page.locator("[data-theme]").last().boundingBox();
  assert.ok(last.y + last.height <= 844 - 52, `the last theme ends at ${last.y + last.height}`);
  const before = await b.current(page);
  await b.swipe(page, [300, 200], [60, 200]);
  await page.waitForFunction((before) => document.querySelector("main").dataset.current !== before, before);
  await hint.waitFor({ state: "hidden" });
  await page.reload();
  await b.ready(page);
  await tapLow();
  assert.ok(await hint.isHidden(), "nobody is told twice");
});

test("a message covers nothing for longer than somebody wants", async () => {
  await tapLow();
  await b.theme(page, "mynumber").tap();
  await b.until(() => b.theme(page, "mynumber").getAttribute("data-count"), "1");
  // No time goes by, in which it would go by itself.
  await b.stopClock(page);
  await b.button(page, "元に戻す").tap();
  const message = page.locator(".done:popover-open", { hasText: "元に戻しました" });
  await message.waitFor();
  await message.tap();
  await message.waitFor({ state: "detached" });
});
