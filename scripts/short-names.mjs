// Gives the functions that wasm-bindgen passes between script and program short names, and the modules that they are
// said to be in: the long ones carry sixteen digits each that no compression can shorten, once in the script and once
// in the program.
import { leb, number, withSections } from "./wasm-sections.mjs";

const LONG = /\.\/snippets\/[\w./-]+\.js|\.\/[\w-]+_bg\.js|\b(?:__wbg_\w+|__wbindgen_generic_\w+|wasm_bindgen_\w*convert__closures_\w+)\b/g;

/** `[program, script]` with short names in both. Names that only one of them has stay as they are. */
export function shortNames(program, script) {
  const known = new Set(script.match(LONG));
  const short = new Map();
  const changed = withSections(program, { imports: (body) => names(body, 2), exports: (body) => names(body, 1) });
  return [changed, script.replace(LONG, (name) => short.get(name) ?? name)];

  /** Imports (`strings` = 2: module and name) or exports (1), each followed by what it is. */
  function names(body, strings) {
    const read = { at: 0 }, count = number(body, read), out = [leb(count)];
    for (let n = 0; n < count; n++) {
      for (let k = 0; k < strings; k++) {
        const size = number(body, read), name = Buffer.from(body.subarray(read.at, read.at += size)).toString();
        if (known.has(name) && !short.has(name)) short.set(name, `_${short.size.toString(36)}`);
        const bytes = Buffer.from(short.get(name) ?? name);
        out.push(leb(bytes.length), bytes);
      }
      const from = read.at, kind = body[read.at++];
      if (kind === 0 || strings === 1) number(body, read);
      else throw new Error(`an import of kind ${kind} was not expected`);
      out.push(body.subarray(from, read.at));
    }
    return Buffer.concat(out);
  }
}
