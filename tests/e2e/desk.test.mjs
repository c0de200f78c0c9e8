// What the page loads after it can be used: suggestions, filter, commands by name, history, the whole.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { again, atDesk, elsewhere } from "./at-desk.mjs";
import * as b from "./browser.mjs";

const here = atDesk();
let page;
beforeEach(() => { ({ page } = here); });

const dialog = () => page.locator("dialog[open]");
const count = (id) => b.theme(page, id).getAttribute("data-count");
const press = async (...keys) => { for (const k of keys) await page.keyboard.press(k); };
const to = async (n) => { for (let i = 0; i < n; i++) await press("j"); };
const current = () => b.current(page);
/** Opens something by its name, as a person would, once how kanji are read has come. */
async function command(name) {
  await press("Control+k");
  await dialog().getByRole("combobox").fill(name);
  await page.waitForFunction(() => performance.getEntriesByType("resource").some((e) => e.name.endsWith("readings.txt") && e.responseEnd));
  await b.frames(page);
  await dialog().getByRole("option").first().waitFor();
  await press("Enter");
}
const undone = async () => { await b.button(page, "元に戻す").click(); };

test("what the words of a sentence propose is taken with Enter and refused for good with Backspace", async () => {
  const first = page.locator(".suggestion__name").first();
  while (!(await first.isVisible())) await press("j");
  assert.equal(await first.innerText(), "計画・推進体制", "重点計画 proposes it");
  await press("Backspace");
  await page.locator(".suggestion--refused").waitFor();
  const refused = await current();
  // It can be taken back, and refused again.
  await b.button(page, "また出す").click();
  await page.locator(".suggestion--refused").waitFor({ state: "detached" });
  await b.main(page).focus();
  await press("Backspace");
  await page.locator(".suggestion--refused").waitFor();
  // It was the last thing done, so that is what undo takes back, and no tag from before.
  assert.equal(await b.button(page, "元に戻す").getAttribute("title"), "元に戻す：候補から外す");
  await press("Control+z");
  await page.locator(".suggestion--refused").waitFor({ state: "detached" });
  await press("Backspace");
  await page.locator(".suggestion--refused").waitFor();
  const card = page.locator(".suggestion").first().filter({ hasText: "マイナンバーカード" });
  while (!(await card.count())) await press("j");
  await press("Enter");
  assert.equal(await count("mynumber"), "1");
  await card.waitFor({ state: "detached" });
  await b.saved(page);
  await again(here);
  await b.main(page).focus();
  do await press("j"); while (await current() !== refused);
  await b.until(() => page.locator(".suggestion--refused").count(), 1);
  assert.equal(await page.locator(".suggestion__take").count(), 0, "it stays refused");
  assert.deepEqual(page.complaints, []);
});

test("a full stop puts the last theme on again and never takes it off", async () => {
  await to(1);
  await press("2");
  await press("j", ".");
  assert.equal(await count("trust"), "2");
  await press(".");
  assert.equal(await count("trust"), "2");
});

test("anything is found by its first letters, kana typed in Latin letters too", async () => {
  await to(3);
  await command("mai");
  assert.equal(await count("mynumber"), "1", "マイナンバーカード");
  await command("インフラ");
  assert.equal(await count("infra"), "1");
  await command("kyouiku");
  assert.equal(await count("education"), "1", "教育");
  await command("ぼうさい");
  assert.equal(await count("disaster-police"), "1", "防災・警察");
  await command("松本大臣");
  await page.waitForFunction(() => document.querySelector("main[data-current]")?.dataset.current === "2.1");
  // How the page looks, where a choice is made at once; and what has no theme yet.
  await command("gengo");
  await page.waitForFunction(() => document.activeElement?.name === "language");
  await press("Escape");
  await command("もじの");
  await page.waitForFunction(() => document.activeElement?.name === "text-size");
  await press("Escape");
  await command("付箋なし");
  await page.locator(".filter").getByLabel("付箋なし").waitFor();
  assert.ok(await page.locator(".filter").getByLabel("付箋なし").isChecked());
  await b.button(page, "解除して閉じる").click();
  await command("メモを書く");
  await page.waitForFunction(() => document.activeElement?.id === "note");
  assert.deepEqual(await b.findings(page), []);
  // Enter chooses there, and takes nothing that the words of the sentence propose.
  await b.main(page).focus();
  while (!(await page.locator(".suggestion__take").count())) await press("j");
  const tags = await page.locator(".people__count").innerText();
  await command("元に戻す");
  await page.waitForFunction(() => /元に戻しました/.test(document.querySelector(".done")?.textContent));
  await command("やり直す");
  await page.waitForFunction(() => /やり直しました/.test(document.querySelector(".done")?.textContent));
  while (!(await page.locator(".suggestion__take").count())) await press("j");
  await command("まとめ");
  await page.getByRole("tab", { name: "まとめ", selected: true }).waitFor();
  // The keys go where the eyes go.
  await page.waitForFunction(() => document.activeElement?.id === "insights");
  await command("読む");
  await page.getByRole("tab", { name: "読む", selected: true }).waitFor();
  await page.waitForFunction(() => document.activeElement?.dataset.testid === "document");
  assert.equal(await page.locator(".people__count").innerText(), tags);
  // Also from a text field; Escape comes back.
  await press("Control+k");
  await dialog().waitFor();
  await press("Escape");
  await dialog().waitFor({ state: "detached" });
  // A conversion's Enter chooses nothing.
  await press("Control+k");
  const field = dialog().getByRole("combobox");
  await field.evaluate((e) => e.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true })));
  await b.frames(page);
  assert.equal(await dialog().count(), 1);
  assert.deepEqual(await b.findings(page), []);
});

