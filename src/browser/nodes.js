// The loops over the document's nodes. The core hands over one string and one table of numbers
// (`browser/document.rs` writes it); here the nodes of all groups are built in one go, because a
// call from WebAssembly for each node costs more than the node. Text becomes text nodes, nothing else.

import { paintedFrame } from "./clock.js";

const GROUP = 0, SPEECH = 1, PARAGRAPH = 2, PAGE = 3, BLOCK = 4, STAGE = 5;
// Groups of text lie in chunks: the browser asks of each chunk in each frame whether it is near the view, and of the
// groups only in those that are.
const CHUNK = 12;
// A speech of more letters is higher than some windows: its label stays in sight. Each label that may do so is a picture
// of its own to the browser.
const LONG = 400;
// Longer texts are several nodes: the browser lays out one in the square of its length.
const PIECE = 3000;
const BLOCKS = ["front", "heading", "event", "time", "item", "insert", "rule", "back"];

// Copies of one element share its attributes, which weigh more than the element.
function model(name, className, ...data) {
  const e = document.createElement(name);
  if (className) e.className = className;
  for (const d of data) e.setAttribute(d, "");
  return e;
}
const PARAGRAPH_OF_SPEECH = model("p", "", "data-paragraph"), INLINE = model("span", "event event--inline", "data-event");
const LABEL_2 = model("h2", "speech__label"), LABEL_3 = model("h3", "speech__label");

let length = 0;        // of the text, in UTF-16
let root = null;       // holds the groups
let scroller = null;   // scrolls them
let segmentStart = [];   // UTF-16 offset of each text node, ascending
let segmentNode = [];
let segmentTinted = [];   // whether tags tint it: nothing between paragraphs is tinted
let painted = new Map();  // annotation -> { highlight, ranges }
let over = {};            // what is painted over other themes: name of the highlight -> spans
let watcher = null;

export function build(container, content, table, labels, onVisible) {
  clear();
  root = container;
  scroller = container.closest("main") || container;
  scroller.addEventListener("keydown", tabbed);
  // Not kept: the nodes hold what they were given, and a text of a thousand pages is not in memory twice.
  length = content.length;
  watcher = watch(container, onVisible);
  let chunk = null, group = null, parent = null, fresh = null, number = 0, sectioned = false, speech = null, said = 0;
  const heights = new Map();
  const add = (node, from, to, tinted) => {
    for (let end; from < to; from = end) {
      end = Math.min(to, from + PIECE);
      // No letter is cut in two.
      if (end < to && content.codePointAt(end - 1) > 0xffff) end++;
      const t = document.createTextNode(content.slice(from, end));
      segmentStart.push(from);
      segmentNode.push(t);
      segmentTinted.push(tinted);
      node.appendChild(t);
    }
  };
  const fragment = document.createDocumentFragment();
  // Not by `dataset`: it leaves an object behind on each of a hundred thousand nodes.
  for (let i = 0; i < table.length;) {
    switch (table[i++]) {
      case GROUP: {
        group = document.createElement("div");
        group.className = "group";
        const height = table[i++];
        group.style.containIntrinsicBlockSize = `auto ${height}px`;
        if (!chunk || chunk.childElementCount >= CHUNK) {
          chunk = document.createElement("div");
          chunk.className = "chunk";
          fragment.appendChild(chunk);
        }
        heights.set(chunk, (heights.get(chunk) ?? 0) + height);
        group.setAttribute("data-from", table[i++]);
        group.setAttribute("data-to", table[i++]);
        chunk.appendChild(group);
        parent = group;
        break;
      }
      case SPEECH: {
        number = table[i++];
        const label = labels[table[i++]];
        const article = document.createElement("article");
        article.className = "speech";
        article.setAttribute("data-speech", number);
        article.setAttribute("aria-label", label);
        const heading = (sectioned ? LABEL_3 : LABEL_2).cloneNode();
        heading.textContent = label;
        article.appendChild(heading);
        fresh = speech = article;
        said = 0;
        group.appendChild(article);
        parent = article;
        break;
      }
      case PARAGRAPH: {
        const p = PARAGRAPH_OF_SPEECH.cloneNode(), index = table[i++];
        // The number of the first: those of a speech follow each other.
        if (fresh) fresh.setAttribute("data-first", index);
        fresh = null;
        for (let n = table[i++]; n > 0; n--, i += 3) {
          said += table[i + 2] - table[i + 1];
          if (table[i] === 0) add(p, table[i + 1], table[i + 2], true);
          else {
            const e = INLINE.cloneNode();
            add(e, table[i + 1], table[i + 2], true);
            p.appendChild(e);
          }
        }
        parent.appendChild(p);
        if (said > LONG && speech) {
          speech.className = "speech speech--long";
          speech = null;
        }
        break;
      }
      case PAGE: {
        const mark = document.createElement("span");
        mark.className = "page-mark";
        const page = table[i++];
        mark.setAttribute("data-page", page);
        mark.setAttribute("data-at", table[i++]);
        mark.textContent = `p.${page}`;
        // Until it has its place.
        mark.hidden = true;
        group.appendChild(mark);
        break;
      }
      case STAGE: {
        const e = document.createElement("div");
        e.className = "event";
        e.setAttribute("data-event", "");
        add(e, table[i++], table[i++], false);
        parent.appendChild(e);
        break;
      }
      case BLOCK: {
        const kind = BLOCKS[table[i++]], level = table[i++], index = table[i++], from = table[i++], to = table[i++];
        const node = document.createElement(kind === "heading" ? "h2" : kind === "event" || kind === "rule" ? "div" : "p");
        node.className = kind === "heading" ? "section" : kind;
        sectioned ||= kind === "heading";
        if (level > 1) node.setAttribute("data-level", level);
        if (kind === "event") node.setAttribute("data-event", "");
        else if (kind === "item" || kind === "insert" || kind === "front" || kind === "back") node.setAttribute("data-paragraph", index);
        if (kind === "heading") node.id = `block-${from}`;
        add(node, from, to, kind !== "event" && kind !== "rule" && kind !== "time");
        group.appendChild(node);
        parent = group;
        break;
      }
    }
  }
  for (const [c, height] of heights) c.style.containIntrinsicBlockSize = `auto ${height}px`;
  container.appendChild(fragment);
  watcher.begin();
}

