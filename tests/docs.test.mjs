// The documents say what is true: links lead somewhere, commands exist, every dependency has its reason.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
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

test("every picture is light, used, and says in words what it shows", () => {
  const used = new Set();
  for (const page of pages) {
    for (const [, alt, target] of read(page).matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g)) {
      assert.ok(alt.trim().length > 3, `${page}: ${target} has no description`);
      used.add(join(dirname(page), target));
    }
  }
  const pictures = files.filter((f) => f.startsWith("docs/images/"));
  assert.ok(pictures.length > 5);
  for (const picture of pictures) {
    assert.ok(statSync(join(root, picture)).size < 200_000, `${picture} is heavy`);
    assert.ok(used.has(picture), `${picture} is not shown anywhere`);
  }
});

test("parts of a document that another one points to exist", () => {
  // GitHub's way from a heading to its name.
  const names = (page) => [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, t]) => t.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-"));
  for (const page of pages) {
    for (const [, path, part] of read(page).matchAll(/\]\(([^)\s#:]*)#([^)\s]+)\)/g)) {
      const target = path ? join(dirname(page), path) : page;
      assert.ok(names(target).includes(part), `${page}: ${path}#${part}`);
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
  for (const page of ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]) {
    for (const [, path] of read(page).matchAll(/`((?:src|style|docs|assets|tests|scripts)\/[\w./-]*)`/g)) assert.ok(existsSync(join(root, path)), `${page}: ${path}`);
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
    assert.doesNotMatch(text, /(?:^|[^\w./*-])\/(?:work|root|home|Users)\//m, file);
    if (file === "package-lock.json") assert.doesNotMatch(text, /"resolved"/, file);
    if (file === "Cargo.lock") for (const [, source] of text.matchAll(/^source = "(.*)"$/gm)) assert.equal(source, "registry+https://github.com/rust-lang/crates.io-index");
  }
});

test("the changelog has a place for what is new", () => {
  assert.match(read("CHANGELOG.md"), /^## Unreleased$/m);
});

test("every script can be loaded", () => {
  const scripts = files.filter((f) => f.endsWith(".mjs"));
  assert.ok(scripts.length > 20);
  for (const script of scripts) execFileSync(process.execPath, ["--check", join(root, script)], { stdio: "pipe" });
});
