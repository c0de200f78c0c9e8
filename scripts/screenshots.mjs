// Takes the pictures of the documents from the real page, doing what people do: `make screenshots`.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as b from "../tests/e2e/browser.mjs";

const out = join(b.ROOT, "docs/images");
mkdirSync(out, { recursive: true });
const files = mkdtempSync(join(tmpdir(), "fusen-pictures-"));
const profiles = [];
const start = (options) => { const dir = b.profile(); profiles.push(dir); return b.start(dir, options); };
const site = await b.site();
const shoot = async (page, name) => {
  await page.waitForTimeout(150);
  await page.screenshot({ path: join(out, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
};
const call = async (page, name) => {
  await page.getByLabel("あなたのニックネーム").fill(name);
  await page.keyboard.press("Enter");
  await b.main(page).focus();
};
const press = async (page, keys) => { for (const key of keys.split(" ")) await page.keyboard.press(key); };
const own = async (page, name, colour) => {
  await b.button(page, "テーマを追加").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名前").fill(name);
  await dialog.getByRole("radio", { name: `色${colour}`, exact: true }).check();
  return dialog;
};

try {
  // The second person, whose file comes in later.
  const other = await start();
  const hanako = await b.open(other, site.url);
  await b.sample(hanako);
  await call(hanako, "はなこ");
  for (const [name, colour] of [["窓口の手続", 11], ["災害時の情報", 14]]) {
    await own(hanako, name, colour);
    await hanako.keyboard.press("Enter");
  }
  await b.main(hanako).focus();
  await press(hanako, "j j j j 8 j j j 1 j 2 j 1 j 2 j 3 j 4 j j 3 j j 6 j j 7 j j 1 j j 1");
  await b.saved(hanako);
  const theirs = join(files, "hanako.fusen.json");
  writeFileSync(theirs, (await b.saveFile(hanako)).text);
  await other.close();

  const context = await start();
  const page = await b.open(context, site.url);
  await shoot(page, "1-start");
  await b.sample(page);
  await call(page, "たろう");
  await shoot(page, "2-sample");
  const dialog = await own(page, "有識者会議", 12);
  await dialog.getByLabel("キー").fill("y");
  await shoot(page, "3-theme");
  await page.keyboard.press("Enter");
  await b.main(page).focus();
  await press(page, "j j j j j y j j 1 j 1 j 1 2 j 3 j 4 j j 3 k k k k");
  await shoot(page, "4-tagging");
  await page.getByRole("textbox", { name: "メモ" }).fill("カードの機能向上とは何か、あとで確かめる");
  await b.saved(page);
  await shoot(page, "5-note");
  await page.getByTestId("merge-file").setInputFiles(theirs);
  await page.getByTestId("merge-preview").waitFor();
  await shoot(page, "6-merge");
  await b.button(page, "取り込む").click();
  await page.getByRole("checkbox", { name: /はなこ/ }).waitFor();
  await press(page, "Escape");
  await shoot(page, "7-merged");
  await page.getByRole("tab", { name: "まとめ" }).click();
  await shoot(page, "8-insights");
  await page.getByRole("tab", { name: "くらべる" }).click();
  await shoot(page, "9-compare");
  await page.getByRole("tab", { name: "読む" }).click();
  await page.emulateMedia({ colorScheme: "dark" });
  await shoot(page, "dark");
  await context.close();

  const phone = await start({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true });
  const small = await b.open(phone, site.url);
  await b.sample(small);
  await press(small, "j j j j 1 j 2 j");
  await shoot(small, "phone");
  await small.locator(".bottom").getByRole("button", { name: "テーマ" }).tap();
  await shoot(small, "phone-themes");
  await phone.close();
} finally {
  site.stop();
  for (const dir of [...profiles, files]) b.forget(dir);
}