test("a filter folds away what does not match, j walks what is left, and all of it is tagged at once", async () => {
  const speeches = () => page.locator("article[data-speech]:not(.folded)").count();
  assert.equal(await speeches(), 16);
  await b.button(page, "絞り込み").click();
  const bar = page.locator(".filter");
  await bar.getByRole("searchbox").fill("マイナンバー");
  await page.waitForFunction(() => /^\d+ 文/.test(document.querySelector(".filter__count")?.textContent));
  const matching = Number((await page.locator(".filter__count").innerText()).match(/^\d+/)[0]);
  assert.ok(matching > 5 && matching < 40, `${matching} sentences`);
  const left = await speeches();
  assert.ok(left > 1 && left < 16, `${left} speeches`);
  assert.ok(await page.locator("p[data-paragraph].folded").count() > 10);
  // Where some of a statement has gone a sign says so.
  assert.ok(await page.locator("article:not(.folded) > p[data-gap]").count() > 0);
  await b.main(page).focus();
  await to(12);
  const at = await current();
  assert.equal(await page.locator(`article[data-speech="${at.split(".")[0]}"]:not(.folded)`).count(), 1, "not in what is folded");
  assert.deepEqual(await b.findings(page), []);
  await b.button(page, "該当する文に付箋…").click();
  await b.until(() => dialog().locator(".statement").count(), matching, "shown before");
  const put = b.button(page, `${matching} 文に付ける`);
  assert.ok(await put.isDisabled(), "nobody tags all of them with what they did not choose");
  await dialog().getByLabel("テーマ").selectOption("mynumber");
  // What does not belong is left out.
  const box = dialog().getByRole("checkbox");
  await b.button(page, "すべて外す").click();
  assert.ok(await b.button(page, "0 文に付ける").isDisabled());
  await b.button(page, "すべて選ぶ").click();
  await box.nth(1).uncheck();
  await dialog().locator(".statement").nth(2).click();
  assert.deepEqual(await box.evaluateAll((all) => all.slice(0, 4).map((x) => x.checked)), [true, false, false, true]);
  assert.deepEqual(await b.findings(page), []);
  const left_out = await dialog().locator(".statement__text").nth(1).innerText();
  await b.button(page, `${matching - 2} 文に付ける`).click();
  await page.waitForFunction((n) => document.querySelector('[data-theme="mynumber"]')?.dataset.count === String(n), matching - 2);
  const tagged = await page.evaluate(() => [...CSS.highlights.get("theme-mynumber")].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)));
  assert.ok(tagged.length >= matching - 2 && !tagged.includes(left_out), left_out);
  await undone();
  assert.equal(await count("mynumber"), "0", "one step");
  // What one is at stays, and the next one is the first of what is left.
  const here = await current();
  await bar.getByRole("searchbox").fill("Beyond");
  await page.waitForFunction(() => /^\d 文/.test(document.querySelector(".filter__count")?.textContent));
  assert.equal(await current(), here);
  assert.ok(await page.locator(`article[data-speech="${here.split(".")[0]}"]`).isVisible());
  await b.main(page).focus();
  await press("Escape", "k");
  assert.notEqual(await current(), here);
  // Of a paragraph of which one sentence matches, only that one is walked to.
  await bar.getByRole("searchbox").fill("こども");
  await page.waitForFunction(() => CSS.highlights.get("dim")?.size > 0);
  await b.main(page).focus();
  for (const key of ["k", "k", "j", "k"]) {
    await press(key);
    assert.match(await page.getByTestId("live").textContent(), /こども/, await current());
  }
  // By theme and not by theme.
  await bar.getByRole("searchbox").fill("");
  await bar.getByLabel("付箋なし").check();
  await bar.getByLabel("以外").check();
  await page.getByText("0 文が該当").waitFor();
  // What has folded away is counted where it was.
  const folded = () => page.locator("[data-folded]").evaluateAll((all) => all.map((e) => Number(e.dataset.folded.match(/\d+/)[0])).reduce((a, b) => a + b, 0));
  assert.equal(await folded(), 16 - await page.locator("[data-speech]:not(.folded)").count());
  assert.equal(await b.button(page, "該当する文に付箋…").count(), 0, "nothing to tag");
  await b.button(page, "解除して閉じる").click();
  assert.equal(await speeches(), 16);
  assert.equal(await page.locator(".folded, [data-folded]").count(), 0);
});

