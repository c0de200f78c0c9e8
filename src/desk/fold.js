// Folds away what a filter does not show. Nodes stay where they are: the class alone hides them.

const tick = (node, on) => { if (node.classList.contains("folded") !== on) node.classList.toggle("folded", on); };
const SHOWS = ":scope > :not(.folded, .stripes, .page-mark, .unit-box)";

/** The topmost paragraph or heading in view. */
function topmost(view) {
  for (let y = view.top + 12; y < view.bottom; y += 24) {
    const found = document.elementFromPoint(view.left + view.width / 2, y)?.closest("p, .section");
    if (found) return found;
  }
  return null;
}

/** Where the text was read it is read on: what was on top stays there, or what is left behind it. */
function keepPlace(root, change) {
  const scroller = root.closest("main"), view = scroller.getBoundingClientRect(), top = topmost(view);
  const before = top?.getBoundingClientRect().top;
  change();
  if (!top || !root.contains(top)) return;
  const all = top.closest(".folded") ? [...root.querySelectorAll("p, .section")] : [top];
  const left = all.slice(all.indexOf(top)).find((e) => !e.closest(".folded"));
  if (!left) return;
  // What is not near has no place of its own yet.
  left.scrollIntoView({ block: "start" });
  scroller.scrollTop += left.getBoundingClientRect().top - before;
}

/** Marks where something of a speech has folded away: before what is left, or behind the last of it. */
function gaps(paragraphs) {
  let away = false, left = null;
  const mark = (node, where) => { if ((node.getAttribute("data-gap") ?? "") !== where) where ? node.setAttribute("data-gap", where) : node.removeAttribute("data-gap"); };
  for (const p of paragraphs) {
    if (p.classList.contains("folded")) { away = true; mark(p, ""); continue; }
    mark(p, away ? "above" : "");
    [away, left] = [false, p];
  }
  if (away && left) mark(left, `${left.getAttribute("data-gap") ?? ""} below`.trim());
}

const say = (node, words) => { if ((node.getAttribute("data-folded") ?? "") !== words) words ? node.setAttribute("data-folded", words) : node.removeAttribute("data-folded"); };

/**
 * `paragraphs`, `speeches` and `headings` say of each, by its number, whether it folds away; empty lists show all.
 * `gap` says how many speeches are folded in one place, with # for the number.
 */
export function fold(paragraphs, speeches, headings, gap) {
  const root = document.querySelector(".document__text"), all = !paragraphs.length;
  if (root) keepPlace(root, () => {
    for (const p of root.querySelectorAll('[data-paragraph]:not([data-paragraph=""])')) tick(p, !all && paragraphs[p.getAttribute("data-paragraph")] === 1);
    let hidden = 0;
    const words = () => (hidden ? gap.replace("#", hidden) : "");
    let heading = 0;
    for (const a of root.querySelectorAll("[data-speech], .section")) {
      if (a.className.startsWith("section")) {
        const away = !all && headings[heading++] === 1;
        tick(a, away);
        // What is left out above a heading is none of what stands below it.
        say(a, away ? "" : words());
        if (!away) hidden = 0;
        continue;
      }
      const away = !all && speeches[a.getAttribute("data-speech") - 1] === 1;
      tick(a, away);
      say(a, away ? "" : words());
      hidden = away ? hidden + 1 : 0;
      // Those of a speech follow each other.
      let n = Number(a.getAttribute("data-first"));
      const own = a.querySelectorAll(":scope > p");
      for (const p of own) tick(p, !all && paragraphs[n++] === 1);
      gaps(own);
    }
    say(root, words());
    // What nobody says has nothing to match.
    for (const e of root.querySelectorAll(".event:not(.event--inline), .time, .rule")) tick(e, !all);
    for (const box of [...root.querySelectorAll(".group"), ...root.querySelectorAll(".chunk")]) tick(box, !all && !box.querySelector(SHOWS));
    root.classList.toggle("document__text--folded", !all);
  });
}