/**
 * Tells which groups are near the view. The browser knows: it is what it lays out. Where it does not say so, an
 * observer of our own must look at every group in every frame.
 *
 * Who comes near is told at once when nothing has been told for a while, and otherwise together with those who come
 * within the same tenth of a second: whoever is gone again by then, in a quick sweep, costs nothing.
 */
function watch(container, onVisible) {
  const PAUSE = 100, waiting = new Set();
  let timer = 0, last = -PAUSE;
  const tell = () => {
    timer = 0;
    last = performance.now();
    for (const g of waiting) onVisible(g, true);
    waiting.clear();
  };
  const turned = (group, near) => {
    if (!near) {
      waiting.delete(group);
      onVisible(group, false);
      return;
    }
    waiting.add(group);
    if (!timer) timer = setTimeout(tell, Math.max(0, last + PAUSE - performance.now()));
  };
  if (globalThis.ContentVisibilityAutoStateChangeEvent) {
    const listen = (e) => { if (e.target.className === "group") turned(e.target, !e.skipped); };
    const name = "contentvisibilityautostatechange";
    return {
      begin: () => container.addEventListener(name, listen),
      disconnect: () => { clearTimeout(timer); container.removeEventListener(name, listen); },
    };
  }
  const observer = new IntersectionObserver((entries) => {
    for (const e of entries) turned(e.target, e.isIntersecting);
  }, { root: scroller, rootMargin: "600px 0px" });
  return {
    begin: () => { for (const g of container.querySelectorAll(".group")) observer.observe(g); },
    disconnect: () => { clearTimeout(timer); observer.disconnect(); },
  };
}

export function clear() {
  if (watcher) watcher.disconnect();
  watcher = null;
  unpaintAll();
  if (root) root.replaceChildren();
  length = 0;
  root = null;
  segmentStart = [];
  segmentNode = [];
  segmentTinted = [];
  segmentIndex = segmentIndexOf = null;
  current = [0, 0];
  reached = [];
}

/**
 * Lays out, unseen and without names by which anybody could find it, what an opening is made of, so that fonts are
 * found and code is compiled before somebody waits for it.
 */
