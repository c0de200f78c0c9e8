// Gives the functions that wasm-bindgen passes between script and program short names, and the modules that they are
// said to be in: the long ones carry sixteen digits each that no compression can shorten, once in the script and once
// in the program.
const LONG = /\.\/snippets\/[\w./-]+\.js|\.\/[\w-]+_bg\.js|\b(?:__wbg_\w+|__wbindgen_generic_\w+|wasm_bindgen_\w*convert__closures_\w+)\b/g;

/** `[program, script]` with short names in both. Names that only one of them has stay as they are. */
export function shortNames(program, script) {
  const known = new Set(script.match(LONG));
  const short = new Map();
  const sections = [program.subarray(0, 8)];
  const read = { at: 8 };
  while (read.at < program.length) {
    const id = program[read.at++], size = number(program, read), end = read.at + size;
    const body = program.subarray(read.at, end);
    const changed = id === 2 ? names(body, 2) : id === 7 ? names(body, 1) : body;
    sections.push(Uint8Array.of(id), leb(changed.length), changed);
    read.at = end;
  }
  return [Buffer.concat(sections), script.replace(LONG, (name) => short.get(name) ?? name)];

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

/** A whole number as WebAssembly writes it (LEB128). */
export function number(bytes, read) {
  let value = 0, shift = 0, byte;
  do { byte = bytes[read.at++]; value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
  return value >>> 0;
}

/** The same the other way round. */
export function leb(value) {
  const bytes = [];
  do { const byte = value & 127; value >>>= 7; bytes.push(value ? byte | 128 : byte); } while (value);
  return Uint8Array.from(bytes);
}
