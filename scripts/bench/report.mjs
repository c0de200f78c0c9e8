// The report: what was found, as tables, and how it stands against the targets.
import { cpus, totalmem } from "node:os";
import { frames, median, number, quantile, spread, table } from "./figures.mjs";

/** The machine, without its name. */
function machine({ load }) {
  const chromium = load.list[0] ? `Chromium ${load.list[0].version}` : "Chromium";
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${process.platform} ${process.arch}, ${chromium}, headless.`;
}

/** A cell: what `show` makes of all runs, or why there are none. */
const cell = (result, show) => (result.list.length ? show(result.list) + (result.failed ? ` (then ${result.failed})` : "") : result.failed ?? "–");

const all = (list, pick) => list.flatMap(pick);
const pair = (list) => `${number(median(list))} / ${number(quantile(list, 0.95))}`;
const megabytes = (list, pick) => spread(list.map(pick).filter((x) => x !== null));

function scrolling(list, pick) {
  const f = frames(all(list, pick));
  return `${number(f.p95)} · ${number(f.worst)} · ${(f.dropped * 100).toFixed(1)} %`;
}

export function report(found) {
  const { sizes, at } = found;
  const head = (first) => [first, ...sizes.map((n) => `${n}×`)];
  const row = (name, part, show) => [name, ...sizes.map((n) => cell(at[n][part], show))];
  const time = (name, part, key) => row(name, part, (list) => spread(list.map((r) => r[key])));
  const parts = [
    `${machine(found)} Median of ${found.runs} runs (least–greatest), each in a fresh profile; milliseconds unless something else is said.`,
    "### Against the targets\n\n" + targets(found),
    "### First load\n\n" + table(["", "raw KB", "gzip KB", "brotli KB", "usable after ms"], [
      ["start screen", ...["raw", "gzip", "brotli"].map((k) => number(found.size[k] / 1000)), cell(found.load, (l) => spread(l.map((r) => r.usable)))],
      ["the parser, after it", ...["raw", "gzip", "brotli"].map((k) => number(found.parserSize[k] / 1000)), ""]]),
    "### Opening a text\n\n" + table(head(""), [
      ["text, KB", ...sizes.map((n) => number(at[n].native.bytes / 1000))],
      ["speeches", ...sizes.map((n) => number(at[n].native.speeches))],
      time("`fusen:intake`", "text", "intake"), time("`fusen:parse`", "text", "parse"), time("`fusen:render`", "text", "render"),
      time("**`fusen:open`**", "text", "open"), time("bare technique", "base", "open"),
      ["ours / bare", ...sizes.map((n) => number(ratio(at[n].text, at[n].base, "open")))],
      ["ours without reading and parsing / bare", ...sizes.map((n) => number(middle(at[n].text, (r) => r.render) / middle(at[n].base, (r) => r.open)))],
      ["parsed, MB/s", ...sizes.map((n) => number(at[n].native.bytes / 1000 / middle(at[n].text, (r) => r.parse)))],
    ]),
    "### Annotations\n\n" + table(head(""), [
      time("`fusen:load-annotations`, 1,000", "few", "load"), time("`fusen:load-annotations`, 10,000", "many", "load"),
      time("bare technique, 10,000", "base", "mark"),
      row("bare technique, text and 10,000", "base", (l) => spread(l.map((r) => r.open + r.mark))),
      ["ours / bare, both with their text", ...sizes.map((n) => number(middle(at[n].many, (r) => r.load) / middle(at[n].base, (r) => r.open + r.mark)))],
      time("`fusen:open` of a file with 10,000 and its text", "many", "open"),
      row("`fusen:annotate`, 1,000 there, p50 / p95", "few", (l) => pair(all(l, (r) => r.annotate))),
      row("`fusen:save`, 1,000 there, p50 / p95", "few", (l) => pair(all(l, (r) => r.save))),
    ]),
    "### Scrolling: p95 frame · worst frame · frames over 25 ms\n\n" + table(head(""), [
      row("whole text in 120 steps", "text", (l) => scrolling(l, (r) => r.whole)),
      row("bare technique", "base", (l) => scrolling(l, (r) => r.whole)),
      row("like a wheel, 90 × 100 px", "text", (l) => scrolling(l, (r) => r.wheel)),
      row("bare technique", "base", (l) => scrolling(l, (r) => r.wheel)),
    ]),
    "### Search for マイナンバー\n\n" + table(head(""), [
      time("`fusen:search-first`", "text", "first"), time("`fusen:search`", "text", "search"), row("hits", "text", (l) => l[0].hits.toLocaleString("en-US")),
    ]),
    "### Memory after a collection of garbage, MB\n\n" + table(head(""), [
      row("JavaScript heap", "text", (l) => megabytes(l, (r) => r.memory.heap)),
      row("WebAssembly memory", "text", (l) => megabytes(l, (r) => r.memory.wasm)),
      row("renderer, resident", "text", (l) => megabytes(l, (r) => r.memory.rss)),
      row("renderer with 10,000 annotations", "many", (l) => megabytes(l, (r) => r.memory.rss)),
      row("bare technique with 10,000", "base", (l) => megabytes(l, (r) => r.memory.rss)),
    ]),
    "### Parsing natively, best of five\n\n" + table(head("`fusen parse --time`"), [
      ["ms", ...sizes.map((n) => number(at[n].native.ms))],
      ["MB/s", ...sizes.map((n) => number(at[n].native.bytes / 1000 / at[n].native.ms))],
    ]) + growth(found) + corpus(found) + again(found),
    "### The parser beside a bare pass (memchr) and a regex split, natively\n\n```text\n" + found.parser + "\n```",
  ];
  return parts.join("\n\n");
}

const middle = (result, pick) => (result.list.length ? median(result.list.map(pick)) : NaN);
const ratio = (a, b, key) => middle(a, (r) => r[key]) / middle(b, (r) => r[key]);
const per = ({ native }) => native.ms / native.bytes;

function growth({ at }) {
  return at[10] && at[1000] ? `\n\nTime per byte at 1000× is ${number(per(at[1000]) / per(at[10]))} times that at 10×.` : "";
}

const speed = (native, ms) => native.bytes / 1000 / ms;

function corpus({ corpus: it }) {
  if (!it) return "";
  const page = speed(it.native, middle(it.text, (r) => r.parse));
  return `\n\nReal minutes of many forms, one after the other to ${number(it.native.bytes / 1e6)} MB (${it.native.speeches.toLocaleString("en-US")} speeches): ${number(speed(it.native, it.native.ms))} MB/s natively, ${number(page)} MB/s in the page.`;
}

/** The parser's program alone, asked again and again: the median, as natively it is one of many. */
function again({ at, corpus: it }) {
  if (!it || !at[1000]?.again) return "";
  const per = (native, result) => number(speed(native, median(all(result.list, (r) => r))));
  return ` The parser's program asked nine times in one page, one after the other, each with a memory of its own: ${per(at[1000].native, at[1000].again)} MB/s on the long text, ${per(it.native, it.again)} MB/s on these (medians; the engine optimises it during the first).`;
}

