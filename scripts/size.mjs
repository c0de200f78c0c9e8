// What a first visit loads, raw and compressed; fails beyond the budget.
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const BUDGET = 300 * 1000;
const KINDS = [".html", ".js", ".css", ".wasm"];

// What is loaded with the first file that is no plain text, and with what is not needed to open, read and tag.
const LATER = /^(intake|desk|parser)-/;

/** Bytes of every file a first visit needs, or of those that come `later`: `{ name: { raw, gzip, brotli } }`. */
export function sizes(folder, later = false) {
  const out = {};
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!KINDS.includes(extname(name)) || LATER.test(name) !== later) continue;
    const bytes = readFileSync(join(folder, name));
    out[name] = {
      raw: bytes.length,
      gzip: gzipSync(bytes, { level: 9 }).length,
      brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length,
    };
  }
  return out;
}

/** Their sum. */
export function total(list) {
  const sum = { raw: 0, gzip: 0, brotli: 0 };
  for (const s of Object.values(list)) for (const k of Object.keys(sum)) sum[k] += s[k];
  return sum;
}

if (import.meta.url === `file://${process.argv[1]}` || process.argv[1]?.endsWith("size.mjs")) {
  const list = sizes(process.argv[2] ?? "dist");
  const sum = total(list);
  const later = Object.entries(sizes(process.argv[2] ?? "dist", true)).map(([name, s]) => [`later, ${name}`, s]);
  for (const [name, s] of [...Object.entries(list), ["in all", sum], ...later]) console.log(`${name}: ${s.raw} bytes, gzip ${s.gzip}, brotli ${s.brotli}`);
  if (!sum.raw || sum.brotli > BUDGET) {
    console.error(`More than ${BUDGET} bytes brotli.`);
    process.exit(1);
  }
}
