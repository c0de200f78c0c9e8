// The parser, a program of its own. It is loaded while the start screen is read, and asked in the page's own thread.
// A long text gets a copy of its own, so that the memory that it took is given back; a copy that has failed is not
// asked again.
const SCRIPT = "./fusen-parser.js", PROGRAM = "./fusen-parser_bg.wasm";  // named by their content in the released page
const LONG = 4e6;
let copy = null, loading = null, parser = null, tries = 0;

async function compiled() {
  const program = await fetch(PROGRAM);
  if (!program.ok) throw new Error("no parser");
  // A server may not know what a program is.
  return WebAssembly.compileStreaming(program.clone()).catch(async () => WebAssembly.compile(await program.arrayBuffer()));
}

/** Loads it, unless it is there; `false` if it cannot be loaded. */
export async function load() {
  // A script that could not be fetched is remembered under its address.
  loading ??= Promise.all([compiled(), import(`${SCRIPT}?${tries++}`)]).then(([program, { fresh }]) => {
    copy = () => {
      const parser = fresh();
      parser.initSync({ module: program });
      return parser;
    };
  });
  try {
    await loading;
  } catch {
    loading = null;
  }
  return copy !== null;
}

/** The answer to a question about a text, both as bytes; nothing when it has failed or is not there. */
export function ask(question, text) {
  try {
    parser ??= copy();
    return parser.answer(question, text);
  } catch {
    parser = null;
  } finally {
    if (text.length > LONG) parser = null;
  }
}