test("a filter is left by Escape, step by step, and what one is at shows that it does not match", async () => {
  await to(2);
  await b.button(page, "絞り込み").click();
  const words = page.locator(".filter").getByRole("searchbox"), lists = page.locator(".filter [popover]:popover-open");
  await words.fill("Beyond");
  // The sentence is in sight because it is chosen, and pale as what stands beside a match.
  const said = await page.getByTestId("live").textContent();
  const pale = () => page.evaluate((said) => [...(CSS.highlights.get("dim") ?? [])].some((r) => said.includes(r.startContainer.data.slice(r.startOffset, r.endOffset))), said);
  await page.waitForFunction(() => CSS.highlights.get("dim")?.size > 0);
  assert.ok(await pale());
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.match(await page.locator(".paper").first().textContent(), /絞り込み　語：Beyond　1?\d 文が該当/, "paper says that it is not all, and what was asked for");
  // On paper nobody is anywhere: what does not match is not on it.
  assert.ok(!await pale());
  const here = page.locator(`article[data-speech="${(await current()).split(".")[0]}"]`);
  assert.ok(await here.evaluate((e) => e.classList.contains("folded")));
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.ok(await here.isVisible());
  assert.ok(await pale());
  // A conversion's Escape is the conversion's.
  await words.evaluate((e) => e.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", isComposing: true, bubbles: true, cancelable: true })));
  assert.equal(await words.inputValue(), "Beyond");
  await b.button(page, "発言者", page.locator(".filter")).click();
  await lists.waitFor();
  await page.keyboard.press("Escape");
  await lists.waitFor({ state: "hidden" });
  assert.equal(await words.inputValue(), "Beyond");
  await words.press("Escape");
  assert.equal(await words.inputValue(), "");
  await words.press("Escape");
  await page.locator(".filter").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN");
});

test("a filter leaves the text where it is being read", async () => {
  const top = () => page.evaluate(() => {
    const view = document.querySelector("main").getBoundingClientRect();
    const p = [...document.querySelectorAll("main p[data-paragraph]")].find((p) => p.getBoundingClientRect().bottom > view.top + 12);
    return [p.textContent, p.getBoundingClientRect().top - view.top];
  });
  await to(2);
  // Somewhere else than what is chosen, at a paragraph that matches.
  await page.locator("main p", { hasText: "こども" }).first().evaluate((p) => {
    for (let round = 0; round < 2; round++) {
      const main = document.querySelector("main");
      main.scrollTop += p.getBoundingClientRect().top - main.getBoundingClientRect().top + 4;
    }
  });
  await b.button(page, "絞り込み").click();
  await page.locator(".filter").waitFor();
  const [words, at] = await top();
  assert.match(words, /こども/);
  await page.locator(".filter").getByRole("searchbox").fill("こども");
  await page.waitForFunction(() => document.querySelectorAll(".folded").length > 20);
  await b.settled(page);
  const [still, now] = await top();
  assert.equal(still, words);
  assert.ok(Math.abs(now - at) < 3, `${at} and then ${now} px below the top`);
});

test("under a filter, time after time, a stripe stands beside its own sentence", async () => {
  for (let n = 0; n < 40; n++) await press("j", String(1 + n % 5));
  // Stripes that are seen, and the sentences that are seen and have a tag.
  const seen = () => page.evaluate(() => {
    const visible = (e) => e.getBoundingClientRect().height > 0;
    const stripes = [...document.querySelectorAll("[data-stripe]")].filter(visible).length;
    const ranges = [...CSS.highlights].filter(([n]) => n.startsWith("theme-")).flatMap(([, h]) => [...h]);
    return [stripes, ranges.filter((r) => visible(r.startContainer.parentElement)).length];
  });
  const height = () => page.evaluate(() => document.querySelector("main").scrollHeight);
  const whole = await height();
  for (let round = 0; round < 3; round++) {
    await b.button(page, "絞り込み").click();
    await page.locator(".filter").getByRole("searchbox").fill("計画");
    await page.waitForFunction(() => document.querySelectorAll(".folded").length > 20);
    await b.settled(page);
    const [stripes, tagged] = await seen();
    assert.ok(stripes > 0 && stripes === tagged, `${stripes} stripes, ${tagged} tagged sentences`);
    assert.ok(await height() < whole / 2);
    await b.button(page, "解除して閉じる").click();
    await page.waitForFunction(() => !document.querySelector(".folded"));
    await b.settled(page);
    assert.ok(Math.abs(await height() - whole) < whole / 5, "as high as before");
    assert.ok(await page.locator(".unit-box--current i").first().evaluate((e) => {
      const box = e.getBoundingClientRect(), view = document.querySelector("main").getBoundingClientRect();
      return box.bottom > view.top && box.top < view.bottom;
    }), "what is chosen is in sight");
  }
});

test("what is taken back out of sight is shown", async () => {
  const seen = (words) => page.waitForFunction((words) => {
    const view = document.querySelector("main").getBoundingClientRect();
    const p = [...document.querySelectorAll("main p[data-paragraph]")].find((p) => p.textContent.startsWith(words)).getBoundingClientRect();
    return p.bottom > view.top && p.top < view.bottom;
  }, words);
  await to(1);
  await press("1");
  const at = await current();
  const scroll = (y) => page.evaluate((y) => { document.querySelector("main").scrollTop = y; }, y);
  await scroll(4000);
  await page.waitForFunction(() => document.querySelector("main")?.scrollTop > 1000);
  await press("Control+z");
  await seen("ただいまから");
  assert.equal(await count("mynumber"), "0");
  await scroll(4000);
  await press("Control+Shift+z");
  await seen("ただいまから");
  // What was taken back is chosen, as when it was done: the next key is meant for it.
  await to(20);
  assert.notEqual(await current(), at);
  await press("Control+z");
  assert.equal(await current(), at);
  await press("u", "2", "u", "u");
  await to(9);
  await press("Control+z");
  assert.equal(await current(), at.split(".")[0], "a speech");
  await press("2");
  assert.equal(await count("trust"), "1");
  // A key is never for what nobody sees.
  await scroll(4000);
  await page.waitForFunction(() => document.querySelector("main")?.scrollTop > 1000);
  await press("3");
  await seen("ただいまから");
});

test("a theme on a sentence is seen on a speech that has another one", async () => {
  const over = () => page.evaluate(() => Object.fromEntries([...CSS.highlights].filter(([n]) => n.startsWith("over-")).map(([n, h]) => [n, [...h].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)).join("")])));
  const above = () => page.evaluate(() => CSS.highlights.get("over-mynumber").priority > Math.max(...[...CSS.highlights].filter(([n]) => n.startsWith("theme-")).map(([, h]) => h.priority)));
  await to(2);
  await press("1");
  assert.deepEqual(await over(), {});
  await press("u", "2");
  assert.deepEqual(await over(), { "over-mynumber": "お忙しい中、御参加いただきまして誠にありがとうございます。" });
  assert.ok(await above());
  // The same theme on both looks like one.
  await press("1", "2");
  assert.deepEqual(await over(), {});
  await press("Control+z");
  assert.equal(Object.keys(await over()).length, 1);
  await press("Control+z", "Control+z");
  assert.deepEqual(await over(), {});
});