export async function rehearse(box) {
  for (const e of box.querySelectorAll("*"))
    for (const a of [...e.attributes]) if (/^(id|data-.*)$/.test(a.name)) e.removeAttribute(a.name);
  box.className = "rehearsal";
  box.inert = true;
  box.setAttribute("aria-hidden", "true");
  document.body.append(box);
  await paintedFrame();
  box.remove();
  if (box.contains(root)) clear();
}

/** Index of the last segment that starts at or before `offset`. */
function segmentAt(offset) {
  let low = 0, high = segmentStart.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (segmentStart[mid] <= offset) low = mid + 1; else high = mid;
  }
  return low - 1;
}

/** One static range per text node that `from..to` touches and that is tinted; with `all`, of those that are not, too. */
function rangesOf(from, to, all) {
  const out = [];
  for (let s = Math.max(0, segmentAt(from)); s < segmentStart.length && segmentStart[s] < to; s++) {
    const node = segmentNode[s], start = Math.max(0, from - segmentStart[s]), end = Math.min(node.length, to - segmentStart[s]);
    if (start < end && (all || segmentTinted[s]))
      out.push(new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }));
  }
  return out;
}

/**
 * Which of two that lie on each other is on top: the current hit of a search, its other hits, what is to be seen of
 * several themes, themes. Of two themes it is the same one each time, however they came here.
 */
function priority(name) {
  if (/^search|^dim/.test(name)) return name === "search-current" ? 2 : 1;
  const [layer] = name.split("-", 1), theme = name.slice(layer.length);
  return -1 - 9999 * ["over", "theme"].indexOf(layer) - [...theme].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 9973, 7);
}

function highlightOf(name) {
  let h = CSS.highlights.get(name);
  if (!h) {
    CSS.highlights.set(name, h = new Highlight());
    h.priority = priority(name);
  }
  return h;
}

/** Paints annotations; `ids` are parted by spaces, `spans` holds three numbers each: index of the name, from, to. */
export function paint(ids, names, spans) {
  const sets = names.map(highlightOf), list = ids.split(" ");
  for (let i = 0, n = 0; i < spans.length; i += 3, n++) {
    const id = list[n];
    if (painted.size) unpaint(id);
    const highlight = sets[spans[i]], ranges = rangesOf(spans[i + 1], spans[i + 2]);
    for (const r of ranges) highlight.add(r);
    painted.set(id, { highlight, ranges });
  }
}

export function unpaint(id) {
  const p = painted.get(id);
  if (!p) return;
  for (const r of p.ranges) p.highlight.delete(r);
  painted.delete(id);
}

export function unpaintAll() {
  for (const [name, h] of CSS.highlights) if (/^(theme|over)-/.test(name)) { h.clear(); CSS.highlights.delete(name); }
  painted = new Map();
  over = {};
}

/** Paints themes once more, over all others: place of the theme, from, to; other spans than before, and no others. */
export function paintOver(themes, spans) {
  const names = themes.split(" ").map((theme) => "over-" + theme), now = {};
  for (let i = 0; i < spans.length; i += 3) (now[names[spans[i]]] ??= []).push(spans[i + 1], spans[i + 2]);
  for (const name in { ...over, ...now }) if ("" + over[name] !== "" + now[name]) paintPlain(name, now[name] ?? [], []);
  over = now;
}

/**
 * Paints plain spans under one name, such as search hits: two numbers each; `more` of them, or others than before. In
 * labels three: where the words of the speech begin, and from where to where in the label that is drawn.
 */
export function paintPlain(name, spans, labels, more) {
  const h = more && CSS.highlights.get(name) || new Highlight(), all = name.startsWith("search");
  h.priority = priority(name);
  for (let i = 0; i < spans.length; i += 2) for (const r of rangesOf(spans[i], spans[i + 1], all)) h.add(r);
  for (let i = 0; i < labels.length; i += 3) {
    const [words, startOffset, endOffset] = labels.subarray(i, i + 3), node = segmentNode[segmentAt(words)];
    const label = node?.parentNode.closest(".speech")?.firstChild.firstChild;
    if (label && endOffset <= label.length) h.add(new StaticRange({ startContainer: label, startOffset, endContainer: label, endOffset }));
  }
  if (h.size) CSS.highlights.set(name, h); else CSS.highlights.delete(name);
}

