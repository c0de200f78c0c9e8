// The bare technique on the same text, in the same Chromium: what all the rest of the page costs beside it.
import { measured, memory, scroll, visit } from "./visit.mjs";

export const baseline = (url, path, n) => visit(url, async (v) => {
  const { page } = v;
  await page.goto(url);
  const open = await measured(page, "base:open", () => page.locator("input").setInputFiles(path));
  const mark = await measured(page, "base:mark", () => page.evaluate((n) => globalThis.mark(n), n));
  return { open, mark, memory: await memory(v), ...await scroll(page, "main") };
});
