// Takes the pictures of the documents from the built page, doing what people do: `make screenshots`.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import * as b from "../tests/e2e/browser.mjs";

const LIMIT = 200_000;
const out = join(b.ROOT, "docs/images");
const files = mkdtempSync(join(tmpdir(), "fusen-pictures-"));
const profiles = [];
async function start(options) {
  const dir = b.profile();
  profiles.push(dir);
  const context = await b.start(dir, options);
  // Ids decide the order of themes that two people added at the same place: the same ids in every run.
  await context.addInitScript((seed) => {
    const next = () => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return seed >>> 24; };
    crypto.getRandomValues = (list) => { for (let n = 0; n < list.length; n++) list[n] = next(); return list; };
    crypto.randomUUID = () => {
      const hex = Array.from({ length: 32 }, (_, n) => (n === 12 ? 4 : n === 16 ? 8 : next() & 15).toString(16)).join("");
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    };
  }, profiles.length);
  return context;
}

// ── Pictures beyond the limit get a palette: 256 colours are enough for a page of text ──

/** Pixels of an 8-bit RGB or RGBA PNG without interlacing, as the browser makes them. */
function pixels(png) {
  const data = [];
  let width = 0, height = 0, channels = 0;
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const kind = png.toString("latin1", at + 4, at + 8), body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (kind === "IHDR") [width, height, channels] = [body.readUInt32BE(0), body.readUInt32BE(4), body[9] === 6 ? 4 : 3];
    if (kind === "IDAT") data.push(body);
  }
  const raw = inflateSync(Buffer.concat(data)), row = width * channels, plain = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x++) {
      const left = x >= channels ? plain[y * row + x - channels] : 0, up = y ? plain[(y - 1) * row + x] : 0;
      const corner = y && x >= channels ? plain[(y - 1) * row + x - channels] : 0;
      const guess = left + up - corner, [p, q, r] = [left, up, corner].map((v) => Math.abs(guess - v));
      const paeth = p <= q && p <= r ? left : q <= r ? up : corner;
      plain[y * row + x] = raw[y * (row + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth][filter];
    }
  }
  const colours = new Uint32Array(width * height);
  for (let i = 0; i < colours.length; i++) colours[i] = plain.readUIntBE(i * channels, 3);
  return { width, height, colours };
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n; });
const crc32 = (bytes) => ~bytes.reduce((c, byte) => CRC[(c ^ byte) & 255] ^ (c >>> 8), -1) >>> 0;