/** UTF-16 offset of the character at a point of the window, or -1. */
export function offsetAtPoint(x, y) {
  let node, offset;
  if (document.caretPositionFromPoint) {
    const p = document.caretPositionFromPoint(x, y);
    if (!p) return -1;
    node = p.offsetNode; offset = p.offset;
  } else {
    const r = document.caretRangeFromPoint(x, y);
    if (!r) return -1;
    node = r.startContainer; offset = r.startOffset;
  }
  // A caret behind the character that was hit belongs to that character.
  if (node.nodeType === Node.TEXT_NODE && offset > 0) {
    const r = document.createRange();
    r.setStart(node, offset - 1); r.setEnd(node, offset);
    for (const b of r.getClientRects()) if (x >= b.left && x < b.right && y >= b.top && y < b.bottom) offset -= 1;
  }
  return offsetOf(node, offset);
}

/** So far on there are words: between paragraphs there are none. */
const WORDS = 99;

const inView = (r) => {
  const b = r.getBoundingClientRect(), view = scroller.getBoundingClientRect();
  return b.height && b.bottom > view.top && b.top < view.bottom;
};

/** UTF-16 offset of the first line in view, or -1. */
export function top() {
  if (!root) return -1;
  const view = scroller.getBoundingClientRect();
  // A point between paragraphs may be said to be at the beginning of what they stand in, far above.
  for (let y = view.top + 4, at; y < view.bottom; y += 8)
    if ((at = offsetAtPoint(view.left + view.width / 2, y)) >= 0 && liveRanges(at, at + WORDS).some(inView)) return at;
  // What has only just come into view is not laid out yet.
  const at = document.elementFromPoint(view.left + view.width / 2, view.top + view.height / 2)?.closest(".group, .chunk");
  const group = at?.className === "chunk" ? at.querySelector(".group") : at;
  return group ? Number(group.getAttribute("data-from")) : -1;
}

/** The first words in view, and how far below the edge they stand, for `goBack`; empty when none are laid out. */
export function whereabouts() {
  const at = top(), [r] = at < 0 ? [] : liveRanges(at, at + WORDS);
  return r ? `${at} ${Math.round(r.getBoundingClientRect().top - scroller.getBoundingClientRect().top)}` : "";
}

/** Scrolls to where somebody was. */
export function goBack(place) {
  const [at, below] = place.split(" ").map(Number);
  if (!Number.isFinite(below)) return;
  reveal(at, at + WORDS, true);
  const [r] = liveRanges(at, at + WORDS);
  if (r) scroller.scrollTop += r.getBoundingClientRect().top - scroller.getBoundingClientRect().top - below;
}

/** UTF-16 offset of a place in the document's nodes, or -1. */
export function offsetOf(node, offset) {
  if (!root || !root.contains(node)) return -1;
  if (node.nodeType !== Node.TEXT_NODE) {
    const child = node.childNodes[offset];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    walker.currentNode = child || node;
    const next = child && child.nodeType === Node.TEXT_NODE ? child : walker.nextNode();
    if (!next) return -1;
    node = next; offset = 0;
  }
  const p = node.parentNode.closest("[data-paragraph], [data-event], .section, .rule, .time");
  if (!p) return -1;
  const s = segmentOfNode(node);
  return s < 0 ? -1 : segmentStart[s] + Math.min(offset, node.length);
}

// Text nodes carry no number of their own; a map is built when it is first asked for.
let segmentIndex = null, segmentIndexOf = null;
function segmentOfNode(node) {
  if (segmentIndexOf !== segmentNode) {
    segmentIndex = new Map(segmentNode.map((n, i) => [n, i]));
    segmentIndexOf = segmentNode;
  }
  const s = segmentIndex.get(node);
  return s === undefined ? -1 : s;
}

/** The selected part of the document as two UTF-16 offsets, or an empty array. */
export function selection() {
  const s = getSelection();
  if (!s || s.isCollapsed || s.rangeCount === 0) return [];
  const r = s.getRangeAt(0);
  if (!root?.contains(r.commonAncestorContainer) && !r.intersectsNode(root ?? document.head)) return [];
  // It may begin or end beside the words: on a label, in a margin, on a panel.
  const first = firstSegment((n) => r.comparePoint(n, n.length) >= 0), last = firstSegment((n) => r.comparePoint(n, 0) > 0) - 1;
  if (first > last) return [];
  const a = segmentNode[first], z = segmentNode[last];
  const from = segmentStart[first] + (a === r.startContainer ? r.startOffset : 0), to = segmentStart[last] + (z === r.endContainer ? r.endOffset : z.length);
  return to > from ? [from, to] : [];
}

