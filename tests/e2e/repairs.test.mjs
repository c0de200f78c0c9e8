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
  const painted = await b.highlights(page);
  assert.equal(Object.values(painted).length, 1);
  await ask("真壁");
  await page.keyboard.press("4");
  await read(["会長", "会長", "真壁", "事務局", "会長"]);
  assert.deepEqual(await b.highlights(page), painted);
  await ask("佐藤");
  await bar().getByRole("button", { name: "閉じる" }).click();
  await b.until(() => bar().count(), 0);
});

test("one answer names every statement of a label, and is one step back", async () => {
  await ask("真壁");
  await page.keyboard.press("3");
  await bar().getByLabel("だれの発言ですか").fill("真壁委員");
  await bar().getByLabel("同じ表示のほかの1件も").check();
  await b.button(page, "変更", bar()).click();
  await read(["会長", "真壁委員", "会長", "真壁委員", "事務局", "会長"]);
  await b.button(page, "元に戻す").click();
  await read(READ);
  // Of one statement alone, the other is asked about next.
  await ask("真壁");
  await page.keyboard.press("3");
  await bar().getByLabel("だれの発言ですか").fill("真壁委員");
  await page.keyboard.press("Enter");
  await read(["会長", "真壁委員", "会長", "真壁", "事務局", "会長"]);
  await findings().getByRole("button", { name: /7行目.*真壁/ }).waitFor();
});

test("a repair goes into the file and comes in with a merge", async () => {
  await ask("真壁");
  await bar().getByRole("button", { name: "発言者がちがう（発言全体）" }).click();
  await page.getByLabel("だれの発言ですか").fill("真壁委員");
  await bar().getByRole("button", { name: "変更" }).click();
  const mended = ["会長", "真壁委員", "会長", "真壁", "事務局", "会長"];
  await read(mended);
  const { name, text } = await b.saveFile(page);
  const [repair] = JSON.parse(text).documents[0].repairs;
  assert.deepEqual([repair.says, repair.speaker], ["speech", "真壁委員"]);
  const upload = { name, mimeType: "application/json", buffer: Buffer.from(text) };
  // Elsewhere, alone.
  await b.elsewhere(site.url, async (there) => {
    await b.files(there, upload);
    await read(mended, there);
  });
  // Elsewhere, where the same minutes are open already.
  await b.elsewhere(site.url, async (there) => {
    await b.files(there, b.file("同じ.txt", MINUTES));
    await read(READ, there);
    await there.locator('[data-testid="merge-file"]').setInputFiles(upload);
    const preview = there.getByTestId("merge-preview");
    await preview.getByText("読み方の直し 1").waitFor();
    await preview.getByRole("button", { name: "取り込む" }).click();
    await read(mended, there);
    await b.main(there).focus();
    await there.keyboard.press("Control+z");
    await read(READ, there);
  });
});

test("the bar is within everybody's reach", async () => {
  await ask("真壁");
  assert.deepEqual(await b.findings(page), []);
  await page.keyboard.press("3");
  await page.getByLabel("だれの発言ですか").waitFor();
  assert.deepEqual(await b.findings(page), []);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForFunction(() => innerWidth === 390);
  await b.settled(page);
  const box = await bar().boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 844, JSON.stringify(box));
});

test("a tag and a note follow when a name is cut from the beginning of their sentence", async () => {
  await page.getByRole("button", { name: "はじめてのテーマ表を入れる" }).click();
  await page.locator("[data-theme]").first().waitFor();
  await ask("佐藤");
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  await page.keyboard.press("n");
  await page.keyboard.type("ここが大事");
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await bar().waitFor();
  await page.keyboard.press("1");
  await read(["会長", "真壁", "会長", "真壁", "佐藤", "事務局", "会長"]);
  await page.waitForFunction(() => document.querySelector("#note")?.value === "ここが大事");
  const theme = page.locator('[data-theme][aria-pressed="true"]');
  await b.until(() => theme.count(), 1);
  await b.main(page).focus();
  await page.keyboard.press("1");
  await page.waitForFunction(() => !document.querySelector('[data-theme][aria-pressed="true"]'));
  assert.deepEqual(await b.highlights(page), {}, "the old tag is off, and no second one is on");
  // And the name can be corrected without coming back into the speech.
  await page.keyboard.press("r");
  await page.keyboard.press("3");
  await page.getByLabel("だれの発言ですか").fill("佐藤委員");
  await page.keyboard.press("Enter");
  await read(["会長", "真壁", "会長", "真壁", "佐藤委員", "事務局", "会長"]);
  assert.equal(await b.main(page).getByText("佐藤：賛成です。").count(), 0);
});

test("nothing vanishes when the first speech is none", async () => {
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("r");
  await bar().waitFor();
  assert.equal(await bar().getByRole("button", { name: "前の続き" }).isEnabled(), false, "nobody has spoken before");
  await page.keyboard.press("4");
  await read(["真壁", "会長", "真壁", "事務局", "会長"]);
  await b.main(page).getByText("ただいまから会議を開きます。").waitFor();
});