test("one's own tag is seen over somebody else's on the same words, and of one's own the last", async () => {
  // The tint that is seen at the first letter of the sentence: that of the highest priority there.
  const seen = () => page.evaluate(() => {
    const { left, top } = document.querySelector(".unit-box--current i").getBoundingClientRect();
    const { offsetNode: node, offset } = document.caretPositionFromPoint(left + 4, top + 8);
    const there = [...CSS.highlights].filter(([n, h]) => /^(theme|over)-/.test(n) && [...h].some((r) => r.startContainer === node && r.startOffset <= offset && offset < r.endOffset));
    const best = Math.max(...there.map(([, h]) => h.priority));
    return there.filter(([, h]) => h.priority === best).map(([n]) => n.replace(/^[a-z]+-/, ""));
  });
  await to(2);
  for (const key of "12345") {
    await press(key);
    assert.deepEqual(await seen(), [await page.locator(`[aria-keyshortcuts="${key}"][data-theme]`).getAttribute("data-theme")], key);
  }
  await press("5");
  assert.deepEqual(await seen(), [await page.locator('[aria-keyshortcuts="4"][data-theme]').getAttribute("data-theme")]);
  await b.button(page, "別の人として始める").click();
  await b.main(page).focus();
  for (const key of "31") {
    await press(key);
    assert.deepEqual(await seen(), [await page.locator(`[aria-keyshortcuts="${key}"][data-theme]`).getAttribute("data-theme")], key);
  }
  await b.saved(page);
  await again(here);
  await page.waitForFunction(() => CSS.highlights.get("over-mynumber")?.size === 1);
  assert.deepEqual(await b.findings(page), []);
});

test("the numbers of くらべる and まとめ lead to the sentences", async () => {
  await to(1);
  await press("1", "j", "1", "2", "j", "j", "1");
  await b.button(page, "別の人として始める").click();
  await b.main(page).focus();
  await press("1", "j", "1", "j", "2");
  await page.getByRole("tab", { name: "くらべる" }).click();
  // In a low window, in which the table leaves no room for them.
  const window = page.viewportSize();
  await page.setViewportSize({ width: 1280, height: 420 });
  const row = page.locator("#compare tr", { hasText: "マイナンバーカード" });
  await row.waitFor();
  const cells = row.getByRole("button");
  const [both, first, second] = (await cells.allInnerTexts()).map(Number);
  assert.deepEqual([both, first, second], [1, 1, 2]);
  for (const [n, count] of [both, first, second].entries()) {
    await cells.nth(n).click();
    await page.waitForFunction((count) => document.querySelectorAll("#compare .statement").length === count, count);
    await page.waitForFunction(() => {
      const list = document.querySelector("#asked").getBoundingClientRect(), view = document.querySelector("#compare").getBoundingClientRect();
      return list.top >= view.top - 1 && list.bottom <= view.bottom + 1;
    });
  }
  await page.setViewportSize(window);
  assert.deepEqual(await b.findings(page), []);
  // One person on both sides would agree with themselves: they change sides.
  const [one, two] = [page.getByLabel("一人目"), page.getByLabel("二人目")];
  const people = [await one.inputValue(), await two.inputValue()];
  await one.selectOption(people[1]);
  assert.deepEqual([await one.inputValue(), await two.inputValue()], people.toReversed());
  assert.deepEqual((await cells.allInnerTexts()).map(Number), [1, 2, 1]);
  await one.selectOption(people[0]);
  const words = await page.locator("#compare .statement__text").last().innerText();
  await page.locator("#compare .statement").last().click();
  await page.waitForFunction((words) => document.querySelector("[data-testid=live]")?.textContent.includes(words), words);
  await page.getByRole("tab", { name: "まとめ" }).click();
  const cell = page.locator("#insights tr", { hasText: "マイナンバーカード" }).first().getByRole("button");
  const all = Number(await cell.first().innerText());
  assert.equal(all, 5);
  await cell.nth(1).click();
  await page.locator(".filter").waitFor();
  assert.ok(await b.main(page).isVisible());
  await page.getByText("4 文が該当").waitFor();
  await b.button(page, "解除して閉じる").click();
  assert.deepEqual(page.complaints, []);
});

test("from a table the outline, the list of statements and the search lead to the text, and show it there", async () => {
  const seen = () => page.waitForFunction(() => {
    const main = document.querySelector("main[data-testid=document]:not([hidden])")?.getBoundingClientRect();
    const at = document.querySelector(".unit-box--current i")?.getBoundingClientRect();
    return main && at && at.top >= main.top && at.bottom <= main.bottom;
  });
  await to(1);
  for (const view of ["くらべる", "まとめ"]) {
    await page.getByRole("tab", { name: view }).click();
    await page.locator("#outline .list__item--speaker").last().click();
    await seen();
    assert.ok(Number((await current()).split(".")[0]) > 10);
    await press("Home");
    await page.evaluate(() => { document.querySelector("main").scrollTop = 0; });
  }
  await page.getByRole("tab", { name: "まとめ" }).click();
  await page.getByRole("searchbox", { name: "検索" }).fill("ウラノス");
  await page.waitForFunction(() => {
    const hit = [...CSS.highlights.get("search-current") ?? []][0], main = document.querySelector("main[data-testid=document]:not([hidden])");
    if (!hit || !main) return false;
    const range = document.createRange();
    range.setStart(hit.startContainer, hit.startOffset);
    range.setEnd(hit.endContainer, hit.endOffset);
    const at = range.getBoundingClientRect(), view = main.getBoundingClientRect();
    return at.top >= view.top && at.bottom <= view.bottom;
  });
});