/** Number of the first text node that `holds` is true of, as it is of all behind it. */
function firstSegment(holds) {
  let low = 0, high = segmentNode.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(segmentNode[middle])) high = middle; else low = middle + 1;
  }
  return low;
}

function liveRanges(from, to) {
  return rangesOf(from, to).map((s) => {
    const r = document.createRange();
    r.setStart(s.startContainer, s.startOffset); r.setEnd(s.endContainer, s.endOffset);
    return r;
  });
}

/** Top and bottom of a piece of text, in pixels from the top of its group: [top, bottom] or []. */
export function extent(group, from, to) {
  const ranges = rangesOf(from, to), head = ranges.map((r) => edge(r, false)).find((b) => b.height);
  if (!head) return [];
  const foot = ranges.reverse().map((r) => edge(r, true)).find((b) => b.height), base = group.getBoundingClientRect().top;
  return [head.top - base, foot.bottom - base];
}

/** Box of the first or last letters of a range: it costs less than that of all its lines. Spaces may have none. */
function edge(r, last) {
  const piece = last ? boxOf(r, Math.max(r.endOffset - 2, r.startOffset), r.endOffset) : boxOf(r, r.startOffset, Math.min(r.startOffset + 2, r.endOffset));
  return piece.height ? piece : boxOf(r, r.startOffset, r.endOffset);
}

/** One live range is used for all: each that lives is kept up with the nodes. */
const ruler = document.createRange();
function boxOf({ startContainer }, from, to) {
  ruler.setStart(startContainer, from);
  ruler.setEnd(startContainer, to);
  return ruler.getBoundingClientRect();
}

/** Puts the page marks of a group beside the line on which the page begins. */
export function placePages(group) {
  const marks = [...group.querySelectorAll(":scope > .page-mark")];
  // First all are measured, then all are moved: otherwise each would have the page laid out anew.
  const places = marks.map((m) => {
    // A page may begin between two paragraphs: its mark stands beside the next one.
    const at = +m.dataset.at, s = Math.max(0, segmentAt(at)), node = segmentNode[s];
    // A page may begin in what is not drawn, such as the header, or in a label.
    const first = node && at < segmentStart[s] + node.length ? Math.max(at, segmentStart[s]) : segmentStart[s + 1] ?? at;
    return extent(group, first, first + 1)[0];
  });
  marks.forEach((m, n) => {
    if (places[n] !== undefined) m.style.insetBlockStart = `${places[n]}px`;
    m.hidden = places[n] === undefined;
  });
}

/** Draws the box of the current unit (`kind` "current" or "selection") line by line; clears the old one. */
export function frame(kind, from, to) {
  if (!root) return;
  for (const old of root.querySelectorAll(`.unit-box--${kind}`)) old.remove();
  if (kind === "current") reach(from, to);
  if (to <= from) return;
  const boxes = new Map();
  for (const r of liveRanges(from, to)) {
    const group = r.startContainer.parentNode.closest(".group");
    if (!group) continue;
    const base = group.getBoundingClientRect();
    if (!boxes.has(group)) boxes.set(group, []);
    for (const b of r.getClientRects()) boxes.get(group).push([b.left - base.left, b.top - base.top, b.width, b.height]);
  }
  for (const [group, list] of boxes) {
    const at = document.createElement("div");
    at.className = `unit-box unit-box--${kind}`;
    at.setAttribute("aria-hidden", "true");
    for (const [x, y, w, h] of list) {
      if (!w) continue;
      const line = document.createElement("i");
      line.style.insetInlineStart = `${x}px`;
      line.style.insetBlockStart = `${y}px`;
      line.style.inlineSize = `${w}px`;
      line.style.blockSize = `${h}px`;
      at.appendChild(line);
    }
    group.appendChild(at);
  }
}

