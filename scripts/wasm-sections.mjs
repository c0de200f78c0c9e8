// Reads a WebAssembly program section by section (the binary format of the specification, 5.5).

const IMPORT = 2, EXPORT = 7, HEAD = 8;

/** The program with its imports and exports as these return them; each is given a section's bytes. */
export function withSections(program, { imports = (body) => body, exports = (body) => body }) {
  const out = [program.subarray(0, HEAD)], read = { at: HEAD };
  while (read.at < program.length) {
    const id = program[read.at++], size = number(program, read), body = program.subarray(read.at, read.at += size);
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