test("the history says what was done to which words, and leads back to any point", async () => {
  await to(1);
  await press("1", "j", "2", "j", "3");
  await b.button(page, "履歴").click();
  const steps = dialog().locator(".step");
  await b.until(() => steps.count(), 4, "three steps, and where one is");
  assert.match(await steps.nth(3).innerText(), /マイナンバーカード[\s\S]*ただいまから/);
  await steps.nth(2).getByRole("button", { name: "これ以降を取り消す" }).click();
  await page.waitForFunction(() => document.querySelector('[data-theme="trust"]')?.dataset.count === "0");
  assert.equal(await count("data-ai"), "0");
  assert.equal(await count("mynumber"), "1");
  await dialog().locator(".step--undone").first().getByRole("button", { name: "ここまでやり直す" }).click();
  await page.waitForFunction(() => document.querySelector('[data-theme="data-ai"]')?.dataset.count === "1");
  // What was taken off since still has its words.
  await page.keyboard.press("Escape");
  await press("3");
  await page.waitForFunction(() => document.querySelector('[data-theme="data-ai"]')?.dataset.count === "0");
  await b.button(page, "履歴").click();
  await b.until(() => steps.count(), 5);
  for (const n of [1, 2]) assert.ok(await steps.nth(n).locator(".step__about").textContent(), `step ${n}`);
  await page.keyboard.press("Escape");
  // What was changed in a theme is said, too; what was typed in one visit to a field is one step.
  await b.button(page, "テーマ表").click();
  await dialog().locator(".book__row button").first().click();
  const name = dialog().getByRole("textbox", { name: "名前", exact: true });
  for (const so of ["甲の札", "乙の札"]) { await name.fill(so); await name.press("Tab"); }
  const back = dialog().locator("[data-undo]");
  assert.match(await back.getAttribute("title"), /変更/, "what it takes back");
  await back.click();
  await page.waitForFunction(() => document.querySelector('[data-theme="mynumber"] .theme__name')?.textContent === "甲の札");
  await page.keyboard.press("Escape");
  await b.button(page, "履歴").click();
  assert.match(await steps.nth(0).innerText(), /名前：甲の札 → 乙の札/, "what would be run again");
  assert.match(await steps.nth(2).innerText(), /名前：マイナンバーカード → 甲の札/);
});

test("300 tags, and undo of all of them, end byte for byte where they began", async () => {
  const before = await b.saveFile(page);
  const began = await page.locator('[data-testid="save-state"]').getAttribute("data-revision");
  await b.main(page).focus();
  // As fast as somebody may hold the keys down.
  await page.evaluate(async () => {
    const main = document.querySelector("main[data-fingerprint]");
    const key = (key) => main.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    for (let n = 0; n < 300; n++) {
      if (n % 5 === 0) key("j");
      key(String(1 + n % 9));
      if (n % 20 === 0) await new Promise((r) => setTimeout(r, 20));
    }
  });
  const tags = () => page.locator("[data-theme]").evaluateAll((all) => all.reduce((sum, e) => sum + Number(e.dataset.count), 0));
  assert.equal(await tags(), 300);
  await b.saved(page);
  assert.equal(await page.locator('[data-testid="save-state"]').getAttribute("data-revision"), String(Number(began) + 300));
  await page.evaluate(async () => {
    for (let n = 0; n < 300; n++) {
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true, cancelable: true }));
      if (n % 20 === 0) await new Promise((r) => setTimeout(r, 20));
    }
  });
  assert.equal(await tags(), 0);
  await b.saved(page);
  assert.ok((await b.saveFile(page)).text === before.text, "the same file");
});

test("statements like those with a theme are found, with the words that make them so", async () => {
  await to(9);
  await press("1", "j", "1");
  await command("似た発言");
  const rows = dialog().locator(".like");
  await rows.first().waitFor();
  assert.ok(await rows.count() > 3);
  assert.match(await rows.first().locator("mark").first().innerText(), /カード|マイナンバー|安心対策/);
  const said = await rows.first().locator(".statement__text").innerText();
  await b.button(page, "付ける", rows.first()).click();
  await page.waitForFunction(() => document.querySelector('[data-theme="mynumber"]')?.dataset.count === "3");
  await page.waitForFunction((was) => document.querySelector(".like .statement__text").textContent !== was, said);
  assert.deepEqual(await b.findings(page), []);
});

test("the whole document has tags and a memo, which a reload and a file keep", async () => {
  await page.locator("#whole button").click();
  await dialog().getByRole("button", { name: "データ利活用・AI" }).click();
  await dialog().getByLabel("覚え書き").fill("三回目で読んだ");
  await press("Escape");
  await page.locator("#whole .tag").filter({ hasText: "データ利活用・AI" }).waitFor();
  assert.deepEqual(await b.highlights(page), {}, "the text is not tinted all over");
  await b.saved(page);
  const file = await b.saveFile(page);
  assert.match(file.text, /三回目で読んだ/);
  await b.open(here.context, here.site.url);
  await page.locator("#whole .tag").filter({ hasText: "データ利活用・AI" }).waitFor();
  await elsewhere(here, async (there) => {
    await b.files(there, { name: file.name, mimeType: "application/json", buffer: Buffer.from(file.text) });
    await b.ready(there);
    await there.locator("#whole .tag").filter({ hasText: "データ利活用・AI" }).waitFor({ state: "attached" });
    assert.equal(await b.theme(there, "data-ai").getAttribute("data-count"), "1");
  });
});

test("a word is explained, with every place that mentions it", async () => {
  const term = page.locator(".term").filter({ hasText: "マイナンバーカード" }).first();
  while (!(await term.isVisible())) await press("j");
  await term.click();
  await dialog().getByText("My Number Card").waitFor();
  await dialog().getByText("出てくる発言（11 か所）").waitFor();
  await dialog().locator(".statement").last().click();
  await dialog().waitFor({ state: "detached" });
  assert.ok(Number((await current()).split(".")[0]) > 1, "led there");
});

test("the picture of the whole meeting has the colours of the tags, and a press leads there", async () => {
  await to(2);
  await press("1");
  const painted = () => page.evaluate(() => {
    const c = document.querySelector(".minimap");
    const data = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
    return [...seen];
  });
  await b.until(painted, ["230,159,0"]);
  const box = await page.locator(".minimap").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.9);
  await page.waitForFunction(() => document.querySelector("main")?.scrollTop > 500);
});

