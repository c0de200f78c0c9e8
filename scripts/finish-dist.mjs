// Runs after Trunk: moves the script that starts the page out of index.html into a file of its own, named by
// its content, so that the content policy can forbid inline scripts; and makes scripts and styles small.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { alikeTogether, mostAlikeTogether } from "./alike.mjs";
import { shortNames } from "./short-names.mjs";
import { withoutUnusedClasses, withoutUnusedExports } from "./unused.mjs";

const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);
// wasm-bindgen names a module once for every function of it.
const QUIET = { "duplicate-object-key": "silent" };
const dir = process.env.TRUNK_STAGING_DIR ?? "dist";
const page = join(dir, "index.html");
let html = readFileSync(page, "utf8");

// One script instead of three: what starts the page, what wasm-bindgen writes, and the page's own controller.
const inline = /<script type="?module"?[^>]*>([\s\S]*?)<\/script>/;
const [, code] = html.match(inline);
const glue = code.match(/["']\.\/([^"']+\.js)["']/)[1], wasm = code.match(/["']\.\/([^"']+\.wasm)["']/)[1];
const slim = (name) => writeFileSync(join(dir, name), withoutUnusedClasses(readFileSync(join(dir, name), "utf8")));
slim(glue);
const bundle = (contents, options) => buildSync({
  stdin: { contents, resolveDir: dir },
  bundle: true, write: false, minify: true, format: "esm", target: "es2022", legalComments: "none", logOverride: QUIET,
  // What wasm-bindgen tells of servers and parameters is for nobody who reads minutes.
  pure: ["console.warn"], ...options,
}).outputFiles[0].text;
const script = bundle(`import init from "./${glue}"; init({ module_or_path: "./${wasm}" });`);
/** A program that is loaded later, with a script of its own: both are named by their content. */
function later(name, contents) {
  slim(`fusen-${name}.js`);
  // Only what is left of the classes goes into it.
  const script = contents();
  // The parser comes next; the others have time.
  const ordered = name === "parser" ? mostAlikeTogether : alikeTogether;
  const program = ordered(withoutUnusedExports(readFileSync(join(dir, `fusen-${name}_bg.wasm`)), script)), programName = `${name}-${hash(program)}.wasm`;
  const text = script.replaceAll(`fusen-${name}_bg.wasm`, programName);
  const scriptName = `${name}-${hash(text)}.js`;
  for (const file of readdirSync(dir).filter((n) => n.startsWith(`fusen-${name}`))) rmSync(join(dir, file));
  writeFileSync(join(dir, programName), program);
  writeFileSync(join(dir, scriptName), text);
  return [[`fusen-${name}_bg.wasm`, programName], [NAMES[name] ?? `fusen-${name}.js`, scriptName]];
}
// What the page's script calls them.
const NAMES = { intake: "fusen-intake-worker.js" };
// The worker for files that are no plain text, and what is not needed to open, read and tag.
const named = [
  ...later("intake", () => bundle(readFileSync("src/bin/intake/worker.js", "utf8"))),
  ...later("desk", () => bundle(`export { default, begin, show, tell } from "./fusen-desk.js";`)),
  // Each call of it makes a copy of the program that knows nothing of the others.
  ...later("parser", () => `export const fresh=()=>{${bundle(`export { initSync, answer } from "./fusen-parser.js";`, { format: "iife", globalName: "parser" })}return parser};`),
];
// What draws documents.
const nodes = bundle(null, { stdin: { contents: `export * from "./nodes.js";`, resolveDir: "src/browser" } });
const nodesName = `nodes-${hash(nodes)}.js`;
writeFileSync(join(dir, nodesName), nodes);
named.push(["nodes.js", nodesName]);
for (const name of ["desk", "document"]) {
  // With those it imports.
  const code = buildSync({ entryPoints: [join(dir, `${name}.css`)], bundle: true, minify: true, write: false }).outputFiles[0].text;
  const final = `${name}-${hash(code)}.css`;
  rmSync(join(dir, `${name}.css`));
  writeFileSync(join(dir, final), code);
  named.push([`./${name}.css`, `./${final}`]);
}
for (const name of ["panels", "views", "sheets"]) rmSync(join(dir, `${name}.css`));

let [program, text] = shortNames(mostAlikeTogether(withoutUnusedExports(readFileSync(join(dir, wasm)), script)), script);
const programName = `fusen-page-${hash(program)}.wasm`;
rmSync(join(dir, wasm));
writeFileSync(join(dir, programName), program);
named.push([wasm, programName]);
[text, html] = [text, html].map((t) => named.reduce((t, [name, final]) => t.replaceAll(name, final), t));
const boot = `boot-${hash(text)}.js`;
writeFileSync(join(dir, boot), text);
html = html.replace(inline, `<script type="module" src="./${boot}"></script>`).replace(/<link\b[^>]*\brel="?modulepreload\b[^>]*>/g, "");
rmSync(join(dir, glue));
rmSync(join(dir, "snippets"), { recursive: true, force: true });
if (/<script(?![^>]*\bsrc=)[^>]*>/.test(html)) throw new Error("an inline script is left in index.html");

// One style sheet instead of seven: smaller in all, and one request.
const links = [...html.matchAll(/<link\b[^>]*\bhref="?\.\/([^\s">]+\.css)"?[^>]*>/g)];
const css = links.map(([, name]) => readFileSync(join(dir, name), "utf8")).join("");
const sheet = `style-${hash(css)}.css`;
writeFileSync(join(dir, sheet), css);
for (const [link, name] of links) {
  html = html.replace(link, link === links[0][0] ? `<link rel="stylesheet" href="./${sheet}">` : "");
  rmSync(join(dir, name));
}
writeFileSync(page, html);
