// Puts the functions of a program that look alike next to each other. Brotli writes what it has just seen shorter than
// what it saw long ago: the page is 4.5 KB smaller so than in the linker's order, for the same program.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotli } from "./size.mjs";
import { FEATURES, functions, leb } from "./wasm-sections.mjs";

// Functions are compared by how often each run of so many bytes is in them. Those before the last one still count, each
// so much less than the one behind it.
const RUN = 4, KINDS = 16384, FADES = 1 / 4;

/** Of the orders by longer and shorter runs and memories, which differ by some hundred bytes and not always the same way,
 * the best. Calls are numbers, which each order makes others: what is ordered already is ordered better. */
export function mostAlikeTogether(program) {
  const once = alikeTogether(program), orders = [0.15, FADES, 0.4, 0.6].flatMap((fades) => [3, RUN, 5].map((run) => [run, fades]));
  const all = orders.map((order) => alikeTogether(once, ...order)), sizes = all.map(brotli);
  return all[sizes.indexOf(Math.min(...sizes))];
}

/** The program with its functions in another order, grouped by type, each followed by the one most like it. */
export function alikeTogether(program, run = RUN, fades = FADES) {
  const { imported, types, bodies } = functions(program);
  const looks = bodies.map((body) => look(body, run)), groups = new Map();
  types.forEach((type, at) => groups.set(type, [...groups.get(type) ?? [], at]));
  const order = [...groups.keys()].sort((a, b) => a - b).flatMap((type) => chain(groups.get(type)));
  const names = [...Array(imported).keys(), ...order.map((at) => imported + at)];
  return renamed(program, names);

  /** From the shortest function on, always to the nearest that is left. */
  function chain(group) {
    const left = new Set(group), out = [], here = new Float32Array(KINDS);
    let at = group.reduce((a, b) => (bodies[b].length < bodies[a].length ? b : a));
    for (;;) {
      out.push(at);
      left.delete(at);
      if (!left.size) return out;
      for (let kind = 0; kind < KINDS; kind++) here[kind] *= fades;
      for (const [kind, share] of looks[at]) here[kind] += share;
      let most = -1;
      for (const other of left) {
        let like = 0;
        for (const [kind, share] of looks[other]) like += here[kind] * share;
        if (like > most) [most, at] = [like, other];
      }
    }
  }
}

/** What runs of bytes a function has, as pairs of a run's kind and its weight; all weights' squares make one. */
function look(body, run) {
  const counts = new Map();
  for (let at = 0; at + run <= body.length; at++) {
    let hash = 2166136261; // FNV-1a
    for (let k = at; k < at + run; k++) hash = Math.imul(hash ^ body[k], 16777619);
    const kind = (hash ^ (hash >>> 15)) & (KINDS - 1);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  // By the root, so that what is long is not all that counts.
  const length = Math.sqrt(Math.max(1, body.length - run + 1));
  return [...counts].map(([kind, count]) => [kind, Math.sqrt(count) / length]);
}

/** The program in the order of these function indices; wasm-opt knows how to follow names, and drops them again. */
function renamed(program, order) {
  const places = Array(order.length);
  order.forEach((at, place) => { places[at] = place; });
  const entries = places.map((place, at) => {
    const name = Buffer.from(String(place).padStart(6, "0"));
    return Buffer.concat([leb(at), leb(name.length), name]);
  });
  const names = Buffer.concat([leb(entries.length), ...entries]);
  const body = Buffer.concat([leb(4), Buffer.from("name"), Uint8Array.of(1), leb(names.length), names]);
  const dir = mkdtempSync(join(tmpdir(), "fusen-alike-")), [from, to] = ["from.wasm", "to.wasm"].map((n) => join(dir, n));
  try {
    writeFileSync(from, Buffer.concat([program, Uint8Array.of(0), leb(body.length), body]));
    execFileSync("wasm-opt", [...FEATURES, "--reorder-functions-by-name", "--strip-debug", from, "-o", to], { stdio: ["ignore", "ignore", "inherit"] });
    return readFileSync(to);
  } finally { rmSync(dir, { recursive: true }); }
}