test("what cannot be loaded is said, and nothing is lost", async () => {
  await elsewhere(here, async (there) => {
    let blocked = true;
    await there.route(/desk-/, (route) => blocked ? route.abort() : route.continue());
    await b.sample(there);
    await there.keyboard.press("j");
    await there.keyboard.press("1");
    await b.button(there, "履歴").click();
    const alert = there.getByRole("alert");
    await alert.filter({ hasText: "読み込めませんでした" }).waitFor();
    await b.button(there, "閉じる", alert).click();
    assert.equal(await b.theme(there, "mynumber").getAttribute("data-count"), "1");
    blocked = false;
    await b.button(there, "履歴").click();
    await there.locator("dialog[open] .step--now").waitFor();
    // The browser has complained, as it should.
    assert.ok(there.complaints.splice(0).every((words) => /Failed to load|desk-/.test(words)));
  });
});

test("on a phone: what a finger selects is a span", async () => {
  await elsewhere(here, async (there) => {
    await b.sample(there);
    await there.locator("p[data-paragraph]").nth(3).tap();
    await there.locator(".segment", { hasText: "範囲" }).tap();
    // The handles of a phone move the selection without any pointer of the page.
    const words = await there.evaluate(() => {
      const node = document.querySelectorAll("p[data-paragraph]")[3].firstChild, selection = getSelection();
      selection.setBaseAndExtent(node, 2, node, 9);
      return selection.toString();
    });
    await there.locator("main[data-selection]").waitFor();
    await b.theme(there, "mynumber").tap();
    await there.waitForFunction(() => CSS.highlights.get("theme-mynumber")?.size === 1);
    const tagged = await there.evaluate(() => [...CSS.highlights.get("theme-mynumber")].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)));
    assert.deepEqual(tagged, [words]);
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});

test("beside a stripe: theme, who, and the note of everybody on that line", async () => {
  const { page } = here;
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  await page.keyboard.press("2");
  await page.getByLabel("メモ", { exact: true }).fill("<b>ここは大事</b>");
  await b.main(page).focus();
  const stripe = page.locator("[data-stripe]").first(), card = page.locator(".tag-card");
  await stripe.hover();
  await page.locator('.tag-card[data-open="true"]').waitFor();
  const words = await card.innerText();
  for (const part of ["マイナンバーカード", "安全・安心対策と信頼", "参加者", "<b>ここは大事</b>"]) assert.ok(words.includes(part), words);
  // The pointer may go over to the card; anywhere else, and by a key, it closes.
  await card.hover();
  await b.settled(page);
  assert.equal(await card.getAttribute("data-open"), "true");
  await page.keyboard.press("Escape");
  await page.locator('.tag-card[data-open="false"]').waitFor({ state: "attached" });
  await stripe.hover();
  await page.locator('.tag-card[data-open="true"]').waitFor();
  await page.mouse.move(700, 600);
  await page.locator('.tag-card[data-open="false"]').waitFor({ state: "attached" });
});

test("Tab leads to the stripes of the sentence one is at, and Enter chooses what they lie on", async () => {
  await b.main(page).focus();
  await press("j", "1", "Shift+J", "2", "j", "j", "3", "k", "k", "k");
  const at = await current();
  // The stripes of what is in sight.
  await page.locator("[data-stripe]").first().waitFor({ state: "attached" });
  await b.settled(page);
  const on = () => page.evaluate(() => document.activeElement.closest(".stripes") && document.activeElement.title);
  const names = [];
  for (let n = 0; n < 3; n++) {
    await press("Tab");
    names.push((await on())?.split(" ")[0]);
  }
  assert.deepEqual(names.slice(0, 2).sort(), ["マイナンバーカード", "安全・安心対策と信頼"], "at once, whatever else stands above the text");
  assert.equal(names[2], undefined, "those of the other sentence are no stops");
  await b.main(page).focus();
  do await press("Tab"); while (!(await on())?.startsWith("安全"));
  // The card of the stripe before may still be there for a moment.
  await page.locator('.tag-card[data-open="true"]').filter({ hasText: "安全・安心対策と信頼" }).waitFor();
  assert.doesNotMatch(await page.locator(".tag-card").innerText(), /マイナンバーカード/);
  await press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN");
  assert.equal(await b.main(page).getAttribute("data-selection"), `${at} ${await current()}`);
  await page.locator("[data-stripe]").first().hover();
  await page.locator('.tag-card[data-open="true"]').waitFor();
  assert.deepEqual(await b.findings(page), []);
  // A tag that is taken off takes its stripe with it, and who was on it is in the text.
  await press("Tab");
  assert.ok(await on());
  await press("2");
  await page.waitForFunction(() => document.querySelector('[data-theme="trust"]')?.dataset.count === "0");
  await b.main(page).focus();
  await press("Escape");
  while (await current() !== at) await press("k");
  await press("Tab");
  assert.match(await on(), /マイナンバーカード/);
  await press("1");
  await page.waitForFunction(() => document.activeElement.tagName === "MAIN" && !document.querySelector("[data-stripe-theme=mynumber]"));
});

test("what a filter looks for is marked, as long as it is looked for", async () => {
  const marked = () => page.evaluate(() => [...CSS.highlights.get("search-words") ?? []].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)));
  await b.button(page, "絞り込み").click();
  await page.locator(".filter__words").fill("計画");
  await page.waitForFunction(() => CSS.highlights.get("search-words"));
  assert.ok((await marked()).length >= 13);
  assert.ok((await marked()).every((w) => w === "計画"));
  // Words apart from each other are looked for one by one; what the search finds outside is counted.
  const found = () => page.locator(".filter__count").innerText();
  await page.locator(".filter__words").fill("計画　推進");
  await page.waitForFunction(() => !document.querySelector(".filter__count").textContent.startsWith("13 "));
  const both = Number((await found()).match(/^\d+/)[0]);
  assert.ok(both > 0 && both < 13, await found());
  assert.deepEqual([...new Set(await marked())].sort(), ["推進", "計画"]);
  await page.locator("#search").fill("農林");
  await page.waitForFunction(() => /絞り込みの外に \d+ 件/.test(document.querySelector("[data-testid=search-count]")?.textContent));
  await b.button(page, "解除して閉じる").click();
  await page.waitForFunction(() => !CSS.highlights.get("search-words"));
});

