// The bare technique on the same text, in the same Chromium: what all the rest of the page costs beside it.
import { measured, memory, scroll, visit } from "./visit.mjs";

export const baseline = (url, path, n) => visit(url, async (v) => {
  const { page } = v;
  await page.goto(url);
  await page.locator("input").setInputFiles(path);
  const open = await measured(page, "base:open");
  await page.evaluate((n) => globalThis.mark(n), n);
  return { open, mark: await measured(page, "base:mark"), memory: await memory(v), ...await scroll(page, "main") };
});
