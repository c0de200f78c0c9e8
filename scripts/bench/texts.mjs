// The texts and annotation files that are measured, made anew in a temporary folder.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../tests/e2e/browser.mjs";

const SAMPLE = join(ROOT, "assets/sample/dejitaru-suishin-4.txt");
export const COMMAND = join(ROOT, "target/native/fusen");

/** Compiles the native command, optimised for speed. */
export function compile() {
  execFileSync("cargo", ["build", "--quiet", "--profile", "native", "--bin", "fusen"], { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
}

/** A folder whose files are made when they are first asked for. */
export class Texts {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "fusen-bench-"));
    const sample = readFileSync(SAMPLE, "utf8");
    const begin = sample.search(/^〇/m);
    this.header = sample.slice(0, begin);
    this.speeches = sample.slice(begin).replace(/\n*$/, "\n");
  }

  /** The sample's header once and its speeches `times` times. */
  text(times) {
    return this.made(`speeches-${times}.txt`, (path) => writeFileSync(path, this.header + this.speeches.repeat(times)));
  }

  /** All texts of the corpus, one after the other, until there are 15 MB: those beside the checkout where they are there.
   * Not the files of its `containers`, which try encodings. */
  corpus() {
    return this.made("corpus.txt", (path) => {
      const beside = join(ROOT, "../shared/corpus"), own = join(ROOT, "tests/corpus");
      const folder = existsSync(beside) ? beside : own;
      const names = readdirSync(folder, { recursive: true }).filter((name) => /^(?!containers).*\.txt$/.test(name)).sort();
      const all = names.map((name) => readFileSync(join(folder, name), "utf8")).join("");
      writeFileSync(path, all.repeat(Math.ceil(15e6 / Buffer.byteLength(all))));
    });
  }

  /** The same text with `n` random annotations, as a file that carries its document. */
  tags(times, n) {
    return this.made(`speeches-${times}-${n}.fusen.json`, (path) =>
      execFileSync(COMMAND, ["sample-tags", this.text(times), "-n", String(n), "--seed", "1", "-o", path]));
  }

  made(name, make) {
    const path = join(this.folder, name);
    if (!existsSync(path)) make(path);
    return path;
  }

  forget() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** `fusen parse --time` of one file: `{ bytes, ms, speeches }`. */
export function parse(path) {
  const words = execFileSync(COMMAND, ["parse", "--time", path], { encoding: "utf8" });
  const [, ms, speeches] = words.match(/([\d.]+) ms\t.*\t(\d+) speeches/);
  return { bytes: readFileSync(path).length, ms: Number(ms), speeches: Number(speeches) };
}

/** The parser beside a bare pass over the bytes and a split by regular expression, as divan prints it. */
export function parser() {
  const out = execFileSync("cargo", ["bench", "--quiet", "--profile", "native", "--bench", "parse"], { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return out.split("\n").map((l) => l.trimEnd()).filter((l) => l && !l.startsWith("Timer precision")).join("\n");
}