/** One row per target: what it must and should be, what it is, and whether that is met. */
function targets({ sizes, at, size, load }) {
  const rows = [];
  const put = (name, must, aim, is, unit = "ms") => {
    const met = !Number.isFinite(is) ? "not measured" : is <= aim ? "aim" : is <= must ? "must" : "**missed**";
    rows.push([name, `${number(must)} ${unit}`, `${number(aim)} ${unit}`, Number.isFinite(is) ? `${number(is)} ${unit}` : "–", met]);
  };
  put("first load, brotli", 300, 200, size.brotli / 1000, "KB");
  put("first load, usable", 450, 250, middle(load, (r) => r.usable));
  const tops = (name, limits, pick, unit) => {
    for (const n of sizes) if (limits[n]) put(`${name}, ${n}×`, ...limits[n], pick(at[n]), unit);
  };
  tops("open", { 1: [30, 30], 10: [70, 30], 100: [400, 65], 1000: [1500, 450] }, (a) => middle(a.text, (r) => r.open));
  tops("show 10,000 annotations", { 10: [290, 50], 100: [600, 50], 1000: [4600, 100] }, (a) => middle(a.many, (r) => r.load));
  tops("annotate, p95, 1,000 there", { 1: [50, 25], 10: [50, 25], 100: [50, 25], 1000: [50, 33] },
    (a) => quantile(all(a.few.list, (r) => r.annotate), 0.95));
  for (const [name, key] of [["scroll the whole text, dropped", "whole"], ["scroll like a wheel, dropped", "wheel"]])
    tops(name, { 1: [0, 0], 10: [0, 0], 100: [0, 0], 1000: [5, 5] },
      (a) => (a.text.list.length ? frames(all(a.text.list, (r) => r[key])).dropped * 100 : NaN), "%");
  tops("search", { 100: [290, 20], 1000: [2000, 170] }, (a) => middle(a.text, (r) => r.search));
  tops("resident memory, 10,000 annotations", { 1000: [545, 250] }, (a) => middle(a.many, (r) => r.memory.rss), "MB");
  if (at[10] && at[1000]) put("parse, growth per byte", 1.3, 1.3, per(at[1000]) / per(at[10]), "×");
  return table(["measure", "must", "aim", "is", "met"], rows);
}
