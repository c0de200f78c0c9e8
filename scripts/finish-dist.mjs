// Runs after Trunk: moves the script that starts the page out of index.html into a file of its own, named by
// its content, so that the content policy can forbid inline scripts.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const dir = process.env.TRUNK_STAGING_DIR ?? "dist";
const page = join(dir, "index.html");
let html = readFileSync(page, "utf8");
html = html.replace(/<script type="?module"?[^>]*>([\s\S]*?)<\/script>/g, (whole, code) => {
  if (!code.trim()) return whole;
  const name = `boot-${createHash("sha256").update(code).digest("hex").slice(0, 16)}.js`;
  writeFileSync(join(dir, name), code.trim() + "\n");
  return `<script type="module" src="./${name}"></script>`;
});
if (/<script(?![^>]*\bsrc=)[^>]*>/.test(html)) throw new Error("an inline script is left in index.html");
writeFileSync(page, html);
