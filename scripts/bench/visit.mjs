// One visit of a page in a Chromium of its own, with a fresh profile, and what can be measured from outside.
import { readFileSync } from "node:fs";
import { forget, profile, start } from "../../tests/e2e/browser.mjs";

/** A step that takes longer than this is reported as such. */
export const LIMIT = 120_000;

/** Runs `work(visit)` in a fresh browser and closes it, by process id where it hangs. */
export async function visit(url, work) {
  const folder = profile();
  let context, pid;
  try {
    context = await start(folder);
    const page = context.pages()[0] ?? await context.newPage();
    page.setDefaultTimeout(LIMIT);
    const system = await context.browser()?.newBrowserCDPSession();
    pid = (await processes(system)).find((p) => p.type === "browser")?.id;
    await page.addInitScript(watch);
    return await within(LIMIT, work({ page, url, system, cdp: await context.newCDPSession(page) }));
  } finally {
    const closed = context && await within(10_000, context.close()).then(() => true, () => false);
    if (context && !closed && pid) process.kill(pid, "SIGKILL");
    forget(folder);
  }
}

/** Rejects after `ms`. What was begun goes on until the browser is closed. */
function within(ms, promise) {
  promise.catch(() => {});
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`> ${ms / 1000} s`)), ms); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * Runs in the page before its own scripts: keeps the module's memory, notes when the page is usable, and waits for
 * measures, so that nobody has to ask again and again from outside while something is measured.
 */
function watch() {
  globalThis.benchMeasured = (name, n) => new Promise((done) => {
    new PerformanceObserver((_, observer) => {
      const list = performance.getEntriesByName(name);
      if (list.length < n) return;
      observer.disconnect();
      done(list[n - 1].duration);
    }).observe({ type: "measure", buffered: true });
  });
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...all) => {
    const made = await instantiate(...all);
    globalThis.benchMemory = made.instance.exports.memory;
    return made;
  };
  const look = () => {
    if (!document.querySelector('main[data-testid="document"][aria-busy="false"]')) return;
    globalThis.benchUsable = performance.now();
    observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-busy"] });
}

async function processes(system) {
  return system ? (await system.send("SystemInfo.getProcessInfo")).processInfo : [];
}

/** Resident memory of the largest renderer, in MB; `null` on systems without /proc. */
async function resident(system) {
  const sizes = [];
  for (const p of (await processes(system)).filter((p) => p.type === "renderer")) {
    try {
      sizes.push(Number(readFileSync(`/proc/${p.id}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024);
    } catch { /* It has ended, or this is not Linux. */ }
  }
  return sizes.length ? Math.max(...sizes) : null;
}

/** After a collection of garbage: `{ heap, wasm, rss }` in MB. */
export async function memory({ page, cdp, system }) {
  await cdp.send("HeapProfiler.collectGarbage");
  await page.waitForTimeout(500);
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("Performance.enable");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const mb = (bytes) => bytes / 2 ** 20;
  const wasm = await page.evaluate(() => globalThis.benchMemory?.buffer.byteLength ?? null);
  return {
    heap: mb(metrics.find((m) => m.name === "JSHeapUsedSize").value),
    wasm: wasm && mb(wasm),
    rss: await resident(system),
  };
}

/** Durations of the page's User Timing measures of one name, in order. */
export const measures = (page, name) => page.evaluate((n) => performance.getEntriesByName(n).map((e) => e.duration), name);

/** Does something, and waits until it has led to the measure `name` for the `n`th time; its duration. */
export async function measured(page, name, act, n = 1) {
  const written = page.evaluate(([name, n]) => globalThis.benchMeasured(name, n), [name, n]);
  written.catch(() => {});
  await act();
  return written;
}

/** Scrolls the whole text in 120 steps, then like a wheel from its middle; milliseconds of each frame. */
export async function scroll(page, selector) {
  return page.evaluate(async (selector) => {
    const box = document.querySelector(selector);
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const frames = async (n, step) => {
      const list = [];
      await frame();
      let last = await frame();
      for (let i = 1; i <= n; i++) {
        step(i);
        const now = await frame();
        list.push(now - last);
        last = now;
      }
      return list;
    };
    const whole = await frames(120, (i) => { box.scrollTop = (box.scrollHeight - box.clientHeight) * i / 120; });
    box.scrollTop = box.scrollHeight / 2;
    await new Promise((done) => setTimeout(done, 500));
    const wheel = await frames(90, () => { box.scrollTop += 100; });
    return { whole, wheel };
  }, selector);
}
