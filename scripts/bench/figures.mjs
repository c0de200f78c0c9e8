// Medians, spreads and tables.

/** The value below which a share `q` of the list lies. */
export function quantile(list, q) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))];
}

export function median(list) {
  const sorted = [...list].sort((a, b) => a - b), n = sorted.length;
  return (sorted[Math.floor((n - 1) / 2)] + sorted[Math.floor(n / 2)]) / 2;
}

/** Three digits that matter. */
export function number(x) {
  if (x === null || x === undefined || Number.isNaN(x)) return "–";
  if (x >= 100) return Math.round(x).toLocaleString("en-US");
  return x >= 10 ? x.toFixed(0) : x >= 1 ? x.toFixed(1) : x.toFixed(2);
}

/** Median of several runs with the least and the greatest: `12 (10–15)`. */
export function spread(list) {
  const known = list.filter((x) => Number.isFinite(x));
  if (!known.length) return "–";
  return known.length === 1 ? number(known[0]) : `${number(median(known))} (${number(Math.min(...known))}–${number(Math.max(...known))})`;
}

/** Frames longer than this have missed at least one refresh. */
const DROPPED = 25;

/** p95, worst, and share of frames that were dropped. */
export function frames(list) {
  return { p95: quantile(list, 0.95), worst: Math.max(...list), dropped: list.filter((ms) => ms > DROPPED).length / list.length };
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i ? "---:" : "---"))), ...rows.map(line)].join("\n");
}