test("one answered, the list asks the next; a place that was found by hand asks nothing more", async () => {
  const twice = MINUTES.replace("事務局：", "斎藤：反対です。\n事務局：");
  await b.files(page, b.file("二つ.txt", twice));
  await page.waitForFunction(() => document.querySelectorAll(".list__item--finding").length >= 3);
  await b.ready(page);
  await ask("佐藤");
  await page.keyboard.press("1");
  await page.waitForFunction(() => /斎藤：反対です/.test(document.querySelector('[data-testid="repair"]')?.textContent ?? ""));
  await b.ready(page);
  await page.keyboard.press("1");
  await read(["会長", "真壁", "会長", "真壁", "佐藤", "斎藤", "事務局", "会長"]);
  await b.settled(page);
  assert.equal(await bar().count(), 0, "that was the last");
  await b.main(page).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("r");
  await bar().waitFor();
  await page.keyboard.press("1");
  await b.until(() => bar().count(), 0);
  await b.settled(page);
  assert.equal(await bar().count(), 0);
});

test("a label with a wrong letter, or half a bracket, is asked about with who is likely meant", async () => {
  await b.files(page, b.file("緑市.txt", `第３回緑市都市計画審議会　議事録
日時：令和６年５月２０日
出席者：大野会長、村上委員、石田委員

（大野会長）
　会議を開きます。
（村上委員）
　資料について伺います。
（石田委員
　緩和策を示してください。
（村上委貝）
　私も同じ意見です。
（岸本委員）
　賛成です。
`));
  await read(["大野会長", "村上委員", "石田委員", "村上委貝", "岸本委員"]);
  await findings().getByRole("button", { name: "括弧が閉じていません" }).waitFor();
  await findings().getByRole("button", { name: "「岸本委員」を発言者と見なしました。出席者の一覧に見当たりません" }).waitFor();
  await ask("「村上委員」の誤りかもしれません");
  // The name is doubted: whoever says that it is a speech is asked for it, too.
  await page.keyboard.press("1");
  await b.until(() => page.getByLabel("だれの発言ですか").inputValue(), "村上委員");
  await page.keyboard.press("Enter");
  await read(["大野会長", "村上委員", "石田委員", "村上委員", "岸本委員"]);
  assert.equal(await b.main(page).getByText("委貝").count(), 0, "the misprint is no part of the speech");
  await page.waitForFunction(() => /岸本委員/.test(document.querySelector('[data-testid="repair"]')?.textContent ?? ""));
  await page.keyboard.press("5");
  await b.until(() => findings().getByText("見当たりません").count(), 0);
});

test("a label that was not read as one goes with its name", async () => {
  await b.files(page, b.file("会見.txt", `知事定例記者会見
日時：令和６年７月３日

知事
おはようございます。
記者
入館料は上がりますか。
知亊
据え置きます。
記者
ありがとうございました。
知事
では。
`));
  await read(["知事", "記者", "記者", "知事"]);
  await ask("「知事」の誤りかもしれません");
  await bar().getByText("「知事」の誤りかもしれません").waitFor();
  assert.ok(await bar().locator('[aria-keyshortcuts="3"]').isDisabled(), "it asks nothing about who spoke before");
  await page.keyboard.press("1");
  await b.until(() => page.getByLabel("だれの発言ですか").inputValue(), "知事");
  await page.keyboard.press("Enter");
  await read(["知事", "記者", "知事", "記者", "知事"]);
  assert.equal(await b.main(page).getByText("知亊").count(), 0);
});

test("what nobody speaks is chosen, tagged and corrected like what is said", async () => {
  await b.files(page, b.file("広報.txt", `第３回　広報委員会　会議録
日時　令和７年６月２日（月）

１　広報紙について
委員長：年四回にしてはどうでしょうか。
委員：賛成です。
（異議なし）
決定：広報紙は年四回（六月・九月・十二月・三月）とする。
２　その他
委員長：次回は七月です。
委員：承知しました。
`));
  await page.getByText("広報紙は年四回").first().waitFor();
  await b.ready(page);
  const at = () => b.current(page);
  await page.locator("p", { hasText: "賛成です。" }).click();
  assert.equal(await at(), "2.1");
  await page.keyboard.press("j");
  assert.equal(await at(), "0.2", "j goes to what was decided");
  await page.keyboard.press("j");
  assert.equal(await at(), "3.1", "and past the heading below it");
  await page.keyboard.press("Shift+k");
  assert.equal(await b.main(page).getAttribute("data-selection"), "0.2 3.1");
  const decided = page.locator("p", { hasText: "広報紙は年四回" }).last();
  await decided.click();
  assert.equal(await at(), "0.2");
  await page.keyboard.press("u");
  assert.equal(await at(), "0.2");
  await page.keyboard.press("k");
  assert.equal(await at(), "2", "by statements it lies between two of them");
  await page.keyboard.press("u");
  await page.keyboard.press("u");
  await decided.click();
  await b.button(page, "テーマを追加").click();
  await page.getByRole("dialog").getByLabel("名前").fill("決まったこと");
  await page.keyboard.press("Enter");
  const theme = page.locator("[data-theme]", { hasText: "決まったこと" });
  await theme.waitFor();
  if (await theme.getAttribute("aria-pressed") !== "true") await theme.click();
  await b.until(() => theme.getAttribute("aria-pressed"), "true");
  await b.until(async () => Object.values(await b.highlights(page)).join(), "1");
  await page.keyboard.press("k");
  await b.until(() => theme.getAttribute("aria-pressed"), "false");
  // A heading that is somebody's words: pointed at, it is asked about.
  await b.main(page).getByText("２　その他").click();
  assert.equal(await at(), "0.3");
  await page.keyboard.press("r");
  await bar().waitFor();
  assert.match(await bar().innerText(), /その他/);
  await page.keyboard.press("2");
  await b.until(() => page.locator("article", { hasText: "その他" }).count(), 1);
});
