// The documents say what is true: links lead somewhere, commands exist, every dependency has its reason.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path) => readFileSync(join(root, path), "utf8");
const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).trim().split("\n").filter((f) => existsSync(join(root, f)));
const pages = files.filter((f) => f.endsWith(".md"));

test("links and pictures of the documents exist", () => {
  assert.ok(pages.length >= 5);
  for (const page of pages) {
    for (const [, target] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:|^#/.test(target)) continue;
      assert.ok(existsSync(join(root, dirname(page), target.split("#")[0])), `${page}: ${target}`);
    }
  }
});

test("commands that the documents name exist", () => {
  const targets = [...read("Makefile").matchAll(/^([a-z]+):/gm)].map((m) => m[1]);
  for (const page of pages) {
    const text = read(page);
    for (const [, target] of text.matchAll(/(?:^|`)make ([a-z]+)/gm)) assert.ok(targets.includes(target), `${page}: make ${target}`);
    for (const [path] of text.matchAll(/\b(?:scripts|tests)\/[\w./-]+\.(?:mjs|sh|py|rs)\b/g)) assert.ok(existsSync(join(root, path)), `${page}: ${path}`);
  }
  for (const [path] of read("Makefile").matchAll(/scripts\/[\w./-]+/g)) assert.ok(existsSync(join(root, path)), path);
});

test("every dependency has its reason in ARCHITECTURE", () => {
  const architecture = read("ARCHITECTURE.md");
  const cargo = read("Cargo.toml");
  const names = new Set(Object.keys(JSON.parse(read("package.json")).devDependencies));
  let inside = false;
  for (const line of cargo.split("\n")) {
    const section = line.match(/^\[(.*)\]/)?.[1];
    if (section) {
      const single = section.match(/dependencies\.([\w-]+)$/);
      if (single) names.add(single[1]);
      inside = section.endsWith("dependencies");
    } else if (inside && /^[\w-]+ *=/.test(line)) names.add(line.match(/^[\w-]+/)[0]);
  }
  assert.ok(names.size > 10);
  for (const name of names) assert.ok(architecture.includes(`\`${name}\``), name);
});

test("every folder of the house is on its map", () => {
  const architecture = read("ARCHITECTURE.md");
  const folders = new Set(files.filter((f) => /^src\/[^/]+\//.test(f)).map((f) => f.split("/")[1]).filter((f) => f !== "bin"));
  for (const folder of folders) assert.ok(architecture.includes(`src/${folder}/`), folder);
});

test("nothing of the repository names a machine or a registry's address", () => {
  for (const file of files) {
    if (/\.(png|svg)$/.test(file) || file === "tests/docs.test.mjs") continue;
    const text = read(file);
    assert.doesNotMatch(text, /(?:^|[\s"'=(])\/(?:work|root|home|Users)\//m, file);
    if (file === "package-lock.json") assert.doesNotMatch(text, /"resolved"/, file);
    if (file === "Cargo.lock") for (const [, source] of text.matchAll(/^source = "(.*)"$/gm)) assert.equal(source, "registry+https://github.com/rust-lang/crates.io-index");
  }
});

test("the changelog has a place for what is new", () => {
  assert.match(read("CHANGELOG.md"), /^## Unreleased$/m);
});