test("a filter is as it was left when somebody comes back to a document", async () => {
  const count = () => page.locator(".filter__count").innerText();
  await b.button(page, "絞り込み").click();
  await page.locator(".filter__words").fill("計画");
  await page.waitForFunction(() => /^\d+ 文/.test(document.querySelector(".filter__count")?.textContent));
  const before = await count();
  const sample = await b.main(page).getAttribute("data-fingerprint");
  await b.files(page, b.file("別の会議.txt", "第１回　別の会議　会議録\n\n○議長　計画を立てます。\n○委員　賛成です。\n"));
  // Whoever is writing stays where they are until they go there.
  await page.locator("[data-document]").filter({ hasText: "別の会議" }).click();
  await page.locator(`main[data-fingerprint]:not([data-fingerprint="${sample}"])`).waitFor();
  await b.ready(page);
  // There nothing is asked for yet.
  await page.locator(".filter").waitFor({ state: "detached" });
  assert.equal(await page.locator("article").count(), 2);
  await page.locator(`[data-document="${sample}"]`).click();
  await page.locator(`main[data-fingerprint="${sample}"]`).waitFor();
  await b.ready(page);
  await b.until(count, before);
  assert.equal(await page.locator(".filter__words").inputValue(), "計画");
  await b.button(page, "解除して閉じる").click();
});

test("what stands before the proceedings alone is found there", async () => {
  await page.keyboard.press("/");
  await page.locator("#search").fill("大ホール");
  const there = page.getByRole("button", { name: "冒頭の原文に 1 件" });
  await there.click();
  await page.waitForFunction(() => {
    const [range] = CSS.highlights.get("search") ?? [], box = document.querySelector("main").getBoundingClientRect();
    if (!range || range.toString() !== "大ホール") return false;
    const at = range.getBoundingClientRect();
    return at.height > 0 && at.top > box.top && at.bottom < box.bottom;
  });
  // What is in the proceedings, too, is found there.
  await page.locator("#search").fill("デジタル社会");
  await page.waitForFunction(() => Number(document.querySelector("[data-testid=search-count]")?.dataset.count) > 3);
  await there.waitFor({ state: "detached" });
});

test("a filter that comes or goes leaves the search at its hit", async () => {
  const hit = () => page.evaluate(() => {
    const [range] = CSS.highlights.get("search-current") ?? [];
    return range && `${range.startContainer.data.slice(0, 12)} ${range.startOffset}`;
  });
  const done = () => page.waitForFunction(() => /^\d+/.test(document.querySelector("[data-testid=search-count]")?.textContent));
  await page.locator("#search").fill("計画");
  await done();
  for (let n = 0; n < 6; n++) await press("Enter");
  const at = await hit();
  await b.button(page, "絞り込み").click();
  await page.locator(".filter__words").fill("計画");
  await page.waitForFunction(() => CSS.highlights.get("search-words"));
  await done();
  // Where the text folds, the search looks once more.
  await b.settled(page);
  await b.until(hit, at);
  await b.button(page, "解除して閉じる").click();
  await page.waitForFunction(() => !CSS.highlights.get("search-words"));
  await done();
  // Where the text folds, the search looks once more.
  await b.settled(page);
  await b.until(hit, at);
});

test("where the search is put away, its marks go with it", async () => {
  await elsewhere(here, async (there) => {
    await b.sample(there);
    const button = there.locator(".bottom__button--search");
    await button.click();
    await there.locator("#search").fill("計画");
    await there.waitForFunction(() => CSS.highlights.get("search")?.size > 5);
    await button.click();
    await there.waitForFunction(() => !CSS.highlights.get("search") && !CSS.highlights.get("search-current"));
  }, { viewport: { width: 900, height: 800 } });
});

test("more themes than lie beside a line are counted, and all of them are on the card", async () => {
  await b.main(page).focus();
  await press("j", "1", "2", "3", "4", "5", "6", "7");
  const stripes = page.locator("[data-stripe]"), more = page.locator(".stripe-more"), card = page.locator(".tag-card");
  await more.waitFor({ state: "attached" });
  assert.equal(await stripes.count(), 5);
  assert.equal(await more.getAttribute("data-counts"), "3");
  assert.equal(await more.evaluate((e) => getComputedStyle(e, "::before").content), '"+3"');
  await stripes.first().hover();
  await page.locator('.tag-card[data-open="true"]').waitFor();
  assert.equal(await card.locator(".tag-card__row").count(), 7);
  assert.equal(await card.locator(".tag-card__words").count(), 1, "words that they all stand on are said once");
  // With one less than that five are left, and each has its lane.
  await press("1", "2");
  await more.waitFor({ state: "detached" });
  assert.equal(await stripes.count(), 5);
});

