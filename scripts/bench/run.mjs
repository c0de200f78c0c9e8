// Measures the page in real Chromium on loopback and prints a report.
//
//   node scripts/bench/run.mjs [--quick] [--sizes 1,10,100,1000] [--runs 5] [--write]
//
// --quick measures the two small sizes only; --write puts the tables into BENCHMARKS.md.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { DIST, ROOT } from "../../tests/e2e/browser.mjs";
import { serve } from "../serve.mjs";
import { parser as parserSizes, sizes as bytes, total } from "../size.mjs";
import { baseline } from "./baseline.mjs";
import * as page from "./page.mjs";
import { report } from "./report.mjs";
import { Texts, compile, parse, parser } from "./texts.mjs";

const { values } = parseArgs({ options: {
  quick: { type: "boolean" }, write: { type: "boolean" }, sizes: { type: "string" }, runs: { type: "string" },
} });
const sizes = (values.sizes ?? (values.quick ? "1,10" : "1,10,100,1000")).split(",").map(Number);
const runs = Number(values.runs ?? 5);
if (sizes.some((n) => !(n >= 1)) || !(runs >= 1)) throw new Error("sizes and runs are numbers from 1");

const say = (words) => process.stderr.write(`· ${words}\n`);

/** Repeats one measurement. A failure ends it and is part of the result. */
async function repeat(name, work) {
  const list = [];
  let failed = null;
  for (let i = 1; i <= runs && !failed; i++) {
    try {
      list.push(await work());
    } catch (error) {
      failed = String(error.message).split("\n")[0].slice(0, 60);
    }
  }
  say(failed ? `${name}: ${failed}` : name);
  return { list, failed };
}

compile();
const texts = new Texts();
const ours = await serve(DIST);
const bare = await serve(dirname(fileURLToPath(import.meta.url)));
const base = `${bare.url}baseline.html`;
const found = { runs, sizes, size: total(bytes(DIST)), parserSize: total(parserSizes(DIST)), at: {} };
try {
  found.load = await repeat("first load", () => page.firstLoad(ours.url));
  for (const n of sizes) {
    const path = texts.text(n);
    found.at[n] = {
      native: parse(path),
      text: await repeat(`${n}×: text`, () => page.text(ours.url, path)),
      few: await repeat(`${n}×: 1,000 annotations`, () => page.tags(ours.url, texts.tags(n, 1000))),
      many: await repeat(`${n}×: 10,000 annotations`, () => page.tags(ours.url, texts.tags(n, 10_000), 0)),
      base: await repeat(`${n}×: bare technique`, () => baseline(base, path, 10_000)),
    };
  }
  if (!values.quick) found.corpus = {
    native: parse(texts.corpus()),
    text: await repeat("corpus", () => page.parsing(ours.url, texts.corpus())),
    again: await repeat("corpus, the parser alone", () => page.again(ours.url, texts.corpus())),
  };
  if (!values.quick && found.at[1000]) found.at[1000].again = await repeat("1000×: the parser alone", () => page.again(ours.url, texts.text(1000)));
} finally {
  ours.stop();
  bare.stop();
  texts.forget();
}

found.parser = parser();
const words = report(found);
console.log(words);
if (values.write) {
  const file = join(ROOT, "BENCHMARKS.md");
  const [begin, end] = ["<!-- bench:begin -->", "<!-- bench:end -->"];
  const [before, rest] = readFileSync(file, "utf8").split(begin);
  writeFileSync(file, `${before}${begin}\n${words}\n${end}${rest.split(end)[1]}`);
}
