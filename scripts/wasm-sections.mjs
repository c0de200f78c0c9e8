// Reads a WebAssembly program section by section (the binary format of the specification, 5.5).

const IMPORT = 2, FUNCTION = 3, EXPORT = 7, CODE = 10, HEAD = 8;

/** What rustc's programs may use, as arguments for wasm-opt; a feature more would be written into them. */
export const FEATURES = ["simd", "bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"].map((f) => `--enable-${f}`);

/** The sections of a program: `[id, bytes]`. */
function* sections(program) {
  const read = { at: HEAD };
  while (read.at < program.length) {
    const id = program[read.at++], size = number(program, read);
    yield [id, program.subarray(read.at, read.at += size)];
  }
}

/** How many functions a program imports, and the types and bodies of its own. One that imports anything else is refused. */
export function functions(program) {
  const found = { imported: 0, types: [], bodies: [] };
  for (const [id, bytes] of sections(program)) {
    const read = { at: 0 };
    if (id === IMPORT) for (let left = found.imported = number(bytes, read); left > 0; left--) {
      for (const _ of ["module", "name"]) {
        const size = number(bytes, read);
        read.at += size;
      }
      const kind = bytes[read.at++];
      if (kind !== 0) throw new Error(`an import of kind ${kind} was not expected`);
      number(bytes, read);
    }
    if (id === FUNCTION) for (let left = number(bytes, read); left > 0; left--) found.types.push(number(bytes, read));
    if (id === CODE) for (let left = number(bytes, read); left > 0; left--) {
      const size = number(bytes, read);
      found.bodies.push(bytes.subarray(read.at, read.at += size));
    }
  }
  return found;
}

/** The program with its imports and exports as these return them; each is given a section's bytes. */
export function withSections(program, { imports = (body) => body, exports = (body) => body }) {
  const out = [program.subarray(0, HEAD)];
  for (const [id, body] of sections(program)) {
    const changed = id === IMPORT ? imports(body) : id === EXPORT ? exports(body) : body;
    out.push(Uint8Array.of(id), leb(changed.length), changed);
  }
  return Buffer.concat(out);
}

/** A whole number as WebAssembly writes it (LEB128), at `read.at`, which goes on behind it. */
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
