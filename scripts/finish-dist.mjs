// Runs after Trunk: moves the script that starts the page out of index.html into a file of its own, named by
// its content, so that the content policy can forbid inline scripts; and makes scripts and styles small.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync, transformSync } from "esbuild";
import { alikeTogether } from "./alike.mjs";
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
const { outputFiles: [script] } = buildSync({
  stdin: { contents: `import init from "./${glue}"; init({ module_or_path: "./${wasm}" });`, resolveDir: dir },
  bundle: true, write: false, minify: true, format: "esm", target: "es2022", legalComments: "none", logOverride: QUIET,
});
/** A program that is loaded later, with a script of its own: both are named by their content. */
function later(name, contents) {
  slim(`fusen-${name}.js`);
  const script = buildSync({
    stdin: { contents, resolveDir: dir },
    bundle: true, write: false, minify: true, format: "esm", target: "es2022", legalComments: "none", logOverride: QUIET,
  }).outputFiles[0].text;
  const program = alikeTogether(withoutUnusedExports(readFileSync(join(dir, `fusen-${name}_bg.wasm`)), script)), programName = `${name}-${hash(program)}.wasm`;
  const text = script.replaceAll(`fusen-${name}_bg.wasm`, programName);
  const scriptName = `${name}-${hash(text)}.js`;
  for (const file of readdirSync(dir).filter((n) => n.startsWith(`fusen-${name}`))) rmSync(join(dir, file));
  writeFileSync(join(dir, programName), program);
  writeFileSync(join(dir, scriptName), text);
  return scriptName;
}
// The worker for files that are no plain text, and what is not needed to open, read and tag.
const worker = later("intake", readFileSync("src/bin/intake/worker.js", "utf8"));
const desk = later("desk", `export { default, begin, tell } from "./fusen-desk.js";`);
const deskStyle = transformSync(readFileSync(join(dir, "desk.css"), "utf8"), { loader: "css", minify: true }).code;
const deskSheet = `desk-${hash(deskStyle)}.css`;
rmSync(join(dir, "desk.css"));
writeFileSync(join(dir, deskSheet), deskStyle);

let [program, text] = shortNames(alikeTogether(withoutUnusedExports(readFileSync(join(dir, wasm)), script.text)), script.text);
const named = `fusen-page-${hash(program)}.wasm`;
rmSync(join(dir, wasm));
writeFileSync(join(dir, named), program);
[text, html] = [text, html].map((t) => t.replaceAll(wasm, named).replaceAll("fusen-intake-worker.js", worker).replaceAll("fusen-desk.js", desk).replaceAll("./desk.css", `./${deskSheet}`));
const boot = `boot-${hash(text)}.js`;
writeFileSync(join(dir, boot), text);
html = html.replace(inline, `<script type="module" src="./${boot}"></script>`).replace(/<link\b[^>]*\brel="?modulepreload\b[^>]*>/g, "");
rmSync(join(dir, glue));
rmSync(join(dir, "snippets"), { recursive: true, force: true });
if (/<script(?![^>]*\bsrc=)[^>]*>/.test(html)) throw new Error("an inline script is left in index.html");

// One style sheet instead of nine: smaller in all, and one request.
const links = [...html.matchAll(/<link\b[^>]*\bhref="?\.\/([^\s">]+\.css)"?[^>]*>/g)];
const css = links.map(([, name]) => readFileSync(join(dir, name), "utf8")).join("");
const sheet = `style-${hash(css)}.css`;
writeFileSync(join(dir, sheet), css);
for (const [link, name] of links) {
  html = html.replace(link, link === links[0][0] ? `<link rel="stylesheet" href="./${sheet}">` : "");
  rmSync(join(dir, name));
}
writeFileSync(page, html);
