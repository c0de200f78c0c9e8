// Takes what nobody asks for out of a program and its script. The crate leptos brings the streams of its server
// functions along, and wasm-bindgen exports their classes from every program: neither the linker nor wasm-opt can know
// that the page has no use for them, and so all they call stays, too.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FEATURES, leb, number, withSections } from "./wasm-sections.mjs";

/** The script that wasm-bindgen wrote, without the classes that nothing in it speaks of. */
export function withoutUnusedClasses(script) {
  for (const [, name] of script.matchAll(/^export class (\w+) \{/gm)) {
    const own = `^export class ${name} \\{[^]*?^\\}\\n|^if \\(Symbol\\.dispose\\) ${name}\\..*\\n|^const ${name}Finalization = [^]*?;\\n`;
    const rest = script.replace(new RegExp(own, "gm"), "");
    if (!new RegExp(`\\b${name}`).test(rest)) script = rest;
  }
  return script;
}

/** The program without the exports that its script does not name, and without what only these need. */
export function withoutUnusedExports(program, script) {
  const dir = mkdtempSync(join(tmpdir(), "fusen-unused-")), [all, used] = ["all.wasm", "used.wasm"].map((n) => join(dir, n));
  try {
    writeFileSync(all, withSections(program, { exports: named }));
    execFileSync("wasm-opt", [...FEATURES, "--remove-unused-module-elements", all, "-o", used], { stdio: ["ignore", "ignore", "inherit"] });
    return readFileSync(used);
  } finally { rmSync(dir, { recursive: true }); }

  function named(body) {
    const read = { at: 0 }, kept = [];
    for (let left = number(body, read); left > 0; left--) {
      const from = read.at, size = number(body, read), name = body.toString("utf8", read.at, read.at += size);
      read.at += 1;
      number(body, read);
      if (new RegExp(`\\b${name}\\b`).test(script)) kept.push(body.subarray(from, read.at));
    }
    return Buffer.concat([leb(kept.length), ...kept]);
  }
}