/** The same picture with a palette (median cut, Heckbert 1982). */
function small(png) {
  const { width, height, colours } = pixels(png);
  const counts = new Map();
  for (const c of colours) counts.set(c, (counts.get(c) ?? 0) + 1);
  const part = (c, shift) => (c >> shift) & 255;
  const widest = (box) => {
    const spans = [16, 8, 0].map((shift) => {
      let low = 255, high = 0;
      for (const c of box) { low = Math.min(low, part(c, shift)); high = Math.max(high, part(c, shift)); }
      return [high - low, shift];
    });
    return spans.reduce((a, s) => (s[0] > a[0] ? s : a));
  };
  // Surfaces keep their exact colour; what is left of the palette goes to the edges of letters.
  const flat = [...counts.keys()].sort((x, y) => counts.get(y) - counts.get(x) || x - y).slice(0, 160);
  const exact = new Set(flat);
  const boxes = [[...counts.keys()].filter((c) => !exact.has(c))].filter((box) => box.length);
  while (boxes.length && boxes.length + flat.length < 256) {
    const [span, n] = boxes.reduce((a, box, i) => { const [s] = widest(box); return s > a[0] ? [s, i] : a; }, [0, -1]);
    if (!span) break;
    const [box] = boxes.splice(n, 1), shift = widest(box)[1];
    box.sort((x, y) => part(x, shift) - part(y, shift) || x - y);
    boxes.push(box.slice(0, box.length >> 1), box.slice(box.length >> 1));
  }
  const palette = [...flat], index = new Map(flat.map((c, i) => [c, i]));
  for (const box of boxes) {
    const all = box.reduce((a, c) => a + counts.get(c), 0);
    const mean = (shift) => Math.round(box.reduce((a, c) => a + part(c, shift) * counts.get(c), 0) / all);
    for (const c of box) index.set(c, palette.length);
    palette.push((mean(16) << 16) | (mean(8) << 8) | mean(0));
  }
  const raw = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) raw[y * (width + 1) + 1 + x] = index.get(colours[y * width + x]);
  const chunk = (kind, body) => {
    const named = Buffer.concat([Buffer.from(kind, "latin1"), body]), ends = Buffer.alloc(8);
    ends.writeUInt32BE(body.length, 0);
    ends.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(palette.flatMap((c) => [part(c, 16), part(c, 8), part(c, 0)]));
  return Buffer.concat([png.subarray(0, 8), chunk("IHDR", head), chunk("PLTE", table), chunk("IDAT", deflateSync(raw, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

async function shoot(page, name, options = {}) {
  await page.waitForTimeout(250);
  let png = await page.screenshot({ animations: "disabled", ...options });
  if (png.length > LIMIT) png = small(png);
  if (png.length > LIMIT) throw new Error(`${name}.png: ${png.length} bytes, more than ${LIMIT}`);
  writeFileSync(join(out, `${name}.png`), png);
  console.log(`docs/images/${name}.png\t${png.length}`);
}

// ── What people do ──

/** Clicks the sentence in which `words` stand. */
async function choose(page, words) {
  const point = await page.evaluate(async (words) => {
    const walker = document.createTreeWalker(document.querySelector(".document__text"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(words);
      if (at < 0 || !walker.currentNode.parentNode.closest("[data-paragraph]")) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      walker.currentNode.parentElement.scrollIntoView({ block: "center" });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const box = range.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    }
    return null;
  }, words);
  if (!point) throw new Error(`no sentence with ${words}`);
  await (await page.evaluate(() => navigator.maxTouchPoints > 0) ? page.touchscreen.tap(...point) : page.mouse.click(...point));
}

const themeButton = (page, name) => page.locator("button[data-theme]").filter({ hasText: name }).first();

/** Puts themes on sentences: pairs of words in the sentence and the theme's name. */
async function tag(page, pairs) {
  for (const [words, name] of pairs) {
    await choose(page, words);
    const button = themeButton(page, name);
    await button.click();
    await page.waitForFunction((e) => e.getAttribute("aria-pressed") === "true", await button.elementHandle());
  }
  await b.saved(page);
}

async function call(page, name) {
  await page.getByLabel("あなたのニックネーム").fill(name);
  await page.keyboard.press("Enter");
  await b.main(page).focus();
}

async function newTheme(page, name, colour) {
  await b.button(page, "テーマを追加").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名前").fill(name);
  await dialog.getByRole("radio", { name: `色${colour}`, exact: true }).check();
  return dialog;
}

/** Lists of the sides to their tops, text to a sentence in the middle of the picture. */
async function show(page, words) {
  await choose(page, words);
  await page.evaluate(() => { for (const e of document.querySelectorAll(".side, .side *")) e.scrollTop = 0; });
}

const HANAKO = [
  ["まずは、マイナンバーカードの機能拡充", "マイナンバーカード"],
  ["カードの利便性の向上", "暮らしの変化"],
  ["安全・安心対策についても", "マイナンバーカード"],
  ["AIの利活用を推進", "データ利活用・AI"],
  ["G7広島サミット", "データ利活用・AI"],
  ["アナログ規制など", "規制・行政改革"],
  ["書かないワンストップ窓口", "窓口の手続"],
  ["ガバメントクラウドやネットワーク", "インフラ・クラウド"],
  ["希望する全ての国民", "マイナンバーカード"],
  ["運転免許証など各種カード", "マイナンバーカード"],
  ["人が介在する機会", "安全・安心対策と信頼"],
  ["モビリティ・ロードマップ", "モビリティ"],
  ["警察共通基盤", "防災・警察"],
  ["登記・戸籍関係", "法務・司法"],
  ["ヒューマンエラー", "安全・安心対策と信頼"],
];

const TARO = [
  ["有識者からなる", "有識者の議論"],
  ["まずは、マイナンバーカードの機能拡充", "マイナンバーカード"],
  ["カードの利便性の向上", "マイナンバーカード"],
  ["AIの利活用を推進", "データ利活用・AI"],
  ["G7広島サミット", "国際連携"],
  ["アナログ規制など", "規制・行政改革"],
  ["書かないワンストップ窓口", "自治体・地域のデジタル化"],
  ["デジタルマーケットプレイス", "産業・調達"],
  ["運転免許証など各種カード", "マイナンバーカード"],
  ["モビリティ・ロードマップ", "モビリティ"],
  ["警察共通基盤", "防災・警察"],
  ["GIGAスクール構想に基づき", "教育"],
  ["ヒューマンエラー", "安全・安心対策と信頼"],
  ["安全・安心対策についても", "安全・安心対策と信頼"],
];

/** Invented. */
const UNSURE = `第２回　青葉町交通会議　会議録
日時　令和７年５月８日（木）午前１０時～午前１０時４０分
場所　青葉町役場　大会議室

会長：ただいまから会議を開きます。出席者は七人です。
真壁：バスの本数を増やしてほしいです。値上げは困ります。
会長：ほかにございますか。
真壁：朝の便が足りません。通学に使う人が立ったまま乗っています。
佐藤：賛成です。
事務局：資料１を御覧ください。運賃の改定についてです。
会長：では、次回までに案をまとめます。
`;

mkdirSync(out, { recursive: true });
const site = await b.site();
try {
  // The second person, whose file comes in later.
  const other = await start();
  const hanako = await b.open(other, site.url);
  await b.sample(hanako);
  await call(hanako, "はなこ");
  for (const [name, colour] of [["窓口の手続", 13], ["暮らしの変化", 11]]) {
    await newTheme(hanako, name, colour);
    await hanako.keyboard.press("Enter");
    await themeButton(hanako, name).waitFor();
  }
  await tag(hanako, HANAKO);
  const theirs = join(files, "はなこ.fusen.json");
  writeFileSync(theirs, (await b.saveFile(hanako)).text);
  await other.close();

  // The first person: the main job.
  const context = await start();
  const page = await b.open(context, site.url);
  await shoot(page, "1-start");
  // Somebody else, with minutes that leave the reader in doubt.
  const unsure = await start();
  const reader = await b.open(unsure, site.url);
  await b.files(reader, b.file("青葉町交通会議.txt", UNSURE));
  await b.ready(reader);
  await call(reader, "じろう");
  await reader.getByRole("region", { name: "確認が必要な箇所" }).getByRole("button").first().click();
  await shoot(reader, "11-repair");
  await unsure.close();
  await b.sample(page);
  await call(page, "たろう");
  // The screens that come when the page has time.
  await page.locator("#whole button").waitFor();
  await shoot(page, "2-sample");
  const dialog = await newTheme(page, "有識者の議論", 15);
  await dialog.getByLabel("キー").fill("y");
  await shoot(page, "3-theme");
  await page.keyboard.press("Enter");
  await themeButton(page, "有識者の議論").waitFor();
  await tag(page, TARO);
  await show(page, "安全・安心対策についても");
  await shoot(page, "4-tagging");
  await page.getByRole("textbox", { name: "メモ" }).fill("「一連の事案」のあと何をするのか、資料１－１で確かめる");
  await b.saved(page);
  await shoot(page, "5-note");
  await b.saveFile(page);
  await b.saved(page);
  await shoot(page, "6-save", { clip: { x: 0, y: 0, width: 1280, height: 90 } });
  await page.getByTestId("merge-file").setInputFiles(theirs);
  await page.getByTestId("merge-preview").waitFor();
  await shoot(page, "7-merge");
  await b.button(page, "取り込む").click();
  await page.getByRole("checkbox", { name: /はなこ/ }).waitFor();
  await b.saved(page);
  await show(page, "安全・安心対策についても");
  await shoot(page, "8-merged");
  await page.emulateMedia({ colorScheme: "dark" });
  await shoot(page, "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("tab", { name: "まとめ" }).click();
  await shoot(page, "9-insights");
  await page.getByRole("tab", { name: "くらべる" }).click();
  await shoot(page, "10-compare");
  await page.getByRole("tab", { name: "読む" }).click();
  await b.button(page, "絞り込み").click();
  const filter = page.getByRole("region", { name: "絞り込み" });
  await filter.getByRole("searchbox").fill("自治体");
  await page.waitForFunction(() => document.querySelectorAll(".document .folded").length > 10);
  await show(page, "書かないワンストップ窓口");
  await shoot(page, "12-filter");
  await b.button(page, "解除して閉じる").click();
  await show(page, "まずは、マイナンバーカードの機能拡充");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("mai");
  await shoot(page, "13-palette");
  await page.keyboard.press("Escape");
  await b.button(page, "テーマ表").click();
  const row = (name) => page.locator(".book__theme").filter({ hasText: name });
  await row("安全・安心対策と信頼").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await row("マイナンバーカード").first().click();
  await page.getByLabel("意味", { exact: true }).fill("マイナンバーカードそのもの、その交付・更新・利用について");
  await page.getByLabel("使うとき", { exact: true }).fill("カードの交付、健康保険証としての利用、スマートフォンへの搭載に触れるとき");
  await page.getByLabel("使わないとき", { exact: true }).fill("番号制度だけの話。カードの安全だけを論じる発言は「安全・安心対策と信頼」");
  await page.getByRole("button", { name: "いま選んでいる文を例にする" }).click();
  await page.locator(".example").waitFor();
  // What was said of it would lie over the picture.
  await page.waitForTimeout(6500);
  await shoot(page, "14-codebook");
  await page.keyboard.press("Escape");
  await context.close();

  const phone = await start({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true });
  const hand = await b.open(phone, site.url);
  await b.sample(hand);
  const sheet = (name) => hand.locator(".bottom").getByRole("button", { name, exact: true });
  for (const [words, name] of [TARO[1], TARO[2]]) {
    await choose(hand, words);
    await sheet("テーマ").tap();
    await themeButton(hand, name).tap();
    await sheet("テーマ").tap();
  }
  await choose(hand, TARO.at(-1)[0]);
  await b.saved(hand);
  // The tap has brought the themes: kept, and then put away.
  await sheet("テーマ").tap();
  await sheet("テーマ").tap();
  await shoot(hand, "phone");
  await sheet("テーマ").tap();
  await shoot(hand, "phone-themes");
  await hand.emulateMedia({ colorScheme: "dark" });
  await shoot(hand, "phone-dark");
  await phone.close();
} finally {
  site.stop();
  for (const dir of [...profiles, files]) b.forget(dir);
}