test("on a phone: a swipe leads to the next sentence, which stays in sight above the themes", async () => {
  await elsewhere(here, async (there) => {
    await b.sample(there);
    // The meeting leaves room for what was said; the rest of it is a tap away.
    assert.equal(await there.locator(".meeting details[open]").count(), 0);
    assert.ok(await there.locator("p[data-paragraph]").first().isVisible());
    // A tap brings the themes; one more on the same words takes them away.
    const sheet = there.locator(".side--right"), tapped = there.locator("p[data-paragraph]").nth(2);
    await tapped.tap();
    await sheet.waitFor();
    await b.apart(there);
    await tapped.tap();
    await sheet.waitFor({ state: "hidden" });
    await b.apart(there);
    await tapped.tap();
    await sheet.waitFor();
    await there.locator(".sheet__grip").tap();
    await sheet.waitFor({ state: "hidden" });
    await b.apart(there);
    await tapped.tap();
    await sheet.waitFor();
    const cdp = await there.context().newCDPSession(there), swipe = (from, to, y, down = y) => b.swipe(there, [from, y], [to, down]);
    const at = () => b.current(there);
    const first = await at();
    // Its handle is drawn down like that of any sheet.
    const handle = await there.locator(".sheet__grip").boundingBox();
    await swipe(195, 195, handle.y + 10, handle.y + 200);
    await sheet.waitFor({ state: "hidden" });
    assert.equal(await at(), first);
    await tapped.tap();
    await sheet.waitFor();
    await swipe(320, 80, 200);
    await there.waitForFunction((was) => document.querySelector("main").dataset.current !== was, first);
    for (let n = 0; n < 4; n++) {
      const was = await at();
      await swipe(320, 80, 200);
      await there.waitForFunction((w) => document.querySelector("main").dataset.current !== w, was);
    }
    const above = await sheet.boundingBox();
    const line = await there.locator(".unit-box--current i").last().boundingBox();
    assert.ok(line.y + line.height <= above.y, `the sentence ends at ${line.y + line.height}, the sheet begins at ${above.y}`);
    await b.theme(there, "mynumber").tap();
    await there.waitForFunction(() => document.querySelector('[data-theme="mynumber"]')?.dataset.count === "1");
    await b.apart(there);
    const was = await at();
    await swipe(80, 320, 200);
    await there.waitForFunction((w) => document.querySelector("main").dataset.current !== w, was);
    // Where two fingers have made the page larger, one moves it about.
    const stood = await at();
    await cdp.send("Emulation.setPageScaleFactor", { pageScaleFactor: 2 });
    await there.waitForFunction(() => visualViewport.scale > 1.5);
    await swipe(320, 80, 200);
    assert.equal(await at(), stood);
    await cdp.send("Emulation.setPageScaleFactor", { pageScaleFactor: 1 });
    await there.waitForFunction(() => visualViewport.scale < 1.1);
    // Every theme of the starter codebook is within the sheet, without scrolling.
    const last = await there.locator("[data-theme]").last().boundingBox();
    assert.ok(last.y + last.height <= 844 - 52, "all sixteen in sight");
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});

test("on a phone: a note stays in sight above the keyboard, and what it is about; the sheet comes back with the themes", async () => {
  await elsewhere(here, async (there) => {
    await b.sample(there);
    await there.locator("p[data-paragraph]").nth(3).tap();
    await b.button(there, "メモ").first().tap();
    // The page asks for a window that is as low as the keyboard leaves it.
    await there.setViewportSize({ width: 390, height: 480 });
    await there.waitForFunction(() => {
      const box = (s) => document.querySelector(s).getBoundingClientRect();
      const line = box(".unit-box--current i"), note = box("#note");
      return note.top > box(".sheet__grip").bottom && note.bottom <= box(".bottom").top
        && line.top >= box("main").top && line.bottom <= box(".side--right").top;
    });
    await there.keyboard.type("見直す");
    await there.setViewportSize({ width: 390, height: 844 });
    await there.locator(".sheet__grip").tap();
    await there.locator(".bottom__button--themes").tap();
    await there.waitForFunction(() => document.querySelector(".side--right")?.scrollTop === 0);
    assert.equal(await there.getByLabel("メモ", { exact: true }).inputValue(), "見直す");
    // The keyboard of a search goes without taking the text from its hit.
    await there.locator(".sheet__grip").tap();
    await there.locator(".bottom__button--search").tap();
    await there.getByRole("searchbox", { name: "検索" }).fill("ウラノス");
    await there.setViewportSize({ width: 390, height: 480 });
    const shown = () => there.waitForFunction(() => {
      const hit = [...CSS.highlights.get("search-current") ?? []][0], box = document.querySelector("main").getBoundingClientRect();
      if (!hit) return false;
      const range = document.createRange();
      range.setStart(hit.startContainer, hit.startOffset);
      range.setEnd(hit.endContainer, hit.endOffset);
      const { top, bottom } = range.getBoundingClientRect();
      return bottom > top && top >= box.top && bottom <= box.bottom;
    });
    await shown();
    await there.setViewportSize({ width: 390, height: 844 });
    await there.waitForFunction(() => innerHeight === 844);
    await b.settled(there);
    await shown();
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});

test("the list of keys is read from its top, also in a low window; another theme is shown from its name on", async () => {
  await elsewhere(here, async (there) => {
    await b.sample(there);
    await b.main(there).focus();
    await there.keyboard.press("?");
    const shown = there.locator("dialog[open]");
    await shown.waitFor();
    assert.equal(await shown.evaluate((e) => e.scrollTop), 0);
    await there.keyboard.press("Escape");
    await b.button(there, "テーマ表").click();
    await b.button(there, "削除", shown).scrollIntoViewIfNeeded();
    assert.ok(await there.locator(".book__detail").evaluate((e) => e.scrollTop) > 100);
    await b.button(there, "削除", shown).click();
    await there.waitForFunction(() => document.querySelector(".book__detail")?.scrollTop === 0);
    const said = await there.locator(".done").boundingBox(), list = await there.locator(".book__list").boundingBox();
    assert.ok(said.y + said.height <= list.y, "what was done is said above the list");
  }, { viewport: { width: 1366, height: 650 } });
});

test("the way back leads from a table to the text, and only from the text off the page", async () => {
  await elsewhere(here, async (there) => {
    await there.goto("about:blank");
    await there.goto(here.site.url);
    await b.sample(there);
    const shows = (tab) => there.getByRole("tab", { name: tab, selected: true }).waitFor();
    const open = async (tab) => { await there.getByRole("tab", { name: tab }).click(); await shows(tab); };
    await open("まとめ");
    await open("くらべる");
    await there.goBack();
    await shows("読む");
    assert.ok(await b.main(there).isVisible());
    // Who has come back by themselves is where they were one step earlier.
    await open("まとめ");
    await there.getByRole("tab", { name: "読む" }).click();
    await shows("読む");
    await there.goBack();
    await there.waitForURL("about:blank");
  });
});