/** Scrolls so that the text is well inside the view; `margin` in pixels. */
export function reveal(from, to, centre) {
  const s = Math.max(0, segmentAt(from)), node = segmentNode[s];
  if (!node) return;
  const element = node.parentElement, group = element.closest(".group");
  // What is skipped has no boxes: laid out first by scrolling to the group, then exactly.
  for (let round = 0; round < 2; round++) {
    const [r] = liveRanges(from, to);
    if (!r) { element.scrollIntoView({ block: "center" }); return; }
    let b = r.getBoundingClientRect();
    if (!b.height && group) { group.scrollIntoView({ block: "nearest" }); b = r.getBoundingClientRect(); }
    if (!b.height) { element.scrollIntoView({ block: "center" }); continue; }
    const all = liveRanges(from, to), bottom = all[all.length - 1].getBoundingClientRect().bottom;
    const view = scroller.getBoundingClientRect(), foot = parseFloat(getComputedStyle(scroller).scrollPaddingBlockEnd) || 0;
    // The name of who speaks stays above what is read, and covers it.
    const name = element.closest("[data-speech]")?.querySelector(".speech__label")?.offsetHeight ?? 0;
    const low = Math.min(120, (view.height - foot) / 5), margin = Math.max(low, name + 4);
    if (centre && (b.top < view.top + margin || bottom > view.bottom - low - foot)) scroller.scrollTop += b.top - view.top - view.height / 3;
    else if (b.top < view.top + margin) scroller.scrollTop += b.top - view.top - margin;
    else if (bottom > view.bottom - low - foot) scroller.scrollTop += Math.min(bottom - view.bottom + low + foot, b.top - view.top - margin);
  }
}

/** Opens what stands before the proceedings at the first of the spans, which are counted from its first letter, and marks
 * all as the search marks what it finds. */
export function showFront(spans) {
  const front = document.getElementById("front"), words = front?.querySelector("p").firstChild;
  if (!words) return;
  front.open = true;
  const found = new Highlight();
  let first = null;
  for (let i = 0; i < spans.length; i += 2) {
    const range = new Range();
    range.setStart(words, spans[i]);
    range.setEnd(words, spans[i + 1]);
    found.add(range);
    first ??= range;
  }
  CSS.highlights.set("search", found);
  const view = scroller.getBoundingClientRect();
  scroller.scrollTop += first.getBoundingClientRect().top - view.top - view.height / 3;
}

/** Whether any of a range is in view. */
export const isInView = (from, to) => liveRanges(from, to).some(inView);

/** Scrolls to a range of which nothing is in view. */
export function show(from, to) {
  if (!isInView(from, to)) reveal(from, to, true);
}

/** Scrolls to where that share of the text has gone by. */
export function revealShare(share) {
  const at = Math.floor(Math.min(0.9999, Math.max(0, share)) * length);
  reveal(at, at + 1, true);
}

/** Whether a filter folds text away, and whether that there. */
export const folding = () => !!root?.classList.contains("document__text--folded");
export const folded = (from) => !!segmentNode[segmentAt(from)]?.parentNode.closest(".folded");

/** Draws where tags are in the whole text: three numbers each, from, to and the colour. */
export function minimap(marks) {
  const canvas = document.querySelector(".minimap"), height = Math.round(canvas.clientHeight * devicePixelRatio);
  canvas.width = 1;
  canvas.height = height;
  const pen = canvas.getContext("2d"), scale = height / (length || 1);
  for (let i = 0; i < marks.length; i += 3) {
    pen.fillStyle = `#${marks[i + 2].toString(16).padStart(6, "0")}`;
    pen.fillRect(0, Math.floor(marks[i] * scale), 1, Math.max(2, Math.round((marks[i + 1] - marks[i]) * scale)));
  }
}

/**
 * Replaces the coding stripes of one group: five numbers each (lane, from, to, whether it is one's own, how many it
 * stands for); ids, themes and titles in a string each, parted by a zero.
 */
