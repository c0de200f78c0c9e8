// Measures opening PDFs in real Chromium, beside pdf.js on the same files in the same browser, and prints a table.
//
//   node scripts/bench/pdf.mjs [--sizes 1,10,100] [--runs 3] [--write]
//
// The files are the sample's speeches 1, 10 and 100 times, printed by the same Chromium. pdf.js is installed into
// .tools on the first run. --write puts the table into BENCHMARKS.md.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DIST, ROOT, files, forget, profile, start } from "../../tests/e2e/browser.mjs";
import { serve } from "../serve.mjs";
import { sizes as bytes } from "../size.mjs";
import { measured, memory, visit } from "./visit.mjs";

const { values } = parseArgs({ options: { sizes: { type: "string" }, runs: { type: "string" }, write: { type: "boolean" } } });
const sizes = (values.sizes ?? "1,10,100").split(",").map(Number), runs = Number(values.runs ?? 3);
const folder = join(ROOT, "target/bench"), fusen = join(ROOT, "target/native/fusen");
mkdirSync(folder, { recursive: true });

const words = (text) => text.replaceAll(/\s/gu, "");
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

function pdfjs() {
  const root = join(ROOT, ".tools/pdfjs");
  if (!existsSync(join(root, "node_modules/pdfjs-dist"))) {
    mkdirSync(root, { recursive: true });
    execFileSync("npm", ["install", "--prefix", root, "--no-audit", "--no-fund", "--ignore-scripts", "pdfjs-dist"], { stdio: "inherit" });
  }
  writeFileSync(join(root, "page.html"), `<!doctype html><meta charset="utf-8"><script type="module">
import * as lib from "./node_modules/pdfjs-dist/build/pdf.mjs";
lib.GlobalWorkerOptions.workerSrc = "./node_modules/pdfjs-dist/build/pdf.worker.mjs";
globalThis.read = async (url) => {
  const data = new Uint8Array(await (await fetch(url)).arrayBuffer()), begun = performance.now();
  const pdf = await lib.getDocument({ data, cMapUrl: "./node_modules/pdfjs-dist/cmaps/", cMapPacked: true }).promise;
  let text = "";
  for (let n = 1; n <= pdf.numPages; n++) text += (await (await pdf.getPage(n)).getTextContent()).items.map((i) => i.str).join("");
  return { ms: performance.now() - begun, pages: pdf.numPages, text };
};
globalThis.ready = true;
</script>`);
  return { root, version: JSON.parse(readFileSync(join(root, "node_modules/pdfjs-dist/package.json"), "utf8")).version };
}

/** The text of one size, and its PDF. */
async function make(n) {
  const sample = execFileSync(fusen, ["text", join(ROOT, "assets/sample/dejitaru-suishin-4.txt")], { encoding: "utf8" });
  const at = sample.indexOf("〇河野大臣");
  const text = sample.slice(0, at) + sample.slice(at).repeat(n);
  const path = join(folder, `${n}.pdf`);
  if (!existsSync(path)) {
    const dir = profile(), context = await start(dir);
    try {
      const page = await context.newPage();
      const escape = (s) => s.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      await page.setContent(`<meta charset="utf-8"><style>body{font:10.5pt/1.7 "Noto Serif CJK JP"}p{margin:0}</style>${text.split("\n").map((l) => `<p>${escape(l)}</p>`).join("")}`);
      await page.pdf({ path, format: "A4", margin: { top: "20mm", bottom: "20mm", left: "20mm", right: "20mm" } });
    } finally {
      await context.close();
      forget(dir);
    }
  }
  return { text, path };
}

/** Characters that differ at their place; the same number of them is presupposed. */
function wrong(got, wanted) {
  const a = [...words(got)], b = [...words(wanted)];
  return a.length === b.length ? a.filter((c, n) => c !== b[n]).length : `${a.length} of ${b.length} characters`;
}

const { root, version } = pdfjs();
const ours = await serve(DIST), theirs = await serve(root), data = await serve(folder);
const rows = [];
try {
  for (const n of sizes) {
    const { text, path } = await make(n);
    const mine = [], first = [], other = [], rss = [];
    let pages, read;
    for (let i = 0; i < runs; i++) {
      await visit(ours.url, async ({ page, cdp, system }) => {
        await page.goto(ours.url);
        await page.locator('main[data-testid="document"][aria-busy="false"]').waitFor();
        await page.waitForTimeout(1000);
        // The first file loads the worker's program, too; the second is what each one after it takes.
        first.push(await measured(page, "fusen:intake", () => files(page, path)));
        mine.push(await measured(page, "fusen:intake", () => files(page, path), 2));
        rss.push((await memory({ page, cdp, system })).rss);
      });
      await visit(theirs.url, async ({ page }) => {
        await page.goto(`${theirs.url}page.html`);
        await page.waitForFunction("globalThis.ready");
        // Twice, as ours; another address is another origin, so the file is handed over as an address of this one.
        const bytes = readFileSync(path).toString("base64");
        await page.evaluate((b64) => { globalThis.file = URL.createObjectURL(new Blob([Uint8Array.from(atob(b64), (c) => c.charCodeAt(0))])); }, bytes);
        await page.evaluate(() => globalThis.read(globalThis.file).then(() => 0));
        read = await page.evaluate(() => globalThis.read(globalThis.file));
        other.push(read.ms);
        pages = read.pages;
      });
    }
    const got = execFileSync(fusen, ["text", path], { encoding: "utf8", maxBuffer: 1 << 28 });
    rows.push([`${pages}`, `${Math.round(readFileSync(path).length / 1000)} KB`, Math.round(median(first)), Math.round(median(mine)), Math.round(pages / median(mine) * 1000), Math.round(median(other)), Math.round(pages / median(other) * 1000),
      (median(other) / median(mine)).toFixed(1), wrong(got, text), wrong(read.text, text), Math.round(median(rss))]);
    process.stderr.write(`· ${n}×: ${pages} pages\n`);
  }
} finally {
  for (const s of [ours, theirs, data]) s.stop();
}
const later = Object.values(bytes(DIST, true)).reduce((sum, s) => sum + s.brotli, 0);
const head = ["pages", "file", "first file, ms", "ms", "pages/s", "pdf.js, ms", "pages/s", "times as fast", "wrong characters", "pdf.js", "memory, MB"];
const table = [head, head.map(() => "---:"), ...rows].map((r) => `| ${r.join(" | ")} |`).join("\n");
const out = `Median of ${runs} runs, interleaved with pdfjs-dist ${version} (\`getTextContent\`, page by page) in the same Chromium; the second file of a visit, since the first also loads the program (${Math.round(later / 1000)} KB brotli). Wrong characters are those that differ from the printed text.\n\n${table}`;
console.log(out);
if (values.write) {
  const path = join(ROOT, "BENCHMARKS.md"), all = readFileSync(path, "utf8");
  const [begin, end] = ["<!-- pdf -->", "<!-- /pdf -->"];
  writeFileSync(path, all.replace(new RegExp(`${begin}[\\s\\S]*${end}`), `${begin}\n${out}\n${end}`));
}
