// What a first visit loads, raw and compressed; fails beyond the budgets.
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

// Bytes, brotli: of all that the start screen needs, and of the parser, which comes once that is there.
const FIRST = 200 * 1000, PARSER = 325 * 1000;
const KINDS = [".html", ".js", ".css", ".wasm"];

// What comes after the start screen: the parser, and what draws documents; with the first file that is no plain text, the
// worker; and the desk.
const LATER = /^(intake|desk|document|nodes|parser)-/;

/** Bytes as a server sends them that packs once and for all. */
export const brotli = (bytes) => brotliCompressSync(bytes, { params: {
  [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
} }).length;

/** Bytes of every file a first visit needs, or of those that come `later`: `{ name: { raw, gzip, brotli } }`. */
export function sizes(folder, later = false) {
  const out = {};
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!KINDS.includes(extname(name)) || LATER.test(name) !== later) continue;
    const bytes = readFileSync(join(folder, name));
    out[name] = {
      raw: bytes.length,
      gzip: gzipSync(bytes, { level: 9 }).length,
      brotli: brotli(bytes),
    };
  }
  return out;
}

/** Of the parser alone. */
export const parser = (folder) => Object.fromEntries(Object.entries(sizes(folder, true)).filter(([name]) => name.startsWith("parser-")));

/** Their sum. */
export function total(list) {
  const sum = { raw: 0, gzip: 0, brotli: 0 };
  for (const s of Object.values(list)) for (const k of Object.keys(sum)) sum[k] += s[k];
  return sum;
}

if (import.meta.url === `file://${process.argv[1]}` || process.argv[1]?.endsWith("size.mjs")) {
  const folder = process.argv[2] ?? "dist", list = sizes(folder), later = sizes(folder, true);
  const first = total(list);
  const lines = [...Object.entries(list), ["first load", first], ...Object.entries(later).map(([name, s]) => [`later, ${name}`, s])];
  for (const [name, s] of lines) console.log(`${name}: ${s.raw} bytes, gzip ${s.gzip}, brotli ${s.brotli}`);
  for (const [what, sum, budget] of [["The first load", first, FIRST], ["The parser", total(parser(folder)), PARSER]])
    if (!sum.raw || sum.brotli > budget) {
      console.error(`${what} has more than ${budget} bytes brotli.`);
      process.exitCode = 1;
    }
}