export function stripes(group, ids, themes, titles, spans) {
  let box = group.querySelector(":scope > .stripes");
  if (!box) {
    if (!ids) return;
    box = document.createElement("div");
    box.className = "stripes";
    box.addEventListener("keydown", pressed);
    group.prepend(box);
  }
  const old = new Map([...box.children].map((e) => [e.key, e]));
  // What has not moved is not measured again, and what looks the same is not touched: a small text may carry a
  // thousand stripes. They are placed by their numbers, so their order among the nodes does not matter.
  const size = `${group.clientWidth} ${group.clientHeight}`, fresh = [], list = [];
  // All places are read before anything is written: else each would be laid out by itself.
  [ids, themes, titles] = [ids, themes, titles].map((all) => all.split("\0"));
  for (let i = 0; i < spans.length / 5; i++) {
    const [lane, from, to, own, counts] = spans.subarray(5 * i, 5 * i + 5);
    const [id] = ids[i].split(" "), key = counts ? `+${id}` : id, node = old.get(key);
    const at = `${from} ${to} ${size}`, place = node?.measured === at ? null : extent(group, from, to);
    if (place?.length === 0) continue;
    old.delete(key);
    list.push({ i, id, key, node, at, place, lane, from, to, own, counts });
  }
  for (const item of list) {
    const { i, id, key, at, place, lane, from, to, own, counts } = item;
    let { node } = item;
    if (!node) {
      node = document.createElement("span");
      // A note without a theme has a mark of its own, and so have those there is no room for.
      node.className = counts ? "stripe-more" : themes[i] ? "stripe" : "note-mark";
      node.dataset[counts || themes[i] ? "stripe" : "note"] = id;
      node.key = key;
      node.ariaHidden = "true";
      fresh.push(node);
    }
    const look = `${lane} ${own} ${themes[i]} ${titles[i]} ${ids[i]}`;
    if (node.look !== look) {
      node.look = look;
      if (counts) {
        node.dataset.more = ids[i];
        node.dataset.counts = counts;
        node.dataset.text = counts > 99 ? "99+" : `+${counts}`;
      } else if (themes[i]) node.dataset.stripeTheme = themes[i];
      node.title = node.words = titles[i];
      node.dataset.own = own === 1;
      node.style.setProperty("--lane", lane);
      node.style.setProperty("--stripe-colour", `var(--theme-${themes[i]})`);
    }
    if (place) {
      [node.from, node.to] = [from, to];
      node.measured = at;
      node.style.insetBlockStart = `${place[0]}px`;
      node.style.blockSize = `${place[1] - place[0]}px`;
    }
  }
  // Who was on one that goes is in the text again.
  const focused = document.activeElement, left = [...old.values()].includes(focused);
  for (const gone of old.values()) gone.remove();
  box.append(...fresh);
  if (left) scroller.focus({ preventScroll: true });
  if (group === segmentNode[segmentAt(current[0])]?.parentNode.closest(".group")) reach(...current);
}

// Stripes are pictures, and what they say stands in the panel. Those of the current unit can be reached with Tab all the
// same: a thousand stops would be none.
let current = [0, 0], reached = [];
function reach(from, to) {
  current = [from, to];
  const group = to > from && segmentNode[segmentAt(from)]?.parentNode.closest(".group");
  const all = group ? [...group.querySelectorAll(":scope > .stripes > *")] : [];
  const here = all.filter((node) => node.from < to && node.to > from);
  for (const node of reached) {
    if (here.includes(node)) continue;
    for (const name of ["tabindex", "role"]) node.removeAttribute(name);
    node.ariaHidden = "true";
  }
  for (const node of here) {
    node.title = node.words;
    if (reached.includes(node)) continue;
    node.ariaHidden = null;
    node.role = "link";
    node.tabIndex = 0;
  }
  reached = here;
}

/** From the text to those stripes, from one to the next, and on: what comes next in the page may be far away from there. */
function tabbed(e) {
  if (e.key !== "Tab" || e.ctrlKey || e.altKey || e.metaKey || !reached.length || !reached[0].isConnected) return;
  const at = e.target === scroller ? -1 : reached.indexOf(e.target), next = at + (e.shiftKey ? -1 : 1);
  if (at < 0 && (e.target !== scroller || e.shiftKey) || next >= reached.length) return;
  if (next < 0) scroller.focus({ preventScroll: true }); else reached[next].focus();
  // What cannot take it, as in what is folded away, holds nobody.
  if (document.activeElement !== e.target) e.preventDefault();
}

/** Chooses what the stripe with the focus lies on, as a press does; then the keys are the text's again. */
function pressed(e) {
  if (e.key !== "Enter" && e.key !== " ") return;
  e.preventDefault();
  e.target.click();
  scroller.focus({ preventScroll: true });
}
