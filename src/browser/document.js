// The way to the document's nodes. What builds and paints them (`nodes.js`), and how they look, comes once the page is
// there: the start screen shows no document.
const SCRIPT = "./nodes.js", SHEET = "./document.css";  // named by their content in the released page
let nodes = null, loading = null, tries = 0;

/** Fetches a style sheet, which `put` puts into its place among the others. */
export function styled(href, put) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.onload = resolve;
    link.onerror = () => { link.remove(); reject(new Error("no style sheet")); };
    link.href = href;
    put(link);
  });
}

/** Loads them, unless they are there; `false` if they cannot be loaded. */
export async function load() {
  // The desk's sheet has exceptions to these rules, and may be there already.
  const style = () => styled(SHEET, (link) => document.querySelector("link[rel=stylesheet]").after(link));
  // A script that could not be fetched is remembered under its address.
  loading ??= Promise.all([import(`${SCRIPT}?${tries++}`), style()]).then(([script]) => { nodes = script; });
  try {
    await loading;
  } catch {
    loading = null;
  }
  return nodes !== null;
}

// Without it there is no document, and nothing to do.
export const build = (...all) => nodes?.build(...all);
export const clear = () => nodes?.clear();
export const rehearse = async (...all) => nodes?.rehearse(...all);
export const paint = (...all) => nodes?.paint(...all);
export const unpaint = (...all) => nodes?.unpaint(...all);
export const unpaintAll = () => nodes?.unpaintAll();
export const paintOver = (...all) => nodes?.paintOver(...all);
export const paintPlain = (...all) => nodes?.paintPlain(...all);
export const top = () => nodes?.top() ?? -1;
export const whereabouts = () => nodes?.whereabouts() ?? "";
export const goBack = (...all) => nodes?.goBack(...all);
export const offsetAtPoint = (...all) => nodes?.offsetAtPoint(...all) ?? -1;
export const selection = () => nodes?.selection() ?? [];
export const placePages = (...all) => nodes?.placePages(...all);
export const frame = (...all) => nodes?.frame(...all);
export const reveal = (...all) => nodes?.reveal(...all);
export const show = (...all) => nodes?.show(...all);
export const showFront = (...all) => nodes?.showFront(...all);
export const isInView = (...all) => !!nodes?.isInView(...all);
export const revealShare = (...all) => nodes?.revealShare(...all);
export const folding = () => !!nodes?.folding();
export const folded = (...all) => !!nodes?.folded(...all);
export const minimap = (...all) => nodes?.minimap(...all);
export const stripes = (...all) => nodes?.stripes(...all);

let sheet = null, ruled = null;
/** The rules that give themes their colours; names are checked ids, colours are `#rrggbb`. Tells whether they are others. */
export function colours(rules) {
  if (rules === ruled) return false;
  ruled = rules;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync(rules);
  return true;
}
